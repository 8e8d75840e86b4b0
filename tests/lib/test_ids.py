from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.lib.ids import LARGEST_ID, BadKey, decode_key, encode_key

MOMENT = datetime(2026, 8, 17, 9, 53, 0, 123456, tzinfo=UTC)
moments = st.datetimes(timezones=st.just(UTC))
numbers = st.integers(0, LARGEST_ID)


@given(moments, numbers)
def test_every_key_comes_back_exactly(moment: datetime, number: int) -> None:
    assert decode_key(encode_key(moment, number)) == (moment, number)


@given(st.text(alphabet="0123456789ABCXYZabcxyz", min_size=9, max_size=23))
def test_a_key_has_one_spelling(text: str) -> None:
    try:
        moment, number = decode_key(text)
    except BadKey:
        return
    assert encode_key(moment, number) == text


@given(moments, moments, numbers, numbers)
def test_keys_sort_by_moment(one: datetime, other: datetime, a: int, b: int) -> None:
    if one < other:
        assert encode_key(one, a) < encode_key(other, b)


def test_a_key_of_today_is_short_and_needs_no_escaping() -> None:
    key = encode_key(MOMENT, 1_000_000)
    assert len(key) == 14
    assert key.isalnum() and key.isascii()


def test_the_zone_does_not_matter_but_must_be_there() -> None:
    there = MOMENT.astimezone(timezone(timedelta(hours=9)))
    assert encode_key(there, 1) == encode_key(MOMENT, 1)
    with pytest.raises(ValueError, match="has no zone"):
        encode_key(MOMENT.replace(tzinfo=None), 1)


def test_a_moment_before_year_one_in_utc_is_refused() -> None:
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    with pytest.raises(ValueError, match="outside years 1 to 9999"):
        encode_key(early, 1)


@pytest.mark.parametrize("number", [-1, LARGEST_ID + 1])
def test_an_id_no_database_gives_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside 0"):
        encode_key(MOMENT, number)


@pytest.mark.parametrize(
    "text",
    ["", "x", "zzzzzzzzzz1", "00000000000" "1", "0000000000", "0000000000_", "0000000000é",
     "0000000000" + "z" * 11, "0000000000 1", "00000000001\n", "١" * 12, "1" * 5000],
)  # fmt: skip
def test_what_we_never_wrote_is_refused(text: str) -> None:
    with pytest.raises(BadKey) as caught:
        decode_key(text)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_the_refusal_shows_what_was_seen() -> None:
    with pytest.raises(BadKey, match="'minggu-lalu'"):
        decode_key("minggu-lalu")
