"""What a name in a credit looks like: a person, an organisation, a site, initials, a remark.

There is no list of agencies here and none is needed: capitals, the number of words, position and
the common nouns that organisations carry in their names (images, press, dinas) decide.
"""

import re
from enum import IntEnum


class Likeness(IntEnum):
    """How much a name looks like a person's; the greater wins when a credit has several names."""

    NONE = 0
    ONE_WORD = 1  # Seran: a person or an agency, as its place says
    CAPITALS = 2  # BAYU SERAN
    CLEAR = 3  # Bayu SERAN, B. Seran, @bayu


_NOUNS = """
    image images photo photos foto photography picture pictures press presse news agency agence
    agencia agentur wire service services media pix newspaper newspapers magazine times post herald
    tribune daily journal gazette globe weekly channel network broadcasting television tv radio
    studio studios film films video production productions archive archives library museum gallery
    university institute college school center centre foundation society association federation
    organization organisation council committee commission ministry department office bureau
    government police army navy force embassy bank club fc united group company corp
    corporation inc ltd llc gmbh usa uk international national associated
    kantor berita harian koran majalah tabloid warta kabar pers rumah yayasan universitas institut
    sekolah dinas badan balai biro bagian humas kementerian kemenkes kementrian kepolisian polda
    polres polri tni satgas pemkab pemkot pemprov pemerintah kabupaten kota provinsi setda setkab
    setpres sekretariat istana kedutaan komisi dewan panitia tim komunitas perhimpunan asosiasi
    bank pt cv tbk perum pribadi keluarga wikimedia commons
"""
_ORGANISATION = frozenset(_NOUNS.split())
_PARTICLES = frozenset(
    ("de", "da", "do", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den", "ter")
    + ("bin", "binti", "al", "el", "ibn", "ben", "y", "e")
)
_REMARKS = frozenset(
    ("handout", "ho", "pool", "str", "stringer", "file", "files", "arsip", "archive", "istimewa")
    + ("ist", "dok", "ilustrasi", "illustration", "repro", "courtesy", "screenshot", "internet")
)
_PHRASES = frozenset(
    ("file photo", "pool photo", "handout photo", "foto arsip", "public domain", "domain publik")
    + ("all rights reserved", "tangkapan layar", "foto istimewa", "photo illustration")
)
_LICENCE = re.compile(r"CC0|CC[ -]BY\b.*|\d[\d\s.,:-]*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", re.ASCII | re.IGNORECASE
)
_ENDING = re.compile(r"\.[a-z]{2,}(?:/|$)")
_INITIALS = re.compile(r"[a-z]{2,4}")
_HANDLE = re.compile(r"@[\w.]{2,}")
_LETTER = re.compile(r"[^\W\d_]")


def is_site(name: str) -> bool:
    """``tanjung.example``, ``www.tanjung.example/foto``: the shape of a domain or an address."""
    lowered = name.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bool(_ADDRESS.fullmatch(name)) and bool(_ENDING.search(lowered))


def is_initials(name: str) -> bool:
    """Two to four small letters."""
    return _INITIALS.fullmatch(name) is not None


def is_note(name: str) -> bool:
    """A remark instead of a name: handout, pool, Istimewa, 2020, CC BY 4.0."""
    lowered = name.lower()
    return lowered in _REMARKS or lowered in _PHRASES or bool(_LICENCE.fullmatch(name))


def is_acronym(word: str) -> bool:
    """One word that begins with two capitals, as LINTANG, MRD and ORbis; not J.R. and McKay."""
    return word[:2].isalpha() and word[:2].isupper() and len(word) > 1 and " " not in word


def likeness(name: str) -> Likeness:
    """How much a name looks like a person's."""
    words = name.split()
    if _HANDLE.fullmatch(name):
        return Likeness.CLEAR
    if _is_organisation(words) or not all(map(_is_name_word, words)) or len(words) > 5:
        return Likeness.NONE
    if len(words) == 1:
        return Likeness.NONE if is_acronym(name) else Likeness.ONE_WORD
    if all(map(str.isupper, words)):
        return Likeness.CAPITALS
    return Likeness.NONE if len(words[0]) > 2 and is_acronym(words[0]) else Likeness.CLEAR


def _is_organisation(words: list[str]) -> bool:
    if not words or words[0].lower() in ("the", "a"):
        return True
    parts = re.split(r"[\s-]+", " ".join(words).lower())
    return any(part.strip(".,'’") in _ORGANISATION for part in parts)


def _is_name_word(word: str) -> bool:
    """A capitalised word without digits, an initial (``J.``), or a particle (``van``)."""
    letters = _LETTER.findall(word)
    odd = re.sub(r"[^\W\d_]|[.'’ʼ\u0300-\u036f-]", "", word)
    capital = letters and not letters[0].islower()
    return bool(not odd and (capital or word.lower().split("-")[0] in _PARTICLES))
