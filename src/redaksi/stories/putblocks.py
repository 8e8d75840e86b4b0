"""The text of ``redaksi story put``: from its blocks into those that a story stores."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import nh3

from redaksi.lib import markup
from redaksi.stories import embeds
from redaksi.stories.blocks import StoryBody
from redaksi.stories.models import Story
from redaksi.stories.putchecks import is_id, shown
from redaksi.stories.putphotos import PhotoDoor

#: Tags of stored rich text; what did not come from the editor is cleaned before it is stored.
_INLINE = {"a", "b", "i", "br", "sup", "sub"}
_BOX = _INLINE | {"p", "ul", "ol", "li", "h3"}
_SAME = {"strong": "b", "em": "i"}

#: More than this is an archive, not a story.
MOST_BLOCKS, MOST_PHOTOS, MOST_ROWS, MOST_CELLS = 1000, 60, 1000, 50

KINDS: dict[str, frozenset[str]] = {
    "paragraph": frozenset({"html"}),
    "heading": frozenset({"text"}),
    "quote": frozenset({"html", "by"}),
    "pullquote": frozenset({"text", "by"}),
    "photo": frozenset({"file", "id", "credit", "caption", "alt"}),
    "document": frozenset({"file", "id", "credit", "caption", "alt"}),
    "gallery": frozenset({"photos"}),
    "list": frozenset({"items", "ordered"}),
    "table": frozenset({"caption", "header", "rows"}),
    "embed": frozenset({"url", "caption"}),
    "factbox": frozenset({"title", "html"}),
    "crosslink": frozenset({"story"}),
}


def cleaned(html: str, *, box: bool = False) -> str:
    """*html* with only the tags that stored rich text may hold."""
    for old, new in _SAME.items():
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    return nh3.clean(
        markup.shallow(html),
        tags=_BOX if box else _INLINE,
        attributes={"a": {"href"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    ).strip()


class Blocks:
    """Turns given blocks into stored ones; ``wrong(field, says)`` hears what cannot be turned."""

    def __init__(self, photos: PhotoDoor, *, wrong: Callable[[str, str], None]) -> None:
        self.photos, self.wrong = photos, wrong

    def blocks(self, given: list[Any]) -> list[dict[str, Any]]:
        """The stored form of all blocks; those with a problem are left out."""
        if len(given) > MOST_BLOCKS:
            self.wrong(
                "body", f"It has {len(given):,} blocks; at most {MOST_BLOCKS:,} are allowed."
            )
            return []
        named: list[Any] = [one.get("story") for one in given if isinstance(one, Mapping)]
        linked = {pk for pk in named if is_id(pk)}
        self._stories = set(Story.objects.filter(pk__in=linked).values_list("pk", flat=True))
        made = []
        for number, one in enumerate(given, start=1):
            value = self._block(f"body[{number}]", one)
            if value is not None:
                made.append({"type": one["type"], "value": value})
        return made

    def _block(self, field: str, one: Any) -> Any:
        kind = one.get("type") if isinstance(one, Mapping) else None
        if not isinstance(kind, str) or kind not in KINDS:
            seen = kind if isinstance(one, Mapping) else one
            self.wrong(
                field, f"{shown(seen)} is not a kind of block; allowed are {', '.join(KINDS)}."
            )
            return None
        unknown = set(one) - KINDS[kind] - {"type"}
        if unknown:
            allowed = ", ".join(sorted(KINDS[kind]))
            named = ", ".join(shown(name, 30) for name in sorted(unknown)[:5])
            self.wrong(field, f"A {kind} has {allowed}; not {named}.")
            return None
        return getattr(self, f"_{kind}")(field, one)

    def _text(
        self, field: str, one: Mapping[str, Any], name: str, *, must: bool = True
    ) -> str | None:
        """The text *name* of a block, no longer than the desk allows; None with a problem told."""
        value = one.get(name)
        if value is None and not must:
            return ""
        if not isinstance(value, str) or (must and not value.strip()):
            self.wrong(f"{field}.{name}", f"It is a text, not {shown(value)}.")
            return None
        most = _most(str(one.get("type", "photo")), name)
        if most and len(value) > most:
            says = f"It has {len(value):,} characters; at most {most:,} are allowed."
            self.wrong(f"{field}.{name}", says)
            return None
        return value.strip() if most else value

    def _html(self, field: str, one: Mapping[str, Any]) -> str | None:
        html = self._text(field, one, "html")
        return None if html is None else f"<p>{cleaned(html)}</p>"

    _paragraph = _html

    def _heading(self, field: str, one: Mapping[str, Any]) -> str | None:
        return self._text(field, one, "text")

    def _quote(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        return _whole(html=self._html(field, one), by=self._text(field, one, "by", must=False))

    def _pullquote(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        text = self._text(field, one, "text")
        return _whole(text=text, by=self._text(field, one, "by", must=False))

    def _photo(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        given = {name: value for name, value in one.items() if name != "type"}
        photo = self.photos.photo(field, given)
        caption = self._text(field, one, "caption", must=False)
        return _whole(
            photo=photo and photo.pk, caption=caption, alt=self._text(field, one, "alt", must=False)
        )

    _document = _photo

    def _gallery(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        given = self._listed(field, one, "photos", MOST_PHOTOS)
        made = []
        for number, value in enumerate(given or (), start=1):
            place = f"{field}.photos[{number}]"
            if isinstance(value, Mapping) and "type" not in value:
                made.append(self._photo(place, value))
            else:
                self.wrong(place, f"It is an object with file or id, not {shown(value)}.")
        kept = [_item(value) for value in made if value]
        return {"photos": kept} if kept else None

    def _listed(self, field: str, one: Mapping[str, Any], name: str, most: int) -> list[Any] | None:
        value = one.get(name)
        if not isinstance(value, list) or not value:
            self.wrong(f"{field}.{name}", f"It is a list with something in it, not {shown(value)}.")
            return None
        if len(value) > most:
            self.wrong(
                f"{field}.{name}", f"It has {len(value):,} rows; at most {most:,} are allowed."
            )
            return None
        return value

    def _list(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        items = self._listed(field, one, "items", MOST_ROWS)
        ordered = one.get("ordered", False)
        for number, item in enumerate(items or (), start=1):
            if not isinstance(item, str):
                self.wrong(f"{field}.items[{number}]", f"It is a text, not {shown(item)}.")
                items = None
        if not isinstance(ordered, bool):
            self.wrong(f"{field}.ordered", f"It is true or false, not {shown(ordered)}.")
            return None
        if items is None:
            return None
        made = [_item(f"<p>{cleaned(str(item))}</p>") for item in items]
        return {"ordered": ordered, "items": made}

    def _table(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        rows = self._listed(field, one, "rows", MOST_ROWS)
        caption = self._text(field, one, "caption", must=False)
        header = one.get("header")
        lines = [
            self._line(f"{field}.rows[{number}]", row)
            for number, row in enumerate(rows or (), start=1)
        ]
        head = "" if header is None else self._line(f"{field}.header", header)
        if rows is None or head is None or None in lines:
            return None
        return _whole(caption=caption, header=head, rows="\n".join(str(line) for line in lines))

    def _line(self, field: str, cells: Any) -> str | None:
        """A row of a table as it is stored; None with a problem told."""
        good = isinstance(cells, list) and len(cells) <= MOST_CELLS
        if not good or not all(isinstance(one, str | int | float | None) for one in cells):
            self.wrong(field, f"It is a list of at most {MOST_CELLS} texts or numbers.")
            return None
        written = ["" if cell is None else str(cell) for cell in cells]
        return " | ".join(" ".join(cell.replace("|", "/").split()) for cell in written)

    def _embed(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        url = self._text(field, one, "url")
        caption = self._text(field, one, "caption", must=False)
        if url is not None and embeds.find(url) is None:
            allowed = ", ".join(embeds.PROVIDERS)
            says = f"{shown(url, 120)} is not an item of a listed provider: {allowed}."
            self.wrong(f"{field}.url", says)
            return None
        return _whole(url=url, caption=caption)

    def _factbox(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        html = self._text(field, one, "html")
        title = self._text(field, one, "title", must=False)
        return _whole(title=title, html=html and cleaned(html, box=True))

    def _crosslink(self, field: str, one: Mapping[str, Any]) -> int | None:
        pk = one.get("story")
        if not is_id(pk):
            says = f"A cross-link names a story by its id, not {shown(pk)}."
            self.wrong(f"{field}.story", says)
        elif pk not in self._stories:
            self.wrong(f"{field}.story", f"There is no story {pk}.")
        else:
            return int(str(pk))
        return None


def _whole(**parts: Any) -> dict[str, Any] | None:
    """The value of a block whose parts are all there; None when one has a problem."""
    return None if None in parts.values() else parts


def _item(value: Any) -> dict[str, Any]:
    """*value* in a list as Wagtail stores it; without an id it is wrapped anew at each save."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


@cache
def _most(kind: str, name: str) -> int | None:
    """How long the text *name* of a *kind* of block may be, as its field at the desk has it."""
    block = StoryBody.base_blocks[kind]
    part = getattr(block, "child_blocks", {}).get(name, block)
    found: int | None = getattr(getattr(part, "field", None), "max_length", None)
    return found
