"""What the stylebook knows of each language: names of days and months, marks in numbers.

A newspaper in another language adds its row: ``LANGUAGES["tet"] = Language(...)``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Language:
    """Words and marks of one language; Monday and January come first.

    ``zone_names`` gives the language's own name for an abbreviation of the zone database.
    ``spellings`` gives further ways to write a weekday, in small letters, with its index.
    ``group`` and ``decimal`` are the marks in 7.000 and 3,5. ``counted`` are words that, standing
    after a number, say that it counts or measures something, and ``scales`` those of them before
    which three decimals are usual (1,125 triliun); ``money`` stands before an amount.
    """

    weekdays: tuple[str, str, str, str, str, str, str]
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    group: str = ","
    decimal: str = "."
    zone_names: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, int] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MEASURES = _words("% ‰ mm cm m km m2 km2 m² km² m³ ha g mg kg l L ml MW GW kWh °C °F")
MONEY = _words("Rp Rp. IDR USD US$ $ S$ A$ SGD EUR € £ ¥ JPY RM")

INDONESIAN = Language(
    weekdays=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    months=(
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    group=".",
    decimal=",",
    spellings={"jum'at": 4, "jum’at": 4, "ahad": 6},
    counted=MEASURES
    | _words(
        "orang warga jiwa kasus korban pasien siswa mahasiswa guru pelajar penonton penduduk "
        "pengungsi peserta personel prajurit pekerja buruh karyawan pemilih suara pengunjung "
        "wisatawan penumpang keluarga kepala rumah unit buah ekor lembar eksemplar desa "
        "sekolah kendaraan mobil motor kapal paket dosis ton kuintal kilogram gram liter meter "
        "kilometer sentimeter hektare hektar persen poin derajat rupiah dolar euro yen ringgit "
        "ribu juta miliar triliun kali"
    ),
    scales=MEASURES
    | _words(
        "persen poin derajat ribu juta miliar triliun ton kuintal kilogram gram liter meter "
        "kilometer sentimeter hektare hektar"
    ),
    money=MONEY,
)

ENGLISH = Language(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    counted=MEASURES
    | _words(
        "people residents cases victims patients students pupils teachers spectators workers "
        "employees voters votes visitors tourists passengers families households houses homes "
        "units villages schools vehicles cars ships doses copies tonnes tons kilograms grams "
        "litres liters metres meters kilometres kilometers miles feet acres hectares percent "
        "points degrees rupiah dollars euros pounds yen thousand million billion trillion "
        "times"
    ),
    scales=MEASURES
    | _words(
        "percent points degrees thousand million billion trillion tonnes tons kilograms grams "
        "litres liters metres meters kilometres kilometers miles feet acres hectares"
    ),
    money=MONEY,
)

LANGUAGES: dict[str, Language] = {"id": INDONESIAN, "en": ENGLISH}


def known(code: str | None) -> Language | None:
    """The row of ``id``, ``id-ID`` or ``id_ID``; None when the table has no such language."""
    whole = (code or "").replace("_", "-").lower()
    return LANGUAGES.get(whole) or LANGUAGES.get(whole.partition("-")[0])


def language(code: str | None) -> Language:
    """The row of a language code; English for a language that the table does not have."""
    return known(code) or ENGLISH
