"""Checks of running text: weekdays, dates that do not exist, numbers in the language's form."""

import gzip
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.languages import LANGUAGES
from redaksi.stylebook.running import Advice, Kind, check

PUBLISHED = date(2020, 8, 17)  # a Monday


def one(text: str, language: str = "id", published: date = PUBLISHED) -> Advice:
    (advice,) = check(text, language, published)
    return advice


@pytest.mark.parametrize(
    "text",
    [
        "pada Sabtu (15/8).",
        "pada Minggu (16/8/2020) dan Senin (17/8)",
        "pada SABTU (15/8)",
        "Sabtu malam (15/8)",
        "Minggu dini hari (16/8)",
        "Sabtu malam WIB (15/8)",
        "Ahad (16/8)",
        "Jumat (14/8), Jum'at (14/8), Jum’at (14/8)",
        "Sabtu ( 15 / 8 )",
        "Sabtu (15/08/20)",
        "Sabtu-Minggu (15-16/8)",
        "Sabtu hingga Senin (15–17/8/2020)",
        "Jumat dan Sabtu (31/7-1/8)",
        "Senin, 17 Agustus 2020",
        "Senin (17 Agustus 2020)",
        "Monday (17/8)",
        "Monday, 17 August 2020",
        "Monday, August 17, 2020",
        "dua minggu (14/8)",  # weeks, not Sunday
        "skor (3/1), rasio (16/9), tensi (110/70), buka (24/7), 31/2 bagian",
        "https://tanjung.example/2020/31/02/x",
        "Kamis (29/2/2024)",
    ],
)
def test_true_dates_are_left_alone(text: str) -> None:
    assert check(text, "id", PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "suggestion", "right"),
    [
        ("Minggu (15/8)", "Sabtu (15/8)", "Sabtu"),
        ("MINGGU (15/8)", "SABTU (15/8)", "Sabtu"),
        ("Sabtu (16/8/2020)", "Minggu (16/8/2020)", "Minggu"),
        ("Senin malam (15/8)", "Sabtu malam (15/8)", "Sabtu"),
        ("Ahad (15/8)", "Sabtu (15/8)", "Sabtu"),
        ("Jum'at (15/8)", "Sabtu (15/8)", "Sabtu"),
        ("Sunday (17/8)", "Monday (17/8)", "Monday"),
        ("Selasa, 17 Agustus 2020", "Senin, 17 Agustus 2020", "Senin"),
        ("Selasa (17 Agustus)", "Senin (17 Agustus)", "Senin"),
        ("Tuesday, August 17, 2020", "Monday, August 17, 2020", "Monday"),
    ],
)
def test_a_weekday_that_does_not_fit_is_named(text: str, suggestion: str, right: str) -> None:
    advice = one(text)
    assert (advice.kind, advice.params["right"]) == (Kind.WEEKDAY, right)
    assert advice.suggestion.rstrip(")") == suggestion.rstrip(")")


def test_advice_points_at_its_place_and_can_be_translated() -> None:
    text = "Ia datang pada Minggu (15/8) malam."
    advice = one(text)
    assert text[advice.start : advice.end] == advice.found == "Minggu (15/8)"
    assert advice.says % advice.params == "15/8/2020 is Sabtu, not Minggu."


def test_both_days_of_a_range_are_checked() -> None:
    found = check("Jumat-Senin (15-16/8)", "id", PUBLISHED)
    assert [advice.params["right"] for advice in found] == ["Sabtu", "Minggu"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Kamis (31/12)", date(2021, 1, 2)),  # of the year before
        ("Senin (30/11)", date(2021, 2, 1)),
        ("Jumat (1/1)", date(2020, 12, 30)),  # of the year to come
        ("Jumat (1/1)", date(2021, 1, 2)),
        ("Rabu (1/1)", date(2020, 12, 30)),  # the first day of this year
    ],
)
def test_round_new_year_the_neighbouring_year_is_meant_too(text: str, published: date) -> None:
    assert check(text, "id", published) == []


