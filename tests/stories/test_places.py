"""``place:ID`` moves exactly when story ID enters or leaves the newest ten of a section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from redaksi.lib import clock
from redaksi.press import acts, reading
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper, Section
from redaksi.stories import queries
from redaksi.stories.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections(db: None) -> list[Section]:
    """Two sections, and one within the second."""
    title = Newspaper.objects.create(name="Harian Uji", host="uji.example")
    two = [Section.objects.create(newspaper=title, name=name) for name in ("Satu", "Dua")]
    return [*two, Section.objects.create(newspaper=title, name="Tiga", parent=two[1])]


def row(section: Section, at: datetime, number: int) -> Story:
    return Story(
        headline=f"Kapal {number}", slug=f"kapal-{number}", section=section, live=True,
        published_at=at, version=1, live_version=1,
    )  # fmt: skip


def newest_ten(section: Section) -> set[int]:
    """By the book: every live story of the section and those within it, sorted."""
    rows = Story.objects.filter(live=True, section__in=[section, *section.children.all()])
    keys = sorted(rows.values_list("published_at", "pk"), reverse=True)
    return {pk for _at, pk in keys[:10]}


def places(sections: list[Section]) -> set[tuple[int, int]]:
    return {(section.pk, pk) for section in sections for pk in newest_ten(section)}


def moved_by(act: Callable[[], Any]) -> set[str]:
    seq = acts.last_seq()
    act()
    tags = {tag for entry in LogEntry.objects.after(seq) for tag in entry.tags}
    return {tag for tag in tags if tag.startswith("place:")}


def one_act(random: Random, sections: list[Section], number: int) -> Callable[[], Any]:
    """Something that happens to one story, near the top of its list or far below it."""
    at = clock.now() - timedelta(minutes=random.randrange(40))
    rows = list(Story.objects.order_by("-published_at"))
    kind = random.choice(["new", "new", "withdraw", "move", "file", "retitle"])
    if kind == "new" or not rows:
        return row(random.choice(sections), at, number).save
    one = random.choice(rows)
    changes = {
        "withdraw": {"live": not one.live}, "move": {"published_at": at},
        "file": {"section": random.choice(sections), "published_at": random.choice([
            one.published_at, at])},
        "retitle": {"headline": f"Judul {number}"},
    }[kind]  # fmt: skip
    return lambda: Story.objects.filter(pk=one.pk).update(**changes)


@pytest.mark.parametrize("seed", range(4))
def test_a_place_moves_when_it_changes_and_at_no_other_time(
    sections: list[Section], clock: Any, seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    Story.objects.bulk_create(
        row(section, clock.at - timedelta(minutes=3 * number), number)
        for section in sections for number in range(9)
    )  # fmt: skip
    for number in range(30):
        before = places(sections)
        moved = moved_by(one_act(random, sections, 100 + number))
        changed = {pk for _section, pk in before ^ places(sections)}
        assert moved == {f"place:{pk}" for pk in changed}


@pytest.mark.parametrize("seed", range(4))
def test_a_statement_over_many_stories_moves_every_place_it_changes(
    sections: list[Section], clock: Any, seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    Story.objects.bulk_create(
        row(random.choice(sections), clock.at - timedelta(minutes=number), number)
        for number in range(50)
    )
    pks = random.sample(list(Story.objects.values_list("pk", flat=True)), 12)
    for changes in ({"live": False}, {"live": True}, {"published_at": clock.at},
                    {"section": sections[2]}):  # fmt: skip
        before = places(sections)
        moved = moved_by(lambda: Story.objects.filter(pk__in=pks).update(**changes))  # noqa: B023
        assert {f"place:{pk}" for _section, pk in before ^ places(sections)} <= moved


def test_stories_that_come_at_once_push_out_as_many(sections: list[Section], clock: Any) -> None:
    Story.objects.bulk_create(
        row(sections[0], clock.at - timedelta(minutes=number), number) for number in range(12)
    )
    before = places(sections)
    moved = moved_by(
        lambda: Story.objects.bulk_create(
            [row(sections[0], clock.at + timedelta(minutes=number), number) for number in (1, 2, 3)]
        )
    )
    assert {f"place:{pk}" for _section, pk in before ^ places(sections)} <= moved


def test_who_asks_notes_places_and_not_the_list(sections: list[Section], clock: Any) -> None:
    made = Story.objects.bulk_create(
        row(sections[2], clock.at - timedelta(minutes=number), number) for number in range(12)
    )
    asked = [made[11].pk, made[3].pk, 999]
    with reading.reading() as record:
        assert queries.among_newest(sections[1].pk, asked) == (made[3].pk,)
    assert record.tags == {"tree", *(f"place:{pk}" for pk in asked)}
