"""What other rooms may know of the newspaper, its sections, topics, pages and old addresses."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.templatetags.static import static

from redaksi.press import reading, remembering
from redaksi.sections.daybook import (  # noqa: F401 (handed on)
    has_come,
    is_this_year,
    is_today,
    today,
)
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic
from redaksi.stylebook import theme


@dataclass(frozen=True, kw_only=True)
class Title:
    """The newspaper as every page names it."""

    pk: int
    name: str
    tagline: str
    host: str
    language: str
    zone: zoneinfo.ZoneInfo
    signature: str
    nameplate: str
    company: str
    address: str
    email: str
    phone: str
    responsible_editor: str
    managing_editor: str
    verification: str
    opening_capitals: bool
    is_example: bool
    facebook: str
    x_handle: str
    theme: theme.Theme


@dataclass(frozen=True, kw_only=True)
class SectionRef:
    """A section as a card or a menu names it."""

    pk: int
    name: str
    path: str
    url: str
    colour: str
    description: str
    parent: SectionRef | None = None
    children: tuple[SectionRef, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TopicRef:
    """A topic as a story names it."""

    pk: int
    name: str
    slug: str
    url: str
    description: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    """A static page as readers see it."""

    pk: int
    title: str
    url: str
    html: str
    in_footer: bool
    updated_at: datetime


@reading.reads
@remembering.remembered
def newspaper() -> Title:
    """The newspaper; a nameless one from the settings while no row exists. Notes ``site``."""
    reading.note("site", "template")
    row = Newspaper.objects.order_by("pk").first() or Newspaper(
        pk=0, name=settings.WAGTAIL_SITE_NAME, host="localhost", zone=settings.TIME_ZONE,
        language=settings.LANGUAGE_CODE,
    )  # fmt: skip
    return Title(
        pk=row.pk,
        name=row.name,
        tagline=row.tagline,
        host=row.host,
        language=row.language,
        zone=zoneinfo.ZoneInfo(row.zone),
        signature=row.signature,
        nameplate=row.nameplate.url if row.nameplate else _seeded_nameplate(),
        company=row.company,
        address=row.address,
        email=row.email,
        phone=row.phone,
        responsible_editor=row.responsible_editor,
        managing_editor=row.managing_editor,
        verification=row.verification,
        opening_capitals=row.opening_capitals,
        is_example=row.is_example,
        facebook=row.facebook,
        x_handle=row.x_handle,
        theme=theme.theme(settings.THEME, row.theme),
    )


def _seeded_nameplate() -> str:
    return static(settings.THEME_NAMEPLATE) if settings.THEME_NAMEPLATE else ""


def section_ref(row: Section, *, parent: SectionRef | None = None) -> SectionRef:
    """*row* as a card names it; notes ``section:ID``."""
    reading.note(f"section:{row.pk}")
    return SectionRef(
        pk=row.pk, name=row.name, path=row.path, url=row.url, colour=row.colour,
        description=row.description, parent=parent,
    )  # fmt: skip


def topic_ref(row: Topic) -> TopicRef:
    """*row* as a story names it; notes ``topic:ID``."""
    reading.note(f"topic:{row.pk}")
    return TopicRef(
        pk=row.pk, name=row.name, slug=row.slug, url=row.url, description=row.description
    )


def own_host() -> str:
    """The newspaper's host as its row has it; not for pages, so nothing is noted."""
    return str(Newspaper.objects.values_list("host", flat=True).order_by("pk").first() or "")


def own_zone() -> zoneinfo.ZoneInfo:
    """The newspaper's zone as its row has it; whoever shows it notes ``site`` by itself."""
    found = Newspaper.objects.values_list("zone", flat=True).order_by("pk").first()
    return zoneinfo.ZoneInfo(found or settings.TIME_ZONE)


