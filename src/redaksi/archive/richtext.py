"""Blocks of a parsed page as the rich text of a static page; pure."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable
from typing import Any

from redaksi.archive.parsers.places import Block


def rich_text(blocks: Iterable[Block]) -> str:
    """The blocks as HTML with the tags a static page has; a picture is a link to its file."""
    return "".join(filter(None, (HTML[block["type"]](block) for block in blocks)))


def _list(block: Block) -> str:
    tag = "ol" if block["ordered"] else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in block['items'])}</{tag}>"


def _quote(block: Block) -> str:
    text = block.get("html") or _text(block["text"])
    by = f"<br>{_text(block['by'])}" if block["by"] else ""
    return f"<blockquote>{text}{by}</blockquote>"


def _table(block: Block) -> str:
    rows = [row for row in [block["header"], *block["rows"]] if row]
    lines = "".join(f"<li>{' · '.join(cell for cell in row if cell)}</li>" for row in rows)
    title = f"<p>{_text(block['caption'])}</p>" if block["caption"] else ""
    return f"{title}<ul>{lines}</ul>"


def _photo(block: Block) -> str:
    text = block["caption"] or block["alt"] or block["url"]
    if not text:
        return ""
    return f"<p>{_link(block['url'], text) if block['url'] else _text(text)}</p>"


def _factbox(block: Block) -> str:
    title = f"<h3>{_text(block['title'])}</h3>" if block["title"] else ""
    return f"{title}{block['html']}"


def _link(url: str, text: str) -> str:
    return f'<a href="{entities.escape(url)}">{_text(text)}</a>'


def _text(text: str) -> str:
    return entities.escape(text, quote=False)


HTML: dict[str, Any] = {
    "paragraph": lambda block: f"<p>{block['html']}</p>",
    "heading": lambda block: f"<h2>{_text(block['text'])}</h2>",
    "quote": _quote,
    "pullquote": _quote,
    "list": _list,
    "table": _table,
    "photo": _photo,
    "gallery": lambda block: "".join(map(_photo, block["photos"])),
    "embed": lambda block: f"<p>{_link(block['url'], block['url'])}</p>",
    "factbox": _factbox,
}
