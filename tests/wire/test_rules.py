"""What is new, changed, the same, near-identical: pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from redaksi.lib import clock
from redaksi.wire import rules
from redaksi.wire.models import Source
from redaksi.wire.rules import Known, Sketches
from redaksi.wire.sent import Sent
from tests.wire.made import LONG, sent

OTHER = (
    "Pelabuhan Karsa dibuka lagi setelah mogok dua pekan; kapal pertama membawa obat-obatan, dan "
    "serikat pekerja menerima kenaikan upah bertahap yang ditawarkan pengelola pada Sabtu malam."
)


def known(one: Sent, **fields: object) -> dict[str, Known]:
    values = {"pk": 7, "version": 1, "thread": 7, "digest": rules.digest(one), **fields}
    return {rules.key(one.guid): Known(**values)}  # type: ignore[arg-type]


def test_the_same_text_again_is_nothing_new() -> None:
    one = sent()
    later = replace(one, updated=clock.now(), link="https://lintang.example/pindah")
    assert rules.decide([later], known(one)) == []


def test_a_new_text_under_a_known_guid_is_a_version_after_it() -> None:
    (decision,) = rules.decide([sent(body="<p>Lain.</p>")], known(sent()))
    assert decision.before is not None
    assert decision.before.pk == 7


def test_a_guid_that_stands_twice_counts_once_and_the_oldest_comes_first() -> None:
    found = rules.decide([sent(2), sent(1, title="Baru"), sent(1, title="Lama")], {})
    assert [one.sent.title for one in found] == ["Baru", "Kabar ke-2"]


@pytest.mark.parametrize(
    ("text", "alike"),
    [(LONG, True), (LONG.upper(), True), (LONG.replace("1.240", "1.420"), True),
     (LONG.replace("tujuh hari", "sembilan hari").replace("selimut, ", ""), True),
     (f"WAIRASA (LINTANG) - {LONG}", True), (OTHER, False), (LONG[:110] + OTHER, False),
     ("Gubernur menetapkan masa tanggap darurat", False), ("", False)],
)  # fmt: skip
def test_near_identical_texts_are_found(text: str, alike: bool) -> None:
    sketches = Sketches()
    sketches.add(1, 1, rules.sketch(LONG))
    assert sketches.like(rules.sketch(text), None) == (1 if alike else None)


def test_a_version_is_not_like_its_own_earlier_one() -> None:
    sketches = Sketches()
    sketches.add(3, 1, rules.sketch(LONG))
    assert sketches.like(rules.sketch(LONG), 1) is None


def test_a_sketch_survives_being_written() -> None:
    assert rules.unpacked(rules.packed(rules.sketch(LONG))) == rules.sketch(LONG)


def test_a_time_ahead_of_the_clock_is_not_believed() -> None:
    now = clock.now()
    assert rules.moment(sent(published=now + timedelta(days=1)), now) == now
    assert rules.moment(sent(published=now - timedelta(days=1)), now) == now - timedelta(days=1)


def test_health_is_one_word() -> None:
    now = clock.now()
    one = Source(name="Lintang", since=now, silent_after=2, every=5)
    assert rules.health(one, now) == "new"
    one.good_at = now
    assert rules.health(one, now) == "well"
    assert rules.health(one, now + timedelta(hours=2, seconds=1)) == "silent"
    one.failures = 3
    assert rules.health(one, now) == "failing"
    one.active = False
    assert rules.health(one, now) == "off"
