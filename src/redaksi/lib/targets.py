"""An address taken apart, and whether the door may open towards it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

LONGEST_URL = 4_000
PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]|[\u0080-\u009f\u2028\u2029]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*", re.ASCII)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.ASCII)


class NotAllowed(Exception):
    """An address the door does not open towards; the text is the reason."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where one request goes: `host` in ASCII, lower case, without brackets or final dot."""

    url: str
    scheme: str
    host: str
    port: int
    path: bytes
    trusted: bool

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what credentials belong to."""
        return (self.scheme, self.host, self.port)

    @property
    def is_literal(self) -> bool:
        """Whether the host is an address, not a name."""
        return ":" in self.host or self.host.replace(".", "").isdigit()


def take_apart(url: str, allow_hosts: AbstractSet[str]) -> Target:
    """The target of `url`; raises NotAllowed for anything but a plain http(s) address.

    `allow_hosts` holds `host` (trusted on ports 80 and 443) and `host:port` (on that port).
    """
    parsed = _parsed(url)
    host = _host_of(parsed)
    port = PORTS[parsed.scheme] if parsed.port is None else parsed.port
    allowed = {_plain(entry) for entry in allow_hosts}
    bracketed = f"[{host}]" if ":" in host else host
    named = f"{bracketed}:{port}" in allowed
    if port not in PORTS.values() and not named:
        raise NotAllowed(
            f"port {port} is not allowed; 80 and 443 are, and hosts allowed as host:port"
        )
    return Target(
        url=str(parsed.copy_with(fragment=None)),
        scheme=parsed.scheme,
        host=host,
        port=port,
        path=parsed.raw_path,
        trusted=named or (port in PORTS.values() and bool({host, bracketed} & allowed)),
    )


def join(base: str, location: str) -> str:
    """The address a redirect from `base` to `location` means; raises NotAllowed."""
    if _FORBIDDEN.search(location):
        raise NotAllowed("the redirect holds a space, a backslash or a control character")
    try:
        return str(httpx.URL(base).join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAllowed(f"the redirect is no address ({error})") from None


def printable(url: object) -> str:
    """`url` fit for a message: short, on one line, without a password."""
    text = re.sub(r"(//)[^/?#]*@", r"\1…@", str(url)[:1_000])
    text = "".join(letter if letter.isprintable() else "�" for letter in text)
    return text if len(text) <= 200 else text[:199] + "…"


def _parsed(url: str) -> httpx.URL:
    if len(url) > LONGEST_URL:
        raise NotAllowed(f"the address has {len(url)} letters; up to {LONGEST_URL} are allowed")
    if _FORBIDDEN.search(url):
        raise NotAllowed("the address holds a space, a backslash or a control character")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAllowed(f"it is no address ({error})") from None
    if parsed.scheme not in PORTS:
        raise NotAllowed(f"the scheme {parsed.scheme[:20]!r} is not allowed; http and https are")
    if parsed.userinfo or "@" in parsed.netloc.decode("ascii", "replace"):
        raise NotAllowed("the address holds a user name or password; leave them out")
    return parsed


def _host_of(parsed: httpx.URL) -> str:
    host = parsed.raw_host.decode("ascii", "replace").lower().strip("[]").removesuffix(".")
    if ":" in host:
        return _six(host)
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise NotAllowed(f"the host {host[:60]!r} is no name and no address")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        _check_four(host)
    return host


def _six(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        raise NotAllowed(f"the host {host[:60]!r} is no IPv6 address") from None


def _check_four(host: str) -> None:
    # 2130706433, 0x7f.1 and 017700000001 are loopback to the C library: one spelling only.
    try:
        ip_address(host)
    except ValueError:
        raise NotAllowed(
            f"the host {host[:60]!r} is a number; write an address as four decimal numbers"
        ) from None


def _plain(entry: str) -> str:
    return entry.strip().lower().removesuffix(".")