def test_far_from_new_year_only_the_story_s_year_counts() -> None:
    assert one("Kamis (15/8)").suggestion == "Sabtu (15/8)"  # it was a Thursday in 2019


@pytest.mark.parametrize(
    ("text", "printed", "suggestion"),
    [
        ("pada (31/2)", "31/2", ""),
        ("pada 31/2/2020", "31/2/2020", ""),
        ("Senin (31/6)", "31/6", ""),
        ("Senin (45/8)", "45/8", ""),
        ("Monday (8/17)", "8/17", "Monday (17/8)"),
        ("lahir 8/18/1988", "8/18/1988", "18/8/1988"),
        ("Senin, 31 Februari 2020", "31/2/2020", ""),
        ("31 June", "31/6", ""),
        ("(29/2/2021)", "29/2/2021", ""),
    ],
)
def test_a_day_that_does_not_exist_is_named(text: str, printed: str, suggestion: str) -> None:
    advice = one(text)
    assert (advice.kind, advice.params["date"]) == (Kind.NO_SUCH_DATE, printed)
    assert advice.suggestion == suggestion


def test_the_leap_day_depends_on_the_story_s_year() -> None:
    assert check("Sabtu (29/2)", "id", date(2020, 3, 1)) == []
    assert one("Sabtu (29/2)", "id", date(2021, 3, 1)).params["date"] == "29/2/2021"


@pytest.mark.parametrize(
    ("text", "language", "suggestion"),
    [
        ("7,000 orang", "id", "7.000"),
        ("7000 orang", "id", "7.000"),
        ("2000 orang", "id", "2.000"),
        ("1,250,000 warga", "id", "1.250.000"),
        ("1,234.5 ton", "id", "1.234,5"),
        ("sebanyak 7,000", "id", "7.000"),
        ("sejauh 7,000 km", "id", "7.000"),
        ("3.5 persen", "id", "3,5"),
        ("3.5%", "id", "3,5"),
        ("13.3 triliun", "id", "13,3"),
        ("Rp7000", "id", "Rp7.000"),
        ("Rp 7,000,000", "id", "Rp 7.000.000"),
        ("Rp2.7 miliar", "id", "Rp2,7"),
        ("US$1,299", "id", "US$1.299"),
        ("16,500 orang", "id-ID", "16.500"),
        ("(7,000 orang)", "id", "7.000"),
        ("7.000 people", "en", "7,000"),
        ("1.250.000 votes", "en", "1,250,000"),
        ("7000 people", "en", "7,000"),
        ("3,5 percent", "en", "3.5"),
        ("US$1.250.000", "en", "US$1,250,000"),
    ],
)
def test_a_number_in_another_form_is_named(text: str, language: str, suggestion: str) -> None:
    advice = one(text, language)
    assert (advice.kind, advice.suggestion) == (Kind.NUMBER, suggestion)
    assert text[advice.start : advice.end] == advice.found


@pytest.mark.parametrize(
    "text",
    [
        "7.000 orang, 1.250.000 warga, 3,5 persen, 0,125 gram, Rp7.000, Rp2,7 miliar",
        "700 orang, 70 km, 7 kali",
        "pada 2020 warga, tahun 1998 orang, sejak 2014 kasus, 2020 orang",
        "pukul 09.53 WIB, jam 10.30 warga, 10.30-12.00 WIB, 9.30 waktu setempat",
        "versi 3.5 persen, Windows 8.1, v2.10, iOS 14.5",
        "telepon (021) 5812088, 0812-3456-7890, +62 812 3456 7890, 14000",
        "pelat B 1234 XYZ, kode 7000, kode pos 12345, nomor 7000 orang, No. 3,000",
        "Pasal 28.1, ayat 7000, UU 1,000",
        "https://tanjung.example/7,000/x www.tanjung.example/7000 a7000@tanjung.example",
        "17.08.2020, 2020-08-17, 17/8/2020, 192.168.10.20",
        "A7000, 7000mAh, MH-7000, #7000, GT7000",
        "bunga 5,125 persen, Rp1,125 triliun, pi 3,142, 42,195 km",
        "nomor 1234567890123 orang",
        "satu,dua 1,2,3 dan 4",
    ],
)
def test_numbers_that_are_right_or_no_numbers_are_left_alone(text: str) -> None:
    assert check(text, "id", PUBLISHED) == []


