"""Tags of strangers that a newspaper may switch on: a named list, and nothing else.

Each is data: the script to fetch, the sources that the policy must allow for it, and what a reader
is asked before it is fetched. Nothing is fetched before that (static/redaksi/consent.js).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ANALYTICS, ADVERTISING = "analytics", "advertising"
PLACES = ("article", "list", "foot")
_DOMAIN = re.compile(r"[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?(?:,[a-z0-9][-a-z0-9.]{0,250})*")
_PLAUSIBLE = "https://plausible.io"
#: Where Google Analytics 4 may send, as Google's page "Use Tag Manager with a Content Security
#: Policy" lists it.
_GOOGLE = {
    "script-src": ("https://*.googletagmanager.com",),
    "img-src": ("https://*.google-analytics.com", "https://*.googletagmanager.com"),
    "connect-src": (
        "https://*.google-analytics.com", "https://*.analytics.google.com",
        "https://*.googletagmanager.com",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One tag that is switched on: who it is, what is fetched, what the policy must allow.

    ``sources`` are pairs of a directive and its sources; ``told`` is what the script is told.
    """

    kind: str
    label: str
    category: str
    host: str
    script: str
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    told: tuple[tuple[str, str], ...] = ()

    def written(self) -> dict[str, Any]:
        """What the page tells its own script."""
        return {
            "kind": self.kind, "category": self.category, "script": self.script, **dict(self.told),
        }  # fmt: skip

    @property
    def zones(self) -> tuple[str, ...]:
        """The places that it fills."""
        return tuple(name for name, _value in self.told if name in PLACES)


class WrongTag(ValueError):
    """A setting of a tag that is none; the message names it and what is allowed."""


def chosen(values: Mapping[str, Any]) -> tuple[Tag, ...]:
    """The tags that the settings *values* (``tags.…``) switch on. Raises ValueError with everything
    that is wrong."""
    found, wrong = [], []
    for name, make in MAKERS.items():
        if values.get(f"tags.{name}"):
            try:
                found.append(make(values))
            except WrongTag as problem:
                wrong.append(str(problem))
    if wrong:
        raise ValueError("\n".join(wrong))
    return tuple(found)


def sources(tags: Iterable[Tag], directive: str) -> list[str]:
    """What the policy's *directive* must allow for *tags*, each once."""
    return sorted({one for tag in tags for one in dict(tag.sources).get(directive, ())})


def _plausible(values: Mapping[str, Any]) -> Tag:
    domain = str(values["tags.plausible"])
    if not _DOMAIN.fullmatch(domain):
        raise WrongTag(f"tags.plausible: {domain!r} is no domain such as harian.example.")
    host = _origin("tags.plausible_host", str(values.get("tags.plausible_host") or _PLAUSIBLE))
    return Tag(
        kind="plausible", label="Plausible", category=ANALYTICS, host=_name(host),
        script=f"{host}/js/script.js", told=(("domain", domain),),
        sources=(("script-src", (host,)), ("connect-src", (host,))),
    )  # fmt: skip


def _matomo(values: Mapping[str, Any]) -> Tag:
    address = _address("tags.matomo", str(values["tags.matomo"]))
    site, host = str(values.get("tags.matomo_site") or "1"), _origin("tags.matomo", address)
    if not site.isdecimal():
        raise WrongTag(f"tags.matomo_site: {site!r} is no number such as 1.")
    allowed = ("script-src", "img-src", "connect-src")
    return Tag(
        kind="matomo", label="Matomo", category=ANALYTICS, host=_name(host),
        script=f"{address}matomo.js", told=(("address", f"{address}matomo.php"), ("site", site)),
        sources=tuple((one, (host,)) for one in allowed),
    )  # fmt: skip


def _google(values: Mapping[str, Any]) -> Tag:
    number = str(values["tags.ga4"])
    if not re.fullmatch(r"G-[A-Z0-9]{4,16}", number):
        raise WrongTag(f"tags.ga4: {number!r} is no measurement id such as G-AB12CD34EF.")
    return Tag(
        kind="ga4", label="Google Analytics", category=ANALYTICS, host="google-analytics.com",
        script=f"https://www.googletagmanager.com/gtag/js?id={number}", told=(("id", number),),
        sources=tuple(_GOOGLE.items()),
    )  # fmt: skip


def _revive(values: Mapping[str, Any]) -> Tag:
    address = _address("tags.revive", str(values["tags.revive"]))
    host, number = _origin("tags.revive", address), str(values.get("tags.revive_id") or "")
    if not re.fullmatch(r"[0-9a-f]{32}", number):
        raise WrongTag(
            f"tags.revive_id: {number!r} is no id of 32 hexadecimal digits; Revive shows it as "
            "data-revive-id."
        )
    allowed = ("script-src", "img-src", "connect-src", "frame-src")
    zones = tuple(_zones(values.get("tags.revive_zones") or ()))
    return Tag(
        kind="revive", label="Revive Adserver", category=ADVERTISING, host=_name(host),
        script=f"{address}asyncjs.php", told=(("id", number), *zones),
        sources=tuple((one, (host,)) for one in allowed),
    )  # fmt: skip


def _zones(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    for one in told:
        place, _equals, number = one.partition("=")
        if place not in PLACES or not number.isdecimal():
            raise WrongTag(
                f"tags.revive_zones: {one!r} is none; it is written as article=12, the places are "
                f"{', '.join(PLACES)}."
            )
        yield place, number


#: By the setting that switches it on.
MAKERS: dict[str, Callable[[Mapping[str, Any]], Tag]] = {
    "plausible": _plausible, "matomo": _matomo, "ga4": _google, "revive": _revive,
}  # fmt: skip


def _origin(key: str, address: str) -> str:
    """The scheme and host of *address*, as a policy names them; a server of this machine may do
    without HTTPS."""
    parts = urlsplit(address)
    here = parts.hostname in ("localhost", "127.0.0.1")
    secure = parts.scheme == "https" or (here and parts.scheme == "http")
    if not secure or not re.fullmatch(r"[a-z0-9.-]+(?::\d{1,5})?", parts.netloc):
        raise WrongTag(f"{key}: {address!r} is no address such as https://stats.harian.example/.")
    return f"{parts.scheme}://{parts.netloc}"


def _address(key: str, address: str) -> str:
    _origin(key, address)
    if not re.fullmatch(r"[-\w:/.]+", address, re.ASCII):
        raise WrongTag(f"{key}: {address!r} holds what an address of a folder does not.")
    return address if address.endswith("/") else f"{address}/"


def _name(origin: str) -> str:
    return origin.partition("://")[2]
