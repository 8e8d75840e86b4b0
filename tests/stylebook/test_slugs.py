"""Slugs in any script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Presiden Menolak Pemilu Ulang", "presiden-menolak-pemilu-ulang"),
        ("  7.000 orang, 17/8!  ", "7-000-orang-17-8"),
        ("Qur'an dan Jum’at", "quran-dan-jumat"),
        ("“Kami” & mereka", "kami-mereka"),
        ("Élégance Übermut Straße", "elegance-ubermut-strasse"),
        ("Президент", "prezident"),
        ("北京", "beijing"),
        ("مرحبا", "mrhb"),
        ("Hujan 😀 lagi", "hujan-lagi"),
        ("Harga €7", "harga-eur7"),
        ("😀", "berita"),
        ("", "berita"),
        ("---", "berita"),
        ("\ud83d", "berita"),
        ("a_b--c", "a-b-c"),
    ],
)
def test_a_headline_becomes_an_address(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_cut_at_a_word() -> None:
    assert slug("presiden menolak pemilu", 16) == "presiden-menolak"
    assert slug("presiden menolak pemilu", 15) == "presiden"
    assert slug("presiden menolak pemilu", 6) == "presid"


def test_a_slug_shorter_than_its_last_resort_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        slug("x", 5)


@given(st.text(), st.integers(6, 100))
def test_a_slug_is_always_an_address(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= limit
    assert slug(made, limit) == made
