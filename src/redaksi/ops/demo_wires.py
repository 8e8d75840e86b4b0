"""The demo's wires: two invented agencies, their items shipped and taken in as if they had come.

Nothing is asked for them: they are paused, and what they sent comes with the demo.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from redaksi.wire import actions
from redaksi.wire.models import Source


def send(given: list[dict[str, Any]], now: datetime) -> None:
    """Make the wires *given* and take their items in, each at its hour before *now*; what is there
    is left alone."""
    for one in given:
        if Source.objects.filter(name=one["name"]).exists():
            continue
        source = actions.add_source(
            one["name"], one["address"], section=one["section"], agency=one["agency"],
            credit=one["credit"], active=False,
        )  # fmt: skip
        for item in one["items"]:
            at = now - timedelta(hours=item["hours_ago"])
            actions.take_in(source, [_entry(item, one["address"], at)], at)


def _entry(item: dict[str, Any], address: str, at: datetime) -> dict[str, Any]:
    """An item as a JSON Feed has it."""
    return {
        "id": item["id"], "title": item["title"], "url": urljoin(address, item["id"]),
        "date_published": at.isoformat(timespec="seconds"),
        "content_html": "".join(f"<p>{text}</p>" for text in item["text"]),
        "author": {"name": item.get("author", "")}, "image": item.get("photo"),
    }  # fmt: skip
