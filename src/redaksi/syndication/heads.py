"""The feeds that a page names in its head."""

from __future__ import annotations

from collections.abc import Iterator

from redaksi.lib.registries import HeadLink
from redaksi.sections.addresses import RESERVED
from redaksi.syndication import atom, jsonfeed, rss

#: First words of addresses of lists that have a feed, besides sections.
LISTS = frozenset({"topic", "person", "collection"})


def feeds(path: str) -> Iterator[HeadLink]:
    """The feed of the newspaper, in every format on the front; on a list's page (*path* tells) its
    own too."""
    yield HeadLink(rel="alternate", href="/feed/rss.xml", type=rss.TYPE)
    first, _slash, rest = path.strip("/").partition("/")
    if path == "/":
        for one in (atom, jsonfeed):
            yield HeadLink(rel="alternate", href=f"/feed/{one.FILE}", type=one.TYPE)
    elif path.endswith("/") and (first not in RESERVED or (first in LISTS and rest)):
        name = rest if first in LISTS else first
        yield HeadLink(rel="alternate", href=f"{path}feed/rss.xml", type=rss.TYPE, title=name)
