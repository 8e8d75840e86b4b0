"""Blocks from the stored text: resolved and cleaned, so that a page asks nothing more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import nh3
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from redaksi.photos.queries import Picture, pictures
from redaksi.stories import embeds, links
from redaksi.stories.beside import headlines_of
from redaksi.stories.shapes import Block, Figure, Headline

_INLINE = {"a", "b", "strong", "i", "em", "sup", "sub", "br", "code", "s", "u", "mark", "small"}
_BOX = _INLINE | {"p", "ul", "ol", "li", "h3", "h4"}
#: The beginning of a link to another site, as nh3 writes it.
_OUTWARD = re.compile(r'<a (?=(?:[a-z]+="[^"]*" )*href="https?://)')
_ATTRIBUTES = {"a": {"href", "lang", "title"}, "i": {"lang"}, "em": {"lang"}}


def clean(html: str, *, box: bool = False) -> str:
    """*html* with the tags a paragraph (or a box) may hold; safe, links without a referrer game."""
    cleaned = nh3.clean(
        html,
        tags=_BOX if box else _INLINE,
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    return mark_safe(cleaned.strip())  # noqa: S308 (nh3 cleaned it on the line above)


def paragraph(html: str) -> str:
    """Stored rich text as safe inline html: links resolved, the outer paragraphs opened."""
    opened = expand_db_html(html).replace("</p><p", "</p><br><br><p")
    return clean(opened)


def blocks(raw: Iterable[dict[str, Any]], *, paid: bool = False) -> tuple[Block, ...]:
    """The stored blocks *raw* as readers see them; notes every photo and story they show.

    A block whose photo or story is gone is left out. The links of a *paid* text to other sites
    say so to search engines (``rel="sponsored"``).
    """
    stored = list(raw)
    shown = pictures(set(_numbers(stored, ("photo", "document", "gallery"))))
    linked = headlines_of(_linked(stored))
    with links.known({pk: one.url for pk, one in linked.items()}):
        made = [_block(one["type"], one["value"], shown, linked) for one in stored]
    found = tuple(block for block in made if block is not None)
    return tuple(_sponsored(block) for block in found) if paid else found


def _sponsored(block: Block) -> Block:
    return replace(
        block, html=_marked(block.html), items=tuple(_marked(one) for one in block.items)
    )


def _marked(html: str) -> str:
    marked = _OUTWARD.sub(r'<a rel="sponsored noopener" ', html)
    return mark_safe(marked)  # noqa: S308 (clean html with an attribute of ours)


def _linked(stored: list[dict[str, Any]]) -> Iterator[int]:
    """The stories that the text leads to: its cross-links, and the links within it."""
    for one in stored:
        if one["type"] == "crosslink":
            yield from [one["value"]] if one["value"] else ()
        elif one["value"]:
            yield from links.numbers(json.dumps(one["value"]))


def _numbers(stored: list[dict[str, Any]], kinds: tuple[str, ...]) -> Iterator[int]:
    for one in stored:
        if one["type"] in kinds:
            for value in _photos(one["value"]):
                if value.get("photo"):
                    yield int(value["photo"])


def _photos(value: Any) -> list[dict[str, Any]]:
    """The photo values of a photo or gallery value; list items may be wrapped as Wagtail does."""
    if not isinstance(value, dict):
        return []
    if "photos" not in value:
        return [value]
    items = (one.get("value", one) if isinstance(one, dict) else {} for one in value["photos"])
    return [one for one in items if isinstance(one, dict)]


def _figure(value: dict[str, Any], shown: dict[int, Picture]) -> Figure | None:
    photo = shown.get(int(value.get("photo") or 0))
    if photo is None:
        return None
    return Figure(
        photo=photo,
        caption=value.get("caption") or photo.caption,
        alt=value.get("alt") or photo.alt,
    )


def _block(
    kind: str, value: Any, shown: dict[int, Picture], linked: dict[int, Headline]
) -> Block | None:
    if kind in ("photo", "document"):
        figure = _figure(value, shown)
        return Block(kind=kind, figure=figure) if figure else None
    if kind == "gallery":
        figures = tuple(f for one in _photos(value) if (f := _figure(one, shown)))
        return Block(kind=kind, figures=figures) if figures else None
    if kind == "crosslink":
        return Block(kind=kind, card=linked[value]) if value in linked else None
    make = _PLAIN.get(kind)
    return make(value) if make else None


def _quote(value: dict[str, Any]) -> Block:
    return Block(kind="quote", html=paragraph(value["html"]), by=value.get("by") or "")


def _pullquote(value: dict[str, Any]) -> Block:
    return Block(kind="pullquote", text=value["text"], by=value.get("by") or "")


def _list(value: dict[str, Any]) -> Block:
    items = (one.get("value", "") if isinstance(one, dict) else one for one in value["items"])
    return Block(
        kind="list",
        ordered=bool(value.get("ordered")),
        items=tuple(paragraph(one) for one in items),
    )


def _table(value: dict[str, Any]) -> Block:
    rows = tuple(_cells(line) for line in (value.get("rows") or "").splitlines() if line.strip())
    return Block(
        kind="table",
        caption=value.get("caption") or "",
        header=_cells(value["header"]) if value.get("header") else (),
        rows=rows,
    )


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _embed(value: dict[str, Any]) -> Block | None:
    found = embeds.find(value["url"])
    return Block(kind="embed", embed=found, caption=value.get("caption") or "") if found else None


def _factbox(value: dict[str, Any]) -> Block:
    html = clean(expand_db_html(value["html"]), box=True)
    return Block(kind="factbox", title=value.get("title") or "", html=html)


_PLAIN: dict[str, Callable[[Any], Block | None]] = {
    "paragraph": lambda value: Block(kind="paragraph", html=paragraph(value)),
    "heading": lambda value: Block(kind="heading", text=value),
    "quote": _quote,
    "pullquote": _pullquote,
    "list": _list,
    "table": _table,
    "embed": _embed,
    "factbox": _factbox,
}
