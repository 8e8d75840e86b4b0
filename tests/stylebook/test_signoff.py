"""Sign-offs: composed, not typed; read again by imports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.signoff import SignOff, compose, detach, is_code, parse

BBC_AND_TIMES = ("BBC News", "The New York Times")


@pytest.mark.parametrize(
    ("sources", "code", "line"),
    [
        (["Aljazeera"], "OL-1", "(Aljazeera/OL-1)"),
        (["Antara", "AFP"], "OL-1", "(Antara/AFP/OL-1)"),
        ([], "OL-1", "(OL-1)"),
        (["Antara"], None, "(Antara)"),
        (["Antara"], "", "(Antara)"),
        ([], None, ""),
        (["", "  "], " ", ""),
        ([" Antara ", "AFP", "antara"], " OL-1 ", "(Antara/AFP/OL-1)"),
        (["BBC  News"], "X-10", "(BBC News/X-10)"),
    ],
)
def test_a_sign_off_is_composed(sources: list[str], code: str | None, line: str) -> None:
    assert compose(sources, code) == line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(Aljazeera/OL-1)", SignOff(sources=("Aljazeera",), code="OL-1")),
        ("(OL-1)", SignOff(code="OL-1")),
        ("(Antara/AFP/H-3).", SignOff(sources=("Antara", "AFP"), code="H-3")),
        (" ( Antara / OL-12 ) ", SignOff(sources=("Antara",), code="OL-12")),
        ("(Ant/Hym/I-1)", SignOff(sources=("Ant", "Hym"), code="I-1")),
        ("(Antara)", SignOff(sources=("Antara",))),
        ("(BBC News/The New York Times/X-1)", SignOff(sources=BBC_AND_TIMES, code="X-1")),
        ("(15/8)", None),
        ("(dia tidak hadir)", None),
        ("(Ia tidak hadir)", None),
        ("(Antara//OL-1)", None),
        ("Antara/OL-1", None),
        ("kata dia. (OL-1)", None),
        ("()", None),
        ("", None),
    ],
)
def test_only_a_sign_off_is_read_as_one(text: str, found: SignOff | None) -> None:
    assert parse(text) == found


@pytest.mark.parametrize(
    ("paragraph", "rest", "code"),
    [
        ("Itu kata dia. (Aljazeera/OL-1)", "Itu kata dia.", "OL-1"),
        ("Itu kata dia.(Aljazeera/OL-1).\n", "Itu kata dia.", "OL-1"),
        ("(OL-1)", "", "OL-1"),
    ],
)
def test_a_sign_off_is_taken_from_the_last_paragraph(paragraph: str, rest: str, code: str) -> None:
    text, found = detach(paragraph)
    assert (text, found and found.code) == (rest, code)


@pytest.mark.parametrize("text", ["Ia datang Sabtu (15/8)", "Kata dia (Antara)", "(OL-1) kata", ""])
def test_other_parentheses_stay_in_the_text(text: str) -> None:
    assert detach(text) == (text, None)


@pytest.mark.parametrize(("text", "yes"), [("OL-1", True), ("X10", True), ("ol-1", False)])
def test_a_code_has_a_desk_and_a_number(text: str, yes: bool) -> None:
    assert is_code(text) is yes


SOURCES = st.lists(
    st.text("abcdefg", min_size=1, max_size=9).map(str.title), unique=True, max_size=9
)
CODES = st.none() | st.from_regex(r"[A-Z]{1,4}-[0-9]{1,3}", fullmatch=True)


@given(SOURCES, CODES)
def test_what_is_composed_can_be_read(sources: list[str], code: str | None) -> None:
    line = compose(sources, code)
    expected = SignOff(sources=tuple(sources), code=code)
    assert parse(line) == (expected if line else None)
    assert str(expected) == line


@given(st.text("()/ aB-1.", max_size=80))
def test_taking_a_sign_off_never_loses_text(text: str) -> None:
    rest, found = detach(text)
    assert text.startswith(rest)
    assert found or rest == text
