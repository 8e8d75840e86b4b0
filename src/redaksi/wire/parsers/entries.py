"""What every kind of feed ends in: one item, its fields made plain, what is broken named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from redaksi.lib import strangers
from redaksi.wire.parsers import bodies
from redaksi.wire.sent import (
    LONGEST_BODY,
    LONGEST_LINK,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_MEDIA,
    Media,
    Sent,
)

#: What a decoder leaves in the place of what it could not read.
UNREAD = "\ufffd"
#: More of them than this, and more than one in so many characters: the text is garbled.
FEW, ONE_IN = 3, 50
#: Characters of a guid that are kept to be seen; it is known by all of them.
LONGEST_GUID = 2_000


def made(
    *, guid: object, title: str, summary: str, body: str, link: object, author: object,
    published: datetime | None, updated: datetime | None, dated: object, media: Iterable[Media],
) -> Sent:  # fmt: skip
    """An item of the fields of a feed; *title*, *summary* and *body* are HTML of a stranger."""
    leads, head = strangers.link(link, LONGEST_LINK), strangers.plain(title, LONGEST_TITLE)
    kept = bodies.clean(body[: LONGEST_BODY * 2])
    says = strangers.plain(summary, LONGEST_SUMMARY)
    says = says or strangers.cut(bodies.text(kept), LONGEST_SUMMARY)
    return Sent(
        guid=_guid(guid) or leads or _digest(head + kept),
        title=head or strangers.cut(says, 90), summary=says, body=kept[:LONGEST_BODY],
        link=leads, author=strangers.plain(author, LONGEST_NAME), published=published,
        updated=updated, dated=strangers.plain(dated, 80), media=_unique(media),
        broken=_broken(head, kept, len(body)),
    )  # fmt: skip


def title(html: str) -> str:
    """The title of a feed as plain text."""
    return strangers.plain(html, LONGEST_TITLE)


def _guid(said: object) -> str:
    if isinstance(said, int | float) and not isinstance(said, bool):
        said = str(said)
    return strangers.UNSEEN.sub(" ", said).strip()[:LONGEST_GUID] if isinstance(said, str) else ""


def _digest(text: str) -> str:
    return "digest:" + hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _unique(media: Iterable[Media]) -> tuple[Media, ...]:
    return tuple({one.url: one for one in media}.values())[:MOST_MEDIA]


def _broken(head: str, kept: str, sent: int) -> str:
    if not head and not kept:
        return "no-text"
    if max(len(kept), sent // 2) > LONGEST_BODY:
        return "too-long"
    said = head + kept
    lost = said.count(UNREAD)
    return "garbled" if lost > FEW and lost * ONE_IN > len(said) else ""
