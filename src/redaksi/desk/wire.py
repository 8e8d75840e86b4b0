"""The list of the wires: what its address asks for, and its rows as the screen shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaksi.desk import paging, times
from redaksi.desk.models import Taking, name_of
from redaksi.lib import clock
from redaksi.wire import actions, queries, rules
from redaksi.wire.models import Item, Source
from redaksi.wire.queries import Wanted

#: Items of a page of the list.
PAGE = 40
#: State in the address to its name; none is what is new or taken.
STATES = (
    ("", gettext_lazy("New and taken")),
    (Item.State.NEW, gettext_lazy("New")),
    (Item.State.TAKEN, gettext_lazy("Taken")),
    (Item.State.DROPPED, gettext_lazy("Dropped")),
    (Item.State.QUARANTINED, gettext_lazy("In quarantine")),
    ("all", gettext_lazy("All")),
)
#: Health of a wire to its word, its shape and its tone.
WORDS: dict[str, tuple[Any, str, str]] = {
    "well": (gettext_lazy("well"), "circle-check", "good"),
    "new": (gettext_lazy("not asked yet"), "time", "soft"),
    "shaky": (gettext_lazy("failed lately"), "warning", "soft"),
    "failing": (gettext_lazy("failing"), "error", "must"),
    "silent": (gettext_lazy("silent"), "no-view", "must"),
    "off": (gettext_lazy("paused"), "cross", "soft"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address of the list says: what is wanted, which page of it, which item is shown,
    and which was dropped just now."""

    wanted: Wanted = Wanted()
    page: int = 1
    item: int | None = None
    dropped: int | None = None

    @classmethod
    def of(cls, said: QueryDict) -> Asked:
        """From an address or a form; what is none is passed over."""
        state, text = said.get("state", ""), " ".join(said.get("q", "").split())
        wanted = Wanted(
            source=_number(said.get("source")), section=_number(said.get("section")),
            state=state if state in dict(STATES) else "", text=text[: queries.LONGEST],
        )  # fmt: skip
        return cls(
            wanted=wanted,
            page=_number(said.get("page")) or 1,
            item=_number(said.get("item")),
            dropped=_number(said.get("dropped")),
        )

    def url(self, **changed: Any) -> str:
        """The address of the same list, with another ``item`` or ``page``."""
        asked = replace(self, **{"dropped": None, **changed})
        said = {
            "source": asked.wanted.source, "section": asked.wanted.section,
            "state": asked.wanted.state, "q": asked.wanted.text,
            "page": asked.page if asked.page > 1 else None, "item": asked.item,
            "dropped": asked.dropped,
        }  # fmt: skip
        kept = urlencode({name: value for name, value in said.items() if value})
        return reverse("wire:index") + (f"?{kept}" if kept else "")

    def of_source(self, source: int | None) -> str:
        """The address of the first page of the list of one source, or of all."""
        return self.url(wanted=replace(self.wanted, source=source), page=1, item=None)


@dataclass(frozen=True, kw_only=True)
class Health:
    """How a wire is, for a template: a word, the name of an icon, a tone."""

    word: Any
    shape: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item in the list. ``pills`` are words and tones of what is special about it."""

    pk: int
    url: str
    title: str
    summary: str
    source: str
    at: str
    shown: bool
    pills: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Wire:
    """One source beside the list."""

    pk: int
    name: str
    health: Health
    last: str
    url: str
    shown: bool


def health(source: Source) -> Health:
    """How *source* is now."""
    word, shape, tone = WORDS[rules.health(source, clock.now())]
    return Health(word=word, shape=shape, tone=tone)


def page(asked: Asked) -> Any:
    """The page of items that is asked for, without counting the others."""
    return paging.Uncounted(queries.found(asked.wanted), PAGE).get_page(asked.page)


def rows(items: Iterable[Item], asked: Asked) -> list[Row]:
    """*items* as the list shows them."""
    wall = times.wall()
    return [
        Row(
            pk=one.pk, url=asked.url(item=one.pk), title=title(one), summary=one.summary,
            source=one.source.name, at=wall.told(one.at), shown=one.pk == asked.item,
            pills=pills(one, wall),
        )
        for one in items
    ]  # fmt: skip


def sources(asked: Asked) -> list[Wire]:
    """Every source with its health; one query."""
    wall = times.wall()
    return [
        Wire(
            pk=one.pk, name=one.name, health=health(one), last=wall.told(one.item_at),
            url=asked.of_source(None if one.pk == asked.wanted.source else one.pk),
            shown=one.pk == asked.wanted.source,
        )
        for one in Source.objects.all()
    ]  # fmt: skip


def title(item: Item) -> str:
    """The title of *item*; for what has none, that it could not be read."""
    return item.title or _("An answer that could not be read")


def pills(item: Item, wall: times.Wall) -> tuple[tuple[str, str], ...]:
    """What is special about *item*: its version, what it is like, what became of it."""
    said: list[tuple[str, str]] = []
    if item.version > 1:
        said.append((_("Version %(number)s") % {"number": item.version}, "plain"))
    if item.like is not None:
        told = {"source": item.like.source.name, "time": wall.told(item.like.at)}
        said.append((_("Same as %(source)s, %(time)s") % told, "plain"))
    if item.state == Item.State.TAKEN:
        name = name_of(item.by)
        said.append((_("Taken by %(name)s") % {"name": name} if name else _("Taken"), "good"))
    elif item.state == Item.State.DROPPED:
        said.append((_("Dropped"), "plain"))
    elif item.state == Item.State.QUARANTINED:
        said.append((_("In quarantine"), "must"))
    return tuple(said)


def preview(pk: int | None) -> dict[str, Any] | None:
    """Everything that the pane beside the list shows of the item *pk*; None without one."""
    rows_of = Item.objects.select_related("source__section", "by__person", "like__source")
    item = rows_of.filter(pk=pk).first() if pk else None
    if item is None:
        return None
    wall = times.wall()
    taking = Taking.objects.filter(item=item.thread).select_related("story", "by__person").first()
    versions = list(queries.of_thread(item.thread).only("pk", "version", "received_at"))
    return {
        "item": item, "title": title(item), "pills": pills(item, wall), "taking": taking,
        "blocks": queries.blocks(item), "at": wall.told(item.at),
        "came": wall.told(item.received_at),
        "trouble": actions.told(item.reason), "by": name_of(item.by),
        "decided": wall.told(item.decided_at), "credit": item.source.credit,
        "versions": [(one.pk, one.version, wall.told(one.received_at)) for one in versions],
        "like": item.like, "like_at": wall.told(item.like.at) if item.like else "",
        "may_enter": bool(item.title) and item.state == Item.State.QUARANTINED,
    }  # fmt: skip


def _number(text: str | None) -> int | None:
    known = bool(text) and str(text).isascii() and str(text).isdecimal() and len(str(text)) <= 18
    return int(str(text)) if known else None
