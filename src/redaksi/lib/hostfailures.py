"""A memory of hosts that failed, so that a dead one is not waited for a thousand times."""

from __future__ import annotations

import threading
from typing import Any

import httpx

from redaksi.lib.fetch import BadAnswer, Fetched, GivenUp, TooSlow, Unreachable, fetch


class HostFailures:
    """Gives a host up after `limit` failures in a row; one good answer wipes the slate.

    A failure is Unreachable, TooSlow, BadAnswer or a status of 500 and over; what we ourselves
    refuse is not held against the host. Safe to share between threads.
    """

    def __init__(self, limit: int = 3) -> None:
        self.limit = limit
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str, **options: Any) -> Fetched:
        """`fetch(url, **options)`, remembered; raises GivenUp at once for a host given up."""
        if self.given_up(url):
            raise GivenUp(url, f"its host failed {self.limit} times in a row")
        try:
            answer = fetch(url, **options)
        except (Unreachable, TooSlow, BadAnswer):
            self.failed(url)
            raise
        self.failed(url) if answer.status >= 500 else self.answered(url)
        return answer

    def given_up(self, url: str) -> bool:
        """Whether the host of `url` (an address or a host) has failed too often."""
        return self._counts.get(_host(url), 0) >= self.limit

    def failed(self, url: str) -> None:
        """Count a failure against the host of `url`."""
        with self._lock:
            self._counts[_host(url)] = self._counts.get(_host(url), 0) + 1

    def answered(self, url: str) -> None:
        """Forget the failures of the host of `url`."""
        with self._lock:
            self._counts.pop(_host(url), None)

    def hosts(self) -> dict[str, int]:
        """The hosts that failed, with how often in a row."""
        return dict(self._counts)


def _host(url: str) -> str:
    try:
        return (httpx.URL(url).netloc.decode("ascii") if "//" in url else url).lower()
    except (httpx.InvalidURL, ValueError):
        return url[:200].lower()
