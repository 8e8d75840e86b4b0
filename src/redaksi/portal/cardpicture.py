"""The picture of a shared link to a story without a photo: its headline and the newspaper's name.

Drawn from words alone, so the same words are the same picture under the same name for ever. A face
is used only for a headline all of whose letters it has: the newspaper's own
(``static/card-font.ttf``, ``.otf`` or ``.woff2``), the serif of our pages, the one that comes with
Pillow. A headline that none of them can write (Arabic, Chinese, …, without a face of the
newspaper's own) is left out, and the name stands large in its place; never are there boxes for
letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import cast

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from redaksi.portal import sheets
from redaksi.sections.queries import SectionRef, Title
from redaksi.stylebook import colours

Face = ImageFont.FreeTypeFont
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, BAR = 72, 20
PAPER, INK, SOFT = "#ffffff", "#1a1c1e", "#5b6167"
#: Sizes of the headline in pixels, the first that fits; and how much it may fill.
SIZES, LINES, SPACE = (84, 72, 62, 54, 46), 5, 1.2
#: More of a headline nobody reads in a preview.
LONGEST = 300
#: Changes when the drawing does, and every name with it.
DESIGN = "2"
OWN = ("card-font.ttf", "card-font.otf", "card-font.woff2")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands on a card, and the newspaper's colour."""

    headline: str
    section: str
    newspaper: str
    brand: str = "#0b4f5c"

    @property
    def name(self) -> str:
        """Sixteen hexadecimal digits that stand for these words, drawn in this way."""
        said = "\n".join((DESIGN, self.headline, self.section, self.newspaper, self.brand))
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def words(headline: str, section: SectionRef | None, title: Title) -> Words:
    """What stands on the card of a story with the short *headline*."""
    brand = colours.nearest(title.theme.light("brand"), (PAPER,), 3)
    return Words(
        headline=headline, section=section.name if section else "", newspaper=title.name,
        brand=brand,
    )  # fmt: skip


def address(pk: int, words: Words) -> str:
    """The address of the card of story *pk* with *words*."""
    return f"/read/{pk}/card-{words.name}.png"


def drawn(words: Words) -> bytes:
    """The card as a PNG of 1200 × 630 pixels, some 20 KB."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - BAR, WIDTH, HEIGHT), fill=words.brand)
    text = " ".join(words.headline.split())[:LONGEST]
    if text and _face_for(text, SIZES[0]):
        _line(draw, words.newspaper, 48, MARGIN - 16, words.brand)
    else:
        text = words.newspaper
    _headline(draw, text)
    _line(draw, words.section, 32, HEIGHT - BAR - MARGIN, SOFT)
    octets = BytesIO()
    image.quantize(32).save(octets, "PNG", optimize=True)
    return octets.getvalue()


def _line(draw: ImageDraw.ImageDraw, text: str, size: int, top: int, colour: str) -> None:
    face = _face_for(text, size)
    if face:
        draw.text((MARGIN, top), _cut(text, face), fill=colour, font=face)


def _headline(draw: ImageDraw.ImageDraw, text: str) -> None:
    tried = [(size, face) for size in SIZES if (face := _face_for(text, size))]
    if not tried:
        return
    size, face = next((one for one in tried if _is_filled(text, *one)), tried[-1])
    lines = list(_broken(text, face))
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]
    for number, line in enumerate(lines):
        place = (MARGIN, 2 * MARGIN + int(number * size * SPACE))
        draw.text(place, _cut(line, face), fill=INK, font=face)


def _is_filled(text: str, size: int, face: Face) -> bool:
    """Whether all of *text* stands in its place in this *size*."""
    lines = len(list(_broken(text, face)))
    return lines <= LINES and lines * size * SPACE <= HEIGHT - 4 * MARGIN


def _broken(text: str, face: Face) -> Iterator[str]:
    """*text* in lines that are as wide as the card at most; a word that is wider is broken."""
    line = ""
    for word in _words(text, face):
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    yield line


def _words(text: str, face: Face) -> Iterator[str]:
    for word in text.split():
        while face.getlength(word) > WIDTH - 2 * MARGIN:
            most = next(n for n in range(len(word), 0, -1) if _fits(word[:n], face))
            yield word[:most]
            word = word[most:]
        yield word


def _cut(text: str, face: Face) -> str:
    while len(text) > 1 and not _fits(text, face):
        text = f"{text[:-2]}…"
    return text


def _fits(text: str, face: Face) -> bool:
    return face.getlength(text) <= WIDTH - 2 * MARGIN


def _face_for(text: str, size: int) -> Face | None:
    """The first face that has every letter of *text*; None when none has."""
    for number in range(len(_files()) + 1):
        if all(_has(number, letter) for letter in set(text) - {" "}):
            return _face(number, size)
    return None


@cache
def _files() -> tuple[str, ...]:
    own = (finders.find(name) for name in OWN)
    return tuple(str(file) for file in (*own, finders.find(sheets.ROMAN)) if file)


@cache
def _face(number: int, size: int) -> Face:
    if number == len(_files()):
        return cast(Face, ImageFont.load_default(size))  # with a size it is never the bitmap one
    face = ImageFont.truetype(_files()[number], size)
    if face.get_variation_axes():
        face.set_variation_by_axes([700])
    return face


@cache
def _has(number: int, letter: str) -> bool:
    """Whether the face draws *letter* as anything but its sign for what it lacks."""
    return bytes(_face(number, 32).getmask(letter)) != _lacking(number)


@cache
def _lacking(number: int) -> bytes:
    return bytes(_face(number, 32).getmask("\U0010ffff"))
