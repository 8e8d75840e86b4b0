"""Which proxies in front are believed when they say who asks."""

from __future__ import annotations

import ipaddress

from redaksi.lib.settingsfile import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
OWN = ("127.0.0.1", "::1")
KEY = "server.trusted_proxies"


def believed(settings: Settings) -> tuple[Network, ...]:
    """The networks of *settings*; this machine's own where readers come by HTTPS, else nobody's.

    Raises ValueError with the text that is no address.
    """
    named = settings.texts(KEY) or (OWN if settings.flag("server.https") else ())
    return tuple(_network(one) for one in named)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(
            f"{KEY}: “{text}” is no address and no network; one is written as 10.0.0.7 or "
            "10.0.0.0/24."
        ) from None
