"""The log: gapless, in the transaction of the act, append-only."""

import pytest
from django.db import connection, transaction

from redaksi.press import acts
from redaksi.press.models import LogEntry, LogIsAppendOnly

pytestmark = pytest.mark.django_db


def seqs() -> list[int]:
    return list(LogEntry.objects.order_by("seq").values_list("seq", flat=True))


def test_an_act_writes_one_row_with_its_sorted_tags() -> None:
    with acts.act("published", "story:12", actor="mira", payload={"why": "x"}) as act:
        act.touch("story:12", "card:12")
    row = LogEntry.objects.get(seq=act.seq)
    assert (row.kind, row.subject, row.actor) == ("published", "story:12", "mira")
    assert row.tags == ["card:12", "story:12"]
    assert row.payload == {"why": "x"}


def test_an_act_that_moved_nothing_leaves_no_row_unless_it_always_does() -> None:
    with acts.act("changed", "story:1") as silent:
        pass
    with acts.act("published", "story:1", always=True) as told:
        pass
    assert silent.seq is None
    assert told.seq == 1


def test_an_inner_act_about_the_same_subject_joins_the_outer_one() -> None:
    with acts.act("corrected", "story:1") as outer, acts.act("updated", "story:1") as inner:
        inner.touch("story:1")
    assert inner is outer
    assert list(LogEntry.objects.values_list("kind", flat=True)) == ["corrected"]


def test_a_plain_change_takes_the_name_of_the_verb_that_follows() -> None:
    with acts.gathering():
        acts.act_now("changed", "story:1", "story:1")
        acts.act_now("published", "story:1", "card:1")
    row = LogEntry.objects.get()
    assert (row.kind, row.tags) == ("published", ["card:1", "story:1"])


def test_acts_about_two_subjects_get_two_numbers_in_order() -> None:
    with acts.act("published", "story:1") as first:
        first.touch("story:1")
        acts.act_now("changed", "photo:5", "photo:5")
    assert list(LogEntry.objects.order_by("seq").values_list("subject", flat=True)) == [
        "story:1",
        "photo:5",
    ]


def test_an_error_takes_the_row_and_its_number_with_it() -> None:
    with pytest.raises(ZeroDivisionError), acts.act("published", "story:1") as act:
        act.touch("story:1")
        1 / 0  # noqa: B018
    acts.act_now("published", "story:2", "story:2")
    assert seqs() == [1]


def test_a_rolled_back_transaction_round_it_leaves_no_gap() -> None:
    acts.act_now("published", "story:1", "story:1")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        acts.act_now("published", "story:2", "story:2")
        1 / 0  # noqa: B018
    acts.act_now("published", "story:3", "story:3")
    assert seqs() == [1, 2]


def test_over_500_tags_become_their_sections_and_the_site() -> None:
    with acts.act("imported", "archive:x") as act:
        act.touch(*(f"story:{n}" for n in range(600)), "list:section:3", "list:section:3:2026-11")
    assert LogEntry.objects.get().tags == ["list:section:3", "site"]


@pytest.mark.django_db(transaction=True)
def test_an_act_on_commit_has_a_row_and_a_transaction_of_its_own() -> None:
    def crop() -> None:
        with acts.act("cropped", "photo:5") as act:
            assert connection.in_atomic_block
            act.touch("photo:5")

    with acts.act("created", "photo:5") as act:
        act.touch("photo:5")
        transaction.on_commit(crop)
    kinds = LogEntry.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["created", "cropped"]


def test_touching_outside_an_act_is_an_error() -> None:
    with pytest.raises(acts.OutsideAnAct, match="story:1"):
        acts.touch("story:1")


def test_rows_cannot_be_changed_or_deleted() -> None:
    acts.act_now("published", "story:1", "story:1")
    row = LogEntry.objects.get()
    row.kind = "other"
    for forbidden in (row.save, row.delete, LogEntry.objects.all().delete):
        with pytest.raises(LogIsAppendOnly):
            forbidden()
    with pytest.raises(LogIsAppendOnly):
        LogEntry.objects.update(kind="other")


def test_what_is_covered_is_not_logged_by_itself() -> None:
    with acts.act("published", "story:1"), acts.covering(lambda: "story:1"):
        assert acts.covered("story:1")
    assert not acts.covered("story:1")
