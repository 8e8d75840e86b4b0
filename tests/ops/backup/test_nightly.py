"""When the clock makes a backup, and what the doctor and the desk say of the last one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from redaksi.ops.backup import nightly, notes, standing
from redaksi.ops.backup.notes import Notes
from redaksi.press import acts
from redaksi.staff import actions as staff
from tests.conftest import NOON

JAKARTA = ZoneInfo("Asia/Jakarta")


class Options(dict[str, Any]):
    """Settings of a test, as the settings file hands them out."""

    def number(self, key: str) -> int:
        return int(self[key])


def at(hour: int, day: int = 17) -> datetime:
    return datetime(2020, 8, day, hour, tzinfo=JAKARTA).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "noted", "due"),
    [
        (at(3), Notes(), True),
        (at(2), Notes(good_at=at(3, 16).isoformat()), False),
        (at(3), Notes(good_at=at(3, 16).isoformat()), True),
        (at(4), Notes(good_at=at(3).isoformat()), False),
        (at(23), Notes(good_at=at(3, 16).isoformat()), True),
        (at(4), Notes(failed_at=at(3).isoformat()), True),
        (at(3), Notes(failed_at=(at(3) - timedelta(minutes=20)).isoformat()), False),
    ],
)
def test_it_is_due_once_a_day_and_an_hour_after_a_failure(
    now: datetime, noted: Notes, due: bool
) -> None:
    assert nightly.is_due(now, JAKARTA, 3, noted) is due


class Child:
    """A process that ends when it is told to."""

    def __init__(self) -> None:
        self.code: int | None = None

    def poll(self) -> int | None:
        return self.code


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Child]:
    """The processes that would have been started."""
    found: list[Child] = []

    def start(_command: list[str]) -> Child:
        found.append(Child())
        return found[-1]

    monkeypatch.setattr(nightly.children, "start", start)
    return found


@pytest.mark.django_db
def test_one_process_at_a_time_and_a_rest_after_a_failure(
    newspaper: Path, settings: Any, started: list[Child]
) -> None:
    settings.OPTIONS = Options({"backup.hour": 3})
    keeper = nightly.Nightly()
    assert [keeper.look(NOON), keeper.look(NOON)] == [1, 0]
    started[0].code = 1
    assert [keeper.look(NOON), keeper.look(NOON)] == [0, 0]
    assert len(started) == 1


@pytest.mark.django_db
def test_none_is_made_when_no_hour_is_set(
    newspaper: Path, settings: Any, started: list[Child]
) -> None:
    settings.OPTIONS = Options({"backup.hour": None})
    assert nightly.Nightly().look(NOON) == 0
    assert started == []


def noted(newspaper: Path, **told: Any) -> None:
    notes.write(newspaper / "data", Notes(**told))


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("told", "well", "says"),
    [
        ({}, True, "none yet; `redaksi backup` makes one"),
        ({"good_at": at(3).isoformat(), "place": "/b"}, True, "the last good one is of 2020-08-16"),
        ({"good_at": at(3, 12).isoformat(), "place": "/b"}, False, "too old; backup.hour has"),
        ({"failed_at": at(3).isoformat(), "says": "the disk is full"}, False, "the disk is full"),
        ({"good_at": at(3).isoformat(), "log_problems": 1}, False, "`redaksi log verify` says"),
    ],
)
def test_the_doctor_says_how_it_stands(
    newspaper: Path, told: Mapping[str, Any], well: bool, says: str
) -> None:
    noted(newspaper, **told)
    found, line = standing.look()
    assert (found, says in line) == (well, True), line


@pytest.mark.django_db
def test_an_old_newspaper_without_a_backup_is_in_danger(newspaper: Path, clock: Any) -> None:
    acts.act_now("published", "story:1", "story:1")
    assert standing.standing().well
    clock.move(seconds=49 * 3600)
    assert not standing.standing().well


def test_notes_that_cannot_be_read_or_written_are_none(tmp_path: Path) -> None:
    (tmp_path / notes.FILE).write_text("{")
    assert notes.read(tmp_path) == Notes()
    notes.note_failed(tmp_path / "nowhere", "full")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_the_desk_says_when_the_last_good_one_was(newspaper: Path, client: Client) -> None:
    noted(newspaper, good_at=at(3).isoformat(), failed_at=at(4).isoformat(), says="full")
    client.force_login(staff.add_user("ratna", "admin", "geheim-geheim-8"))
    page = client.get("/desk/").content.decode()
    assert "Cadangan baik terakhir: 03.00 WIB." in page or "03:00 WIB" in page
    assert "Cadangan terakhir gagal" in page
