"""A preview link: one version, for whoever has it, until its end; nothing keeps or finds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.config.edge import PASSING
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
from redaksi.stories.models import PreviewLink, Story
from tests.desk.conftest import somebody

Desk = Callable[[str], Client]
DAY = timedelta(days=1)


def shared(story: Story, **more: Any) -> PreviewLink:
    return actions.share(story, **{"ends_at": clock.now() + DAY, **more})


def opened(link: PreviewLink, **more: Any) -> Any:
    return Client(headers={"host": "localhost"}).get(link.address, **more)


def without_banner(html: str) -> str:
    html = re.sub(
        r"<aside class=\"w\" aria-label=\"Pratinjau\".*?</aside>\n?", "", html, flags=re.S
    )
    return re.sub(r"<div hidden><svg>.*?</svg></div>", "", html, flags=re.S)


def test_it_is_the_readers_page_save_for_a_banner(live: Story) -> None:
    answer = opened(shared(live))
    page = Client(headers={"host": "localhost"}).get(live.url).content.decode()
    assert answer.status_code == 200 and "Pratinjau" in answer.content.decode()
    assert without_banner(answer.content.decode()) == without_banner(page)


def test_nothing_stores_it_finds_it_or_hears_of_it(draft: Story) -> None:
    link = shared(draft)
    answer = opened(link, headers={"surrogate-capability": 'edge="ESI/1.0"'})
    said = answer.headers
    assert "no-store" in said["Cache-Control"] and "noindex" in said["X-Robots-Tag"]
    assert said["Referrer-Policy"] == "no-referrer" and not answer.cookies
    assert (
        "X-Redaksi-Tags" not in said and "ETag" not in said and b"esi:include" not in answer.content
    )
    assert link.address.startswith(PASSING)
    assert not re.search(r"preview/", Client().get("/sitemap.xml").content.decode())


def test_it_shows_its_version_whatever_is_saved_later(draft: Story) -> None:
    link = shared(draft)
    later = Story.objects.get(pk=draft.pk).newest()
    later.headline = "Judul lain"
    actions.save_draft(later)
    assert "Judul lain" not in opened(link).content.decode()
    assert draft.headline in opened(link).content.decode()


def test_it_ends_and_is_revoked_with_a_plain_410(draft: Story) -> None:
    link, other = shared(draft), shared(draft)
    actions.revoke(other)
    with clock.frozen(clock.now() + DAY):
        gone = [opened(link), opened(other)]
    assert [one.status_code for one in gone] == [410, 410] and opened(other).status_code == 410
    assert all(draft.headline not in one.content.decode() for one in gone)
    assert all("no-store" in one.headers["Cache-Control"] for one in gone)


def test_another_key_is_not_found(draft: Story, live: Story) -> None:
    link, other = shared(draft), shared(live)
    reader = Client(headers={"host": "localhost"})
    forged = [link.address[:-1], link.address + "A", f"/preview/{link.pk}-{other.key}"]
    forged += [f"/preview/{link.pk}", f"/preview/{link.pk + 99}-{link.key}", "/preview/"]
    assert {reader.get(one).status_code for one in forged} == {404}
    assert len(link.key) == 32 and link.key != other.key


def test_under_embargo_the_banner_says_until_when(draft: Story) -> None:
    story = draft.newest()
    story.embargo_until = clock.now() + DAY
    actions.save_draft(story)
    text = opened(shared(Story.objects.get(pk=draft.pk))).content.decode()
    assert "Diembargo sampai" in text and "WIB" in text and "WITA" in text


def test_its_end_is_ahead_and_within_thirty_days(draft: Story) -> None:
    for wrong in (clock.now(), clock.now() + 31 * DAY):
        with pytest.raises(StoryError):
            shared(draft, ends_at=wrong)


def test_who_writes_makes_lists_and_revokes_it(desk: Desk, draft: Story) -> None:
    client, url = desk("reporter"), reverse("stories:share", args=[draft.pk])
    later = timezone.localtime(timezone.now() + DAY).strftime("%Y-%m-%dT%H:%M")
    page = client.post(url, {"ends_at": later}, follow=True).content.decode()
    link = PreviewLink.objects.get()
    assert link.address in page and "reporter" in page and "WITA" in page
    client.post(reverse("stories:revoke", args=[draft.pk, link.pk]))
    assert opened(link).status_code == 410
    rows = LogEntry.objects.filter(subject=f"preview:{link.pk}").order_by("seq")
    assert [(row.kind, row.actor, row.tags) for row in rows] == [
        ("shared", "reporter", []), ("revoked", "reporter", []),
    ]  # fmt: skip


def test_who_may_not_write_makes_none(draft: Story) -> None:
    with pytest.raises(PermissionDenied):
        shared(draft, by=somebody("photo"))
