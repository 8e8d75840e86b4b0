"""``redaksi reload``: everything is new afterwards, and nobody who read meanwhile noticed."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.command import redaksi, refused
from tests.ops.running import Answer, Running, newspaper_up, wait_for

pytestmark = pytest.mark.slow


class Readers:
    """Four who read without a pause: two over one connection each, two over a new one each time."""

    def __init__(self, place: str) -> None:
        self.place, self.stop = place, threading.Event()
        self.seen: Counter[str] = Counter()
        self.threads = [
            threading.Thread(target=self._read, args=(kept,)) for kept in (True, True, False, False)
        ]

    def __enter__(self) -> Readers:
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for one in self.threads:
            one.join(30)

    def _read(self, kept: bool) -> None:
        line = http.client.HTTPConnection(self.place, timeout=20)
        while not self.stop.is_set():
            for path in ("/", "/latest/", "/desk/login/"):
                self.seen[self._status(line, path)] += 1
            if not kept:
                line.close()
            time.sleep(0.01)
        line.close()

    def _status(self, line: http.client.HTTPConnection, path: str) -> str:
        try:
            line.request("GET", path)
            return str(Answer(line.getresponse()).status)
        except (OSError, http.client.HTTPException) as error:
            line.close()
            return repr(error)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with newspaper_up(tmp_path_factory.mktemp("reload") / "kabar") as running:
        yield running


def test_every_process_is_new_and_no_reader_noticed(up: Running) -> None:
    before = {pid for pids in up.children().values() for pid in pids}
    with Readers(up.place) as readers:
        done = redaksi("reload", "--dir", up.folder)
        time.sleep(1)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nobody was turned away" in done.stdout
    after = [pid for pids in up.children().values() for pid in pids]
    assert before.isdisjoint(after)
    assert len(after) == 4
    assert set(readers.seen) == {"200"}
    assert readers.seen["200"] > 100


def test_the_sockets_of_those_that_went_are_gone(up: Running) -> None:
    redaksi("reload", "--dir", up.folder)
    edges = {up.run.edge_of(pid) for pid in up.children()["edge"]}
    assert set(up.run.edges()) == edges
    assert up.answers()


def test_new_templates_are_seen_after_it_and_the_log_says_so(up: Running) -> None:
    own = up.folder / "templates" / "portal"
    own.mkdir(parents=True, exist_ok=True)
    before = up.get("/nothing-here/").body.decode()
    (own / "missing.html").write_text("Tidak ada, kata redaksi.")
    assert up.get("/nothing-here/").body.decode() == before
    redaksi("reload", "--dir", up.folder)
    assert up.get("/nothing-here/").body.decode() == "Tidak ada, kata redaksi."
    wait_for(lambda: "deployed deploy" in tail(up, 1), 30)
    (own / "missing.html").unlink()
    own.rmdir()


def tail(up: Running, count: int) -> str:
    return redaksi("log", "tail", "-n", str(count), "--dir", up.folder).stdout


def test_settings_that_are_wrong_change_nothing(up: Running) -> None:
    before, file = up.children(), up.folder / "redaksi.toml"
    told = file.read_text()
    file.write_text("[server]\nworkers = 900\n")
    # The command itself reads them, too; a reload that another gave meets them in the new code.
    said = refused(redaksi("reload", "--dir", up.folder))
    file.write_text(told)
    assert "server.workers: 900 (int) is not allowed" in said
    assert up.children() == before


def test_code_that_does_not_start_changes_nothing(up: Running) -> None:
    before, package = up.children(), up.folder / "templates"
    package.rmdir()
    package.write_text("no folder")
    said = refused(redaksi("reload", "--dir", up.folder))
    package.unlink()
    assert "Nothing was changed." in said
    assert up.children() == before
    assert up.answers()


def test_without_a_newspaper_that_is_up_it_says_so(tmp_path: Path) -> None:
    redaksi("init", tmp_path / "kabar")
    said = refused(redaksi("reload", "--dir", tmp_path / "kabar"))
    assert "Nothing runs in" in said
    assert "`redaksi up --dir" in said
