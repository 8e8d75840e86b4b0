"""One moment: what is asked together is answered as of one commit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from redaksi.press import acts
from redaksi.press.models import LogCounter, LogEntry
from redaksi.press.snapshot import one_moment

pytestmark = pytest.mark.django_db(transaction=True)


def publish() -> None:
    """An act by somebody else, committed on a connection of its own."""

    def write() -> None:
        with acts.act("published", "story:1", actor="mira") as one:
            one.touch("story:1")
        connection.close()

    with ThreadPoolExecutor(1) as somebody:
        somebody.submit(write).result(30)


def seen() -> int:
    return LogEntry.objects.count()


def test_what_is_committed_meanwhile_is_not_seen() -> None:
    with one_moment():
        before = seen()
        publish()
        assert seen() == before
    assert seen() == before + 1


def test_the_moment_begins_with_the_first_question() -> None:
    with one_moment():
        publish()
        assert seen() == 1


def test_writers_do_not_wait_for_it_nor_it_for_them() -> None:
    with transaction.atomic():
        LogCounter.objects.update(seq=7)
        with ThreadPoolExecutor(1) as reader:
            assert reader.submit(_looked).result(30) == 0


def _looked() -> int:
    with one_moment():
        found = seen()
    connection.close()
    return found


def test_what_begins_after_it_may_write_again() -> None:
    with one_moment():
        seen()
    publish()
    with acts.act("published", "story:2", actor="mira") as one:
        one.touch("story:2")
    assert seen() == 2
