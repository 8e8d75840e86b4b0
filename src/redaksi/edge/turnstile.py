"""The turnstile: counts what people read, and knows nobody.

A visitor is a number made of the address, the browser's name and a salt that is drawn anew each
hour and never leaves this memory: when the hour is over nobody can tell any more who had which
number. It serves one purpose, to count whoever reads the same again only once. Machines, pages
that a browser fetched ahead, and pages of other sites are left out.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address

from redaksi.edge import clients
from redaksi.edge.ledger import Ledger
from redaksi.edge.rsgi import Headers, Scope
from redaksi.edge.rules import Beacon, Network
from redaksi.edge.tally import Tally

HOUR = 3_600
LONGEST_AGENT = 512  # octets of a browser's name that are looked at
VISITS, VISITORS = 2**20, 2**18  # places in the ledgers


class Turnstile:
    """What one worker counts; `now` answers in seconds since 1970."""

    def __init__(
        self, beacon: Beacon, trusted: tuple[Network, ...], now: Callable[[], float] = time.time
    ) -> None:
        self.beacon, self.tally = beacon, Tally()
        self._trusted, self._now = trusted, now
        self._key = re.compile(beacon.key)
        self._visits, self._visitors = Ledger(VISITS), Ledger(VISITORS)
        self._addresses = Ledger(VISITORS)
        self._hour, self._salt = -1, b""
        machines = re.compile(beacon.machines, re.IGNORECASE)
        self._is_machine = lru_cache(1024)(lambda agent: bool(machines.search(agent)))

    def count(self, scope: Scope, body: bytes) -> bool:
        """Count the read of what `body` names; whether it counted."""
        key = body.decode("ascii", "replace")
        headers = scope.headers
        agent = (headers.get("user-agent") or "")[:LONGEST_AGENT]
        if not self._key.fullmatch(key) or not _is_shown(headers) or self._is_machine(agent):
            return False
        if not self._is_news(_network(clients.client(scope, self._trusted)), agent, key):
            return False
        self.tally.add(key)
        return True

    def _is_news(self, address: str, agent: str, key: str) -> bool:
        """Whether this visitor has not counted `key` this hour, nor too much of anything."""
        self._turn()
        visitor = f"{address} {agent}"
        if self._visits.times(self._number(f"{visitor} {key}")) > 1:
            return False
        if self._visitors.times(self._number(visitor)) > self.beacon.most_of_one:
            return False
        here = self._addresses.times(self._number(f"{address} {key}"))
        return here <= self.beacon.most_of_address

    def _number(self, text: str) -> int:
        made = blake2b(text.encode("utf-8", "replace"), digest_size=8, key=self._salt)
        return int.from_bytes(made.digest(), "little")

    def _turn(self) -> None:
        """Begin a new hour: another salt, and nobody is remembered."""
        hour = int(self._now() // HOUR)
        if hour != self._hour:
            self._hour, self._salt = hour, secrets.token_bytes(16)
            for ledger in (self._visits, self._visitors, self._addresses):
                ledger.forget()


def _is_shown(headers: Headers) -> bool:
    """Whether a page of ours is before somebody's eyes: not fetched ahead, not on another site."""
    purpose = f"{headers.get('sec-purpose') or ''} {headers.get('purpose') or ''}".lower()
    ahead = "prefetch" in purpose or "prerender" in purpose or "preview" in purpose
    return not ahead and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _network(address: str) -> str:
    """`address`, or the half of an IPv6 address that its owner does not choose (RFC 7421)."""
    return IPv6Address(address).packed[:8].hex() if ":" in address else address
