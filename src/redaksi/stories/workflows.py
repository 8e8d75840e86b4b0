"""Which workflow passes a story: its section's own, else that of the section above, else all's."""

from __future__ import annotations

from typing import Any

from wagtail.models import WorkflowMixin

from redaksi.sections.models import Section


class PassedBySection(WorkflowMixin):
    """What is passed as its section wants it."""

    section: Any

    class Meta:
        abstract = True

    def get_workflow(self) -> Any:
        """The active workflow of the innermost section that has one, else the newsroom's."""
        section: Section | None = self.section
        walked: set[int] = set()
        while section is not None and section.pk not in walked:
            workflow = section.workflow
            if workflow is not None and workflow.active:
                return workflow
            walked.add(section.pk)
            section = section.parent
        return super().get_workflow()
