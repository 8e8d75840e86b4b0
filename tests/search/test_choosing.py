"""Stories like a story, chosen behind the log and kept as rows."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from redaksi.lib import clock as time
from redaksi.press.models import LogEntry
from redaksi.search import actions as search
from redaksi.search import choosing, queries, related
from redaksi.search.related import Kin
from redaksi.search.tasks import Keeper
from redaksi.stories import actions
from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.relating import relations_of
from tests.search.test_related import BALL, SHIP, WAVES
from tests.stories.conftest import Newsroom

Publish = Callable[..., Story]

ASKED = "Nakhoda menunda pelayaran"
LATE = "Nakhoda menunda pelayaran sebab kabut menutupi selat selatan hingga petang."
EARLY = "Nakhoda menunda pelayaran karena gelombang utara meninggi sejak subuh kemarin."


def kept(story: Story) -> tuple[int, ...]:
    return relations_of([story.pk]).get(story.pk, ())


@pytest.fixture
def follow(top: Path, publish: Publish) -> Callable[[], None]:
    """Choose for whatever the log tells; the choice begins where the log is now."""
    publish("Pasar malam dibuka", text="Pedagang menata lapak di alun-alun kota.")
    choosing.follow(top)

    def followed() -> None:
        search.catch_up()
        while choosing.follow(top):
            pass

    return followed


def test_a_published_story_and_those_like_it_know_each_other(
    publish: Publish, follow: Callable[[], None]
) -> None:
    ship = publish("Beras untuk pulau", text=SHIP)
    follow()
    waves = publish("Pelayaran ditunda", text=WAVES)
    follow()
    assert (kept(waves)[0], kept(ship)[0]) == (ship.pk, waves.pk)


def test_a_withdrawn_story_leaves_those_it_is_like(
    publish: Publish, follow: Callable[[], None]
) -> None:
    ship, waves = publish("Beras", text=SHIP), publish("Ditunda", text=WAVES)
    follow()
    actions.withdraw(waves, reason="Keliru.")
    follow()
    assert waves.pk not in kept(ship)


def test_a_text_that_says_the_same_writes_nothing(
    publish: Publish, follow: Callable[[], None]
) -> None:
    ship = publish("Beras untuk pulau", text=SHIP)
    publish("Pelayaran ditunda", text=WAVES)
    follow()
    rows = LogEntry.objects.filter(kind="related").count()
    ship.teaser = "Beras, garam dan buku."
    actions.update(ship)
    follow()
    assert LogEntry.objects.filter(kind="related").count() == rows


def test_the_walk_finds_what_no_row_of_the_log_told(
    publish: Publish, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship, waves = publish("Beras", text=SHIP), publish("Ditunda", text=WAVES)
    publish("Menang", text=BALL)
    monkeypatch.setattr(choosing, "PIECE", 2)
    assert choosing.follow(top) == 0
    assert kept(ship) == ()
    assert [choosing.walk(top) for _ in range(3)] == [True, False, False]
    assert (kept(ship)[0], kept(waves)[0]) == (waves.pk, ship.pk)


def test_the_newest_are_walked_again_after_a_day(publish: Publish, top: Path, clock: Any) -> None:
    ship = publish("Beras", text=SHIP)
    choosing.walk(top)
    waves = publish("Ditunda", text=WAVES)
    choosing.walk(top)
    assert kept(ship) == ()
    clock.move(seconds=86_400)
    choosing.walk(top)
    assert kept(ship) == (waves.pk,)


def test_a_lost_or_broken_file_begins_anew(publish: Publish, top: Path) -> None:
    ship, waves = publish("Beras", text=SHIP), publish("Ditunda", text=WAVES)
    (top / choosing.FILE).write_text("[")
    assert choosing.walk(top) is False
    assert (kept(ship), json.loads((top / choosing.FILE).read_text())["below"]) == ((waves.pk,), 0)


def test_the_clock_chooses_behind_the_index(newsroom: Newsroom, top: Path) -> None:
    keeper = Keeper(top)
    keeper.work()
    ship = actions.update(newsroom.story("Beras untuk pulau", text=SHIP)).story
    keeper.work()
    waves = actions.update(newsroom.story("Pelayaran ditunda", text=WAVES)).story
    keeper.work()
    assert (kept(ship), kept(waves)) == ((waves.pk,), (ship.pk,))


def test_a_shared_topic_brings_a_story_nearer(publish: Publish, newsroom: Newsroom) -> None:
    about = StoryTopic(topic=newsroom.topic)
    far, near = publish("Kapal tiba", text=LATE), publish("Kapal pergi", text=EARLY)
    far.topic_rows, near.topic_rows = [], [about]
    actions.update(far), actions.update(near)
    search.catch_up()
    found = queries.more_like(ASKED, kin=Kin(topics=(newsroom.topic.pk,)))
    assert [one.story for one in found] == [near.pk, far.pk]


def test_who_was_published_long_before_is_farther(publish: Publish, clock: Any) -> None:
    old, new = publish("Kapal tiba", text=LATE), publish("Kapal pergi", text=EARLY)
    Story.objects.filter(pk=old.pk).update(published_at=time.now() - timedelta(days=700))
    search.catch_up()
    kin = Kin(at=int(time.now().timestamp()))
    assert [one.story for one in queries.more_like(ASKED, kin=kin)] == [new.pk, old.pk]


def test_time_takes_at_most_what_does_not_last() -> None:
    assert related.faded(0) == 1
    assert related.faded(-60 * 86_400) == related.faded(60 * 86_400) == 0.75
    assert related.faded(10**12) == pytest.approx(related.LASTING)
