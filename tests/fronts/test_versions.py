"""Every launch is a version: compared, brought back, seen as it was; a stale act is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from redaksi.fronts import actions, queries
from redaksi.fronts.actions import steps
from redaksi.fronts.errors import FrontError, StaleFront
from redaksi.fronts.models import Container, Front, FrontVersion
from redaksi.stories import actions as stories
from tests.portal.newspaper import Small, story


def fresh(container: Container) -> Container:
    return Container.objects.select_related("front").get(pk=container.pk)


def picks(arrangement: Any) -> list[list[int | None]]:
    return [[one.story for one in box.picks] for box in arrangement.boxes]


def test_a_launch_keeps_who_and_why(lead: Container, paper: Small) -> None:
    actions.pick(lead, paper.stories[0])
    actions.launch(lead.front, why="Kabar pagi")
    version = FrontVersion.objects.get(launched__isnull=False)
    assert (version.act, version.why, version.number) == (
        "launched", "Kabar pagi", lead.front.version,
    )  # fmt: skip
    live = version.live()
    assert live is not None and picks(live) == [[paper.stories[0].pk]]


def test_restoring_a_launch_makes_a_draft_and_shows_nothing(lead: Container, paper: Small) -> None:
    actions.pick(lead, paper.stories[0])
    first = actions.launch(lead.front).front.version
    actions.pick(fresh(lead), paper.stories[1], order=1)
    front = actions.launch(Front.objects.get()).front
    actions.restore(front, first)
    assert picks(front.draft()) == [[paper.stories[0].pk]]
    assert picks(Front.objects.get().live()) == [[paper.stories[1].pk, paper.stories[0].pk]]


def test_a_removed_container_comes_back_with_its_name(lead: Container, paper: Small) -> None:
    actions.pick(lead, paper.stories[0])
    version = actions.launch(lead.front).front.version
    actions.remove_container(fresh(lead))
    front = actions.restore(Front.objects.get(), version)
    assert [box.pk for box in front.draft().boxes] == [lead.pk]
    assert picks(front.draft()) == [[paper.stories[0].pk]]


def test_undo_takes_the_last_act_back(lead: Container, paper: Small) -> None:
    actions.pick(lead, paper.stories[0])
    actions.pick(lead, paper.stories[1])
    front = actions.undo(lead.front)
    assert picks(front.draft()) == [[paper.stories[0].pk]]


def test_there_is_nothing_to_undo_before_the_first_act(front: Front) -> None:
    with pytest.raises(FrontError, match="nothing to take back"):
        actions.undo(front)


def test_discarding_makes_the_draft_what_readers_see(lead: Container, paper: Small) -> None:
    actions.pick(lead, paper.stories[0])
    front = actions.launch(lead.front).front
    actions.pick(fresh(lead), paper.stories[1])
    actions.discard(front)
    assert front.draft() == front.live()


def test_the_front_as_it_was_at_any_minute(lead: Container, paper: Small, clock: Any) -> None:
    front = actions.launch(lead.front).front
    noon = clock.at
    clock.move(seconds=3600)
    actions.pick(fresh(lead), paper.stories[0])
    actions.launch(Front.objects.get())
    story(paper, 99, clock.at)
    was = queries.as_it_was(front, noon + timedelta(minutes=30))
    assert was is not None and picks(was) == [[]]
    then = queries.filled(was, now=noon + timedelta(minutes=30), past=True).boxes[0]
    newest = [one.pk for one in paper.stories[-1:-4:-1]]
    assert [slot.card.pk for slot in then.slots if slot.card] == newest
    assert queries.as_it_was(front, noon - timedelta(minutes=1)) is None


def test_a_withdrawn_story_is_not_shown_in_the_past_either(
    lead: Container, paper: Small, clock: Any
) -> None:
    actions.pick(lead, paper.stories[0])
    front = actions.launch(lead.front).front
    clock.move(seconds=60)
    stories.withdraw(paper.stories[0], reason="Keliru.")
    was = queries.as_it_was(front, clock.at)
    assert was is not None
    slots = queries.filled(was, now=clock.at, past=True).boxes[0].slots
    assert paper.stories[0].pk not in [slot.card.pk for slot in slots if slot.card]


def test_a_stale_launch_is_refused_and_shows_nothing(lead: Container, paper: Small) -> None:
    seen = Front.objects.get()
    actions.pick(lead, paper.stories[0])
    with pytest.raises(StaleFront) as caught:
        actions.launch(seen)
    assert caught.value.current == caught.value.based_on + 1
    assert queries.launched() is None
    assert Front.objects.get().version == caught.value.current


def test_both_texts_of_a_stale_launch_are_kept(lead: Container, paper: Small) -> None:
    seen = Front.objects.get()
    actions.pick(lead, paper.stories[0])
    mine = FrontVersion.objects.get(number=seen.version).drafted()
    theirs = FrontVersion.objects.get(number=lead.front.version).drafted()
    assert (picks(mine), picks(theirs)) == ([[]], [[paper.stories[0].pk]])


def test_two_curators_in_two_containers_do_not_meet(lead: Container, paper: Small) -> None:
    other = actions.add_container(lead.front, kind="opinion")
    mine, theirs = fresh(lead), fresh(other)
    actions.pick(theirs, paper.stories[1])
    actions.pick(mine, paper.stories[0])
    assert picks(lead.front.draft()) == [[paper.stories[0].pk], [paper.stories[1].pk]]


def test_two_curators_in_one_container_cannot_overwrite_each_other(
    lead: Container, paper: Small
) -> None:
    mine, theirs = fresh(lead), fresh(lead)
    actions.pick(theirs, paper.stories[1])
    with pytest.raises(StaleFront, match=f"container:{lead.pk}"):
        actions.pick(mine, paper.stories[0])
    assert picks(lead.front.draft()) == [[paper.stories[1].pk]]


def test_a_container_that_is_gone_is_stale(lead: Container, paper: Small) -> None:
    mine = fresh(lead)
    actions.remove_container(lead)
    with pytest.raises(StaleFront):
        actions.pick(mine, paper.stories[0])


def test_launching_one_container_does_not_care_for_the_others(
    lead: Container, paper: Small
) -> None:
    other = actions.add_container(lead.front, kind="opinion")
    front, mine = Front.objects.get(), fresh(other)
    actions.pick(fresh(lead), paper.stories[0])
    actions.launch(front, [mine])
    assert [box.pk for box in Front.objects.get().live().boxes] == [other.pk]


def test_a_stale_container_is_not_launched(lead: Container, paper: Small) -> None:
    mine = fresh(lead)
    actions.pick(lead, paper.stories[0])
    with pytest.raises(StaleFront):
        actions.launch(Front.objects.get(), [mine])


def test_steps_of_long_ago_are_forgotten_and_launches_are_kept(
    lead: Container, paper: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "KEPT", 2)
    actions.launch(lead.front)
    container = fresh(lead)
    for number in range(5):
        actions.change_container(container, title=f"Utama {number}")
    kept = FrontVersion.objects.filter(front=lead.front)
    assert kept.filter(launched__isnull=True).count() == 3
    assert kept.filter(launched__isnull=False).count() == 1
