"""Which stories the lists show."""

from __future__ import annotations

from redaksi.popular import rules
from redaksi.popular.rules import LONG, Standing


def standing(story: int, rank: float, *sections: int) -> Standing:
    ranks = {"now": rank, "day": rank, "week": -rank}
    return Standing(story=story, sections=sections, ranks=ranks)


def test_the_best_stand_first_in_each_window() -> None:
    made = rules.charts([standing(one, one) for one in range(20)], {})
    assert made["now"] == tuple(range(19, 9, -1))
    assert made["week"] == tuple(range(10))


def test_a_section_holds_the_stories_of_those_within_it() -> None:
    made = rules.charts([standing(1, 1, 3, 2), standing(2, 2, 2)], {})
    assert (made["now:3"], made["now:2"]) == ((1,), (2, 1))


def test_a_story_that_is_hardly_ahead_does_not_pass() -> None:
    close = [standing(1, 10.0), standing(2, 10.1), standing(3, 9.0)]
    assert rules.charts(close, {"now": [1, 2, 3]})["now"] == (1, 2, 3)
    assert rules.charts(close, {"now": [2, 1, 3]})["now"] == (2, 1, 3)
    assert rules.charts(close, {})["now"] == (2, 1, 3)


def test_a_story_that_leads_clearly_passes() -> None:
    clear = [standing(1, 10.0), standing(2, 10.2), standing(3, 9.0)]
    assert rules.charts(clear, {"now": [1, 2, 3]})["now"] == (2, 1, 3)


def test_small_leads_never_add_up_to_a_large_one() -> None:
    chain = [standing(one, one * 0.1) for one in range(LONG)]
    made = rules.charts(chain, {"now": list(range(LONG))})["now"]
    ranks = {one: one * 0.1 for one in range(LONG)}
    for place, above in enumerate(made):
        for below in made[place + 1 :]:
            assert ranks[below] - ranks[above] < rules.LEAD


def test_a_story_at_the_end_keeps_its_place_against_an_equal() -> None:
    equal = [standing(one, 5.0) for one in range(LONG + 1)]
    before = list(range(LONG))
    assert rules.charts(equal, {"now": before})["now"] == tuple(before)


def test_only_what_readers_see_moves_tags() -> None:
    assert rules.tags("now", [1, 2, 3], [1, 2, 3]) == []
    assert rules.tags("now", [1, 2], [2, 1]) == []  # too short to be shown
    assert rules.tags("now", [1, 2], [1, 2, 3]) == ["popular:now", "rail:popular"]
    assert rules.tags("day:4", [1, 2, 3], [1, 3, 2]) == ["popular:day:4"]


def test_the_rails_move_for_their_own_part_of_the_list() -> None:
    before = [1, 2, 3, 4, 5, 6, 7]
    assert rules.tags("now", before, [1, 2, 3, 4, 5, 7, 6]) == ["popular:now"]
    assert rules.tags("now:4", before, [2, 1, 3, 4, 5, 6, 7]) == [
        "popular:now:4", "rail:popular:4",
    ]  # fmt: skip
