"""Text into terms, and a query understood: Indonesian first, any language, never an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.search import analysis, asking
from redaksi.search.words import tongue

ID, EN = tongue("id"), tongue("en")


def stems(text: str, language: str = "id") -> list[str]:
    return [stem for stem, _word in analysis.terms(text, tongue(language))]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("anak-anak", "anak"), ("Anak-anaknya", "anak"), ("anak2", "anak"),
        ("berlari-lari", "lari"), ("ditahan", "tahan"), ("Jum'at", "jumat"),
        ("7.000", "7000"), ("CAFÉ", "cafe"),
    ],
)  # fmt: skip
def test_words_that_are_one_word_have_one_stem(text: str, same: str) -> None:
    assert stems(text) == stems(same)


def test_parts_of_a_hyphen_that_differ_are_words_of_their_own() -> None:
    assert stems("Hezb-ul sayur-mayur") == ["hezb", "ul", "sayur", "mayur"]


def test_another_language_has_its_own_stems() -> None:
    assert stems("ships sailing", "en") == stems("ship sails", "en")
    assert stems("bateaux", "fr") == stems("bateau", "fr")
    assert stems("kapal-kapal", "xx") == ["kapal", "kapal"]


def test_a_script_without_spaces_falls_into_letters_and_vowel_signs_stay() -> None:
    assert stems("東京大学") == ["東", "京", "大", "学"]
    assert stems("हिन्दी भाषा") == ["हिन्दी", "भाषा"]


def test_a_query_leaves_out_what_says_little_and_knows_what_it_asks_for() -> None:
    asked = asking.understood("Berapakah kapal yang merapat di pelabuhan?", ID)
    assert [word for _stem, word in asked.terms] == ["kapal", "merapat", "pelabuhan"]
    assert asked.kind == "number"


def test_a_query_of_small_words_only_keeps_them() -> None:
    assert asking.understood("di mana", ID).stems == ("di", "mana")


def test_words_in_quotes_are_a_phrase() -> None:
    for text in ('"kapal perintis" tiba', "“kapal perintis” tiba"):
        assert asking.understood(text, ID).phrases == (tuple(stems("kapal perintis")),)
    assert asking.understood('kapal" perintis', ID).phrases == ()


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=400) | st.text(alphabet="\"'“”-~|^*?():\\[]{}ab ٠٧.,2\x00\ud800", max_size=60)
)
def test_no_text_is_an_error_and_what_is_understood_is_bounded(text: str) -> None:
    for language in (ID, EN):
        asked = asking.understood(text, language)
        assert len(asked.text) <= asking.LONGEST
        assert len(asked.terms) <= asking.MOST
        assert all(0 < len(stem) <= analysis.LONGEST * 4 for stem in asked.stems)
