"""What is asked, what the application answers, and how both can fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Key = tuple[str, str, str, str]
"""(host, scheme, variant, address): how a page is found. A fragment's key has three parts."""

FragmentKey = tuple[str, str, str]
"""(host, scheme, address)."""


class Unreachable(Exception):
    """The application could not be asked, or did not answer in time."""


class Unavailable(Exception):
    """Nothing may be shown for this address now: readers get a short 503 with Retry-After."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address} cannot be shown now: {why}.")
        self.address = address
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One reader's question, already cleaned.

    `address` is the canonical path with the query that is kept; `scheme` is http or https;
    `variant` is "" or "s" (the reader sent Save-Data: on).
    """

    address: str
    host: str
    scheme: str
    variant: str = ""

    @property
    def key(self) -> Key:
        """How the page that answers is found in the store."""
        return (self.host, self.scheme, self.variant, self.address)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the application said; names of `headers` in any case, `body` not encoded."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Application(Protocol):
    """Who renders what the edge lacks."""

    async def fetch(self, ask: Ask, *, fragment: bool) -> Reply:
        """Ask for a page or a fragment; raises Unreachable. Called once for all who wait."""
        ...
