"""Every tag that a page notes or a change moves stands in the reference."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.press.models import LogEntry
from redaksi.stories import actions
from redaksi.stories.models import Correction
from tests.flows.pages import addresses
from tests.flows.rows import live
from tests.house.rooms import ROOT, text
from tests.portal.newspaper import small_newspaper


def shapes(tags: Any) -> set[str]:
    """What kind each tag is: ``story``, ``list``, ``list:end``."""
    return {re.sub(r":.*?(:(top|end))?$", r"\1", tag) if ":" in tag else tag for tag in tags}


@pytest.mark.django_db
def test_every_tag_stands_in_the_reference(clock: Any) -> None:
    small = small_newspaper(3)
    Correction.objects.create(story=live(small), note="Angka.", at=timezone.now())
    client = Client(headers={"host": "localhost"})
    noted: set[str] = set()
    for address in (*addresses(small), "/archive/2030/01/"):
        noted |= set(client.get(address).headers["X-Redaksi-Tags"].split())
    actions.withdraw(live(small), reason="Keliru.")
    moved = {tag for row in LogEntry.objects.all() for tag in row.tags}
    rows = re.findall(r"^\| `([^`]+)`", text(ROOT / "docs/reference/tags.md"), re.MULTILINE)
    assert shapes(noted | moved) <= shapes(row.replace("KEY", "latest") for row in rows)
