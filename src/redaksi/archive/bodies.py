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
    """Put a photo that has come into its block."""
    for block in blocks:
        if block["id"] == want.at:
            value = block["value"]
            chosen = value if want.place < 0 else value["photos"][want.place]["value"]
            chosen["photo"] = photo


def give_up(blocks: list[dict[str, Any]], want: Want) -> None:
    """Show a link in the place of a photo that cannot be had; a gallery keeps the others."""
    link = {"type": "paragraph", "value": f"<p>{_link(want)}</p>", "id": str(uuid.uuid4())}
    for number, block in enumerate(blocks):
        if block["id"] == want.at and want.place < 0:
            blocks[number] = link | {"id": want.at}
            return
        if block["id"] == want.at:
            blocks.insert(number + 1, link)
            return
    if want.url or want.caption:
        blocks.insert(0, link | {"id": want.at})


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
    """A gallery of more photos than the desk allows is several."""
    if block["type"] != "gallery":
        yield block
        return
    for start in range(0, len(block["photos"]), MOST_PHOTOS):
        yield {"type": "gallery", "photos": block["photos"][start : start + MOST_PHOTOS]}


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
    text = entities.escape(want.caption or want.alt or want.url or "…", quote=False)
    return f'<a href="{entities.escape(want.url)}">{text}</a>' if want.url else text


def _table(block: Block) -> dict[str, str]:
    rows = [_cells(row) for row in block["rows"]]
    header = _cells(block["header"]) if block["header"] else ""
    if len(header) > LONGEST_CELLS or not rows:
        header, rows = "", [header, *rows]
    return {"caption": block["caption"][:300], "header": header, "rows": "\n".join(rows)}


def _cells(cells: Iterable[str]) -> str:
    return " | ".join(words(cell).replace("|", "/") if cell else "" for cell in cells)


VALUES: dict[str, Any] = {
    "paragraph": lambda block: f"<p>{block['html']}</p>",
    "heading": lambda block: block["text"],
    "quote": lambda block: {"html": f"<p>{block['html']}</p>", "by": block["by"][:200]},
    "pullquote": lambda block: {"text": block["text"], "by": block["by"][:200]},
    "list": lambda block: {
        "ordered": block["ordered"],
        "items": [_item(f"<p>{text}</p>") for text in block["items"]],
    },
    "table": _table,
    "embed": lambda block: {"url": block["url"], "caption": ""},
    "factbox": lambda block: {"title": block["title"][:200], "html": block["html"]},
}
