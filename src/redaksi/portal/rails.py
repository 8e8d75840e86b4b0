"""Rails: the short lists that stand beside stories, by name.

A rail is a query and a template and knows nothing of the page it stands on, so that the same rail
can be fetched by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template import loader
from django.utils.safestring import SafeString

from redaksi.stories import queries
from redaksi.stories.shapes import Card

if TYPE_CHECKING:
    from redaksi.portal.frame import Frame

LATEST = 8


@dataclass(frozen=True, kw_only=True)
class Rail:
    """What a rail asks for (called without arguments) and the template that shows it as items."""

    query: Callable[[], Any]
    template: str


def _latest() -> tuple[Card, ...]:
    return queries.latest(limit=LATEST).items


RAILS: dict[str, Rail] = {
    "latest": Rail(query=_latest, template="portal/rails/latest.html"),
}


def render(name: str, frame: Frame) -> SafeString:
    """The rail *name* as HTML; KeyError for a name that is not in :data:`RAILS`."""
    made = RAILS[name]
    return loader.render_to_string(made.template, {"frame": frame, "items": made.query()})
