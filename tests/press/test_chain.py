"""The chain of the log: it fits what was written, and says which row was changed or removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models

from redaksi.press import acts, linking, verify
from redaksi.press.models import LogCounter, LogEntry

pytestmark = pytest.mark.django_db
#: The log's own query set refuses what somebody at the database can do.
RAW = models.QuerySet(LogEntry)


@pytest.fixture
def rows() -> None:
    """Five acts, two of them in one transaction."""
    for number in (1, 2, 3):
        acts.act_now("published", f"story:{number}", f"story:{number}", "list:latest")
    with acts.act("withdrawn", "story:1", actor="mira", payload={"reason": "Keliru – é"}) as act:
        act.touch("story:1")
        acts.act_now("changed", "photo:5", "photo:5")


def change(seq: int, **fields: Any) -> None:
    RAW.filter(seq=seq).update(**fields)


@pytest.mark.usefixtures("rows")
def test_what_was_written_fits() -> None:
    found = verify.verify()
    assert (found.rows, found.seq, found.problems) == (5, 5, [])
    assert found.hash == LogEntry.objects.get(seq=5).hash


def test_an_empty_log_fits() -> None:
    assert verify.verify().problems == []


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    "fields",
    [
        {"actor": "ratna"},
        {"kind": "expired"},
        {"subject": "story:9"},
        {"tags": []},
        {"payload": {"reason": "lain"}},
    ],
)
def test_a_changed_row_is_named(fields: dict[str, Any]) -> None:
    change(4, **fields)
    problems = verify.verify().problems
    assert len(problems) == 1
    assert problems[0].startswith("row 4 (")


@pytest.mark.usefixtures("rows")
def test_a_row_changed_together_with_its_hash_no_longer_fits_the_next() -> None:
    row = LogEntry.objects.get(seq=2)
    row.actor = "ratna"
    change(2, actor="ratna", hash=linking.link(linking.hash_of(1), linking.of(row)))
    assert [one[:5] for one in verify.verify().problems] == ["row 3"]


@pytest.mark.usefixtures("rows")
def test_a_removed_row_is_named() -> None:
    RAW.filter(seq=3).delete()
    assert verify.verify().problems == ["row 3 is missing"]


@pytest.mark.usefixtures("rows")
def test_rows_removed_from_the_end_are_named() -> None:
    RAW.filter(seq__gte=4).delete()
    assert verify.verify().problems == ["rows 4 to 5 are missing"]


@pytest.mark.usefixtures("rows")
def test_a_row_above_the_counter_is_named() -> None:
    LogCounter.objects.update(seq=4)
    assert verify.verify().problems == [
        "row 5 (changed photo:5) was put in: the counter is below it"
    ]


@pytest.mark.usefixtures("rows")
def test_a_row_without_a_hash_in_the_middle_is_named() -> None:
    change(3, hash="")
    assert verify.verify().problems[0].startswith("row 3 (published story:3) has no hash")


@pytest.mark.usefixtures("rows")
def test_a_row_put_in_place_of_a_removed_one_is_named() -> None:
    RAW.filter(seq=3).delete()
    RAW.create(seq=3, at="2020-08-17T05:00:00Z", kind="published", subject="story:8", hash="0" * 64)
    assert verify.verify().problems[0].startswith("row 3 (published story:8) does not fit")


@pytest.mark.usefixtures("rows")
def test_only_the_newest_rows_can_be_looked_at() -> None:
    change(1, actor="ratna")
    assert verify.verify(newest=3).problems == []
    assert verify.verify(newest=99).problems != []


@pytest.mark.usefixtures("rows")
def test_rows_that_an_older_version_wrote_are_linked_by_the_next_act() -> None:
    change(4, hash="")
    change(5, hash="")
    acts.act_now("published", "story:6", "story:6")
    assert verify.verify().problems == []


@pytest.mark.usefixtures("rows")
def test_a_log_without_a_chain_gets_the_one_it_would_have() -> None:
    before = list(LogEntry.objects.values_list("seq", "hash"))
    RAW.update(hash="")
    linking.close(RAW.all(), 5)
    assert list(LogEntry.objects.values_list("seq", "hash")) == before


def test_numbers_and_names_fit_however_the_database_keeps_them() -> None:
    details = {"b": 1.0, "a": 1e20, "é": [0.5, None, True], "10": {"z": 1, "9": 2}}
    with acts.act("changed", "site", payload=details, always=True):
        pass
    assert verify.verify().problems == []


@pytest.mark.usefixtures("rows")
def test_details_that_are_no_json_any_more_are_named() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes nothing but JSON")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE redaksi_press_logentry SET payload = '{' WHERE seq = 4")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert verify.verify().problems[0].startswith("row 4 (")


@pytest.mark.usefixtures("rows")
def test_many_problems_are_told_first_and_then_counted() -> None:
    for number in range(30):
        acts.act_now("published", f"story:{number}", f"story:{number}")
    RAW.update(actor="ratna")
    found = verify.verify()
    assert (len(found.problems), found.beyond) == (20, 15)
