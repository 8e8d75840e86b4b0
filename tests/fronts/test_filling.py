"""How a front is filled: picks and pins first, the rule behind them, no story twice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redaksi.fronts import rules
from redaksi.fronts.kinds import RUNNING, Kind, Look, Rule
from redaksi.fronts.rules import Source
from redaksi.fronts.shapes import Box, Placed
from tests.fronts.cards import (
    NEWEST,
    NOON,
    Fake,
    FakeSection,
    box,
    cards,
    minutes,
    stands,
)


def fill(*boxes: Box, live: Any = None, offered: Any = (), now: Any = NOON) -> list[list[int]]:
    known = cards(*range(1, 30)) if live is None else live
    offers = {NEWEST: [known.get(pk, Fake(pk)) for pk in offered]}
    made = rules.fill(boxes, cards=known, candidates=offers, now=now)
    return [stands(one) for one in made]


def test_picks_stand_first_and_the_rule_fills_behind_them() -> None:
    assert fill(box(7, 8), offered=[1, 2, 3]) == [[7, 8, 1]]


def test_a_held_pick_stands_at_its_position_and_the_rule_goes_round_it() -> None:
    held = Placed(story=9, position=2)
    assert fill(box(held, length=4), offered=[1, 2, 3]) == [[1, 9, 2, 3]]


def test_a_position_beyond_the_end_is_the_end() -> None:
    assert fill(box(Placed(story=9, position=5), length=6), offered=[1, 2]) == [[1, 2, 9]]


def test_two_held_at_one_position_stand_below_each_other() -> None:
    both = (Placed(story=8, position=1), Placed(story=9, position=1))
    assert fill(box(*both), offered=[1, 2]) == [[8, 9, 1]]


def test_a_story_that_is_picked_below_is_not_filled_in_above() -> None:
    assert fill(box(pk=1, length=2), box(1, pk=2, length=1), offered=[1, 2, 3]) == [[2, 3], [1]]


def test_the_running_lists_may_repeat_what_stands_elsewhere() -> None:
    latest = box(pk=2, kind=Kind.LATEST, length=2)
    assert fill(box(pk=1, length=2), latest, offered=[1, 2, 3]) == [[1, 2], [1, 2]]


def test_a_pick_enters_at_its_second_and_leaves_at_its_second() -> None:
    timed = Placed(story=9, enters_at=minutes(10), leaves_at=minutes(20))
    seen = [fill(box(timed, length=1), offered=[1], now=minutes(at)) for at in (9, 10, 19, 20)]
    assert seen == [[[1]], [[9]], [[9]], [[1]]]


def test_a_pick_whose_story_is_not_live_leaves_its_place_to_the_rule() -> None:
    assert fill(box(7), live=cards(1, 2, 3), offered=[1, 2, 3]) == [[1, 2, 3]]


def test_a_story_that_is_left_out_is_not_filled_in() -> None:
    assert fill(box(Placed(story=1, left_out=True)), offered=[1, 2, 3, 4]) == [[2, 3, 4]]


def test_what_does_not_show_is_told_with_its_reason() -> None:
    later = Placed(story=5, enters_at=minutes(5))
    made = rules.fill(
        [box(later, 6, 2, 3, length=1)], cards=cards(2, 3, 5), candidates={}, now=NOON
    )
    assert [one.why for one in made[0].aside] == ["later", "unseen", "full"]


def test_a_link_stands_among_the_stories() -> None:
    link = Placed(link="https://a.example/", headline="Video")
    made = rules.fill([box(link, rule=Rule.NONE)], cards={}, candidates={}, now=NOON)
    assert made[0].slots[0].pick == link


def test_only_containers_with_room_ask_their_rule() -> None:
    full, open_one = box(1, 2, 3, pk=1), box(4, pk=2)
    assert rules.wanting([full, open_one], cards(1, 2, 3, 4), NOON) == [open_one]


def test_the_lead_takes_a_photo_first_and_then_many_sections() -> None:
    mix = Source(rule=Rule.MIX)
    one, two = FakeSection(1), FakeSection(2)
    offered = [
        Fake(1, section=one),
        Fake(2, photo=1, section=one),
        Fake(3, section=one),
        Fake(4, section=two),
    ]
    lead = box(kind=Kind.LEAD, rule=Rule.MIX)
    made = rules.fill([lead], cards={}, candidates={mix: offered}, now=NOON)
    assert stands(made[0]) == [2, 4, 1]


def test_a_row_prefers_photos() -> None:
    offered = [Fake(1), Fake(2, photo=1), Fake(3), Fake(4, photo=1)]
    row = box(kind=Kind.GRID, look=Look.ROW)
    made = rules.fill([row], cards={}, candidates={NEWEST: offered}, now=NOON)
    assert stands(made[0]) == [2, 4, 1]


def test_the_next_change_is_the_first_moment_to_come() -> None:
    timed = Placed(story=1, enters_at=minutes(10), leaves_at=minutes(20))
    assert rules.next_change([box(timed)], NOON) == minutes(10)
    assert rules.next_change([box(timed)], minutes(10)) == minutes(20)
    assert rules.next_change([box(timed)], minutes(20)) is None


def test_a_card_that_moves_below_a_filled_one_is_held_there() -> None:
    slots = rules.fill([box(7, length=4)], cards=cards(7), candidates={NEWEST: [Fake(1), Fake(2)]},
                       now=NOON)[0].slots  # fmt: skip
    assert rules.destination(slots, 7, 3) == ("hold", 3)
    assert rules.destination(slots, 2, 2) == ("order", 2)


PICKS = st.builds(
    Placed,
    story=st.integers(1, 12),
    position=st.none() | st.integers(1, 8),
    enters_at=st.none() | st.integers(-5, 5).map(minutes),
    left_out=st.booleans(),
)
KINDS = st.sampled_from([Kind.LEAD, Kind.GRID, Kind.LIST, Kind.LATEST, Kind.OPINION])
BOXES = st.lists(
    st.builds(
        Box, pk=st.integers(1, 99), kind=KINDS, rule=st.just(Rule.NEWEST),
        length=st.integers(1, 6), picks=st.lists(PICKS, max_size=6).map(tuple),
    ),
    max_size=6,
)  # fmt: skip


@given(BOXES, st.lists(st.integers(1, 20), unique=True), st.sets(st.integers(1, 12)))
def test_whatever_is_picked_no_story_stands_twice(
    boxes: list[Box], offered: list[int], live: set[int]
) -> None:
    known = cards(*live)
    offers = {NEWEST: [Fake(pk, photo=pk % 2 or None) for pk in offered]}
    made = rules.fill(boxes, cards=known, candidates=offers, now=NOON)
    shown = [pk for one in made if one.box.kind not in RUNNING for pk in stands(one)]
    assert len(shown) == len(set(shown))
    for one in made:
        assert len(one.slots) <= one.box.length
        assert len(stands(one)) == len(set(stands(one)))


@given(BOXES, st.sets(st.integers(1, 12)))
def test_every_pick_either_shows_or_is_told_why_not(boxes: list[Box], live: set[int]) -> None:
    made = rules.fill(boxes, cards=cards(*live), candidates={}, now=NOON)
    for one in made:
        picks = [pick for pick in one.box.picks if not pick.left_out]
        assert len(one.slots) + len(one.aside) == len(picks)


@given(BOXES)
def test_a_container_never_comes_out_shorter_than_the_rule_allows(boxes: list[Box]) -> None:
    offers = {NEWEST: [Fake(pk) for pk in range(100, 160)]}
    made = rules.fill(boxes, cards=cards(*range(1, 13)), candidates=offers, now=NOON)
    assert all(len(one.slots) == one.box.length for one in made)
