"""Numbers are taken in the order of the commits, by many writers at once."""

import threading

import pytest
from django.db import close_old_connections, connection

from redaksi.press import acts
from redaksi.press.models import LogEntry

WRITERS, ACTS = 4, 15


@pytest.mark.django_db(transaction=True)
def test_many_writers_leave_no_gap_and_a_follower_sees_numbers_in_order() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip(
            "an in-memory database has one connection; the file and PostgreSQL runs test it"
        )
    seen: list[int] = []
    writing = threading.Event()

    def write(number: int) -> None:
        for step in range(ACTS):
            acts.act_now("published", f"story:{number}-{step}", f"story:{number}-{step}")
        connection.close()

    def follow() -> None:
        while not writing.is_set() or len(seen) < WRITERS * ACTS:
            rows = LogEntry.objects.after(seen[-1] if seen else 0).values_list("seq", flat=True)
            seen.extend(rows)
            close_old_connections()
        connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    writing.set()
    follower.join(20)
    assert seen == list(range(1, WRITERS * ACTS + 1))
