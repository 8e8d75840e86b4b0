"""Pages to readers. Cookie and Authorization are never looked at here, and Range has no meaning."""

from __future__ import annotations

from redaksi.edge import answers
from redaksi.edge.addresses import Refused
from redaksi.edge.asking import Unavailable
from redaksi.edge.pages import Page
from redaksi.edge.requests import READING, Way
from redaksi.edge.rsgi import HeaderList, Scope, Whole
from redaksi.edge.worker import Worker

#: What a 304 repeats (RFC 9110, 15.4.5), and what content networks store by.
REPEATED = frozenset(
    ("cache-control", "vary", "content-location", "expires", "surrogate-key",
     "content-security-policy")
)  # fmt: skip


async def answer(worker: Worker, scope: Scope, answering: Whole, way: Way) -> None:
    """Answer a reader's request, waiting for the application when the store has no fresh page."""
    if scope.method not in READING or way.ask is None:
        raise Refused(405, "A page can only be read.", allow="GET, HEAD")
    try:
        page = await worker.engine.get(way.ask)
    except Unavailable:
        worker.tally["unavailable"] += 1
        return answers.unavailable(answering, worker.options.notice)
    send(worker.tally, scope, answering, page)


def send(tally: dict[str, int], scope: Scope, answering: Whole, page: Page) -> None:
    """Hand a page out: 304 when the reader has it in either form, else packed or plain."""
    headers = scope.headers
    packed = answers.takes_gzip(headers.get("accept-encoding")) and bool(page.pieces)
    etag = page.etag if packed else page.etag_plain
    asked = headers.get("if-none-match")
    if asked and page.status == 200:
        for known in (etag, page.etag_plain if packed else page.etag):
            if answers.matches(asked, known):
                tally["not_modified"] += 1
                return answering.response_empty(304, _unchanged(page, known))
    told = [*page.headers, ("x-seq", str(page.seq))]
    if etag:
        told.append(("etag", etag))
    if packed:
        told.append(("content-encoding", "gzip"))
    if page.stale:
        told.append(("x-stale", "1"))
    _send_body(scope, answering, page, told, packed=packed)


def _send_body(
    scope: Scope, answering: Whole, page: Page, told: HeaderList, *, packed: bool
) -> None:
    if scope.method == "HEAD":
        size = page.gzip_length if packed else page.plain_length
        return answering.response_empty(page.status, [*told, ("content-length", str(size))])
    answering.response_bytes(page.status, told, page.gzip() if packed else page.plain())


def _unchanged(page: Page, etag: str) -> HeaderList:
    told = [pair for pair in page.headers if pair[0] in REPEATED]
    told += [("etag", etag), ("x-seq", str(page.seq))]
    return [*told, ("x-stale", "1")] if page.stale else told
