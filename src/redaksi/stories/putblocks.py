"""The text of ``redaksi story put``: from its blocks into those that a story stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import nh3

from redaksi.stories import embeds
from redaksi.stories.models import Story
from redaksi.stories.putphotos import PhotoDoor

#: Tags of stored rich text; what did not come from the editor is cleaned before it is stored.
_INLINE = {"a", "b", "i", "br", "sup", "sub"}
_BOX = _INLINE | {"p", "ul", "ol", "li", "h3"}
_SAME = {"strong": "b", "em": "i"}

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
        html,
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
        made = []
        for number, one in enumerate(given, start=1):
            field = f"body[{number}]"
            value = self._block(field, one)
            if value is not None:
                made.append({"type": one["type"], "value": value})
        return made

    def _block(self, field: str, one: Any) -> Any:
        kind = one.get("type") if isinstance(one, Mapping) else None
        if not isinstance(kind, str) or kind not in KINDS:
            self.wrong(field, f"{kind!r:.40} is not a kind of block; allowed are {', '.join(KINDS)}.")
            return None
        unknown = set(one) - KINDS[kind] - {"type"}
        if unknown:
            allowed = ", ".join(sorted(KINDS[kind]))
            self.wrong(field, f"A {kind} has {allowed}; not {', '.join(sorted(map(str, unknown)))}.")
            return None
        return getattr(self, f"_{kind}")(field, one)

    def _text(self, field: str, one: Mapping[str, Any], name: str, *, must: bool = True) -> str | None:
        value = one.get(name)
        if value is None and not must:
            return ""
        if not isinstance(value, str) or (must and not value.strip()):
            self.wrong(field, f"{name} is a text, not {value!r:.60}.")
            return None
        return value

    def _paragraph(self, field: str, one: Mapping[str, Any]) -> str | None:
        html = self._text(field, one, "html")
        return None if html is None else f"<p>{cleaned(html)}</p>"

    def _heading(self, field: str, one: Mapping[str, Any]) -> str | None:
        return self._text(field, one, "text")

    def _quote(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        html, by = self._text(field, one, "html"), self._text(field, one, "by", must=False)
        return None if html is None or by is None else {"html": f"<p>{cleaned(html)}</p>", "by": by}

    def _pullquote(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        text, by = self._text(field, one, "text"), self._text(field, one, "by", must=False)
        return None if text is None or by is None else {"text": text, "by": by}

    def _photo(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        given = {name: value for name, value in one.items() if name != "type"}
        photo = self.photos.photo(field, given)
        if photo is None:
            return None
        caption, alt = one.get("caption") or "", one.get("alt") or ""
        return {"photo": photo.pk, "caption": str(caption), "alt": str(alt)}

    _document = _photo

    def _gallery(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        given = one.get("photos")
        if not isinstance(given, list) or not given:
            self.wrong(field, f"photos is a list of photos, not {given!r:.60}.")
            return None
        found = [self._photo(field, value) for value in given if isinstance(value, Mapping)]
        kept = [value for value in found if value]
        if len(found) != len(given):
            self.wrong(field, "Every photo of a gallery is an object with file or id.")
        return {"photos": [{"type": "item", "value": value} for value in kept]} if kept else None

    def _list(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        items = one.get("items")
        if not isinstance(items, list) or not items or not all(isinstance(i, str) for i in items):
            self.wrong(field, f"items is a list of texts, not {items!r:.60}.")
            return None
        made = [{"type": "item", "value": f"<p>{cleaned(item)}</p>"} for item in items]
        return {"ordered": bool(one.get("ordered")), "items": made}

    def _table(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        header, rows = one.get("header") or [], one.get("rows")
        good = isinstance(rows, list) and all(isinstance(row, list) for row in [header, *rows])
        if not good or not rows:
            self.wrong(field, "A table has rows, each a list of cells, and perhaps a header.")
            return None
        return {
            "caption": str(one.get("caption") or ""),
            "header": _line(header),
            "rows": "\n".join(_line(row) for row in rows),
        }

    def _embed(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        url = self._text(field, one, "url")
        if url is None or embeds.find(url) is None:
            allowed = ", ".join(embeds.PROVIDERS)
            self.wrong(field, f"{url!r:.120} is not an item of a listed provider: {allowed}.")
            return None
        return {"url": url, "caption": str(one.get("caption") or "")}

    def _factbox(self, field: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
        html, title = self._text(field, one, "html"), self._text(field, one, "title", must=False)
        if html is None or title is None:
            return None
        return {"title": title, "html": cleaned(html, box=True)}

    def _crosslink(self, field: str, one: Mapping[str, Any]) -> int | None:
        pk = one.get("story")
        if isinstance(pk, bool) or not isinstance(pk, int):
            self.wrong(field, f"A cross-link names a story by its id, not {pk!r:.40}.")
            return None
        if not Story.objects.filter(pk=pk).exists():
            self.wrong(field, f"There is no story {pk}.")
            return None
        return pk


def _line(cells: list[Any]) -> str:
    return " | ".join(" ".join(str(cell).replace("|", "/").split()) for cell in cells)
