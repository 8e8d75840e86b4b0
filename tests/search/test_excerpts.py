"""Excerpts: the right place, the right marks, nothing unescaped, nothing lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.search import asking, excerpts
from redaksi.search.words import tongue

ID = tongue("id")


def stems(text: str) -> tuple[str, ...]:
    return asking.understood(text, ID).stems


def test_every_form_of_a_word_is_marked() -> None:
    pieces = excerpts.marked("Kapal-kapal ditahan di dermaga", stems("kapal tahan"), ID)
    assert [text for text, hit in pieces if hit] == ["Kapal-kapal", "ditahan"]
    assert "".join(text for text, _hit in pieces) == "Kapal-kapal ditahan di dermaga"


def test_the_place_with_most_of_the_words_is_shown() -> None:
    texts = ["Kapal lewat. " + "Kata lain. " * 40, "Lama sekali. Tarif kapal perintis ditahan."]
    shown = "".join(text for text, _hit in excerpts.excerpt(texts, stems("tarif perintis"), ID))
    assert "Tarif kapal perintis ditahan" in shown


def test_what_is_left_out_is_said_and_words_stay_whole() -> None:
    text = "Awal sekali " * 30 + "tarif perintis ditahan " + "akhir sekali " * 30
    shown = "".join(text for text, _hit in excerpts.excerpt([text], stems("perintis"), ID))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(shown.strip("…").split()) <= set(text.split())
    assert len(shown) <= excerpts.LENGTH + 2


def test_a_text_without_the_words_shows_its_start() -> None:
    assert excerpts.excerpt(["Kapal merapat."], stems("bola"), ID) == (("Kapal merapat.", False),)
    assert excerpts.excerpt([], stems("bola"), ID) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=600), st.text(max_size=40))
def test_marking_changes_no_letter(text: str, query: str) -> None:
    assert "".join(piece for piece, _hit in excerpts.marked(text, stems(query), ID)) == text
