"""When the application or the log is away: what is stored is still shown, the rest says so."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable

from tests.edge.rig import Rig


def test_stored_pages_are_shown_while_the_application_is_down(
    own_rig: Callable[..., Rig],
) -> None:
    rig = own_rig()
    stored = rig.get("/read/1").body
    rig.application.stop()
    assert rig.get("/read/1").body == stored
    answer = rig.get("/read/2")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-language"] == "id"
    assert b"Coba lagi &amp; kembali." in answer.body


def test_head_and_the_desk_hear_that_it_is_down(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    rig.application.stop()
    head = rig.ask("HEAD", "/read/2")
    assert (head.status, head.body) == (503, b"")
    assert int(head.headers["content-length"]) > 100
    assert rig.ask("POST", "/desk/echo", body=b"x").status == 503
    health = rig.get("/_health")
    assert (health.status, json.loads(health.body)["ok"]) == (503, False)
    assert rig.stats()[0]["unavailable"] == 1


def test_an_older_page_says_so_and_one_that_was_taken_down_is_not_shown(
    own_rig: Callable[..., Rig],
) -> None:
    rig = own_rig()
    rig.get("/read/1")
    rig.application.stop()
    rig.publish("unseen")
    older = rig.get("/read/1")
    assert (older.status, older.headers["x-stale"]) == (200, "1")
    rig.publish("withdrawn", ["takedown"])
    assert rig.get("/read/1").status == 503


def test_after_a_reload_only_the_new_application_is_asked(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    rig.get("/read/1")
    rig.get("/desk/echo")
    old = rig.application
    old.seen.clear()
    rig.start_application(2)
    rig.publish("from the new one")
    assert b"from the new one" in rig.get("/read/1").body
    assert rig.get("/desk/echo").status == 200
    assert old.seen == []
    old.stop()


def test_many_readers_of_one_missing_page_wait_for_one_answer(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    rig.application.waiting.clear()
    bodies: list[bytes] = []
    readers = [
        threading.Thread(target=lambda: bodies.append(rig.get("/slow").body)) for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    assert rig.application.waiting.wait(5)
    while rig.stats()[0]["joins"] < 7:
        time.sleep(0.02)
    rig.application.go_on.set()
    for reader in readers:
        reader.join(10)
    assert len(set(bodies)) == 1
    assert [path for _, path, _ in rig.application.seen].count("/slow") == 1


def test_pages_are_shown_without_the_log_and_it_is_counted(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    rig.get("/read/1")
    (rig.folder / "log").rename(rig.folder / "log.away")
    until = time.monotonic() + 10
    while not rig.stats()[0]["log_failures"] and time.monotonic() < until:
        time.sleep(0.05)
    assert rig.get("/read/1").status == 200
    assert rig.stats()[0]["log_failures"] > 0


def test_a_worker_that_starts_late_shows_nothing_older_than_the_log(
    own_rig: Callable[..., Rig],
) -> None:
    rig = own_rig(workers=2)
    rig.get("/read/1")
    pid = rig.pids()[0]
    rig.publish("newest")
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            assert b"newest" in rig.get("/read/1").body
            break
        except OSError:
            time.sleep(0.05)
