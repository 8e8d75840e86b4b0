"""What a feed says, whatever its format: the channel and its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from redaksi.photos.queries import Picture
from redaksi.sections.queries import Title
from redaksi.stories.shapes import Card, Note
from redaksi.stylebook import dates

#: When a feed without entries changed last.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
WIDTH = 1200


@dataclass(frozen=True, kw_only=True)
class Image:
    """The photo of an entry at its absolute address; size in pixels."""

    url: str
    width: int
    height: int
    credit: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A story in a feed. ``id`` stays for ever, ``updated`` is what its page shows, in its zone;
    ``categories`` are its section and its label, ``authors`` names and absolute addresses ("" for
    the house)."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...]
    authors: tuple[tuple[str, str], ...]
    image: Image | None


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A feed: the page that it follows (its path), and its entries, newest first."""

    title: Title
    base: str
    name: str
    about: str
    page: str
    entries: tuple[Entry, ...]

    def path(self, file: str) -> str:
        """The address of this feed as *file*."""
        return f"{self.page}feed/{file}"

    @property
    def id(self) -> str:
        """The name of the feed for ever, as far as its page keeps its address."""
        return f"tag:{_host(self.title)},2020:feed:{self.page}"

    @property
    def updated(self) -> datetime:
        """When an entry last came or changed."""
        return max((one.updated for one in self.entries), default=NEVER)


def entry(
    card: Card, *, notes: Sequence[Note], changed: datetime | None, title: Title, base: str
) -> Entry:
    """*card* with the corrections made to it, and the time of its last change."""
    people = tuple((one.name, base + one.url) for one in card.bylines)
    return Entry(
        id=f"tag:{_host(title)},2020:story:{card.pk}",
        url=base + card.url,
        title=f"{card.label}: {card.headline}" if card.is_warned else card.headline,
        summary=_described(card, notes, title),
        published=card.published_at.astimezone(title.zone),
        updated=(changed or card.published_at).astimezone(title.zone),
        categories=tuple(
            one for one in (card.section.name if card.section else "", card.label) if one
        ),
        authors=people or ((title.signature, ""),),
        image=_image(card.photo, base) if card.photo else None,
    )


def entries(
    cards: Iterable[Card],
    *,
    notes: Mapping[int, Sequence[Note]],
    changed: Mapping[int, datetime],
    title: Title,
    base: str,
) -> tuple[Entry, ...]:
    """The entries of *cards*, in their order."""
    return tuple(
        entry(one, notes=notes.get(one.pk, ()), changed=changed.get(one.pk), title=title, base=base)
        for one in cards
    )


def _host(title: Title) -> str:
    """RFC 4151 wants the name of a host that was ours at that time."""
    return title.host or "localhost"


def _described(card: Card, notes: Sequence[Note], title: Title) -> str:
    told = [_("Correction, %(when)s: %(note)s") % _told(one, title) for one in notes]
    return "\n".join([card.teaser, *told]).strip() or card.headline


def _told(one: Note, title: Title) -> dict[str, str]:
    return {"when": dates.long_time(one.at, title.zone, title.language), "note": one.note}


def _image(photo: Picture, base: str) -> Image:
    file = photo.at_least("share" if "share" in photo.crops else "3x2", WIDTH)
    url = file.url if "://" in file.url else base + file.url
    return Image(url=url, width=file.width, height=file.height, credit=photo.credit, alt=photo.alt)
