"""What a page shows of the stories: read from its HTML or XML by the numbers written into it."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADLINE = re.compile(r"Kapal k(\d+)h(\d+)x")
BODY = re.compile(r"Isi k(\d+)b(\d+)x")
RAIL = re.compile(r'<ol class="stack">(?:(?!</ol>).)*class="time card"(?:(?!</ol>).)*</ol>', re.S)
CRUMB = re.compile(r'<nav class="crumb".*?</nav>', re.S)
TRAIL = re.compile(r'href="/([a-z]+)/"')
LEAD = re.compile(r'<figure class="pic lead">.*?alt="Foto f(\d+)x"', re.S)
SIDE = re.compile(r'<aside class="c4 side.*?</aside>', re.S)
POPULAR = re.compile(r'<ol class="pop stack">.*?</ol>', re.S)
MARK = re.compile(r"(Halaman|Terkini|Daftar|Koleksi) m(\d+)x")
Cards = frozenset[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Address:
    """A page that is read: a list of all stories or of one section, the front, or a story."""

    path: str
    kind: str  # list, feed, front, story
    section: str = ""
    story: int = -1


@dataclass(frozen=True, kw_only=True)
class Own:
    """What a story's page says of the story itself; more than one headline is a torn page."""

    headlines: frozenset[int]
    bodies: frozenset[int]
    section: str
    photo: int


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One answer: stories with the headline shown, in the page itself, at its side and in its rail
    of the newest; the numbers after each word of the curator; what is read most, in order."""

    status: int
    cards: Cards
    rail: Cards | None
    own: Own | None = None
    side: Cards = frozenset()
    marks: frozenset[tuple[str, int]] = frozenset()
    popular: tuple[int, ...] = ()


def look(address: Address, status: int, text: str) -> Seen:
    """What *text*, answered with *status* at *address*, shows."""
    found = RAIL.search(text)
    rail = _cards(found.group()) if found else None
    listed = POPULAR.search(text)
    rest = RAIL.sub("", text)
    side, rest = _cards("".join(SIDE.findall(rest))), SIDE.sub("", rest)
    cards, own = _cards(POPULAR.sub("", rest)), None
    if address.kind == "story":
        own = _own(address.story, cards, rest)
        cards = frozenset(card for card in cards if card[0] != address.story)
    return Seen(
        status=status, cards=cards, rail=rail, own=own, side=side,
        marks=frozenset((word, int(number)) for word, number in MARK.findall(text)),
        popular=tuple(int(one) for one, _ in HEADLINE.findall(listed.group())) if listed else (),
    )  # fmt: skip


def _cards(text: str) -> Cards:
    return frozenset((int(story), int(number)) for story, number in HEADLINE.findall(text))


def _own(story: int, cards: Cards, text: str) -> Own:
    crumb = CRUMB.search(text)
    trail = TRAIL.findall(crumb.group()) if crumb else []
    photo = LEAD.search(text)
    return Own(
        headlines=frozenset(number for one, number in cards if one == story),
        bodies=frozenset(int(number) for one, number in BODY.findall(text) if int(one) == story),
        section=trail[-1] if trail else "",
        photo=int(photo.group(1)) if photo else -1,
    )
