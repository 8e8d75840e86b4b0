"""The short answers that the edge gives by itself, and what a reader's headers ask for."""

from __future__ import annotations

import html
import re

from redaksi.edge.addresses import Refused
from redaksi.edge.rsgi import HeaderList, Whole
from redaksi.edge.rules import Notice

NOTHING = "default-src 'none'; frame-ancestors 'none'"
RETRY_AFTER = "5"  # seconds
LOCKED: HeaderList = [
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", NOTHING),
]
TEXT = ("content-type", "text/plain; charset=utf-8")
PAGE = ("content-type", "text/html; charset=utf-8")
#: After these the connection may hold what the client meant as something else.
CLOSING = frozenset({400, 408, 411, 413, 414, 431})
_ETAG = re.compile(r'(?:W/)?("[^"]*")')
_gzip_taken: dict[str, bool] = {}


def refuse(answering: Whole, why: Refused) -> None:
    """Answer with the status and one line of text."""
    headers: HeaderList = [TEXT, *LOCKED]
    if why.status in CLOSING:
        headers.append(("connection", "close"))
    if why.allow:
        headers.append(("allow", why.allow))
    answering.response_str(why.status, headers, f"{why.status} {why.says}\n")


def unavailable(answering: Whole, notice: Notice) -> None:
    """503: a short page of its own, to be asked for again in five seconds."""
    headers = [PAGE, *LOCKED, ("retry-after", RETRY_AFTER), ("content-language", notice.language)]
    answering.response_str(503, headers, page_of(notice))


def page_of(notice: Notice) -> str:
    """The notice as a page without anything to load."""
    title, says = html.escape(notice.title), html.escape(notice.says)
    return (
        f'<!doctype html>\n<html lang="{html.escape(notice.language)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<h1>{title}</h1>\n<p>{says}</p>\n</html>\n"
    )


def takes_gzip(accepted: str | None) -> bool:
    """Whether Accept-Encoding lets a body be packed (RFC 9110, 12.5.3)."""
    if not accepted:
        return False
    taken = _gzip_taken.get(accepted)
    if taken is None:
        taken = _reads_gzip(accepted)
        if len(_gzip_taken) > 256:
            _gzip_taken.clear()
        if len(accepted) <= 256:
            _gzip_taken[accepted] = taken
    return taken


def _reads_gzip(accepted: str) -> bool:
    weights: dict[str, bool] = {}
    for one in accepted.lower().split(","):
        coding, *parameters = [part.strip() for part in one.split(";")]
        weights[coding] = not any(_is_zero(parameter) for parameter in parameters)
    for coding in ("gzip", "x-gzip", "*"):
        if coding in weights:
            return weights[coding]
    return False


def _is_zero(parameter: str) -> bool:
    return re.fullmatch(r"q\s*=\s*0(?:\.0*)?", parameter) is not None


def matches(asked: str, etag: str) -> bool:
    """Whether If-None-Match names `etag`, compared weakly (RFC 9110, 13.1.2); "" has no name."""
    if not etag:
        return False
    if asked in (etag, "*"):
        return True
    return len(asked) <= 8192 and etag in _ETAG.findall(asked)
