"""Blocks of a parsed post as a story stores them, and the photos they still want.

A photo stands in the stored text before its file is there: its block has no photo yet and shows
nothing. A :class:`Want` remembers it; :func:`put_in` fills it, :func:`give_up` turns it into a
link, so that readers miss nothing that could be told.
"""

from __future__ import annotations

import html as entities
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from redaksi.archive.parsers.markup import words
from redaksi.archive.parsers.places import Block

LEAD = "lead"
LONGEST_ALT = 500
LONGEST_CELLS = 2000
LONGEST_NAME = 200  # of a quote's speaker, a table's caption, a box's title
MOST_PHOTOS = 60  # of one gallery, as the desk allows


@dataclass(frozen=True, kw_only=True, slots=True)
class Want:
    """A photo that a story waits for: at which block (or ``lead``), which of a gallery, and what
    names it there: the attachment's number, its address, or both."""

    at: str
    place: int = -1
    attachment: int | None = None
    url: str = ""
    caption: str = ""
    alt: str = ""

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "", -1)}

    @classmethod
    def heard(cls, told: dict[str, Any]) -> Want:
        return cls(**told)


@dataclass(kw_only=True)
class Stored:
    """A story's text as it is stored, the photos it wants, and the caption of its lead photo."""

    blocks: list[dict[str, Any]]
    wants: list[Want]
    photo_caption: str = ""


def stored(blocks: Iterable[Block], *, thumbnail: int | None, attached: list[int]) -> Stored:
    """Turn parsed blocks into stored ones.

    ``thumbnail`` is the attachment chosen as featured image: the lead photo; without one a photo
    that opens the text becomes it. ``attached`` are the attachments a bare ``[gallery]`` shows.
    """
    waiting = [_with_attached(block, attached) for block in blocks]
    made = Stored(blocks=[], wants=[])
    first = waiting[0] if waiting and waiting[0]["type"] == "photo" else None
    if first and thumbnail in (None, first["attachment"]):
        waiting.pop(0)
        made.photo_caption = first["caption"]
        made.wants.append(_want(LEAD, first))
    elif thumbnail is not None:
        made.wants.append(Want(at=LEAD, attachment=thumbnail))
    for block in waiting:
        for one in _split(block):
            _add(made, one)
    return made


def put_in(blocks: list[dict[str, Any]], want: Want, photo: int) -> None:
    """Put a photo that has come into its block, or in the place of the link that stood for it."""
    value = {"photo": photo, "caption": want.caption, "alt": want.alt[:LONGEST_ALT]}
    if want.place < 0:
        for number, block in enumerate(blocks):
            if block["id"] == want.at:
                blocks[number] = {"type": "photo", "value": value, "id": want.at}
        return
    link = next((n for n, block in enumerate(blocks) if block["id"] == _link_id(want)), None)
    if link is not None:
        del blocks[link]
    _into_gallery(blocks, want, _item(value), len(blocks) if link is None else link)


def _into_gallery(blocks: list[dict[str, Any]], want: Want, item: Any, fallback: int) -> None:
    for block in blocks:
        if block["id"] == want.at:
            photos = block["value"]["photos"]
            if want.place < len(photos) and photos[want.place]["value"]["photo"] is None:
                photos[want.place] = item
            else:
                photos.insert(want.place, item)
            return
    made = {"type": "gallery", "value": {"photos": [item]}, "id": want.at}
    blocks.insert(fallback, made)


def give_up(blocks: list[dict[str, Any]], want: Want) -> None:
    """Show a link in the place of a photo that cannot be had; a gallery keeps the others.

    A photo of which nothing is known but its number leaves no trace; the report names it.
    """
    if not (want.url or want.caption or want.alt):
        return
    link = {"type": "paragraph", "value": f"<p>{_link(want)}</p>", "id": _link_id(want)}
    if any(block["id"] == link["id"] and block["type"] == "paragraph" for block in blocks):
        return
    for number, block in enumerate(blocks):
        if block["id"] == want.at and want.place < 0:
            blocks[number] = link
            return
        if block["id"] == want.at:
            blocks.insert(number + 1, link)
            return
    if want.at == LEAD:
        blocks.insert(0, link)


