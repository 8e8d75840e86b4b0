"""Atom 1.0 (RFC 4287) with Media RSS for photos."""

from __future__ import annotations

from redaksi.syndication import rss
from redaksi.syndication.entries import Channel, Entry
from redaksi.syndication.writer import Writer

FILE, TYPE = "atom.xml", "application/atom+xml"
SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:media": rss.SPACES["xmlns:media"]}


def written(channel: Channel) -> str:
    """*channel* as Atom."""
    xml = Writer()
    with xml.within("feed", {**SPACES, "xml:lang": channel.title.language}):
        xml.say("id", channel.id)
        xml.say("title", channel.name)
        if channel.about:
            xml.say("subtitle", channel.about)
        xml.say("updated", channel.updated.isoformat("T", "seconds"))
        own, page = channel.base + channel.path(FILE), channel.base + channel.page
        xml.empty("link", {"rel": "self", "href": own, "type": TYPE})
        xml.empty("link", {"rel": "alternate", "href": page, "type": "text/html"})
        _author(xml, channel.title.signature, f"{channel.base}/")
        for one in channel.entries:
            _entry(xml, one)
    return xml.finished()


def _entry(xml: Writer, one: Entry) -> None:
    with xml.within("entry"):
        xml.say("id", one.id)
        xml.say("title", one.title)
        xml.say("published", one.published.isoformat("T", "seconds"))
        xml.say("updated", one.updated.isoformat("T", "seconds"))
        xml.empty("link", {"rel": "alternate", "href": one.url, "type": "text/html"})
        for name, url in one.authors:
            _author(xml, name, url)
        for category in one.categories:
            xml.empty("category", {"term": category})
        xml.say("summary", one.summary)
        if one.image:
            rss.media(xml, one.image)


def _author(xml: Writer, name: str, url: str) -> None:
    with xml.within("author"):
        xml.say("name", name)
        if url:
            xml.say("uri", url)
