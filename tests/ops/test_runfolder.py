"""The run folder: short, private, one newspaper's at a time."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.ops import runfolder
from redaksi.ops.runfolder import NoRunFolder, RunFolder


@pytest.fixture
def newspaper(tmp_path: Path) -> Path:
    (tmp_path / "kabar" / "data").mkdir(parents=True)
    return tmp_path / "kabar"


@pytest.fixture
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An environment whose runtime folder is short and ours."""
    place = Path(f"/tmp/r{os.getpid()}")  # noqa: S108 (short is the point)
    place.mkdir(mode=0o700)
    yield {"XDG_RUNTIME_DIR": str(place)}
    for one in sorted(place.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() and not one.is_symlink() else one.unlink()
    place.rmdir()


def claim(newspaper: Path, environ: dict[str, str]) -> tuple[RunFolder, int]:
    return runfolder.claim(newspaper, newspaper / "data", environ)


def test_its_sockets_fit_however_deep_the_newspaper_stands(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 200) / ("b" * 200)
    place = runfolder.place(deep, {"XDG_RUNTIME_DIR": f"/{'x' * 200}"}, os.getuid())
    longest = RunFolder(path=place).edge_of(4_194_304)
    assert place.parent == Path("/tmp")  # noqa: S108
    assert len(os.fsencode(longest)) < runfolder.LONGEST


def test_two_newspapers_never_share_one(tmp_path: Path) -> None:
    places = {runfolder.place(tmp_path / name, {}, 7) for name in ("a", "b")}
    assert len(places) == 2


def test_it_is_private_and_others_find_it_through_the_data(
    newspaper: Path, short: dict[str, str]
) -> None:
    found, lock = claim(newspaper, short)
    assert found.path.stat().st_mode & 0o777 == 0o700
    assert runfolder.find(newspaper / "data") == found
    os.close(lock)


def test_a_newspaper_that_is_up_is_not_started_twice(
    newspaper: Path, short: dict[str, str]
) -> None:
    _found, lock = claim(newspaper, short)
    with pytest.raises(NoRunFolder, match="is up already; `redaksi reload`"):
        claim(newspaper, short)
    os.close(lock)
    os.close(claim(newspaper, short)[1])


def test_sockets_of_those_that_were_killed_are_removed(
    newspaper: Path, short: dict[str, str]
) -> None:
    found, lock = claim(newspaper, short)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(found.edge_of(12)))
    os.close(lock)
    found, lock = claim(newspaper, short)
    assert found.edges() == []
    os.close(lock)


def test_a_folder_of_somebody_else_is_refused(
    newspaper: Path, short: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, lock = claim(newspaper, short)
    os.close(lock)
    monkeypatch.setattr(runfolder.os, "geteuid", lambda: os.getuid() + 1)
    monkeypatch.setattr(runfolder, "place", lambda *_: found.path)
    with pytest.raises(NoRunFolder, match="belongs to the user"):
        claim(newspaper, short)


def test_a_link_in_its_place_is_refused(newspaper: Path, short: dict[str, str]) -> None:
    place = runfolder.place(newspaper, short, os.getuid())
    place.symlink_to("/")
    with pytest.raises(NoRunFolder, match="is no folder"):
        claim(newspaper, short)


def test_the_edge_is_led_to_another_application_in_one_step(
    newspaper: Path, short: dict[str, str]
) -> None:
    found, lock = claim(newspaper, short)
    for number in (1, 2):
        found.switch(number)
        assert os.readlink(found.application) == f"app-{number}.sock"
    os.close(lock)


def test_a_newspaper_that_never_was_up_has_none(newspaper: Path) -> None:
    assert runfolder.find(newspaper / "data") is None
