"""Teasers: plain text, cut at a word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.teaser import cut, plain


@pytest.mark.parametrize(
    ("text", "limit", "teaser"),
    [
        ("Presiden menolak", 160, "Presiden menolak"),
        ("Presiden menolak", 16, "Presiden menolak"),
        ("Presiden menolak", 15, "Presiden…"),
        ("Presiden menolak", 9, "Presiden…"),
        ("Presiden, menolak", 12, "Presiden…"),
        ("Presiden – menolak", 14, "Presiden…"),
        ("Presiden “menolak” itu", 12, "Presiden…"),
        ("Presiden (menolak) itu", 20, "Presiden (menolak…"),
        ("Naik 5% pada tahun ini", 9, "Naik 5%…"),
        ("Presiden... menolak", 14, "Presiden…"),
        ("Presiden… menolak", 12, "Presiden…"),
        ("Presiden menolak", 5, "Pres…"),
        ("Presiden menolak", 1, "…"),
        ("!!!!!!!!!!", 5, "…"),
        ("Anak-anak bermain", 7, "Anak-a…"),
        ("Jarak 7\u00a0km dari kota", 9, "Jarak…"),
        ("北京今天下雨了很多人", 5, "北京今天…"),
        ("A 北京今天下雨了", 6, "A 北京今…"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 10, "👩‍👩‍👧‍👦…"),
        ("🇮🇩🇮🇩🇮🇩", 4, "🇮🇩…"),
        ("👍🏽👍🏽👍🏽", 4, "👍🏽…"),
        ("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("\ud83d\ude00\ud83d\ude00", 2, "…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_at_a_word(text: str, limit: int, teaser: str) -> None:
    assert cut(text, limit) == teaser


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_without_room_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        cut("Presiden", limit)


TEXTS = st.text() | st.text("ab ,.-“” 北\u0301\u200d🇮🇩👍🏽é%…", max_size=60)


@given(TEXTS, st.integers(1, 40))
def test_a_cut_text_fits_and_is_the_beginning_of_the_whole(text: str, limit: int) -> None:
    teaser = cut(text, limit)
    assert len(teaser) <= limit
    assert teaser == text or (teaser.endswith("…") and text.startswith(teaser[:-1]))
    assert teaser == text or len(text) > limit


@given(TEXTS, st.integers(1, 40))
def test_no_punctuation_and_no_space_stands_before_the_ellipsis(text: str, limit: int) -> None:
    teaser = cut(text, limit)
    if teaser != text and len(teaser) > 1:
        last = teaser[-2]
        assert not last.isspace()
        assert last in "%‰" or not unicodedata.category(last).startswith("P")


@given(TEXTS, st.integers(1, 40))
def test_no_accent_and_no_joiner_is_cut_off(text: str, limit: int) -> None:
    teaser = cut(text, limit)
    if teaser != text and len(teaser) > 1:
        assert not unicodedata.category(text[len(teaser) - 1]).startswith("M")
        assert teaser[-2] != "\u200d"


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=2), st.integers(10, 40))
def test_no_word_is_cut(words: list[str], limit: int) -> None:
    teaser = cut(" ".join(words), limit).removesuffix("…")
    assert teaser.split() == words[: len(teaser.split())]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Satu</p><p>Dua</p>", "Satu Dua"),
        ("<p>Sa<b>tu</b> <i>dua</i></p>", "Satu dua"),
        ("Satu<br>dua<br/>tiga", "Satu dua tiga"),
        ("<ul><li>Satu</li><li>Dua</li></ul>", "Satu Dua"),
        ("<td>Satu</td><td>Dua</td>", "Satu Dua"),
        ("Tom &amp; Jerry &lt;3 &eacute;&#39;", "Tom & Jerry <3 é'"),
        ("Satu&nbsp;dua\n\t tiga", "Satu dua tiga"),
        ("Sa\u00adtu\u200b", "Satu"),
        ("<script>alert(1)</script>Satu<style>p{}</style>", "Satu"),
        ("Satu<!-- dua -->", "Satu"),
        ("3 < 5 dan 7 > 2", "3 < 5 dan 7 > 2"),
        ('<a href="a>b" title="x">Satu</a>', "Satu"),
        ("AT&T", "AT&T"),
        ("Satu <b dua", "Satu <b dua"),
        ("Satu <b 'dua", "Satu <b 'dua"),
        ("<!doctype html><?xml?>Satu<!-- dua", "Satu"),
        ("<SCRIPT>x</SCRIPT >Satu<script>y", "Satu"),
        ("Satu&#" + "9" * 5000 + ";", "Satu\ufffd"),
        ("&lt;b&gt;Satu&lt;/b&gt;", "<b>Satu</b>"),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(max_size=200))
def test_plain_text_is_one_trimmed_line(html: str) -> None:
    text = plain(html)
    assert text == " ".join(text.split())


@pytest.mark.parametrize("piece", ["a<", "<", "<b>", '<a x="', "<!--", "<script>", "&", "</", "<!"])
def test_the_strangest_html_takes_no_longer_than_its_length_asks(piece: str) -> None:
    assert len(plain(piece * 100_000)) <= len(piece) * 100_000
