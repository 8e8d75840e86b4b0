"""Providers whose material a story may embed; pure. Nothing is loaded before the reader asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Embed:
    """A listed provider's item: its own page, and the frame to load on a tap ("" when none)."""

    provider: str
    url: str
    frame: str


#: provider, hosts, pattern of path?query, frame address ("" : link only).
_PROVIDERS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("YouTube", ("youtube.com", "m.youtube.com", "youtube-nocookie.com"),
     r"^/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)([\w-]{6,20})",
     "https://www.youtube-nocookie.com/embed/{0}"),
    ("YouTube", ("youtu.be",), r"^/([\w-]{6,20})", "https://www.youtube-nocookie.com/embed/{0}"),
    ("Vimeo", ("vimeo.com", "player.vimeo.com"), r"^/(?:video/)?(\d{4,12})",
     "https://player.vimeo.com/video/{0}?dnt=1"),
    ("Dailymotion", ("dailymotion.com",), r"^/video/(\w{4,20})",
     "https://geo.dailymotion.com/player.html?video={0}"),
    ("Spotify", ("open.spotify.com",),
     r"^/(?:embed/)?((?:track|episode|show|album|playlist)/\w{10,40})",
     "https://open.spotify.com/embed/{0}"),
    ("SoundCloud", ("soundcloud.com",), r"^/([\w-]+/[\w-]+)", ""),
    ("X", ("x.com", "twitter.com"), r"^/(\w{1,20}/status/\d{5,25})", ""),
    ("Instagram", ("instagram.com",), r"^/((?:p|reel|tv)/[\w-]{5,40})",
     "https://www.instagram.com/{0}/embed"),
    ("TikTok", ("tiktok.com",), r"^/@[\w.-]+/video/(\d{8,25})",
     "https://www.tiktok.com/embed/v2/{0}"),
    ("Facebook", ("facebook.com",), r"^/([\w.]+/(?:posts|videos)/[\w-]+)", ""),
    ("Threads", ("threads.net",), r"^/(@[\w.]+/post/[\w-]+)", ""),
    ("Bluesky", ("bsky.app",), r"^/(profile/[\w.:-]+/post/\w+)", ""),
)  # fmt: skip

PROVIDERS = tuple(dict.fromkeys(name for name, *_ in _PROVIDERS))


def find(url: str) -> Embed | None:
    """The listed provider's item at *url*; None for anything else."""
    if len(url) > 500:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or parts.username or parts.port:
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    for provider, hosts, pattern, frame in _PROVIDERS:
        found = re.match(pattern, rest) if host in hosts else None
        if found:
            return Embed(
                provider=provider,
                url=f"https://{parts.hostname}{rest}",
                frame=frame.format(found.group(1)) if frame else "",
            )
    return None