@reading.reads
@remembering.remembered
def menu() -> tuple[SectionRef, ...]:
    """The sections of the menu in order, each with its children; notes ``menu``."""
    reading.note("menu")
    rows = list(Section.objects.filter(in_menu=True).order_by("order", "name"))
    children: dict[int | None, list[Section]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    return tuple(_with_children(row, children) for row in children.get(None, ()))


def _with_children(row: Section, children: dict[int | None, list[Section]]) -> SectionRef:
    own = tuple(
        SectionRef(
            pk=child.pk, name=child.name, path=child.path, url=child.url, colour=child.colour,
            description=child.description,
        )
        for child in children.get(row.pk, ())
    )  # fmt: skip
    return SectionRef(
        pk=row.pk, name=row.name, path=row.path, url=row.url, colour=row.colour,
        description=row.description, children=own,
    )  # fmt: skip


@reading.reads
def section_at(path: str) -> SectionRef | None:
    """The section at *path* with its parent and children; notes ``path:`` when there is none."""
    row = Section.objects.select_related("parent").filter(path=path).first()
    if row is None:
        reading.note(f"path:/{path}/")
        return None
    parent = section_ref(row.parent) if row.parent else None
    found = section_ref(row, parent=parent)
    children = tuple(section_ref(child) for child in row.children.order_by("order", "name"))
    reading.note("tree")
    return SectionRef(**{**vars(found), "children": children})


@reading.reads
def within(pk: int) -> tuple[int, ...]:
    """The ids of section *pk* and of those it stands in, innermost first; notes ``tree``."""
    reading.note("tree")
    parents = dict(Section.objects.values_list("pk", "parent_id"))
    found: list[int] = []
    at: int | None = pk
    while at is not None and at in parents and at not in found:
        found.append(at)
        at = parents[at]
    return tuple(found)


@reading.reads
def sections_of(pks: Iterable[int]) -> dict[int, SectionRef]:
    """The sections *pks* as a heading names them, by id; notes every ``section:ID``."""
    wanted = set(pks)
    reading.note("template", *(f"section:{pk}" for pk in wanted))
    rows = Section.objects.filter(pk__in=wanted) if wanted else ()
    return {row.pk: section_ref(row) for row in rows}


@reading.reads
def topics_of(pks: Iterable[int]) -> dict[int, TopicRef]:
    """The topics *pks* as a heading names them, by id; notes every ``topic:ID``."""
    wanted = set(pks)
    reading.note("template", *(f"topic:{pk}" for pk in wanted))
    rows = Topic.objects.filter(pk__in=wanted) if wanted else ()
    return {row.pk: topic_ref(row) for row in rows}


@reading.reads
def topic_at(slug: str) -> TopicRef | None:
    """The topic *slug*; notes its address when there is none."""
    row = Topic.objects.filter(slug=slug).first()
    reading.note(f"path:/topic/{slug}/")
    return topic_ref(row) if row else None


@reading.reads
def page_at(slug: str) -> PageView | None:
    """The static page *slug* that readers may see; notes ``page:ID`` or its address."""
    row = StaticPage.objects.filter(slug=slug).first()
    reading.note(f"page:{row.pk}" if row else f"path:/page/{slug}/")
    return page_view(row) if row and row.live else None


@reading.reads
@remembering.remembered
def footer_pages() -> tuple[PageView, ...]:
    """The static pages that the footer links to; notes ``site``."""
    reading.note("site")
    rows = StaticPage.objects.filter(in_footer=True, live=True).order_by("order", "title")
    return tuple(page_view(row) for row in rows)


@reading.reads
def static_pages() -> tuple[PageView, ...]:
    """All static pages that readers may see; notes every ``page:ID``, and ``addresses:page``."""
    reading.note("addresses:page")
    rows = list(StaticPage.objects.order_by("order", "title"))
    reading.note(*(f"page:{row.pk}" for row in rows))
    return tuple(page_view(row) for row in rows if row.live)


@reading.reads
def every_section() -> tuple[SectionRef, ...]:
    """All sections, of the menu and not, by their paths; notes ``tree`` and every
    ``section:ID``."""
    reading.note("tree")
    return tuple(section_ref(row) for row in Section.objects.order_by("path"))


def page_view(row: StaticPage) -> PageView:
    """*row* as readers see it."""
    return PageView(
        pk=row.pk, title=row.title, url=row.url, html=row.body, in_footer=row.in_footer,
        updated_at=row.updated_at,
    )  # fmt: skip


@reading.reads
def leads_to(path: str) -> str | None:
    """What the old address *path* leads to (``story:12`` or a path); notes ``path:``."""
    reading.note(f"path:{path}")
    row = OldAddress.objects.filter(path=path[:700]).values_list("leads_to", flat=True).first()
    return str(row) if row else None


@reading.reads
def address_of(noun: str, pk: int) -> str | None:
    """The address of the section, topic or static page *pk*; None when there is none."""
    reading.note(f"{noun}:{pk}")
    models: dict[str, type[Section | Topic | StaticPage]] = {
        "section": Section, "topic": Topic, "page": StaticPage,
    }  # fmt: skip
    row = models[noun].objects.filter(pk=pk).first() if noun in models else None
    return row.url if row else None
