"""The feeds that a page names in its head."""

from __future__ import annotations

from collections.abc import Iterator

from redaksi.lib.registries import HeadLink
from redaksi.sections.addresses import RESERVED

TYPE = "application/rss+xml"


def feeds(path: str) -> Iterator[HeadLink]:
    """The feed of the newspaper, and on a section's page (*path* tells) the section's own."""
    yield HeadLink(rel="alternate", href="/feed/rss.xml", type=TYPE)
    first = path.strip("/").partition("/")[0]
    if first and path.endswith("/") and first not in RESERVED:
        yield HeadLink(rel="alternate", href=f"{path}feed/rss.xml", type=TYPE, title=first)
