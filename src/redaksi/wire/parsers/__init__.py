"""The parsers of the wires: bytes in, items out; pure, and what came is read by them in the feed
process only.

Everything is a stranger's: text loses its control characters, HTML all but a few tags, links are
http or https, and what is too much is left out or put into quarantine.
"""

from __future__ import annotations

from redaksi.wire.parsers import feeds, jsonfeed
from redaksi.wire.sent import Answer

BOM = b"\xef\xbb\xbf"


def parse(body: bytes, *, address: str = "", content_type: str = "") -> Answer:
    """The items of an RSS, Atom or JSON Feed answer that came from *address*; raises NotTaken."""
    if body.removeprefix(BOM).lstrip()[:1] == b"{":
        return jsonfeed.parse(body)
    return feeds.parse(body, address=address, content_type=content_type)
