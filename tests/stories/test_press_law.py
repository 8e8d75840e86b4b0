"""Right of reply, correction on request, withdrawal by two, and what is not yet verified."""

import pytest
from django.test import override_settings

from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.staff import actions as staff
from redaksi.stories import actions, queries, rules
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Correction, Story
from redaksi.stories.shapes import StoryView, Withdrawn
from tests.stories.conftest import Newsroom


@pytest.fixture
def live(newsroom: Newsroom) -> Story:
    return actions.update(newsroom.story()).story


def seen(story: Story) -> StoryView:
    view = queries.story_at(story.pk)
    assert isinstance(view, StoryView)
    return view


def newest() -> LogEntry:
    return LogEntry.objects.order_by("-seq")[0]


def test_an_answer_and_its_story_lead_to_each_other(newsroom: Newsroom, live: Story) -> None:
    with clock.frozen(clock.now()) as hands:
        hands.move(seconds=3600)
        answer = actions.update(newsroom.story("Pelindo menjawab", reply_to=live,
                                               reply_by="PT Pelabuhan")).story  # fmt: skip
        assert f"story:{live.pk}" in newest().tags
        assert seen(live).updated_at == hands.at
    assert [(one.line.pk, one.by) for one in seen(live).replies] == [(answer.pk, "PT Pelabuhan")]
    back = seen(answer).answers
    assert back and back.pk == live.pk


def test_an_answer_that_is_withdrawn_moves_the_story_it_answered(
    newsroom: Newsroom, live: Story
) -> None:
    answer = newsroom.story("Pelindo menjawab", reply_to=live, reply_by="PT Pelabuhan")
    actions.withdraw(actions.update(answer).story, reason="Keliru.")
    assert f"story:{live.pk}" in newest().tags
    assert seen(live).replies == ()


def test_an_answer_says_whose_it_is_and_to_what(newsroom: Newsroom, live: Story) -> None:
    wrong = [
        ({"reply_to": live}, "reply_by"),
        ({"reply_by": "PT Pelabuhan"}, "reply_to"),
        ({"reply_by": "PT Pelabuhan", "reply_to": actions.save_draft(newsroom.story()).story},
         "reply_to"),
    ]  # fmt: skip
    for fields, field in wrong:
        musts = rules.musts(rules.ready(newsroom.story(**fields)))
        assert [one.field for one in musts] == [field]


def test_a_correction_says_who_asked_for_it(live: Story) -> None:
    actions.correct(live, note="Namanya Sari.", kind="significant", origin="asked")
    assert [(one.kind, one.origin) for one in seen(live).corrections] == [("significant", "asked")]
    assert newest().payload["origin"] == "asked"
    with pytest.raises(StoryError, match="own or asked"):
        actions.correct(live.reread(), note="x", origin="who")
    assert Correction.objects.count() == 1


def test_a_withdrawal_names_its_ground_and_is_announced(live: Story) -> None:
    actions.withdraw(live, reason="Namanya terbaca.", ground="child")
    gone = queries.story_at(live.pk)
    assert isinstance(gone, Withdrawn) and gone.ground == "child"
    assert [one.pk for one in queries.withdrawals()] == [live.pk]
    assert "withdrawals" in newest().tags


def test_where_two_are_wanted_one_does_not_withdraw_alone(live: Story) -> None:
    chief, editor = (staff.add_user(one, one, "tanjung-dermaga-12") for one in ("chief", "editor"))
    with override_settings(WITHDRAWAL_BY_TWO=True):
        for second in (None, chief):
            with pytest.raises(StoryError):
                actions.withdraw(live, by=chief, reason="Keliru.", asked_by=second)
        actions.withdraw(live, by=chief, reason="Keliru.", asked_by=editor)
    assert newest().payload["asked_by"] == "editor"


def test_a_doubt_is_told_and_lifted_without_a_new_version(live: Story) -> None:
    version = live.version
    told = actions.doubt(live, why="Polisi belum menjawab.")
    assert {f"story:{live.pk}", f"card:{live.pk}"} <= set(newest().tags)
    assert (told.story.version, seen(live).unverified_why) == (version, "Polisi belum menjawab.")
    assert queries.latest().items[0].unverified
    actions.update(told.story.newest())
    assert seen(live).unverified
    actions.verify(Story.objects.get(pk=live.pk))
    assert newest().kind == "verified"
    assert not seen(live).unverified


def test_a_draft_may_go_out_not_yet_verified(newsroom: Newsroom) -> None:
    draft = actions.save_draft(newsroom.story()).story
    actions.doubt(draft, why="Satu sumber saja.")
    actions.publish(draft)
    assert seen(draft).unverified


def test_nobody_is_told_nothing(live: Story) -> None:
    with pytest.raises(StoryError):
        actions.doubt(live, why=" ")
