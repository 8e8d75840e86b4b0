"""After the commit the tag table of the machine knows; whatever fails, the publish stands."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from redaksi.edge.tagtable import TagTable
from redaksi.press import acts, follow
from redaksi.press.models import LogEntry


@pytest.fixture
def table(settings: Any, tmp_path: Path) -> Iterator[TagTable]:
    settings.EDGE_FOLDER = tmp_path / "edge"
    opened = TagTable.open(settings.EDGE_FOLDER)
    yield opened
    opened.close()


def moved(table: TagTable, tag: str) -> int:
    return table.moved(table.slot(tag))


@pytest.mark.django_db(transaction=True)
def test_an_act_that_returned_has_moved_its_tags(table: TagTable) -> None:
    with acts.act("published", "story:1") as act:
        act.touch("story:1", "list:latest")
        before = table.g
    assert table.g > before
    assert moved(table, "story:1") == moved(table, "list:latest") == table.g
    assert moved(table, "story:2") < table.g
    assert table.applied == act.seq == acts.last_seq()


@pytest.mark.django_db(transaction=True)
def test_nothing_moves_before_the_outermost_commit(table: TagTable) -> None:
    before = table.g
    with transaction.atomic():
        acts.act_now("published", "story:1", "story:1")
        assert table.g == before
    assert moved(table, "story:1") > before


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_never_moves(table: TagTable) -> None:
    before = table.g
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        acts.act_now("published", "story:1", "story:1")
        1 / 0  # noqa: B018
    assert (table.g, table.applied) == (before, 0)


@pytest.mark.django_db(transaction=True)
def test_a_hook_that_fails_after_the_commit_keeps_nothing_back(table: TagTable) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), acts.act("published", "story:1") as act:
        act.touch("story:1")
        transaction.on_commit(fails)
    assert moved(table, "story:1") == table.g
    assert table.applied == acts.last_seq()


@pytest.mark.django_db(transaction=True)
def test_a_table_out_of_reach_never_takes_the_publish_back(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EDGE_FOLDER = tmp_path / "file"
    settings.EDGE_FOLDER.write_text("no folder")
    with caplog.at_level(logging.ERROR):
        acts.act_now("published", "story:1", "story:1")
    assert LogEntry.objects.get().tags == ["story:1"]
    assert "could not follow the log" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_one_publisher_missed_the_next_makes_up_for(
    table: TagTable, settings: Any, tmp_path: Path
) -> None:
    reached, settings.EDGE_FOLDER = settings.EDGE_FOLDER, tmp_path / "file"
    settings.EDGE_FOLDER.write_text("no folder")
    acts.act_now("published", "story:1", "story:1")
    settings.EDGE_FOLDER = reached
    acts.act_now("published", "story:2", "story:2")
    assert moved(table, "story:1") == table.g
    assert table.applied == 2


@pytest.mark.django_db
def test_the_log_is_never_followed_inside_a_transaction() -> None:
    with pytest.raises(follow.InATransaction):
        follow.catch_up()


@pytest.mark.django_db
def test_the_log_through_django_reads_in_order() -> None:
    for number in (1, 2, 3):
        acts.act_now("published", f"story:{number}", f"story:{number}", "list:latest")
    log = follow.DatabaseLog()
    assert [row.subject for row in log.after(1, 1)] == ["story:2"]
    assert log.after(2, 9)[0].tags == ("list:latest", "story:3")
    assert log.last() == 3
