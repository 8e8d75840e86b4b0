"""The frame of a page: what stands round its content, the same for every kind of page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.template import loader

from redaksi.lib import clock, registries
from redaksi.lib.registries import HeadLink
from redaksi.portal import sheets, structured
from redaksi.portal.requests import ReaderRequest
from redaksi.sections.queries import PageView, SectionRef, Title, footer_pages, menu


@dataclass(frozen=True, kw_only=True)
class ShareImage:
    """The picture of a shared link; size in pixels."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a page says of itself (``heading``, ``description``, ``path``) and what stands round it.

    ``kind`` picks the style sheet: front, list, story or plain. ``path`` is the one address of
    the page, ``base`` the start of absolute ones.
    """

    title: Title
    menu: tuple[SectionRef, ...]
    pages: tuple[PageView, ...]
    base: str
    path: str
    kind: str
    heading: str
    description: str
    now: datetime
    current: SectionRef | None = None
    image: ShareImage | None = None
    type: str = "website"
    indexed: bool = True
    italics: bool = False
    data: tuple[dict[str, Any], ...] = ()
    links: tuple[HeadLink, ...] = ()
    frames: frozenset[str] = field(default_factory=frozenset)
    #: Icons that the templates have used so far.
    icons: set[str] = field(default_factory=set)

    @property
    def canonical(self) -> str:
        return self.base + self.path

    @property
    def robots(self) -> str:
        if self.title.is_example or not self.indexed:
            return "noindex"
        return "max-image-preview:large"

    @property
    def top(self) -> int | None:
        """The id of the section of the menu that this page belongs to."""
        if self.current is None:
            return None
        return self.current.parent.pk if self.current.parent else self.current.pk


def frame(
    request: ReaderRequest,
    *,
    path: str,
    kind: str,
    heading: str,
    description: str = "",
    data: Iterable[dict[str, Any]] = (),
    **more: Any,
) -> Frame:
    """The frame of the page at *path*; asks for the menu and the footer."""
    title = request.newspaper
    return Frame(
        title=title, menu=menu(), pages=footer_pages(), base=request.base, path=path, kind=kind,
        heading=heading, description=description or title.tagline, now=clock.now(),
        data=tuple(data), links=_links(path, title), **more,
    )  # fmt: skip


def _links(path: str, title: Title) -> tuple[HeadLink, ...]:
    return tuple(link for links in registries.head_links for link in links(path))


def page(
    request: ReaderRequest, template: str, made: Frame, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The answer that shows *template* within the frame *made*."""
    sheet = sheets.sheet(made.kind, fonts=not request.save_data)
    values = {"frame": made, "sheet": sheet, "data": structured.written(made.data), **context}
    response = HttpResponse(loader.render_to_string(template, values), status=status)
    response.headers["Content-Security-Policy"] = policy(sheet, made.frames)
    return response


def policy(sheet: sheets.Sheet, frames: Iterable[str]) -> str:
    """What a page may load: itself, our own files, and the frames of the providers it embeds."""
    parts = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'sha256-{sheet.sha256}'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": " ".join(sorted(frames)) or "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