def without_link(blocks: list[dict[str, Any]], want: Want) -> None:
    """Take away the link that stood for a lead photo that has come."""
    blocks[:] = [block for block in blocks if block["id"] != _link_id(want)]


def _link_id(want: Want) -> str:
    """The link's own name: that of the block it replaces, or one that follows from it."""
    if want.place < 0 and want.at != LEAD:
        return want.at
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{want.at}:{want.place}"))


def close_gaps(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the places of photos that did not come, and without galleries left empty."""
    kept = []
    for block in blocks:
        if block["type"] == "gallery":
            photos = [one for one in block["value"]["photos"] if one["value"]["photo"]]
            if photos:
                kept.append(block | {"value": {"photos": photos}})
        elif block["type"] != "photo" or block["value"]["photo"]:
            kept.append(block)
    return kept


def _with_attached(block: Block, attached: list[int]) -> Block:
    if not block.get("attached"):
        return block
    photos = [{"attachment": number, "url": "", "caption": "", "alt": ""} for number in attached]
    return {"type": "gallery", "photos": photos}


def _split(block: Block) -> Iterator[Block]:
    """A gallery of more photos than the desk allows is several; a long name is a line of text."""
    if block["type"] != "gallery":
        yield from _shortened(block)
        return
    for start in range(0, len(block["photos"]), MOST_PHOTOS):
        yield {"type": "gallery", "photos": block["photos"][start : start + MOST_PHOTOS]}


def _shortened(block: Block) -> Iterator[Block]:
    name = {"quote": "by", "pullquote": "by", "table": "caption", "factbox": "title"}.get(
        block["type"], ""
    )
    if not name or len(block[name]) <= LONGEST_NAME:
        yield block
        return
    line = {"type": "paragraph", "html": entities.escape(block[name], quote=False)}
    without = block | {name: ""}
    yield from (without, line) if name == "by" else (line, without)


def _add(made: Stored, block: Block) -> None:
    name = str(uuid.uuid4())
    if block["type"] == "photo":
        made.wants.append(_want(name, block))
        value: Any = _photo(block)
    elif block["type"] == "gallery":
        made.wants += [_want(name, one, place) for place, one in enumerate(block["photos"])]
        value = {"photos": [_item(_photo(one)) for one in block["photos"]]}
    else:
        value = VALUES[block["type"]](block)
    made.blocks.append({"type": block["type"], "value": value, "id": name})


def _want(at: str, block: Block, place: int = -1) -> Want:
    return Want(
        at=at, place=place, attachment=block["attachment"], url=block["url"],
        caption=block["caption"], alt=block["alt"],
    )  # fmt: skip


def _photo(block: Block) -> dict[str, Any]:
    return {"photo": None, "caption": block["caption"], "alt": block["alt"][:LONGEST_ALT]}


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def _link(want: Want) -> str:
    name = want.url.partition("?")[0].rpartition("/")[2]
    text = entities.escape(want.caption or want.alt or name or want.url, quote=False)
    return f'<a href="{entities.escape(want.url)}">{text}</a>' if want.url else text


def _table(block: Block) -> dict[str, str]:
    rows = [_cells(row) for row in block["rows"]]
    header = _cells(block["header"]) if block["header"] else ""
    if len(header) > LONGEST_CELLS or not rows:
        header, rows = "", [header, *rows]
    return {"caption": block["caption"], "header": header, "rows": "\n".join(rows)}


def _cells(cells: Iterable[str]) -> str:
    return " | ".join(words(cell).replace("|", "/") if cell else "" for cell in cells)


VALUES: dict[str, Any] = {
    "paragraph": lambda block: f"<p>{block['html']}</p>",
    "heading": lambda block: block["text"],
    "quote": lambda block: {"html": f"<p>{block['html']}</p>", "by": block["by"]},
    "pullquote": lambda block: {"text": block["text"], "by": block["by"]},
    "list": lambda block: {
        "ordered": block["ordered"],
        "items": [_item(f"<p>{text}</p>") for text in block["items"]],
    },
    "table": _table,
    "embed": lambda block: {"url": block["url"], "caption": ""},
    "factbox": lambda block: {"title": block["title"], "html": block["html"]},
}
