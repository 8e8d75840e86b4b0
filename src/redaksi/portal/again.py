"""What was made a moment ago, for the edge's next worker: the same row of the log, the same page.

Every worker of the edge asks for a page that moved, at about the same time. It is made for the
first of them; the others get the same octets while no row has been added to the log and the page's
time is not over. Whatever changes a page adds a row (`redaksi.press`), so nothing here can be older
than a page made now.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from redaksi.lib import clock
from redaksi.portal import answers
from redaksi.portal.requests import ReaderRequest
from redaksi.press import reading

#: Answers kept in one process, and the octets of the longest that is.
MOST, LONGEST = 64, 256 * 1024
#: Where `config.wsgi.behind_edge` says that it is our own edge that asks.
BEHIND_EDGE = "redaksi.behind_edge"
#: Seconds after which a page that waits for its turn is made beside the one that takes so long.
PATIENCE = 0.05
Key = tuple[int, str, str, str, bool]
Making = Callable[[], tuple[HttpResponseBase, reading.Record]]


@dataclass(frozen=True, kw_only=True)
class Made:
    """An answer, whole; `until` is when time alone makes it another."""

    status: int
    headers: dict[str, str]
    body: bytes
    until: datetime | None

    def answer(self) -> HttpResponse:
        """A copy that others may change."""
        return HttpResponse(self.body, status=self.status, headers=self.headers)


class Again:
    """The last answers; one of a kind is made at a time. For use from many threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Made] = OrderedDict()
        self._locks = [Lock() for _ in range(64)]
        self._turn = Lock()

    def answer(self, request: ReaderRequest, seq: int, make: Making) -> HttpResponseBase:
        """What *make* makes for *request* as of row *seq* of the log, or made a moment ago."""
        key = (seq, request.scheme or "", request.get_host(), request.get_full_path(),
               request.save_data)  # fmt: skip
        with self._locks[hash(key) % len(self._locks)]:
            kept = self._kept.get(key)
            if kept and (kept.until is None or clock.now() < kept.until):
                return kept.answer()
            with self._in_turn():
                response, record = make()
            self._keep(key, response, record)
        return response

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One page after the other: made four at a time, each would take four times as long."""
        mine = self._turn.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    def _keep(self, key: Key, response: HttpResponseBase, record: reading.Record) -> None:
        if not isinstance(response, HttpResponse) or len(response.content) > LONGEST:
            return
        if "X-Redaksi-Tags" not in response.headers or _is_for_once(response):
            return  # the edge does not keep it either, or hardly anybody asks for it
        self._kept[key] = Made(
            status=response.status_code, headers=dict(response.headers), body=response.content,
            until=record.until,
        )  # fmt: skip
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


def _is_for_once(response: HttpResponse) -> bool:
    passing = answers.PASSING in response.headers
    return passing or "no-store" in response.headers.get("Cache-Control", "")
