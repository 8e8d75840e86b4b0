"""``redaksi doctor``: what is well, and what it says of each thing that is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder

from redaksi.ops import doctor, ready, running
from redaksi.ops.runfolder import RunFolder
from redaksi.press import acts
from redaksi.press.models import LogCounter
from redaksi.stories import actions
from tests.conftest import NOON
from tests.stories.conftest import Newsroom, newsroom

__all__ = ["newsroom"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def says(settings: Any, tmp_path: Path) -> Callable[[str], str]:
    """What the doctor says of a thing, or nothing when it is well."""
    settings.DATA = tmp_path
    settings.EDGE_FOLDER = tmp_path / "edge"

    def told(what: str) -> str:
        found = {one.what: one for one in doctor.examine()}[what]
        return "" if found.well else found.says

    return told


def test_a_newspaper_in_order_is_well(says: Callable[[str], str]) -> None:
    for what in set(doctor.LOOKS) - {"settings"}:
        assert says(what) == ""


def test_missing_migrations_are_counted(says: Callable[[str], str]) -> None:
    MigrationRecorder.Migration.objects.filter(app="redaksi_stories").delete()
    assert says("tables").endswith("migrations are not applied; `redaksi up` applies them")


def test_missing_rows_of_the_log_are_found(says: Callable[[str], str]) -> None:
    acts.act_now("changed", "story:1", "story:1")
    LogCounter.objects.update(seq=3)
    assert says("log").startswith("1 rows, but the last number is 3")


def test_data_that_cannot_be_written_is_found(says: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / ".doctor").mkdir()
    assert "IsADirectoryError" in says("folder")


def test_a_disk_that_is_nearly_full_is_found(
    says: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _place: SimpleNamespace(free=5_000_000))
    assert says("disk").startswith("5 MB free for data; 524 MB are needed")


def test_a_key_that_others_read_is_found(says: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert "chmod 600" in says("secret key")
    (tmp_path / "secret-key").chmod(0o600)
    assert says("secret key") == ""


def test_pending_migrations_are_seen_without_loading_them() -> None:
    assert ready.migrate() is False
    MigrationRecorder.Migration.objects.filter(app="redaksi_staff").delete()
    assert ready._files() - ready._applied() >= {("redaksi_staff", "0001_initial")}


def test_an_edge_that_does_not_follow_the_log_is_found(
    says: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.act_now("changed", "story:1", "story:1")
    assert says("tag table") == ""  # nothing is up that should have followed
    monkeypatch.setattr(running, "_is_up", lambda: True)
    assert says("tag table").startswith("at row 0, the log at 1: the edge does not follow")


class Up(RunFolder):
    """A run folder where somebody hears."""

    def is_up(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ([{"lag": 0, "behind": 0}, {"lag": 0, "behind": 0}], ""),
        ([{"lag": 0, "behind": 0}], "1 of 2 workers answer"),
        ([{"lag": 3, "behind": 0}, {"lag": 0, "behind": 6.5}], "2 are behind the log"),
    ],
)
def test_workers_that_are_silent_or_behind_are_found(
    says: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, told: list[Any], wrong: str
) -> None:
    monkeypatch.setattr(running.runfolder, "find", lambda data: Up(path=data))
    monkeypatch.setattr(running.control, "ask_all", lambda _folder, _question: told)
    assert wrong in says("edge")
    assert bool(says("edge")) == bool(wrong)


def test_a_clock_that_is_late_is_found(
    says: Callable[[str], str], newsroom: Newsroom, at: Callable[..., Any]
) -> None:
    with at(NOON):
        actions.update(newsroom.story(expire_at=NOON + timedelta(minutes=5)))
    with at(NOON + timedelta(minutes=5, seconds=30)):
        assert says("clock") == ""
    with at(NOON + timedelta(minutes=7)):
        assert says("clock").startswith("1 stories should have been published or taken down")
