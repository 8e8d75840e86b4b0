"""Date lines: the zone's name, the language, the local day."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook import dates
from redaksi.stylebook.languages import ENGLISH, LANGUAGES, Language, known, language

MOMENT = datetime(2020, 8, 17, 2, 53, tzinfo=UTC)

ZONES = [
    ("Asia/Jakarta", "WIB"),
    ("Asia/Pontianak", "WIB"),
    ("Asia/Makassar", "WITA"),
    ("Asia/Ujung_Pandang", "WITA"),
    ("Asia/Jayapura", "WIT"),
    ("Asia/Tokyo", "JST"),
    ("Europe/London", "BST"),
    ("America/New_York", "EDT"),
    ("UTC", "UTC"),
    ("Asia/Singapore", "UTC+8"),
    ("Asia/Dili", "UTC+9"),
    ("Asia/Bangkok", "UTC+7"),
    ("Asia/Kathmandu", "UTC+5:45"),
    ("America/Sao_Paulo", "UTC-3"),
    ("Pacific/Marquesas", "UTC-9:30"),
    ("Antarctica/Troll", "UTC+2"),
    (timezone(timedelta(hours=3)), "UTC+3"),
    (timezone(timedelta(hours=7)), "UTC+7"),
    (timezone(timedelta(hours=-3, minutes=-30)), "UTC-3:30"),
    (ZoneInfo("Asia/Jakarta"), "WIB"),
]


@pytest.mark.parametrize(("zone", "name"), ZONES)
def test_a_zone_is_called_what_its_readers_call_it(zone: dates.Zone, name: str) -> None:
    assert dates.zone_name(MOMENT, zone, "id") == name
    assert dates.zone_name(MOMENT, zone, "en") == name


def test_a_zone_s_name_is_that_of_the_moment() -> None:
    winter = datetime(2020, 1, 17, tzinfo=UTC)
    assert dates.zone_name(winter, "Europe/London") == "GMT"
    assert dates.zone_name(winter, "Antarctica/Troll") == "UTC"
    assert dates.zone_name(datetime(1980, 1, 1, tzinfo=UTC), "Asia/Pontianak") == "WITA"


def test_a_language_may_have_its_own_name_for_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Language(
        weekdays=ENGLISH.weekdays, months=ENGLISH.months, zone_names={"WIB": "Waktu Barat"}
    )
    monkeypatch.setitem(LANGUAGES, "xx", words)
    assert dates.clock_time(MOMENT, "Asia/Jakarta", "xx") == "09:53 Waktu Barat"


@pytest.mark.parametrize(
    ("zone", "code", "line"),
    [
        ("Asia/Jakarta", "id", "Senin 17 Agustus 2020, 09:53 WIB"),
        ("Asia/Jakarta", "en", "Monday 17 August 2020, 09:53 WIB"),
        ("Asia/Jakarta", "id-ID", "Senin 17 Agustus 2020, 09:53 WIB"),
        ("Asia/Jakarta", "en_GB", "Monday 17 August 2020, 09:53 WIB"),
        ("Asia/Jakarta", "fr", "Monday 17 August 2020, 09:53 WIB"),
        ("Asia/Jakarta", "", "Monday 17 August 2020, 09:53 WIB"),
        ("Asia/Makassar", "id", "Senin 17 Agustus 2020, 10:53 WITA"),
        ("Asia/Jayapura", "id", "Senin 17 Agustus 2020, 11:53 WIT"),
        ("America/New_York", "id", "Minggu 16 Agustus 2020, 22:53 EDT"),
        ("Asia/Kathmandu", "en", "Monday 17 August 2020, 08:38 UTC+5:45"),
    ],
)
def test_the_time_line(zone: str, code: str, line: str) -> None:
    assert dates.long_time(MOMENT, zone, code) == line


def test_parts_of_the_time_line() -> None:
    assert dates.day(MOMENT, "Asia/Jakarta", "id") == "17 Agustus 2020"
    assert dates.day_long(MOMENT, "Asia/Jakarta", "id") == "Senin 17 Agustus 2020"
    assert dates.clock_time(MOMENT, "Asia/Jakarta", "id") == "09:53 WIB"


def test_every_month_and_weekday_of_indonesian() -> None:
    lines = [dates.day_long(MOMENT + timedelta(days=31 * n), "UTC") for n in range(12)]
    assert [line.split()[2] for line in lines] == [
        *("Agustus", "September", "Oktober", "November", "Desember", "Januari"),
        *("Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    ]
    week = [dates.day_long(MOMENT + timedelta(days=n), "UTC").split()[0] for n in range(7)]
    assert week == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (datetime(2020, 8, 17, 16, 59, tzinfo=UTC), "09:53 WIB"),
        (datetime(2020, 8, 17, 17, 0, tzinfo=UTC), "17 Agustus, 09:53 WIB"),
        (datetime(2020, 8, 16, 17, 0, tzinfo=UTC), "09:53 WIB"),
        (datetime(2020, 8, 16, 16, 59, tzinfo=UTC), "17 Agustus, 09:53 WIB"),
        (datetime(2020, 12, 31, 16, 59, tzinfo=UTC), "17 Agustus, 09:53 WIB"),
        (datetime(2020, 12, 31, 17, 0, tzinfo=UTC), "17 Agustus 2020, 09:53 WIB"),
    ],
)
def test_a_list_leaves_out_what_is_the_same_today(now: datetime, line: str) -> None:
    assert dates.short_time(MOMENT, now, "Asia/Jakarta", "id") == line


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (datetime(2020, 8, 17, 7, 20, tzinfo=UTC), "14:20 WIB"),
        (datetime(2020, 8, 17, 17, 20, tzinfo=UTC), "Selasa 18 Agustus 2020, 00:20 WIB"),
        (datetime(2021, 8, 17, 2, 53, tzinfo=UTC), "Selasa 17 Agustus 2021, 09:53 WIB"),
    ],
)
def test_an_update_names_its_day_when_it_differs(moment: datetime, line: str) -> None:
    assert dates.updated(moment, MOMENT, "Asia/Jakarta", "id") == line


@pytest.mark.parametrize(
    ("zone", "others"),
    [
        ("Asia/Jakarta", ("10:53 WITA", "11:53 WIT")),
        ("Asia/Makassar", ("09:53 WIB", "11:53 WIT")),
        ("Asia/Jayapura", ("09:53 WIB", "10:53 WITA")),
        ("Asia/Tokyo", ("09:53 WIB", "10:53 WITA", "11:53 WIT")),
        ("America/New_York", ("Senin 09:53 WIB", "Senin 10:53 WITA", "Senin 11:53 WIT")),
    ],
)
def test_the_other_zones_of_the_country(zone: str, others: tuple[str, ...]) -> None:
    assert dates.other_zones(MOMENT, zone) == others


def test_another_zone_s_day_is_named_when_it_is_another_day() -> None:
    late = datetime(2020, 8, 17, 16, 30, tzinfo=UTC)
    assert dates.other_zones(late, "Asia/Jakarta") == ("Selasa 00:30 WITA", "Selasa 01:30 WIT")
    early = datetime(2020, 8, 17, 15, 30, tzinfo=UTC)
    assert dates.other_zones(early, "Asia/Jakarta", "en") == ("23:30 WITA", "Tuesday 00:30 WIT")


def test_the_next_local_day_is_a_moment() -> None:
    assert dates.next_day(MOMENT, "Asia/Jakarta") == datetime(2020, 8, 17, 17, tzinfo=UTC)
    spring = datetime(2021, 3, 27, 12, tzinfo=UTC)  # the clock jumps the night after
    assert dates.next_day(spring, "Europe/London") == datetime(2021, 3, 28, tzinfo=UTC)


@pytest.mark.parametrize("name", ["long_time", "day", "day_long", "clock_time", "other_zones"])
def test_a_moment_without_a_zone_is_refused(name: str) -> None:
    naive = MOMENT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="2020-08-17 02:53:00 has no time zone"):
        getattr(dates, name)(naive, "Asia/Jakarta")


def test_a_naive_second_moment_is_refused_too() -> None:
    naive = MOMENT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no time zone"):
        dates.short_time(MOMENT, naive, "Asia/Jakarta")
    with pytest.raises(ValueError, match="no time zone"):
        dates.updated(MOMENT, naive, "Asia/Jakarta")


@pytest.mark.parametrize("zone", ["Asia/Tanjung", "", "../etc/passwd", "\0"])
def test_an_unknown_zone_is_refused_with_an_example(zone: str) -> None:
    with pytest.raises(ValueError, match="'Asia/Jakarta'"):
        dates.day(MOMENT, zone)


def test_a_language_is_found_without_its_country() -> None:
    assert known("id-ID") is known("ID") is LANGUAGES["id"]
    assert known("fr") is known(None) is None
    assert language("fr") is ENGLISH


MOMENTS = st.integers(1, 7_000_000_000).map(
    lambda seconds: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
)
NAMES = st.sampled_from(sorted(available_timezones()))


@given(MOMENTS, NAMES)
def test_every_zone_of_the_world_has_a_name(moment: datetime, zone: str) -> None:
    name = dates.zone_name(moment, zone)
    assert name.isalpha() or name.startswith("UTC")
    assert dates.long_time(moment, zone).endswith(f" {name}")


@given(MOMENTS, NAMES)
def test_the_next_day_is_within_25_hours_and_begins_a_day(moment: datetime, zone: str) -> None:
    begins = dates.next_day(moment, zone)
    assert timedelta() < begins - moment <= timedelta(hours=26)
    assert dates.day(begins, zone) != dates.day(moment, zone)


@given(MOMENTS, MOMENTS, NAMES)
def test_a_short_time_is_the_end_of_the_long_one(
    moment: datetime, now: datetime, zone: str
) -> None:
    clock = dates.short_time(moment, now, zone).split(", ")[-1]
    assert dates.long_time(moment, zone).endswith(clock)
