"""What search knows of each language: its stemmer, words that say little, words that ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBER, TIME, NAME = "number", "time", "name"


@dataclass(frozen=True, kw_only=True, eq=False)
class Tongue:
    """A language as search reads it; each row is equal to itself only, so that caches may know it.

    ``stemmer`` is Snowball's name for it ("" for none); ``small`` are words that a query is better
    off without; ``asking`` words of questions with what their answer holds ("" for anything);
    ``dates`` the words by which a text tells a day; ``doubled`` says that a word said twice with a
    hyphen is one word (anak-anak).
    """

    stemmer: str = ""
    small: frozenset[str] = frozenset()
    asking: Mapping[str, str] = field(default_factory=dict)
    dates: frozenset[str] = frozenset()
    doubled: bool = False


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _asking(**kinds: str) -> dict[str, str]:
    return {
        word: "" if kind == "other" else kind
        for kind, words in kinds.items()
        for word in words.split()
    }


INDONESIAN = Tongue(
    stemmer="indonesian",
    doubled=True,
    small=_set(
        "yang di ke dari dan untuk pada dengan dalam oleh adalah ialah ini itu tersebut nama saja "
        "para atau sebagai akan juga telah sudah ada atas bagi karena serta kepada saat ketika "
        "agar bahwa hingga jika kalau maka namun sehingga tetapi tapi yaitu yakni pun si sang"
    ),
    asking=_asking(
        number="berapa berapakah",
        time="kapan kapankah",
        name="siapa siapakah",
        other="apa apakah mana manakah dimana dimanakah kemana bagaimana bagaimanakah mengapa "
        "mengapakah kenapa sebutkan",
    ),
    dates=_set(
        "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli "
        "agustus september oktober november desember"
    ),
)

ENGLISH = Tongue(
    stemmer="english",
    small=_set(
        "a an and are as at be by for from had has have in into is it its of on or that the their "
        "this to was were will with which did do does"
    ),
    asking=_asking(time="when", name="who whom whose", other="what where how why"),
    dates=_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december"
    ),
)

#: Languages of which only the stemmer is known, by their codes.
_STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

TONGUES: dict[str, Tongue] = {"id": INDONESIAN, "ms": INDONESIAN, "en": ENGLISH} | {
    code: Tongue(stemmer=name) for code, name in _STEMMED.items()
}
PLAIN = Tongue()


def tongue(code: str) -> Tongue:
    """The row of ``id``, ``id-ID`` or ``id_ID``; words as they are for a language without one."""
    return TONGUES.get(code.replace("_", "-").lower().partition("-")[0], PLAIN)
