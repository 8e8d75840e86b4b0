"""Collections: picks, rule and days; what each change moves; rails in the order of the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from redaksi.fronts import queries
from redaksi.fronts.models import Collection, CollectionPick, RailPlace
from redaksi.press import reading
from redaksi.sections.models import OldAddress
from redaksi.stories import queries as stories
from tests.flows.rows import logged
from tests.portal.newspaper import Small, story


def collection(small: Small, *picks: int, **fields: Any) -> Collection:
    made = Collection(**{"name": "Berita Weekend", **fields})
    made.picks = [CollectionPick(story=small.stories[number]) for number in picks]
    made.save()
    return made


def pks(found: Any) -> list[int]:
    return [card.pk for card in found.items]


def test_picks_stand_first_and_the_rule_behind_them(paper: Small) -> None:
    made = collection(paper, 0, rule="section", section=paper.sections[1])
    found = queries.of_collection(made.pk)
    section = pks(stories.in_section(paper.sections[1].pk))
    assert pks(found) == [paper.stories[0].pk, *section]


def test_without_a_rule_the_picks_are_all(paper: Small) -> None:
    made = collection(paper, 2, 0)
    assert pks(queries.of_collection(made.pk)) == [paper.stories[2].pk, paper.stories[0].pk]


def test_a_rule_with_days_takes_stories_of_these_days_in_the_newspapers_zone(
    paper: Small, clock: Any
) -> None:
    friday_night = datetime(2020, 8, 14, 16, 59, tzinfo=UTC)  # 23:59 WIB
    story(paper, 50, friday_night)
    saturday = story(paper, 51, friday_night + timedelta(minutes=1))
    made = collection(paper, rule="newest", days="67")
    assert pks(queries.of_collection(made.pk)) == [saturday.pk]


def test_a_collection_is_paged_by_key(paper: Small) -> None:
    made = collection(paper, rule="newest")
    first = queries.of_collection(made.pk, limit=5)
    second = queries.of_collection(made.pk, before=first.before, limit=5)
    assert pks(first) + pks(second) == [one.pk for one in paper.stories[:-11:-1]]


def test_a_weekend_list_hears_nothing_of_a_monday(paper: Small, clock: Any) -> None:
    made = collection(paper, rule="newest", days="67")
    with reading.reading() as record:
        queries.of_collection(made.pk)
    with logged() as monday:
        story(paper, 60, clock.at)
    assert not record.tags & monday.tags
    with logged() as sunday:
        story(paper, 61, clock.at - timedelta(days=1))
    assert record.tags & sunday.tags


def test_a_change_of_a_collection_moves_its_list(paper: Small) -> None:
    made = collection(paper, 0)
    with logged() as moved:
        made.picks = [CollectionPick(story=paper.stories[1])]
        made.save()
    assert moved.tags == {f"list:collection:{made.pk}"}


def test_saving_it_unchanged_moves_nothing(paper: Small) -> None:
    made = collection(paper, 0)
    with logged() as moved:
        Collection.objects.get(pk=made.pk).save()
    assert moved.tags == set()


def test_a_new_slug_leaves_the_old_address_leading_on(paper: Small) -> None:
    made = collection(paper)
    made.slug = "akhir-pekan"
    made.save()
    old = OldAddress.objects.get()
    assert (old.path, old.leads_to) == ("/collection/berita-weekend/", "/collection/akhir-pekan/")


def test_an_address_without_a_collection_is_noted(paper: Small) -> None:
    with reading.reading() as record:
        assert queries.collection_at("tidak-ada") is None
    assert "path:/collection/tidak-ada/" in record.tags


def test_rails_stand_in_the_order_of_the_desk(paper: Small) -> None:
    assert queries.rails_of("story") is None
    for order, rail in enumerate(("popular", "latest", "epaper")):
        RailPlace.objects.create(page="story", rail=rail, order=order, shown=rail != "epaper")
    found = queries.rails_of("story")
    assert found is not None and [one.name for one in found] == ["popular", "latest"]


def test_a_change_of_a_rail_moves_the_pages_it_stands_on(paper: Small) -> None:
    with logged() as moved:
        RailPlace.objects.create(page="story", rail="latest")
    assert moved.tags == {"rails:story"}
