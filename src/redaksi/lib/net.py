"""Which addresses of the network are public, and finding the addresses of a name in time."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Resolve = Callable[[str, int], Sequence[str]]
"""From host and port to addresses in the order to try; raises OSError when there are none."""

# The registries of special addresses (IANA, RFC 6890 and later); versions of Python differ.
_V4 = {
    "this network": ("0.0.0.0/8",),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    "shared by a carrier (CGNAT)": ("100.64.0.0/10",),
    "loopback": ("127.0.0.0/8",),
    "link-local": ("169.254.0.0/16",),
    "reserved": ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
    "for documentation": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    "multicast": ("224.0.0.0/4",),
}
_V6 = {
    "loopback or unspecified": ("::/96",),
    "private": ("fc00::/7", "fec0::/10", "64:ff9b:1::/48"),
    "link-local": ("fe80::/10",),
    "multicast": ("ff00::/8",),
    "Teredo": ("2001::/32",),
    "for documentation": ("2001:db8::/32", "3fff::/20"),
    "reserved": ("2001::/23",),
}
_NETWORKS = [(ip_network(n), why) for kinds in (_V4, _V6) for why, ns in kinds.items() for n in ns]
_GLOBAL_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def why_not_public(text: str) -> str | None:
    """Why the address `text` is not one of the public network ("loopback"), or None when it is.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64, Teredo, ISATAP) are looked at too.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return "not an address"
    if isinstance(address, IPv6Address) and address.scope_id:
        return "bound to one network card"
    for inner in _embedded(address):
        if why := why_not_public(str(inner)):
            return f"{why}, inside {address}"
    return _special(address)


def _special(address: IPv4Address | IPv6Address) -> str | None:
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return None  # what is inside was looked at
    for network, why in _NETWORKS:
        if address in network:
            return why
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6 and address not in _NAT64:
        return "reserved"
    return None


def _embedded(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses the machine's resolver gives for `host`, without repetitions."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def resolve_in_time(resolve: Resolve, host: str, port: int, seconds: float) -> Sequence[str]:
    """Ask `resolve`, but wait no longer than `seconds`; raises TimeoutError or its OSError.

    The resolver of the C library can't be stopped, so it is left behind in a thread of its own.
    """
    answer: queue.Queue[Sequence[str] | Exception] = queue.Queue()

    def ask() -> None:
        try:
            answer.put(list(resolve(host, port)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, name=f"resolve {host[:60]}", daemon=True).start()
    try:
        result = answer.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(result, Exception):
        raise OSError(str(result)) from result
    return result


def both_families(addresses: Sequence[str], most: int = 4) -> list[str]:
    """At most `most` of the addresses, IPv6 and IPv4 in turn: a dead family costs one try."""
    sixes = [a for a in addresses if ":" in a]
    fours = [a for a in addresses if ":" not in a]
    first, second = (sixes, fours) if addresses and ":" in addresses[0] else (fours, sixes)
    turns = [a for pair in zip(first, second, strict=False) for a in pair]
    return (turns + [a for a in addresses if a not in turns])[:most]
