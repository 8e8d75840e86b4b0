"""What ops adds to the desk: the first screen says when the last good backup was."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.components import Component

from redaksi.desk import times
from redaksi.ops.backup import standing


class BackupPanel(Component):
    """One line: the last good backup, or why there is none."""

    name = "backup"
    order = 90
    template_name = "redaksi_ops/backup.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found, clock = standing.standing(), times.wall()
        return {"standing": found, "good": clock.told(found.noted.good),
                "failed": clock.told(found.noted.failed)}  # fmt: skip


@hooks.register("construct_homepage_panels", order=100)
def add_backup(_request: Any, panels: list[Any]) -> None:
    panels.append(BackupPanel())
