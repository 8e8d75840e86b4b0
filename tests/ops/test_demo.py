"""The demo newspaper: filled once, resumed when it was stopped, never poured into another one."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from redaksi.fronts.models import FrontVersion, RailPlace
from redaksi.ops import demo, demo_archive
from redaksi.partners.models import Partner
from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper
from redaksi.staff import actions as staff
from redaksi.staff.models import User
from redaksi.stories.models import Correction, Story
from redaksi.wire.models import Item, Source

pytestmark = pytest.mark.django_db
TEXT = {"type": "paragraph", "html": "Kapal itu merapat pada {day:0}."}
STORIES: list[dict[str, Any]] = [
    {"key": "a", "days_ago": 3, "at": "09:53", "headline": "Kapal merapat", "section": "Ekonomi",
     "body": [TEXT, {"type": "crosslink", "story": "b"}], "updated_hours_after": 2,
     "corrections": [{"kind": "minor", "note": "Angka diperbaiki."}]},
    {"key": "b", "days_ago": 2, "at": "07:00", "headline": "Kapal berlayar", "section": "Ekonomi",
     "body": [TEXT], "related": ["a"], "withdrawn": "Foto dari peristiwa lain."},
]  # fmt: skip


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stories without photos in place of a hundred and twenty."""
    monkeypatch.setattr(demo, "_stories", lambda: copy.deepcopy(STORIES))


def quiet(_line: str) -> None:
    pass


def told() -> list[tuple[str, int, bool, int]]:
    rows = Story.objects.order_by("pk")
    return [(s.headline, s.version, s.live, s.corrections.count()) for s in rows]


WHOLE = [("Kapal merapat", 3, True, 1), ("Kapal berlayar", 2, False, 0)]


def test_stories_are_told_as_they_happened() -> None:
    assert demo.fill(quiet) == 2
    assert told() == WHOLE
    kinds = LogEntry.objects.filter(subject__startswith="story:").order_by("seq")
    happened = ["published", "updated", "corrected", "published", "withdrawn"]
    assert [row.kind for row in kinds] == happened


def test_its_wires_have_items_of_every_kind() -> None:
    demo.fill(quiet)
    assert Source.objects.filter(active=False).count() == 2
    newest = Item.objects.filter(replaced_by=None)
    assert newest.filter(version=2).exists()
    assert newest.filter(like__source__name="Lintang", source__name="Samudra").exists()
    assert newest.filter(state="quarantined").count() == 1


def test_its_fronts_are_launched_with_a_reason_and_its_rails_set() -> None:
    demo.fill(quiet)
    launched = FrontVersion.objects.filter(launched__isnull=False)
    assert [bool(one.why) for one in launched] == [True, True]
    assert set(RailPlace.objects.values_list("page", flat=True)) == {"story", "list"}
    assert set(Partner.objects.values_list("slug", flat=True)) == {"talikasih", "tj-niaga"}


def test_a_second_filling_leaves_everything_and_makes_a_new_password() -> None:
    demo.fill(quiet)
    (name, first), last = demo.login(), acts.last_seq()
    demo.fill(quiet)
    _name, second = demo.login()
    assert (told(), acts.last_seq()) == (WHOLE, last)
    assert first != second
    assert User.objects.get(username=name).check_password(second)


@pytest.mark.parametrize("stopped_after", range(5))
def test_a_filling_that_was_stopped_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    done, put = [], demo.put

    def until_killed(*args: Any, **how: Any) -> Any:
        if len(done) == stopped_after:
            raise KeyboardInterrupt
        done.append(1)
        return put(*args, **how)

    monkeypatch.setattr(demo, "put", until_killed)
    with pytest.raises(KeyboardInterrupt):
        demo.fill(quiet)
    monkeypatch.setattr(demo, "put", put)
    assert demo.fill(quiet) == 2
    assert told() == WHOLE
    assert Correction.objects.count() == 1


def test_a_newspaper_of_somebody_is_not_filled() -> None:
    Newspaper.objects.create(name="Harian Uji", host="uji.example")
    assert demo.may_fill()
    staff.add_user("ratna", "admin", "perahu kayu 47")
    assert not demo.may_fill()
    Newspaper.objects.update(is_example=True)
    assert demo.may_fill()


def test_an_archive_is_topped_up_and_stands_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_archive, "BATCH", 20)
    Newspaper.objects.create(name="Harian Uji", host="uji.example")
    assert demo_archive.fill(30, quiet) == 30
    assert demo_archive.fill(30, quiet) == 0
    assert demo_archive.fill(50, quiet) == 20
    assert Story.objects.filter(live=True).count() == 50
    rows = acts.entries("imported", "archive:demo")
    assert sorted(row.payload["stories"] for row in rows) == [10, 20, 20]
    assert Story.objects.values("headline").distinct().count() > 40
