"""RSS 2.0 with Dublin Core and Media RSS: what each entry says of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.utils.translation import gettext as _

from redaksi.sections.queries import Title
from redaksi.stories.shapes import Card, Note
from redaksi.stylebook import dates
from redaksi.syndication.text import allowed

SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class Feed:
    """One feed being written: *path* is its own address, *page* that of the page it follows."""

    def __init__(
        self, *, title: Title, base: str, name: str, about: str, path: str, page: str
    ) -> None:
        self.title, self.base = title, base
        self.text = StringIO()
        self.xml = XMLGenerator(self.text, encoding="utf-8", short_empty_elements=True)
        self.xml.startDocument()
        self._open("rss", {"version": "2.0", **SPACES})
        self._open("channel")
        self.say("title", name)
        self.say("link", base + page)
        self.say("description", about or name)
        self.say("language", title.language)
        self.empty("atom:link", {"rel": "self", "href": base + path, "type": "application/rss+xml"})

    def say(self, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        """An element with *text*."""
        self._open(name, attributes)
        self.xml.characters(allowed(text))
        self.xml.endElement(name)

    def empty(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element without text."""
        self._open(name, attributes)
        self.xml.endElement(name)

    def _open(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        said = {key: allowed(value) for key, value in (attributes or {}).items()}
        self.xml.startElement(name, AttributesImpl(said))

    def finished(self) -> str:
        """The feed's XML."""
        self.xml.endElement("channel")
        self.xml.endElement("rss")
        self.xml.endDocument()
        return self.text.getvalue()

    def entry(self, card: Card, notes: Sequence[Note]) -> None:
        """A story, with the corrections that were made to it."""
        self._open("item")
        self.say("title", card.headline)
        self.say("link", self.base + card.url)
        self.say("guid", guid(self.title, card.pk), {"isPermaLink": "false"})
        self.say("pubDate", format_datetime(card.published_at.astimezone(self.title.zone)))
        self.say("description", self._described(card, notes))
        if card.section:
            self.say("category", card.section.name)
        for who in [one.name for one in card.bylines] or [self.title.signature]:
            self.say("dc:creator", who)
        if notes:
            self.say(
                "atom:updated", notes[-1].at.astimezone(self.title.zone).isoformat("T", "seconds")
            )
        self._photo(card)
        self.xml.endElement("item")

    def _described(self, card: Card, notes: Sequence[Note]) -> str:
        told = [_("Correction, %(when)s: %(note)s") % self._told(one) for one in notes]
        return "\n".join([card.teaser, *told]).strip() or card.headline

    def _told(self, one: Note) -> dict[str, str]:
        when = dates.long_time(one.at, self.title.zone, self.title.language)
        return {"when": when, "note": one.note}

    def _photo(self, card: Card) -> None:
        if card.photo is None:
            return
        file = card.photo.at_least("share" if "share" in card.photo.crops else "3x2", 1200)
        url = file.url if "://" in file.url else self.base + file.url
        size = {"width": str(file.width), "height": str(file.height)}
        self._open("media:content", {"url": url, "medium": "image", **size})
        if card.photo.credit:
            self.say("media:credit", card.photo.credit)
        if card.photo.alt:
            self.say("media:description", card.photo.alt)
        self.xml.endElement("media:content")


def guid(title: Title, pk: int) -> str:
    """The name of story *pk* for ever, whatever becomes of its headline (RFC 4151)."""
    return f"tag:{title.host or 'localhost'},2020:story:{pk}"


def newest(cards: Sequence[Card], notes: Mapping[int, Sequence[Note]]) -> datetime | None:
    """When the feed last changed: its newest story or correction."""
    times = [card.published_at for card in cards]
    times += [one.at for found in notes.values() for one in found]
    return max(times, default=None)
