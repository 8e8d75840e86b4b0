"""The drill: a newspaper that is up and publishes is backed up, lost, and restored elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from redaksi.ops.backup import check, shapes, sqlitebook
from tests.config.command import PROGRAM, environment, redaksi, refused
from tests.ops.running import newspaper_up, wait_for

pytestmark = pytest.mark.slow
STORY = {
    "section": "Nusantara",
    "bylines": ["Sari Laras"],
    "body": [{"type": "paragraph", "html": "Perahu berangkat <b>sebelum subuh</b>."}],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small newspaper with stories, and photos heavy enough to be caught in the middle."""
    folder: Path = tmp_path_factory.mktemp("drill") / "kabar"
    redaksi("init", folder)
    with Desk(folder) as desk:
        for number in range(5):
            desk.publish(f"Kabar pertama {number}")
    place = folder / "data" / "media" / "berat"
    place.mkdir()
    for number in range(40):
        (place / f"{number}.jpg").write_bytes(random.Random(number).randbytes(500_000))  # noqa: S311
    return folder


class Desk:
    """One open pipe into `story put`: a newsroom that publishes without a pause."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "story", "put", "-", "--publish", "--create", "--dir", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True,
        )  # fmt: skip

    def publish(self, headline: str) -> str:
        """The address of a new story."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({**STORY, "headline": headline}) + "\n")
        self.process.stdin.flush()
        return str(json.loads(self.process.stdout.readline())["url"])

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(60)
        assert self.process.stdout
        self.process.stdout.close()


def backing_up(folder: Path, to: Path) -> subprocess.Popen[bytes]:
    """A backup under way."""
    command = [*PROGRAM, "backup", "--dir", str(folder), "--to", str(to)]
    return subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def hashes(media: Path) -> dict[str, str]:
    """The SHA-256 of every photo below *media*."""
    return {
        one.relative_to(media).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in media.rglob("*")
        if one.is_file()
    }


def body(page: bytes) -> bytes:
    """What a page says of its story; the port differs each time a newspaper is up."""
    page = re.sub(rb"127\.0\.0\.1(:|%3A)\d+", b"here", page)
    return page.partition(b"<article")[2].partition(b"</article>")[0]


def pages(folder: Path, addresses: list[str]) -> dict[str, bytes]:
    """The article of each address, from the newspaper of *folder*, which is up meanwhile."""
    with newspaper_up(folder) as running:
        found = {one: running.get(one) for one in addresses}
    assert {one.status for one in found.values()} == {200}
    return {one: body(answer.body) for one, answer in found.items()}


def test_restored_rows_pages_and_photos_are_those_of_one_moment(
    filled: Path, tmp_path: Path
) -> None:
    """Publishing goes on during the backup; what was out before it began is in it, whole."""
    to, addresses = tmp_path / "backups", []
    with Desk(filled) as desk:
        addresses = [desk.publish(f"Sebelum cadangan {number}") for number in range(5)]
        process, meanwhile = backing_up(filled, to), 0
        while process.poll() is None and meanwhile < 2000:
            desk.publish(f"Selama cadangan {meanwhile}")
            meanwhile += 1
    assert process.wait(60) == 0
    assert meanwhile > 3
    place = shapes.newest(to)
    assert place
    told = check.check(place)
    assert redaksi("restore", to, "--dir", tmp_path / "new").returncode == 0
    with closing(sqlite3.connect(tmp_path / "new" / "data" / "redaksi.sqlite3")) as line:
        assert sqlitebook.counts(line) == told.rows
    assert 10 <= told.rows["redaksi_stories_story"] <= 10 + meanwhile
    assert told.log_problems == []
    assert hashes(tmp_path / "new" / "data" / "media") == hashes(filled / "data" / "media")
    shown = pages(filled, addresses)
    assert all(shown.values())
    assert pages(tmp_path / "new", addresses) == shown


def test_the_clock_makes_one_by_itself_and_the_doctor_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "kabar"
    with newspaper_up(folder, REDAKSI_BACKUP_HOUR="0") as running:
        wait_for(lambda: shapes.all_in(folder / "backups"), 120)
        assert running.answers()
    told = redaksi("doctor", "--dir", folder).stdout
    assert "well   backups: the last good one is of" in told


def test_killed_at_any_moment_it_leaves_the_former_one_good(filled: Path, tmp_path: Path) -> None:
    """Eight times SIGKILL somewhere between its start and its end."""
    to, chance = tmp_path / "backups", random.Random()  # noqa: S311
    began = time.monotonic()
    assert backing_up(filled, to).wait(120) == 0
    takes = time.monotonic() - began
    former = shapes.newest(to)
    assert former
    for _time in range(8):
        shutil.copy2(filled / "data/media/berat/0.jpg", filled / "data/media/berat/again.jpg")
        os.utime(filled / "data/media/berat/again.jpg")
        process = backing_up(filled, to)
        time.sleep(takes * chance.uniform(0.3, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        for one in shapes.all_in(to):
            check.check(one)
        assert former in shapes.all_in(to)
    assert backing_up(filled, to).wait(120) == 0
    assert [one for one in to.iterdir() if one.name.startswith(".")] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 110 MB: room for one backup of the newspaper and the rest that must stay free."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk to be filled")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=110m", "tmpfs", place],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=False)


def test_a_full_disk_is_said_and_the_former_backup_stays_good(
    filled: Path, small_disk: Path
) -> None:
    assert backing_up(filled, small_disk / "b").wait(120) == 0
    former = shapes.newest(small_disk / "b")
    (small_disk / "ballast").write_bytes(b"x" * 30_000_000)
    said = refused(redaksi("backup", "--dir", filled, "--to", small_disk / "b"))
    assert "is too full" in said
    assert f"the last good one is {former} and is untouched" in said
    assert [one.name for one in (small_disk / "b").iterdir()] == [former.name if former else ""]


def test_a_disk_that_fills_meanwhile_is_said_too(
    filled: Path, small_disk: Path, tmp_path: Path
) -> None:
    """The check beforehand saw room; the system refuses in the middle."""
    (small_disk / "ballast").write_bytes(b"x" * 100_000_000)
    told = "from redaksi.ops.backup import shapes; shapes.SPARE = -10**12; "
    done = subprocess.run(
        [PROGRAM[0], "-c", told + PROGRAM[2], "backup", "--dir", filled, "--to", small_disk / "b"],
        env=environment(), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "No space left on device" in refused(done)
    assert list((small_disk / "b").iterdir()) == []
