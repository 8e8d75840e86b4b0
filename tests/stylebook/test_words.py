"""How long a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.words import count, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  – … ", 0),
        ("Presiden menolak", 2),
        ("Anak-anak itu", 2),
        ("7.000 orang, pukul 09:53 WIB", 5),
        ("kata—kata", 2),
        ("Qur'an\nitu\tada", 3),
        ("北京 dan Jakarta", 4),
        ("“Ya,” kata dia.", 3),
    ],
)
def test_words_are_counted_as_readers_do(text: str, words: int) -> None:
    assert count(text) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (600, 3)])
def test_reading_takes_whole_minutes(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 words"):
        reading_minutes(-1)


@given(st.text(), st.text())
def test_two_texts_have_the_words_of_both(one: str, other: str) -> None:
    assert count(f"{one} {other}") == count(one) + count(other)
