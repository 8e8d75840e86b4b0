"""Wires asked by the clock: without duplicates, with versions, health, back-off, quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from redaksi.lib import clock as time_source
from redaksi.wire import actions, events, intake, outside, rules, tasks
from redaksi.wire.models import Item, Source
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.wire.made import LONG, entry, feed, item, receive, sent, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """A server on this machine that the newspaper may fetch from."""
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        yield made


def polled(one: Source) -> actions.Tried:
    return actions.poll(one, time_source.now())


def test_what_is_new_is_kept_once(world: Outside) -> None:
    one = source(address=world.says("/feed", feed(entry(1), entry(2))))
    assert polled(one).received == intake.Received(new=2)
    assert polled(one).received == intake.Received()
    assert set(Item.objects.values_list("title", "words")) == {("Kabar ke-1", 5), ("Kabar ke-2", 5)}
    assert (one.good_at, one.item_at) == (time_source.now(), time_source.now())


def test_it_is_asked_whether_anything_changed(world: Outside) -> None:
    one = source(address=world.says("/feed", feed(entry()), 'ETag: "a1"', "Last-Modified: x"))
    polled(one)
    world.says("/feed", status="304 Not Modified")
    tried = polled(one)
    assert 'if-none-match: "a1"' in world.heads[-1].lower()
    assert (tried.trouble, tried.answer, one.failures) == (None, None, 0)


def test_a_new_text_is_a_version_that_replaces_the_one_before() -> None:
    one = source()
    receive(one, sent(), sent(2))
    receive(one, sent(body="<p>Teks yang lain.</p>"))
    newest, other = Item.objects.filter(replaced_by=None).order_by("-version")
    assert (newest.version, newest.state, other.version) == (2, "new", 1)
    assert newest.first.replaced_by == newest


def test_a_newer_version_of_a_taken_item_stays_taken_and_is_told(
    django_capture_on_commit_callbacks: Any,
) -> None:
    one, heard = item(), []
    actions.mark_taken(one, by=None, now=time_source.now())
    events.updated.connect(listener := lambda item, **_: heard.append(item.version))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            receive(one.source, sent(body="<p>Teks yang lain.</p>"))
    finally:
        events.updated.disconnect(listener)
    assert heard == [2]
    assert Item.objects.get(version=2).state == "taken"


def test_the_same_text_of_another_source_is_shown_as_such() -> None:
    first = item(body=f"<p>{LONG}</p>")
    second = item(source(name="Orbis", address="http://127.0.0.1:9/o"),
                  body=f"<p>ORBIS - {LONG.replace('1.240', '1.250')}</p>")  # fmt: skip
    assert second.like == first


def test_a_broken_answer_goes_into_quarantine_once(world: Outside) -> None:
    one = source(address=world.says("/feed", b"<html><script>alert(1)</script>"))
    for _ in range(3):
        polled(one)
    (row,) = Item.objects.all()
    assert (row.state, row.reason["says"], one.failures) == ("quarantined", "not-a-feed", 3)
    assert "<script>" not in row.body
    assert rules.health(one, time_source.now()) == "failing"


def test_a_broken_item_is_looked_at_first_and_may_be_let_in() -> None:
    row = item(broken="garbled")
    assert (row.state, row.reason["says"]) == ("quarantined", "garbled")
    actions.put_back(row, by=None, now=time_source.now())
    assert row.state == "new"


def test_a_dead_wire_is_asked_more_and_more_rarely(world: Outside) -> None:
    one = source(address=world.url("/feed"), every=30)
    world.close()
    waits = []
    for _ in range(6):
        polled(one)
        waits.append(round((one.next_at - time_source.now()).total_seconds() / 3600))
    assert waits == [1, 2, 4, 6, 6, 6]


def test_the_clock_asks_what_is_due_and_nothing_else(world: Outside, clock: Any) -> None:
    one = source(address=world.says("/feed", feed(entry())))
    source(name="Jeda", address="http://127.0.0.1:9/j", active=False)
    assert tasks._due(clock.at) == 1
    assert tasks._due(clock.at) == 0
    assert tasks._due(clock.move(seconds=6 * 60)) == 1
    assert one.items.count() == 1


def test_what_nobody_took_goes_after_its_days_and_does_not_come_back(clock: Any) -> None:
    one = source()
    receive(one, sent(1), sent(2), sent(3))
    taken = Item.objects.get(guid__endswith=":3")
    actions.mark_taken(taken, by=None, now=clock.at)
    clock.move(seconds=15 * 86_400)
    receive(one, sent(1, body="<p>Baru.</p>"))
    Source.objects.update(answered_at=clock.at)
    assert actions.sweep(clock.at) == 1  # the second: the first still comes, the third is taken
    assert Item.objects.filter(replaced_by=None).count() == 2
    assert actions.sweep(clock.move(seconds=86_400)) == 0


def test_what_is_taken_is_not_dropped() -> None:
    row = item()
    actions.mark_taken(row, by=None, now=time_source.now())
    with pytest.raises(actions.WireError):
        actions.drop(row, by=None, now=time_source.now())


def test_a_flood_is_taken_in_by_short_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    keep = intake._keep

    def counted(one: Any, batch: Any, *more: Any) -> Any:
        sizes.append(len(batch))
        return keep(one, batch, *more)

    monkeypatch.setattr(intake, "_keep", counted)
    monkeypatch.setattr(intake.time, "sleep", lambda _seconds: None)
    assert receive(source(), *(sent(number) for number in range(500))).new == 500
    assert max(sizes) <= intake.BATCH


def test_a_wire_is_added_with_every_problem_told_at_once() -> None:
    with pytest.raises(actions.WireError) as error:
        actions.add_source("", "ftp://x", section="Tiada")
    assert {"name", "address"} <= set(str(error.value).replace(":", " ").split())
    assert "“Tiada”" in str(error.value)
    assert actions.add_source("Orbis", "https://orbis.example/feed").since == time_source.now()


def test_the_spread_keeps_sources_apart() -> None:
    now = time_source.now()
    waits = {rules.after(Source(pk=n, every=30), now, good=True).at - now for n in range(20)}
    assert len(waits) > 10
    assert max(waits) <= timedelta(minutes=33)
