"""Where a shared story goes: plain links, no script and no button of a stranger on our page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

#: name, address, and which of its query names take the text and the address of the story.
_PLACES = (
    ("WhatsApp", "https://wa.me/", "text", ""),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php", "", "u"),
    ("X", "https://x.com/intent/post", "text", "url"),
    ("Telegram", "https://t.me/share/url", "text", "url"),
)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One place to share to."""

    name: str
    href: str


def places(headline: str, address: str) -> tuple[Share, ...]:
    """The links that share *headline* with its absolute *address*."""
    return tuple(
        Share(name=name, href=f"{start}?{urlencode(_query(headline, address, text, url))}")
        for name, start, text, url in _PLACES
    )


def _query(headline: str, address: str, text: str, url: str) -> dict[str, str]:
    if not url:
        return {text: f"{headline} {address}"}
    return ({url: address} | {text: headline}) if text else {url: address}
