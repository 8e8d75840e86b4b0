"""Stories that follow a story: what the desk picked, then what is like it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.press.reading import reading
from redaksi.press.remembering import Memory, moment
from redaksi.stories import actions, queries
from redaksi.stories.models import RelatedPick, Relation, Story
from redaksi.stories.relating import KEPT, likened_to, relations_of
from tests.stories.conftest import Newsroom


@pytest.fixture
def five(newsroom: Newsroom) -> list[Story]:
    return [actions.update(newsroom.story(f"Kapal ke-{number}")).story for number in range(5)]


def follow(story: Story, most: int = 6) -> list[int]:
    return [one.pk for one in queries.followers(story.pk, most)]


def test_what_the_desk_picked_comes_before_what_is_like_it(five: list[Story]) -> None:
    first, second, third, fourth, _fifth = five
    first.related_picks = [RelatedPick(target=fourth), RelatedPick(target=second)]
    actions.update(first)
    actions.relate({first.pk: [third.pk, second.pk]})
    assert follow(first) == [fourth.pk, second.pk, third.pk]


def test_a_story_never_follows_itself_and_a_withdrawn_one_follows_nobody(
    five: list[Story],
) -> None:
    first, second, third, *_others = five
    actions.relate({first.pk: [first.pk, second.pk, third.pk]})
    actions.withdraw(second, reason="Keliru.")
    assert (follow(first), relations_of([first.pk])[first.pk]) == (
        [third.pk], (second.pk, third.pk),
    )  # fmt: skip


def test_one_act_moves_the_related_of_those_it_changed(five: list[Story]) -> None:
    first, second, third, *_others = five
    actions.relate({first.pk: [second.pk]})
    changed = actions.relate({first.pk: [second.pk], second.pk: [first.pk], third.pk: [first.pk]})
    row = LogEntry.objects.order_by("seq").last()
    assert changed == (second.pk, third.pk)
    assert row and (row.kind, row.subject) == ("related", "related:*")
    assert row.tags == sorted(f"related:{pk}" for pk in changed)


def test_the_same_choice_writes_nothing(five: list[Story]) -> None:
    actions.relate({five[0].pk: [five[1].pk]})
    rows = LogEntry.objects.count()
    assert actions.relate({five[0].pk: [five[1].pk]}) == ()
    assert LogEntry.objects.count() == rows


def test_no_more_are_kept_than_are_of_use(five: list[Story]) -> None:
    many = [one.pk for one in five[1:]] * 3
    actions.relate({five[0].pk: many})
    assert relations_of([five[0].pk])[five[0].pk] == tuple(many[:4])
    assert KEPT >= 6
    assert likened_to([five[1].pk]) == {five[0].pk}


def test_a_page_notes_only_those_who_could_stand_on_it(five: list[Story]) -> None:
    first, second, third, fourth, _fifth = five
    actions.relate({first.pk: [second.pk, third.pk, fourth.pk]})
    actions.withdraw(second, reason="Keliru.")
    with reading() as record:
        assert follow(first, 1) == [third.pk]
    noted = {tag for tag in record.tags if tag.startswith(("related:", "card:"))}
    assert noted == {f"related:{first.pk}", f"card:{second.pk}", f"card:{third.pk}"}


def test_whoever_follows_costs_three_questions(five: list[Story]) -> None:
    actions.relate({five[0].pk: [one.pk for one in five[1:]]})
    with CaptureQueriesContext(connection) as asked:
        cards = queries.followers(five[0].pk, 6)
    assert (len(cards), len(asked)) == (4, 3)


def test_a_card_that_moved_is_asked_for_once_for_all_whom_it_follows(five: list[Story]) -> None:
    memory, others = Memory(), [one.pk for one in five[1:]]
    actions.relate({one.pk: [five[0].pk, *others] for one in five[1:]})
    asked = []
    for headline in ("Kapal lain", "Kapal baru"):
        five[0].headline = headline
        actions.update(five[0])
        with moment(memory, acts.last_seq()), CaptureQueriesContext(connection) as seen:
            found = {queries.followers(pk, 1)[0].headline for pk in others}
        assert found == {headline}
        asked.append(sum('"teaser"' in one["sql"] for one in seen))
    assert (asked, len(seen)) == ([1, 1], 2)


def test_a_row_changed_by_itself_moves_the_related(five: list[Story], newsroom: Any) -> None:
    Relation.objects.create(story=five[0], target=five[1])
    row = LogEntry.objects.order_by("seq").last()
    assert row and (row.subject, row.tags) == (f"related:{five[0].pk}", [f"related:{five[0].pk}"])
