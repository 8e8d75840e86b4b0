"""A version is read back exactly as it was written."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from redaksi.fronts import merging, shapes
from redaksi.fronts.shapes import Arrangement, Box, Placed
from tests.fronts.cards import NOON, box

TEXT = st.text(max_size=5)
PICKS = st.builds(
    Placed, story=st.none() | st.integers(1, 9), link=TEXT, position=st.none() | st.integers(1, 9),
    headline=TEXT, kicker=TEXT, teaser=TEXT, photo=st.none() | st.integers(0, 9),
    enters_at=st.none() | st.just(NOON), leaves_at=st.none() | st.just(NOON),
    left_out=st.booleans(),
)  # fmt: skip
BOXES = st.lists(
    st.builds(
        Box, pk=st.integers(1, 9), kind=TEXT, title=TEXT, of=st.none() | st.integers(1, 9),
        picks=st.lists(PICKS, max_size=3).map(tuple),
    ),
    max_size=4, unique_by=lambda one: one.pk,
)  # fmt: skip


def arrangement(*boxes: Box) -> Arrangement:
    return Arrangement(front=1, section=None, boxes=boxes)


@given(BOXES)
def test_what_is_written_is_read_back(boxes: list[Box]) -> None:
    made = arrangement(*boxes)
    assert shapes.read(1, None, json.loads(json.dumps(made.written()))) == made


def test_names_of_other_releases_are_left_aside() -> None:
    assert Box.read(
        {"pk": 1, "kind": "lead", "glow": 3, "picks": [{"story": 2, "halo": 1}]}
    ) == Box(pk=1, kind="lead", picks=(Placed(story=2),))


def test_a_launch_of_one_container_leaves_the_others_as_they_were() -> None:
    live = arrangement(box(1, pk=1), box(2, pk=2))
    draft = arrangement(box(8, pk=1), box(9, pk=2))
    assert merging.launched(live, draft, [2]) == arrangement(box(1, pk=1), box(9, pk=2))


def test_a_new_container_stands_behind_the_one_it_follows() -> None:
    live = arrangement(box(pk=1), box(pk=2))
    draft = arrangement(box(pk=1), box(pk=3), box(pk=2))
    assert [one.pk for one in merging.launched(live, draft, [3]).boxes] == [1, 3, 2]


def test_a_removed_container_goes_when_it_is_launched() -> None:
    live, draft = arrangement(box(pk=1), box(pk=2)), arrangement(box(pk=2))
    assert [one.pk for one in merging.launched(live, draft, [1]).boxes] == [2]


@given(BOXES, BOXES)
def test_launching_each_container_by_itself_shows_what_is_drafted(
    live: list[Box], draft: list[Box]
) -> None:
    was, now = arrangement(*live), arrangement(*draft)
    every = {one.pk for one in (*live, *draft)}
    shown = merging.launched(was, now, every)
    assert {one.pk: one for one in shown.boxes} == {one.pk: one for one in draft}


def test_differences_say_what_came_went_moved_and_changed() -> None:
    was = arrangement(box(pk=1), box(pk=2), box(pk=3), box(1, pk=4))
    now = arrangement(box(pk=3), box(pk=1), box(7, pk=4), box(pk=5))
    found = {one.pk: one.how for one in merging.differences(was, now)}
    assert found == {3: "moved", 1: "same", 4: "changed", 5: "added", 2: "removed"}


def test_a_changed_container_counts_its_stories() -> None:
    was, now = arrangement(box(1, 2, 3, pk=1)), arrangement(box(2, 1, 4, pk=1))
    assert merging.differences(was, now)[0].stories == 4
