"""Files and small answers for machines: media, icons, health."""

from __future__ import annotations

import ipaddress
import mimetypes
import re
from email.utils import formatdate
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.db import DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response

from redaksi.portal import answers

#: Types that a browser may show by itself; anything else is a download.
SHOWN = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}
FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("image/avif", ".avif")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A photo's file: immutable, never a page, in part where a part was asked for."""
    file = _file(path)
    if file is None:
        return _nothing(request)
    seen = file.stat()
    etag = f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"'
    fresh = get_conditional_response(request, etag=etag)
    response = fresh or _whole_or_part(request, file, seen.st_size, etag)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Last-Modified"] = formatdate(seen.st_mtime, usegmt=True)
    return _locked_up(response)


media.plain = True  # type: ignore[attr-defined]


def _file(path: str) -> Path | None:
    if "\x00" in path or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        found = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
    except (SuspiciousFileOperation, ValueError, OSError):
        return None
    root = Path(settings.MEDIA_ROOT).resolve()
    return found if found.is_file() and found.is_relative_to(root) else None


def _whole_or_part(request: HttpRequest, file: Path, size: int, etag: str) -> HttpResponseBase:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    part = _part(request, size, etag)
    if part == (0, 0):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part:
        return _partial(file, kind, size, *part)
    response = FileResponse(
        file.open("rb"), content_type=kind, as_attachment=kind not in SHOWN, filename=file.name
    )
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The first octet and the one after the last; (0, 0) outside the file, None for all of it."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
    if last and first and int(last) < int(first):
        return None
    return (start, end) if start < size and start < end else (0, 0)


def _partial(file: Path, kind: str, size: int, start: int, end: int) -> HttpResponse:
    with file.open("rb") as opened:
        opened.seek(start)
        response = HttpResponse(opened.read(end - start), status=206, content_type=kind)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    if kind not in SHOWN:
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _locked_up(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = f"{answers.NOTHING}; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _nothing(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("404\n", status=404, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    _locked_up(response)
    return response


def icon(request: HttpRequest) -> HttpResponseBase:
    """The favicon: the newspaper's own ``static/favicon.ico`` or ours."""
    found = finders.find("favicon.ico") or finders.find("redaksi/favicon.ico")
    if not found:
        return _nothing(request)
    octets = Path(str(found)).read_bytes()
    response = HttpResponse(octets, content_type="image/vnd.microsoft.icon")
    response.headers["Cache-Control"] = A_DAY
    return _locked_up(response)


icon.plain = True  # type: ignore[attr-defined]


def health(request: HttpRequest) -> HttpResponse:
    """Whether pages can be made, for this machine only: the number of the newest log row."""
    if not _is_this_machine(request):
        return _nothing(request)
    try:
        response = JsonResponse({"ok": True, "seq": answers.last_seq()})
    except DatabaseError as problem:
        response = JsonResponse({"ok": False, "problem": type(problem).__name__}, status=503)
    response.headers["Cache-Control"] = "no-store"
    return response


health.plain = True  # type: ignore[attr-defined]


def _is_this_machine(request: HttpRequest) -> bool:
    """Whether nobody asks through a proxy: those who forward say for whom."""
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    address = request.META.get("REMOTE_ADDR", "")
    try:
        return not address or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
