"""Opening capitals: which word, and nothing but a span is added."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.capitals import CLOSE, OPEN, capitalise_opening, split_opening

OPENINGS = [
    ("Presiden Belarus menolak", "Presiden"),
    ("<p>Presiden Belarus</p>", "Presiden"),
    ('<p data-block-key="a>b">Presiden</p>', "Presiden"),
    ("“Presiden harus", "Presiden"),
    ("‘Presiden’ itu", "Presiden"),
    ('"Presiden" itu', "Presiden"),
    ("(Presiden itu)", "Presiden"),
    ("«Presiden» itu", "Presiden"),
    ("&ldquo;Presiden&rdquo; itu", "Presiden"),
    ("&#8220;Presiden", "Presiden"),
    ("&quot;Presiden", "Presiden"),
    ("&nbsp;Presiden", "Presiden"),
    ("– Presiden", "Presiden"),
    ("...Presiden", "Presiden"),
    ("<b>Presiden</b> itu", "Presiden"),
    ('<a href="/x">Presiden itu</a>', "Presiden"),
    ('<p>“<a href="https://x.example/?a=1&amp;b=2"><i>Presiden</i></a>, kata', "Presiden"),
    ("<i></i>Presiden<b></b> itu", "Presiden"),
    ("<!-- desk --><br/>Presiden", "Presiden"),
    ("Presiden, kata dia", "Presiden"),
    ("Presiden: tidak", "Presiden"),
    ("Presiden", "Presiden"),
    ("DPR menolak", "DPR"),
    ("PT. Tanjung Warta", "PT"),
    ("U.N. chief", "U.N"),
    ("Anak-anak itu", "Anak-anak"),
    ("Anak<b>-anak</b> itu", "Anak<b>-anak</b>"),
    ("Qur'an itu", "Qur'an"),
    ("Jum’at ini", "Jum’at"),
    ("Jum&#39;at ini", "Jum&#39;at"),
    ("'Kami' kata", "Kami"),
    ("&Eacute;tat itu", "&Eacute;tat"),
    ("E\u0301tat itu", "E\u0301tat"),
    ("7.000 orang", "orang"),
    ("7.000-an orang", "orang"),
    ("<b>7.000</b> <i>orang</i>", "orang"),
    ("17/8/2020 menjadi", "menjadi"),
    ("Rp7.000 per hari", "per"),
    ("Rp 7.000 per hari", "per"),
    ("10 km dari kota", "dari"),
    ("Covid-19 merebak", "Covid-19"),
    ("Ke-17 kalinya", "Ke-17"),
    ("G20 bertemu", "G20"),
    ("AT&T membeli", "AT"),
    ("Mediaindonesia.com memuat", "Mediaindonesia.com"),
    ("Ya...tidak", "Ya"),
    ("Satu,dua", "Satu"),
    ("<b>Pre</b>siden itu", "<b>Pre</b>siden"),
    ("Pre<i>si</i>den itu", "Pre<i>si</i>den"),
    ("H<sub>2</sub>O itu", "H<sub>2</sub>O"),
    ("H<sub>2</sub> itu", "H<sub>2</sub>"),
    ("Президент сказал", "Президент"),
    ("3 &lt; 5 kali", "kali"),
    ("3 < 5 kali", "kali"),
    ("&#" + "9" * 5000 + "; kali", "kali"),
]

UNTOUCHED = [
    "",
    "<p></p>",
    "7.000",
    "“…”",
    "北京今天",
    "قال الرئيس",
    "<script>Presiden</script>",
    "<svg><text>Presiden</text></svg>",
    "<p",
    '<a href="Presiden',
    "<b>“Pre</b>siden",  # the quote stands between the tag and the word
    "<i>Pre<b>si</i>den</b>",  # tags that cross
]


@pytest.mark.parametrize(("html", "word"), OPENINGS)
def test_the_opening_word_is_found(html: str, word: str) -> None:
    assert split_opening(html)[1] == word


@pytest.mark.parametrize(("html", "word"), OPENINGS)
def test_the_span_stands_round_that_word(html: str, word: str) -> None:
    assert f"{OPEN}{word}{CLOSE}" in capitalise_opening(html)
    assert without_span(capitalise_opening(html)) == html


@pytest.mark.parametrize("html", UNTOUCHED)
def test_what_has_no_opening_word_is_left_alone(html: str) -> None:
    assert split_opening(html) == (html, "", "")
    assert capitalise_opening(html) == html


def test_an_opening_of_a_whole_page_takes_no_longer_than_its_first_words() -> None:
    body = "<p>Presiden</p>" + "<p>kata &amp; <b>kata</b></p>" * 200_000
    assert capitalise_opening(body).startswith("<p>" + OPEN + "Presiden" + CLOSE)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", '<a href="/x">', "</a>", "<br/>", "<", ">", "&"]
    + ["&amp;", "&eacute;", "&#39;", "&#x301;", "&eacute", "&nbsp;", "“", "'", "-", ".", " ", "7"]
    + ["Presiden", "x", "É", "\u0301", "Rp", "北", "<!--", "-->", "<script>", '"']
)


@given(st.lists(PIECES | st.text(max_size=3)).map("".join))
def test_taking_the_span_out_gives_the_input_back(html: str) -> None:
    assert "".join(split_opening(html)) == html
    assert without_span(capitalise_opening(html)) == html


SAFE_HTML = st.recursive(
    st.text("Presidn -'7“&<é\u0301", max_size=8).map(escape),
    lambda inner: st.lists(
        inner | st.tuples(st.sampled_from("biap"), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
    ).map("".join),
    max_leaves=8,
)


@given(SAFE_HTML)
def test_no_tag_is_broken_and_no_entity_is_split(html: str) -> None:
    assert is_well_formed(capitalise_opening(html))
    assert text_of(capitalise_opening(html)) == text_of(html)


def without_span(html: str) -> str:
    return re.sub(re.escape(OPEN) + "(.*?)" + re.escape(CLOSE), r"\1", html, flags=re.DOTALL)


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.well_formed, self.text = True, ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.well_formed &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def is_well_formed(html: str) -> bool:
    reader = Reader(html)
    return reader.well_formed and not reader.open


def text_of(html: str) -> str:
    return Reader(html).text
