"""The frame of a page: what stands round its content, the same for every kind of page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.template import loader

from redaksi.lib import clock, registries
from redaksi.lib.registries import HeadLink
from redaksi.portal import outside, sharing, sheets, structured, twins
from redaksi.portal.requests import Banner, ReaderRequest, is_lite
from redaksi.sections.queries import SectionRef, Title
from redaksi.stories import addresses


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

    ``kind`` picks the style sheet: front, list, story, epaper or plain. ``path`` is the one address
    of the page, ``base`` the start of absolute ones, ``here`` its path with what of the query
    decides. With ``esi`` the rails are named, not shown; a ``lite`` page has none.
    ``foot`` is the page's place in the foot: ``corrections``, a static page's id or nothing.
    """

    title: Title
    base: str
    path: str
    kind: str
    heading: str
    description: str
    now: datetime
    current: SectionRef | None = None
    foot: str = ""
    here: str = ""
    esi: bool = False
    lean: bool = False
    lite: bool = False
    #: Set for pages that sell nothing: one that is paid for already, a notice, an error.
    without_adverts: bool = False
    banner: Banner | None = None
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
    def twin(self) -> str:
        """The address of this page without pictures; on that page, of the one with them."""
        here = self.here or self.path
        return here if self.lite else twins.address(here)

    @property
    def robots(self) -> str:
        if self.title.is_example or not self.indexed:
            return "noindex"
        return "max-image-preview:large"

    @property
    def sheet(self) -> str:
        """The style sheet in the address of its rail."""
        return sheets.named(self.kind) + ("-s" if self.lean else "")

    @property
    def head(self) -> str:
        """What the masthead marks, in the address of its rail: the section of the menu that this
        page belongs to, or that it is itself; ``latest``; 0 for nothing."""
        if self.path == addresses.LATEST:
            return "latest"
        if self.current is None:
            return "0"
        top = self.current.parent or self.current
        return f"{top.pk}-itself" if top.url == self.path else str(top.pk)


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
    """The frame of the page at *path*; asks for nothing."""
    title, lite = request.newspaper, is_lite(request)
    more.setdefault("here", _here(request, path))
    more.setdefault("without_adverts", kind == "plain")
    return Frame(
        title=title, base=request.base, path=path, kind=kind, heading=heading,
        description=description or title.tagline, now=clock.now(), data=tuple(data),
        links=_links(path), esi=request.esi and not lite, lean=request.save_data, lite=lite,
        banner=getattr(request, "banner", None), **more,
    )  # fmt: skip


def _here(request: ReaderRequest, path: str) -> str:
    """*path* with the key of its page of a list, where one was asked for."""
    before = request.GET.get("before")
    return f"{path}?{urlencode({'before': before})}" if before else path


def _links(path: str) -> tuple[HeadLink, ...]:
    return tuple(link for links in registries.head_links for link in links(path))


def page(
    request: ReaderRequest, template: str, made: Frame, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The answer that shows *template* within the frame *made*."""
    names = twins.templates(template) if made.lite else template
    sheet = sheets.sheet(
        twins.KIND if made.lite else made.kind, fonts=not (made.lean or made.lite),
        look=made.title.theme,
    )  # fmt: skip
    values = {
        "frame": made, "font": sheet.font, "data": structured.written(made.data),
        "shares": sharing.places(made.heading, made.canonical), "outside": _asked(made), **context,
    }  # fmt: skip
    response = HttpResponse(loader.render_to_string(names, values), status=status)
    response.headers["Content-Security-Policy"] = policy(
        sheet, made.frames, () if made.lite else settings.OUTSIDE_TAGS
    )
    if made.esi:
        response.headers["Surrogate-Control"] = 'content="ESI/1.0"'
    return response


def _asked(made: Frame) -> Asked | None:
    """What readers are asked on this page; None where no tag of others is on."""
    return Asked(tags=settings.OUTSIDE_TAGS) if settings.OUTSIDE_TAGS and not made.lite else None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The tags that a reader is asked about."""

    tags: tuple[outside.Tag, ...]

    @property
    def written(self) -> str:
        """What the page's script must know, as JSON."""
        return json.dumps([tag.written() for tag in self.tags])

    @property
    def categories(self) -> list[tuple[str, list[outside.Tag]]]:
        """What they are for, each with its tags."""
        names = dict.fromkeys(tag.category for tag in self.tags)
        return [(name, [tag for tag in self.tags if tag.category == name]) for name in names]

    @property
    def several(self) -> bool:
        """Whether there is something to choose between."""
        return len(self.categories) > 1


def policy(sheet: sheets.Sheet, frames: Iterable[str], tags: Sequence[outside.Tag] = ()) -> str:
    """What a page may load: itself, our own files, the frames of the providers it embeds, and what
    the *tags* need that the newspaper has switched on."""
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
    for name in parts:
        more = outside.sources(tags, name)
        if more:
            kept = [] if parts[name] == "'none'" else [parts[name]]
            parts[name] = " ".join([*kept, *more])
    return "; ".join(f"{name} {value}" for name, value in parts.items())
