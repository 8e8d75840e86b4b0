"""The verbs of fronts: what each does to the draft, what readers see of it, and the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from redaksi.fronts import actions, due, queries
from redaksi.fronts.errors import FrontError, NotPossible
from redaksi.fronts.models import Container, Front, Pick
from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.stories import actions as stories
from tests.portal.newspaper import Small, story


def shown(front: Front, **more: Any) -> list[list[str]]:
    """The headlines that readers see of *front*, by container."""
    live = queries.launched(front.section_id)
    assert live is not None
    return [
        [slot.card.headline if slot.card else slot.pick.link for slot in one.slots if slot.pick]
        for one in queries.filled(live, **more).boxes
    ]


def drafted(container: Container) -> list[int | None]:
    return [one.story for one in Container.objects.get(pk=container.pk).box().picks]


def fresh(container: Container) -> Container:
    return Container.objects.select_related("front").get(pk=container.pk)


def test_a_draft_touches_nothing_that_readers_see(paper: Small, lead: Container) -> None:
    seq = acts.last_seq()
    actions.pick(lead, paper.stories[0])
    assert acts.last_seq() == seq
    assert queries.launched() is None


def test_a_launch_shows_the_draft_and_writes_one_row(paper: Small, lead: Container) -> None:
    actions.pick(lead, paper.stories[0])
    done = actions.launch(lead.front, why="Pagi")
    row = LogEntry.objects.get(seq=done.seq)
    assert (row.kind, row.subject, row.payload) == (
        "launched", lead.front.subject, {"why": "Pagi"},
    )  # fmt: skip
    assert row.tags == [lead.front.subject]
    assert shown(lead.front) == [[paper.stories[0].headline]]


def test_a_launch_that_changes_nothing_moves_nothing(lead: Container) -> None:
    front = actions.launch(lead.front).front
    seq = acts.last_seq()
    assert actions.launch(front).seq is None
    assert acts.last_seq() == seq


def test_one_container_is_launched_alone(paper: Small, lead: Container) -> None:
    other = actions.add_container(lead.front, kind="opinion", length=2)
    actions.launch(lead.front)
    actions.pick(fresh(lead), paper.stories[0])
    actions.pick(fresh(other), paper.stories[1])
    actions.launch(Front.objects.get(), [fresh(other)])
    assert shown(lead.front) == [[], [paper.stories[1].headline]]


def test_picks_stand_in_the_order_that_was_asked(paper: Small, lead: Container) -> None:
    one, two, three = paper.stories[:3]
    actions.pick(lead, one)
    actions.pick(lead, two)
    actions.pick(lead, three, order=1)
    assert drafted(lead) == [three.pk, one.pk, two.pk]


def test_picks_are_reordered(paper: Small, lead: Container) -> None:
    rows = [actions.pick(lead, one) for one in paper.stories[:3]]
    actions.reorder(lead, [rows[2].pk, rows[0].pk])
    assert drafted(lead) == [paper.stories[pk].pk for pk in (2, 0, 1)]


def test_a_story_picked_elsewhere_moves_with_its_card(paper: Small, lead: Container) -> None:
    other = actions.add_container(lead.front, kind="opinion")
    row = actions.pick(lead, paper.stories[0])
    actions.override(row, headline="Judul lain")
    actions.pick(other, paper.stories[0])
    assert (drafted(lead), drafted(other)) == ([], [paper.stories[0].pk])
    assert Pick.objects.get().headline == "Judul lain"


def test_a_card_is_overridden_without_touching_the_story(paper: Small, lead: Container) -> None:
    story = paper.stories[1]
    row = actions.pick(lead, story)
    actions.override(row, headline="Judul lain", kicker="Analisis", photo=paper.photos[2])
    actions.launch(lead.front)
    live = queries.launched()
    assert live is not None
    card = queries.filled(live).boxes[0].slots[0].card
    assert card is not None and card.photo is not None
    assert (card.headline, card.kicker, card.photo.pk) == (
        "Judul lain", "Analisis", paper.photos[2].pk,
    )  # fmt: skip
    story.refresh_from_db()
    assert story.headline != "Judul lain"


def test_a_card_may_go_without_its_photo(paper: Small, lead: Container) -> None:
    actions.override(actions.pick(lead, paper.stories[1]), without_photo=True)
    slots = queries.filled(lead.front.draft()).boxes[0].slots
    assert slots[0].card is not None and slots[0].card.photo is None


def test_a_held_pick_stands_where_it_is_held(paper: Small, lead: Container) -> None:
    actions.hold(actions.pick(lead, paper.stories[0]), 2)
    slots = queries.filled(lead.front.draft()).boxes[0].slots
    assert slots[1].card is not None and slots[1].card.pk == paper.stories[0].pk


def test_a_left_out_story_comes_back_when_it_is_dropped(paper: Small, lead: Container) -> None:
    newest = paper.stories[-1]
    row = actions.leave_out(lead, newest)
    assert newest.pk not in _filled(lead)
    actions.drop(row)
    assert newest.pk in _filled(lead)


def _filled(container: Container) -> list[int]:
    slots = queries.filled(container.front.draft()).boxes[0].slots
    return [slot.card.pk for slot in slots if slot.card]


def test_a_pick_enters_and_leaves_at_its_second(paper: Small, lead: Container, clock: Any) -> None:
    story = paper.stories[0]
    enters, leaves = (clock.at + timedelta(minutes=number) for number in (10, 20))
    actions.time(actions.pick(lead, story), enters_at=enters, leaves_at=leaves)
    actions.launch(lead.front)
    assert shown(lead.front) == [[]]
    live = queries.launched()
    assert live is not None and queries.filled(live).until == enters
    assert due.run(enters - timedelta(seconds=1)) == 0
    for moment, expected in ((enters, [[story.headline]]), (leaves, [[]])):
        clock.move(to=moment)
        seq = acts.last_seq()
        assert due.run(moment) == 1
        assert LogEntry.objects.get(seq=seq + 1).tags == [lead.front.subject]
        assert shown(lead.front) == expected
    assert due.run(leaves + timedelta(days=1)) == 0


def test_a_draft_story_shows_once_it_is_published(paper: Small, lead: Container) -> None:
    waiting = stories.save_draft(paper.stories[0].newest()).story
    stories.withdraw(waiting, reason="Keliru.")
    actions.pick(lead, waiting)
    actions.launch(lead.front)
    assert shown(lead.front) == [[]]
    stories.publish(waiting)
    assert shown(lead.front) == [[waiting.headline]]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "halo"},
        {"kind": "grid", "length": 99},
        {"kind": "grid", "rule": "section"},
        {"kind": "partner"},
        {"kind": "text", "text": "<script>x</script>"},
    ],
)
def test_what_a_container_may_not_be_is_refused(front: Front, fields: dict[str, Any]) -> None:
    with pytest.raises(NotPossible):
        actions.add_container(front, **fields)
    assert not Container.objects.exists()


def test_every_problem_is_told_at_once(front: Front) -> None:
    with pytest.raises(NotPossible) as caught:
        actions.add_container(front, kind="grid", rule="section", length=0, look="glow")
    assert {one.field for one in caught.value.problems} == {"of", "length", "look"}


def test_a_free_text_is_cleaned(front: Front) -> None:
    made = actions.add_container(front, kind="text", text="<p onclick=x>Halo<script>1</script></p>")
    assert made.text == "<p>Halo</p>"


def test_a_link_needs_a_headline_and_a_web_address(front: Front) -> None:
    video = actions.add_container(front, kind="video")
    with pytest.raises(NotPossible) as caught:
        actions.pick_link(video, "javascript:alert(1)")
    assert {one.field for one in caught.value.problems} == {"link", "headline"}
    actions.pick_link(fresh(video), "https://video.example/7", headline="Kapal tiba")
    assert Pick.objects.get().headline == "Kapal tiba"


def test_containers_are_moved_changed_and_removed(lead: Container) -> None:
    other = actions.add_container(lead.front, kind="opinion", title="Opini")
    actions.move_container(other, 0)
    actions.change_container(other, title="Suara")
    assert [str(one) for one in lead.front.containers.all()] == ["Suara", "Utama"]
    actions.remove_container(other)
    assert [one.pk for one in lead.front.containers.all()] == [lead.pk]


def test_the_default_front_has_a_container_for_each_section_with_stories_left(
    paper: Small,
) -> None:
    front = actions.create_default_front()
    boxes = front.draft().boxes
    assert [one.kind for one in boxes[:3]] == ["lead", "latest", "popular"]
    assert [one.of for one in boxes[3:]] == [one.pk for one in paper.sections[:3]]
    with pytest.raises(FrontError):
        actions.create_default_front()


def test_the_default_of_a_section_is_its_lead(paper: Small) -> None:
    front = actions.create_default_front(paper.sections[0])
    assert [(one.kind, one.rule, one.of) for one in front.draft().boxes] == [
        ("lead", "section", paper.sections[0].pk)
    ]


@pytest.mark.parametrize("verb", ["change", "launch"])
def test_who_may_not_is_refused(lead: Container, django_user_model: Any, verb: str) -> None:
    user = django_user_model.objects.create_user("damar", password="x")
    with pytest.raises(PermissionDenied, match="damar"):
        if verb == "launch":
            actions.launch(lead.front, by=user)
        else:
            actions.change_container(lead, title="x", by=user)


def test_a_container_below_reaches_further_back_than_those_above_it(
    paper: Small, lead: Container, clock: Any
) -> None:
    actions.change_container(lead, length=6)
    below = [actions.add_container(lead.front, kind="grid", rule="newest") for _number in range(2)]
    assert [one.length for one in below] == [4, 4]
    for number in range(3):
        story(paper, 70 + number, clock.at)
    boxes = queries.filled(lead.front.draft()).boxes
    assert [len(one.slots) for one in boxes] == [6, 4, 4]
