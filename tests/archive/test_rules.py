"""Small decisions: states, PHP values, reports."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive import rules
from redaksi.archive.parsers import php
from redaksi.archive.parsers.facts import Item
from redaksi.archive.report import Entry, Ledger
from redaksi.archive.survey import told

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def item(**fields: Any) -> Item:
    return Item(**{"number": 1, "type": "post", "status": "publish", "title": "J"} | fields)


STATES = {
    "publish": "live",
    "draft": "draft",
    "pending": "draft",
    "private": "draft",
    "lain": "draft",
}


@pytest.mark.parametrize(("status", "state"), STATES.items())
def test_a_status_becomes_a_state(status: str, state: str) -> None:
    assert rules.fate(item(status=status), NOW).state == state


def test_a_future_post_is_scheduled_while_its_time_is_to_come() -> None:
    later, earlier = datetime(2027, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    assert rules.fate(item(status="future", published=later), NOW).state == "scheduled"
    assert rules.fate(item(status="future", published=earlier), NOW).state == "draft"


def test_what_a_theme_kept_for_itself_becomes_nothing_with_a_reason() -> None:
    for kind in rules.MACHINERY:
        assert rules.fate(item(type=kind), NOW).becomes == "nothing"
        assert rules.fate(item(type=kind), NOW).reason


def test_the_digest_moves_with_the_text_but_not_with_the_line() -> None:
    assert rules.digest(item(line=1)) == rules.digest(item(line=9, comments=4))
    assert rules.digest(item(content="a")) != rules.digest(item(content="b"))


def test_a_headline_is_plain_and_fits() -> None:
    assert rules.headline(item(title="<em>A</em> &amp; B")) == "A & B"
    assert len(rules.headline(item(title="kata " * 100))) <= 255


def test_php_values_are_read() -> None:
    text = 'a:2:{s:10:"image_meta";a:1:{s:6:"credit";s:7:"Samudrá";}i:0;b:1;}'
    text = text.replace('s:7:"Samudrá"', 's:8:"Samudrá"')
    assert php.unserialize(text) == {"image_meta": {"credit": "Samudrá"}, 0: True}
    assert php.unserialize("d:1.5;") == 1.5
    assert php.unserialize('O:1:"X":1:{s:1:"a";N;}') == {"a": None}


@given(st.one_of(st.text(max_size=60), st.text('asiObdN:;{}"0123456789', max_size=60)))
def test_anything_else_is_no_php_value(text: str) -> None:
    try:
        php.unserialize(text)
    except php.NotSerialized as wrong:
        assert "not a PHP value" in str(wrong)


def test_deep_php_arrays_are_refused() -> None:
    with pytest.raises(php.NotSerialized):
        php.unserialize("a:1:{i:0;" * 5000)


def test_an_attachment_tells_its_credit() -> None:
    meta = {"_wp_attachment_metadata": 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:5:"Vista";}}'}
    assert told(item(meta=meta))["credit_in_file"] == "Vista"
    assert told(item(meta={"_media_credit": "Orbis"}))["credit"] == "Orbis"


def test_the_report_names_each_reason_once_with_its_titles() -> None:
    ledger = Ledger()
    for number in range(50):
        ledger.put(Entry(outcome="skipped", kind="post", title=f"T{number}", reason="trash"))
    ledger.put(Entry(outcome="refused", kind="item", title="Rusak", reason="broken", line=9))
    lines = list(ledger.report().lines())
    assert lines[:3] == ["imported: nothing", "skipped: 50 post", "refused: 1 item"]
    assert "  Rusak (line 9)" in lines
    assert lines[-1] == "  … and 10 more"


def test_a_long_report_keeps_counting_when_it_stops_keeping() -> None:
    ledger = Ledger()
    for _ in range(6000):
        ledger.put(Entry(outcome="skipped", kind="post", title="T", reason="trash"))
    report = ledger.report()
    assert (len(report.skipped), report.count("skipped")) == (5000, 6000)
