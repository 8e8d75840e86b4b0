"""The headers of an answer to a reader: what it read, how fresh it is, what a browser may do.

``X-Redaksi-Tags`` (for our own edge) names every tag that the page read, ``Surrogate-Key`` (for
others') the first forty, ``X-Redaksi-Must`` those after whose move an older copy may never be
shown, not even while the application is down, ``X-Seq`` the last row of the log before the page
asked anything, and ``X-Good-Until`` when time alone makes it another page.
"""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from redaksi.portal.requests import ReaderRequest
from redaksi.press import acts, reading
from redaksi.press.models import LogCounter

#: The header of an answer that hardly anybody will ask for again: the edge keeps it aside.
PASSING = "X-Redaksi-Passing"
MOST_KEYS = 40
WORTH_PACKING = 600
REFERRER = "strict-origin-when-cross-origin"
#: What an answer that is not a page may do in a browser: nothing.
NOTHING = "default-src 'none'; frame-ancestors 'none'"
#: What a 304 says of the page besides what Django keeps.
KEPT: tuple[str, ...] = ("X-Seq", "X-Redaksi-Tags", "X-Redaksi-Must", "X-Good-Until")
KEPT += ("Surrogate-Key", "Content-Language")
#: Kinds of tag from the most telling to the least, for those who take forty only.
RANKS: tuple[str, ...] = ("story", "front", "list", "section", "topic", "page", "notes")
RANKS += ("related", "site", "menu", "template", "path", "card", "photo")


@reading.reads
def last_seq() -> int:
    """The number of the newest row of the log; 0 before the first."""
    reading.note("template")
    return LogCounter.objects.values_list("seq", flat=True).first() or 0


def must(response: HttpResponse, tag: str) -> None:
    """Let no older copy of *response* be shown once *tag* has moved."""
    response.headers["X-Redaksi-Must"] = f"{acts.TAKEDOWN} {_written(tag)}"


def finished(
    request: ReaderRequest, response: HttpResponse, *, seq: int, read: reading.Record
) -> HttpResponseBase:
    """*response* with its headers; 304 when the reader has it already.

    A surrogate gets the bytes as they are: it packs and names the page that it puts together.
    """
    _say_what_was_read(response, seq, read)
    if request.esi and "no-store" in response.headers.get("Surrogate-Control", ""):
        del response.headers["X-Redaksi-Tags"]  # the edge keeps nothing without them
    _say_what_a_browser_may(response)
    response.headers["Content-Language"] = request.newspaper.language
    if request.newspaper.is_example:
        response.headers["X-Robots-Tag"] = "noindex"
    if request.esi:
        return response
    _pack(request, response)
    return _same_again(request, response)


def without_strangers_headers(response: HttpResponseBase) -> None:
    """Take out what other middlewares say of readers: their language and their cookies."""
    response.cookies.clear()
    varying = [one.strip() for one in response.headers.get("Vary", "").split(",")]
    kept = [one for one in varying if one and one.lower() not in ("accept-language", "cookie")]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    else:
        response.headers.pop("Vary", None)


def headless(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD: all headers of *response*, its length included, and no body."""
    bare = HttpResponse(status=response.status_code)
    bare.headers = response.headers
    if isinstance(response, HttpResponse):
        bare.headers.setdefault("Content-Length", str(len(response.content)))
    elif isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()
    return bare


def keys(tags: set[str]) -> list[str]:
    """The forty tags that say most of a page, most telling first."""
    return sorted(tags, key=lambda tag: (_rank(tag), tag))[:MOST_KEYS]


def _rank(tag: str) -> int:
    kind = tag.partition(":")[0]
    return RANKS.index(kind) if kind in RANKS else len(RANKS)


def _say_what_was_read(response: HttpResponse, seq: int, read: reading.Record) -> None:
    response.headers["X-Seq"] = str(seq)
    response.headers["X-Redaksi-Tags"] = " ".join(sorted(_written(tag) for tag in read.tags))
    response.headers.setdefault("X-Redaksi-Must", acts.TAKEDOWN)
    response.headers["Surrogate-Key"] = " ".join(_written(tag) for tag in keys(read.tags))
    if read.until is not None:
        until = read.until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        response.headers["X-Good-Until"] = until


def _written(tag: str) -> str:
    """*tag* as a header may carry it: percent-encoded where it is not plain ASCII."""
    return quote(tag, safe=":/?=&@+,;!$'()*~%")


def _say_what_a_browser_may(response: HttpResponse) -> None:
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers.setdefault("Content-Security-Policy", NOTHING)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = REFERRER


def _pack(request: HttpRequest, response: HttpResponse) -> None:
    """Name the bytes, and pack them for a reader who can unpack them."""
    if response.status_code in (301, 302, 304):
        return
    name = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    patch_vary_headers(response, ("Accept-Encoding", "Save-Data"))
    if len(response.content) > WORTH_PACKING and _takes_gzip(request):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        name += "-gz"
    response.headers["ETag"] = f'"{name}"'


def _takes_gzip(request: HttpRequest) -> bool:
    offered = request.headers.get("Accept-Encoding", "").lower().replace(" ", "").split(",")
    return any(one == "gzip" or (one.startswith("gzip;") and one != "gzip;q=0") for one in offered)


def _same_again(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    if response.status_code != 200:
        return response
    answer = get_conditional_response(
        request, etag=response.headers["ETag"], last_modified=None, response=response
    )
    if answer is None or answer is response:
        return response
    for name in KEPT:
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer
