"""RSS 2.0 with Dublin Core, Media RSS and Atom's own ``updated``."""

from __future__ import annotations

from email.utils import format_datetime

from redaksi.syndication.entries import Channel, Entry, Image
from redaksi.syndication.writer import Writer

FILE, TYPE = "rss.xml", "application/rss+xml"
SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def written(channel: Channel) -> str:
    """*channel* as RSS."""
    xml = Writer()
    with xml.within("rss", {"version": "2.0", **SPACES}), xml.within("channel"):
        xml.say("title", channel.name)
        xml.say("link", channel.base + channel.page)
        xml.say("description", channel.about or channel.name)
        xml.say("language", channel.title.language)
        if channel.entries:
            xml.say("lastBuildDate", format_datetime(channel.updated))
        own = channel.base + channel.path(FILE)
        xml.empty("atom:link", {"rel": "self", "href": own, "type": TYPE})
        for one in channel.entries:
            _entry(xml, one)
    return xml.finished()


def _entry(xml: Writer, one: Entry) -> None:
    with xml.within("item"):
        xml.say("title", one.title)
        xml.say("link", one.url)
        xml.say("guid", one.id, {"isPermaLink": "false"})
        xml.say("pubDate", format_datetime(one.published))
        xml.say("description", one.summary)
        for category in one.categories:
            xml.say("category", category)
        for name, _url in one.authors:
            xml.say("dc:creator", name)
        xml.say("atom:updated", one.updated.isoformat("T", "seconds"))
        if one.image:
            media(xml, one.image)


def media(xml: Writer, image: Image) -> None:
    """The photo of an entry as Media RSS, which Atom may carry too."""
    size = {"width": str(image.width), "height": str(image.height)}
    with xml.within("media:content", {"url": image.url, "medium": "image", **size}):
        if image.credit:
            xml.say("media:credit", image.credit)
        if image.alt:
            xml.say("media:description", image.alt)
