"""Files to readers: whole, one part, or nothing because the reader has it already."""

from __future__ import annotations

import re

from redaksi.edge import answers
from redaksi.edge.addresses import Refused
from redaksi.edge.filecase import FileCase, Found
from redaksi.edge.passing import Passing
from redaksi.edge.requests import READING, Way
from redaksi.edge.rsgi import Answering, Headers, Scope
from redaksi.edge.rules import Options

#: What a 304 repeats (RFC 9110, 15.4.5).
REPEATED = frozenset(
    ("cache-control", "etag", "last-modified", "vary", "x-content-type-options",
     "cross-origin-resource-policy", "content-security-policy")
)  # fmt: skip
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
OUTSIDE = (0, 0)


class FileServer:
    """Answers for the files of the options; `served` counts its answers."""

    def __init__(self, options: Options, passing: Passing) -> None:
        self.case = FileCase(options.files_capacity)
        self.passing = passing
        self.served = 0

    async def answer(self, scope: Scope, answering: Answering, way: Way) -> None:
        """Answer a request for a file; what is not there may be asked of the application."""
        if scope.method not in READING:
            raise Refused(405, "A file can only be read.", allow="GET, HEAD")
        if way.files is None:
            raise Refused(404, "There is no such file.")
        found = await self.case.find(way.files, way.path)
        if found is not None:
            self.served += 1
            return send(scope, answering, _form(scope.headers, found))
        if not way.files.ask:
            raise Refused(404, "There is no such file.")
        await self.passing.answer(scope, answering, way, private=False)


def _form(headers: Headers, found: Found) -> Found:
    """The gzip form for those who take it; a part is always one of the plain file."""
    if found.packed and "range" not in headers:
        return found.packed if answers.takes_gzip(headers.get("accept-encoding")) else found
    return found


def send(scope: Scope, answering: Answering, found: Found) -> None:
    """Answer with a file, its part, 304 or 416."""
    if _has_it(scope.headers, found):
        repeated = [pair for pair in found.headers if pair[0] in REPEATED]
        return answering.response_empty(304, repeated)
    part = part_of(scope.headers, found)
    if part == OUTSIDE:
        headers = [*found.headers, ("content-range", f"bytes */{found.size}")]
        return answering.response_empty(416, headers)
    if part:
        return _send_part(scope, answering, found, *part)
    headers = [*found.headers, ("content-length", str(found.size))]
    if scope.method == "HEAD":
        answering.response_empty(200, headers)
    elif found.body is not None:
        answering.response_bytes(200, headers, found.body)
    else:
        answering.response_file(200, headers, found.file)


def _send_part(scope: Scope, answering: Answering, found: Found, start: int, end: int) -> None:
    headers = [
        *found.headers,
        ("content-range", f"bytes {start}-{end - 1}/{found.size}"),
        ("content-length", str(end - start)),
    ]
    if scope.method == "HEAD":
        answering.response_empty(206, headers)
    elif found.body is not None:
        answering.response_bytes(206, headers, found.body[start:end])
    else:
        answering.response_file_range(206, headers, found.file, start, end)


def _has_it(headers: Headers, found: Found) -> bool:
    asked = headers.get("if-none-match")
    if asked is not None:
        return answers.matches(asked, found.etag)
    return headers.get("if-modified-since") == found.modified


def part_of(headers: Headers, found: Found) -> tuple[int, int] | None:
    """The first octet and the one after the last; OUTSIDE the file, or None for all of it.

    One range only: several, and what cannot be read, get the whole file (RFC 9110, 14.2).
    """
    asked = _RANGE.fullmatch(headers.get("range") or "")
    if not asked or not any(asked.groups()) or not _is_same(headers.get("if-range"), found):
        return None
    first, last = asked.groups()
    if first and last and int(last) < int(first):
        return None
    start = int(first) if first else max(0, found.size - int(last))
    end = min(found.size, int(last) + 1) if first and last else found.size
    return (start, end) if start < end else OUTSIDE


def _is_same(condition: str | None, found: Found) -> bool:
    return condition in (None, found.etag, found.modified)
