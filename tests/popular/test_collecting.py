"""What the edge left is counted once, and moves the log only when a shown list changes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.popular import actions, queries, ranking
from redaksi.popular.drains import AT_ONCE, Folder
from redaksi.popular.models import Chart, Counted, Reads
from redaksi.popular.tasks import Collector
from redaksi.press import acts
from redaksi.stories import actions as stories
from tests.popular.conftest import leave, read, rows
from tests.portal.newspaper import Small


def ranked(section: int | None = None, **more: Any) -> list[int]:
    return queries.most_read_ids(section, **more)


def collect(folder: Path, clock: Any) -> int:
    return actions.collect(Folder(folder), clock.at)


def test_what_was_left_is_counted_and_goes(paper: Small, tmp_path: Path, clock: Any) -> None:
    one, two, three = (story.pk for story in paper.stories[-3:])
    leave(tmp_path, "1", {one: 30, two: 20, three: 10})
    assert collect(tmp_path, clock) == 60
    assert ranked() == [one, two, three]
    assert list(tmp_path.iterdir()) == []


def test_ids_of_no_live_story_are_left_out(paper: Small, tmp_path: Path, clock: Any) -> None:
    gone, live = paper.stories[-1], paper.stories[-2].pk
    stories.withdraw(gone, reason="Keliru.")
    leave(tmp_path, "1", {gone.pk: 50, live: 5, 10**12: 99, 2**63: 7})
    assert collect(tmp_path, clock) == 5
    assert list(Reads.objects.values_list("story", flat=True)) == [live]


class Killed(Exception):
    pass


class Kill(Folder):
    """A folder whose collector is killed before it takes anything away."""

    def take_away(self, name: str) -> None:
        raise Killed


def test_a_kill_after_the_count_doubles_nothing(paper: Small, tmp_path: Path, clock: Any) -> None:
    pk = paper.stories[-1].pk
    leave(tmp_path, "1", {pk: 30})
    with pytest.raises(Killed):
        actions.collect(Kill(tmp_path), clock.at)
    leave(tmp_path, "2", {pk: 10})
    assert collect(tmp_path, clock) == 10
    assert queries.reads_now([pk]) == {pk: 40}


def test_a_kill_before_the_count_loses_nothing(
    paper: Small, tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = paper.stories[-1].pk
    leave(tmp_path, "1", {pk: 30})
    with monkeypatch.context() as patched:
        patched.setattr(ranking, "count", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            collect(tmp_path, clock)
    assert not Counted.objects.exists()
    assert collect(tmp_path, clock) == 30


def test_a_drain_is_remembered_until_it_is_gone(paper: Small, tmp_path: Path, clock: Any) -> None:
    leave(tmp_path, "1", {paper.stories[-1].pk: 30})
    collect(tmp_path, clock)
    assert Counted.objects.count() == 1
    collect(tmp_path, clock)
    assert Counted.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '{"at": "x", "counts": {}}', '{"at": 1, "counts": []}', "\x00",
     '{"at": 1, "counts": {"x": 1}}', '{"at": 1, "counts": {"7": -1}}', '{"at": NaN, "counts": {}}',
     '{"at": 1e300, "counts": {}}', '{"at": 1, "counts": {"7": 1e9}}',
     '{"at": 1, "counts": {"é": 1}}',
    ],
)  # fmt: skip
def test_a_file_that_says_something_else_is_told_and_goes(
    text: str, paper: Small, tmp_path: Path, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "1.json").write_text(text, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert collect(tmp_path, clock) == 0
    assert "cannot be read" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_many_files_are_taken_in_turns(paper: Small, tmp_path: Path, clock: Any) -> None:
    pk = paper.stories[-1].pk
    for number in range(AT_ONCE + 5):
        leave(tmp_path, f"{number:04}", {pk: 1})
    assert collect(tmp_path, clock) == AT_ONCE
    assert collect(tmp_path, clock) == 5


# The log --------------------------------------------------------------------------------------


def test_the_log_moves_only_when_a_shown_list_changes(paper: Small) -> None:
    one, two, three = (story.pk for story in paper.stories[-3:])
    read({one: 300, two: 200, three: 100})
    assert "rail:popular" in rows()[0].tags
    before = acts.last_seq()
    for _ in range(10):
        read({one: 30, two: 20, three: 10})
    assert acts.last_seq() == before


def test_the_row_names_the_lists_that_changed_and_no_other(paper: Small) -> None:
    here = [story for story in paper.stories if story.section_id == paper.sections[0].pk][:3]
    there = [story for story in paper.stories if story.section_id == paper.sections[2].pk][:3]
    read({story.pk: 1000 for story in there})
    read({story.pk: 1 for story in here})
    number, other = paper.sections[0].pk, paper.sections[2].pk
    assert {f"popular:now:{number}", f"rail:popular:{number}", "popular:now"} <= set(
        rows()[-1].tags
    )
    assert not {f"popular:now:{other}", f"rail:popular:{other}"} & set(rows()[-1].tags)


def test_a_withdrawn_story_leaves_the_lists(paper: Small, tmp_path: Path, clock: Any) -> None:
    collector = Collector(Folder(tmp_path))
    newest = paper.stories[-4:]
    read({story.pk: 100 for story in newest})
    stories.withdraw(newest[0], reason="Keliru.")
    collector.look(clock.at)
    assert newest[0].pk not in Chart.objects.get(pk="now").stories
    assert len(ranked()) == 3


def test_a_look_without_news_asks_little(paper: Small, tmp_path: Path, clock: Any) -> None:
    collector = Collector(Folder(tmp_path))
    collector.look(clock.at)
    with CaptureQueriesContext(connection) as asked:
        collector.look(clock.at)
    assert len(asked) <= 2


# Time -----------------------------------------------------------------------------------------


@pytest.fixture
def listed(paper: Small) -> Iterator[list[int]]:
    pks = [story.pk for story in paper.stories[-3:]]
    read(dict.fromkeys(pks, 50))
    yield sorted(pks)


def test_a_list_whose_counts_have_stopped_is_hidden(listed: list[int], clock: Any) -> None:
    assert sorted(ranked()) == listed
    clock.move(seconds=queries.STALE.total_seconds())
    assert ranked() == []


def test_the_clock_moves_the_tags_of_hidden_lists(listed: list[int], clock: Any) -> None:
    clock.move(seconds=queries.STALE.total_seconds())
    actions.show(clock.at)
    assert {"rail:popular", "popular:now", "popular:week"} <= set(rows()[-1].tags)
    assert not Chart.objects.exists()


def test_hidden_lists_come_back_with_the_next_word_of_the_edge(
    listed: list[int], tmp_path: Path, clock: Any
) -> None:
    clock.move(seconds=queries.STALE.total_seconds())
    before = acts.last_seq()
    leave(tmp_path, "1", {})
    collect(tmp_path, clock)
    assert sorted(ranked()) == listed
    assert acts.last_seq() == before + 1
    assert "rail:popular" in rows()[-1].tags


def test_lists_stay_while_the_edge_says_that_nothing_is_read(
    listed: list[int], tmp_path: Path, clock: Any
) -> None:
    before = acts.last_seq()
    for number in range(30):
        clock.move(seconds=60)
        leave(tmp_path, str(number), {})
        collect(tmp_path, clock)
    assert sorted(ranked()) == listed
    assert acts.last_seq() == before


def test_counts_from_a_clock_that_is_ahead_count_as_of_now(
    listed: list[int], tmp_path: Path, clock: Any
) -> None:
    leave(tmp_path, "1", {listed[0]: 500}, at=(clock.at + timedelta(days=300)).timestamp())
    collect(tmp_path, clock)
    read({listed[1]: 5000})
    assert ranked()[:2] == [listed[1], listed[0]]


# What is kept ---------------------------------------------------------------------------------


def test_what_nobody_reads_any_more_is_forgotten(listed: list[int], clock: Any) -> None:
    clock.move(seconds=60 * 86400)
    assert ranking.prune(clock.at) == 3
    assert not Reads.objects.exists()


def test_so_many_stories_are_kept_and_those_that_are_read_now(
    paper: Small, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "KEPT", 4)
    old, new = paper.stories[:8], paper.stories[8]
    read({story.pk: 10 + number for number, story in enumerate(old)})
    clock.move(seconds=6 * 3600)
    read({new.pk: 2})
    kept = set(Reads.objects.values_list("story", flat=True))
    assert kept == {*(story.pk for story in old[-4:]), new.pk}


def test_live_reads_are_those_of_the_last_minutes(paper: Small, clock: Any) -> None:
    one, two = (story.pk for story in paper.stories[-2:])
    read({one: 40})
    assert queries.reads_now([one, two]) == {one: 40, two: 0}
    clock.move(seconds=3600)
    assert queries.reads_now([one]) == {one: 0}
