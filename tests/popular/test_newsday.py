"""A day of readers: a few stories have most of them, one bursts, a giant fades, robots knock.

Beacons go through the edge's own turnstile, its files through the collector; time is made up and
the seed is fixed, so that the day is the same each time.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from redaksi.config.edge import MACHINES
from redaksi.edge.heads import Fields, Head
from redaksi.edge.rules import Beacon
from redaksi.edge.turnstile import Turnstile
from redaksi.popular import actions, queries
from tests.popular.conftest import rows
from tests.portal.newspaper import Small, small_newspaper

STEP = 10  # seconds between two collections
BROWSERS = [
    f"Mozilla/5.0 (Linux; Android {number}; K) Chrome/1{number}.0 Mobile Safari/537.36"
    for number in range(8, 15)
]
ROBOT = "Mozilla/5.0 (compatible; RakusBot/1.0; +https://rakus.example/bot)"


class Newsday:
    """A newspaper with its readers; ``hands`` are those of the clock."""

    def __init__(self, paper: Small, hands: Any) -> None:
        self.hands, self.random = hands, Random(1908)  # noqa: S311
        self.stories = [story.pk for story in paper.stories]
        beacon = Beacon(path="/_b", key=r"\d+", machines=MACHINES, folder=Path("/nowhere"))
        self.turnstile = Turnstile(beacon, (), now=lambda: hands.at.timestamp())
        self.readers = 0

    def read(self, story: int, *, client: str = "", agent: str = "") -> bool:
        """Somebody reads a story: a new reader unless one is named."""
        self.readers += 1
        number = self.readers
        client = client or f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        agent = agent or self.random.choice(BROWSERS)
        fields = Fields([("host", "a.example"), ("user-agent", agent)])
        head = Head(
            path="/_b", query_string="", headers=fields, client=f"{client}:1", method="POST"
        )
        return self.turnstile.count(head, b"%d" % story)

    def crowd(self, seconds: int, readers: int, burst: int = 0, of: int = 0) -> None:
        """So many *readers* every step, by Zipf's law, and *of* of them for the story *burst*."""
        weights = [1 / (place + 1) for place in range(len(self.stories))]
        for _ in range(seconds // STEP):
            for story in self.random.choices(self.stories, weights, k=readers):
                self.read(story)
            for _reader in range(of):
                self.read(burst)
            self.step()

    def step(self) -> None:
        """Ten seconds pass, and what was counted is collected."""
        self.hands.move(seconds=STEP)
        reads = {int(key): times for key, times in self.turnstile.tally.take().items()}
        actions.count(reads, self.hands.at)
        actions.show(self.hands.at)

    def first(self) -> list[int]:
        return queries.most_read_ids(None, 5)


@pytest.fixture
def newsday(db: None, clock: Any) -> Newsday:
    return Newsday(small_newspaper(10), clock)


def test_most_readers_make_the_first_places(newsday: Newsday) -> None:
    newsday.crowd(300, readers=60)
    assert newsday.first()[:2] == newsday.stories[:2]
    assert set(newsday.first()) <= set(newsday.stories[:8])


def test_a_burst_is_on_top_within_a_minute(newsday: Newsday) -> None:
    newsday.crowd(300, readers=30)
    last = newsday.stories[-1]
    assert last not in newsday.first()[:1]
    newsday.crowd(60, readers=30, burst=last, of=400)
    assert newsday.first()[0] == last


def test_an_old_giant_fades(newsday: Newsday) -> None:
    giant = newsday.stories[-1]
    newsday.crowd(60, readers=10, burst=giant, of=300)
    assert newsday.first()[0] == giant
    newsday.hands.move(seconds=5 * 3600)
    newsday.crowd(60, readers=60)
    assert newsday.first()[0] != giant
    assert queries.most_read_ids(window="week")[0] == giant


def test_a_steady_hour_hardly_moves_the_log(newsday: Newsday) -> None:
    newsday.crowd(300, readers=60)
    before = len(rows())
    newsday.crowd(300, readers=60)
    moved = sum("rail:popular" in row.tags for row in rows()[before:])
    assert moved <= 4  # of 30 collections


def test_a_script_that_reloads_gets_nowhere(newsday: Newsday) -> None:
    newsday.crowd(300, readers=60)
    last, before = newsday.stories[-1], newsday.first()
    counted = sum(newsday.read(last, client="192.0.2.7", agent=BROWSERS[0]) for _ in range(5_000))
    newsday.step()
    assert counted == 1
    assert newsday.first() == before


def test_a_script_that_changes_its_name_is_held_by_its_address(newsday: Newsday) -> None:
    last = newsday.stories[-1]
    names = (f"{BROWSERS[0]} {number}" for number in range(2_000))
    counted = sum(newsday.read(last, client="192.0.2.7", agent=name) for name in names)
    assert counted == newsday.turnstile.beacon.most_of_address


def test_robots_count_nothing(newsday: Newsday) -> None:
    newsday.crowd(300, readers=60)
    before = newsday.first()
    counted = sum(newsday.read(newsday.stories[-1], agent=ROBOT) for _ in range(2_000))
    newsday.step()
    assert (counted, newsday.first()) == (0, before)


def test_forged_ids_neither_fill_the_memory_nor_hide_a_story(newsday: Newsday) -> None:
    story = newsday.stories[0]
    for number in range(30_000):
        newsday.read(10**9 + newsday.random.randrange(10**8))
        if number % 30 == 0:
            newsday.read(story)
    counts = newsday.turnstile.tally.take()
    assert len(counts) <= 4_096
    assert counts[str(story)] >= 1_000 - 31_000 / 4_096


# A real log of a web server ---------------------------------------------------------------------

LINE = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "GET (\S+)[^"]*" (\d+) \S+ "[^"]*" "([^"]*)"')
PAGE = re.compile(r"/(?:blog/)?[\w/.-]*?(?:/|\.html)$")


def requests_of(path: Path) -> Iterator[tuple[datetime, str, str, str]]:
    """Moment, client, page and browser of every page that was answered."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = LINE.match(line)
            if found and found[4] == "200" and PAGE.fullmatch(found[3]):
                at = datetime.strptime(found[2], "%d/%b/%Y:%H:%M:%S %z").astimezone(UTC)
                yield at, found[1], found[3], found[5]


def test_two_real_days_of_readers_and_robots(db: None, clock: Any, shared_data: Path) -> None:
    """The pages of the log are taken for stories, the most asked for robots and all first."""
    files = sorted((shared_data / "access-log").glob("*.log.gz"))
    if not files:
        pytest.skip("../shared/data/access-log holds no log")
    asked = sorted(requests_of(files[0]))
    clock.move(to=asked[0][0] - timedelta(hours=1))
    newsday = Newsday(small_newspaper(10), clock)
    often = [page for page, _times in Counter(page for _, _, page, _ in asked).most_common(10)]
    number = dict(zip(often, newsday.stories, strict=False))
    counted: Counter[str] = Counter()
    for at, client, page, agent in asked:
        clock.move(to=max(at, clock.at))
        if page in number:
            counted[
                "people" if newsday.read(number[page], client=client, agent=agent) else "no"
            ] += 1
    newsday.step()
    by_robots = sum(1 for _, _, page, agent in asked if page in number and "bot" in agent.lower())
    assert counted["no"] >= by_robots > 0
    assert counted["people"] > by_robots / 10
    assert len(newsday.first()) == 5