@pytest.mark.parametrize(
    "text", ["7,000 people, 3.5 percent, US$1,299.50, 1.250 kg", "in 2020 people, at 9.30 pm"]
)
def test_english_numbers_are_right_in_english(text: str) -> None:
    assert check(text, "en", PUBLISHED) == []


def test_numbers_of_an_unknown_language_are_not_judged() -> None:
    assert check("7,000 orang 7.000 orang 7000 orang", "tet", PUBLISHED) == []


def test_advice_comes_in_the_order_of_the_text() -> None:
    found = check("7,000 orang pada Minggu (15/8) dan 3.5 persen", "id", PUBLISHED)
    assert [advice.kind for advice in found] == [Kind.NUMBER, Kind.WEEKDAY, Kind.NUMBER]


DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@given(DAYS, st.sampled_from(sorted(LANGUAGES)), st.integers(0, 6))
def test_exactly_the_true_weekday_passes(day: date, language: str, weekday: int) -> None:
    name = LANGUAGES[language].weekdays[weekday]
    found = check(f"{name} ({day.day}/{day.month}/{day.year})", language, PUBLISHED)
    assert bool(found) == (day.weekday() != weekday)


@given(DAYS, st.integers(-40, 40))
def test_a_true_day_near_publication_is_never_doubted(published: date, away: int) -> None:
    day = published + timedelta(days=away)
    name = LANGUAGES["id"].weekdays[day.weekday()]
    assert check(f"{name} ({day.day}/{day.month})", "id", published) == []


@given(st.integers(1000, 10**9), st.sampled_from(["id", "en"]))
def test_taking_the_suggestion_silences_the_advice(number: int, language: str) -> None:
    unit = {"id": "orang", "en": "people"}[language]
    text = f"{number} {unit}"
    for advice in check(text, language, PUBLISHED):
        text = text[: advice.start] + advice.suggestion + text[advice.end :]
    assert check(text, language, PUBLISHED) == []


@given(st.text("SabtuMing ()/-0123456789.,Rp%orang\n", max_size=80) | st.text(max_size=60))
def test_advice_about_any_text_points_into_it(text: str) -> None:
    for advice in check(text, "id", PUBLISHED):
        assert text[advice.start : advice.end] == advice.found
        assert advice.says % advice.params


@pytest.mark.parametrize(
    "piece", ["/", "a<", "1,234", "1.", "Senin malam ", "a@", "(0", "<b>", "- "]
)
def test_the_strangest_text_takes_no_longer_than_its_length_asks(piece: str) -> None:
    assert check(piece * 50_000, "id", PUBLISHED) == []


def test_the_news_of_a_year_gives_few_alarms(shared_data: Path) -> None:
    """Of 500 real stories with some 400 dated weekdays fewer than one in ten is questioned."""
    stories = newspaper(shared_data / "text-indosum" / "dev.01.jsonl.gz")[:500]
    dates = sum(len(re.findall(r"(?:day|in|asa|bu|is|at|gu) \(\d+/\d+", t)) for t, _ in stories)
    found = [advice for text, day in stories for advice in check(text, "id", day)]
    assert dates > 200
    assert 0 < sum(advice.kind is not Kind.NUMBER for advice in found) < dates / 10
    assert sum(advice.kind is Kind.NUMBER for advice in found) < len(stories) / 20


def newspaper(path: Path) -> list[tuple[str, date]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [(text_of(story), day_of(story)) for story in map(json.loads, lines)]


def text_of(story: dict[str, list[list[list[str]]]]) -> str:
    tokens = (token for paragraph in story["paragraphs"] for words in paragraph for token in words)
    closed = re.sub(r"\s([,.)/%:])", r"\1", " ".join(tokens))
    return re.sub(r"([(/])\s", r"\1", closed)


def day_of(story: dict[str, str]) -> date:
    seconds = int(story["id"].partition("-")[0])
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=7)).date()
