"""The demo's partners: an invented crowdfunding site and a sister brand, their items shipped.

Nothing is fetched for them: their last good copies come with the demo and stay for ever.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from redaksi.lib import clock
from redaksi.partners import actions, outside
from redaksi.partners.answers import Item
from redaksi.partners.models import Partner


def show(given: list[dict[str, Any]], folder: Path) -> None:
    """Make the partners *given*, their photos seen from *folder*; what is there is left alone."""
    for place, one in enumerate(given, start=1):
        if Partner.objects.filter(name=one["name"]).exists():
            continue
        partner = Partner.objects.create(
            name=one["name"], kind=one["kind"], address=one["address"], order=place * 10,
            fetching=False, hide_after=0,
        )  # fmt: skip
        photos = {
            item["photo"]: outside.encoded(partner.pk, (folder / item["photo"]).read_bytes())
            for item in one["items"]
            if "photo" in item
        }
        items = [_item(item) for item in one["items"]]
        actions.keep(partner, items, clock.now(), pictures=photos)


def _item(given: dict[str, Any]) -> Item:
    hours = given.get("hours_ago")
    return Item(
        title=given["title"], link=given["link"], image=given.get("photo", ""),
        target=given.get("target"), collected=given.get("collected"),
        days_left=given.get("days_left"),
        published_at=clock.now() - timedelta(hours=hours) if hours else None,
    )  # fmt: skip
