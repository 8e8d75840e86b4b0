"""A request on the readers' side: what the middleware adds to Django's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from redaksi.sections.queries import Title


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What stands above a preview for an outsider: which version, until when the link works and
    until when the story is under embargo (empty: it is not)."""

    version: int
    until: str
    embargo: str


class ReaderRequest(HttpRequest):
    """A reader's request with the newspaper it is for, and the start of absolute addresses.

    ``esi``: whoever asks puts the rails in by themselves (Edge Side Includes 1.0). ``lite``: the
    page without pictures is asked for.
    """

    newspaper: Title
    base: str
    save_data: bool
    esi: bool
    lite: bool
    banner: Banner | None


def is_lite(request: HttpRequest) -> bool:
    """Whether the lite twin is asked for; a request that nobody marked, such as a preview's, asks
    for the full page."""
    return bool(getattr(request, "lite", False))


def takes_esi(request: HttpRequest) -> bool:
    """Whether a surrogate asks that puts included parts in: ``Surrogate-Capability`` says so.

    The header's form is that of the W3C note *Edge Architecture Specification* (2001).
    """
    return "ESI/1.0" in request.headers.get("Surrogate-Capability", "")


def base_of(title: Title, request: HttpRequest) -> str:
    """``https://harian.example``: where the newspaper lives.

    A newspaper without a host of its own yet, and the example newspaper, live where they were
    asked for (Django has checked that host against the allowed ones).
    """
    host = title.host.strip().strip("/")
    if not host or title.is_example or host.partition(":")[0] in ("localhost", "127.0.0.1"):
        return f"{request.scheme}://{request.get_host()}"
    return f"https://{host}"
