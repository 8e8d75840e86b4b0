"""Where running text goes: the body, or a quote, list, table, figure or heading inside it.

A place takes finished lines (``paragraph``) and finished blocks (``block``), and hands its own
block to the place above when it closes. What does not fit a place goes on to the one above, in
order: nothing is dropped.
"""

import html as entities
from typing import Any

from redaksi.archive.parsers.markup import words

Block = dict[str, Any]
LONGEST_HEADING = 200  # characters; a longer one is a paragraph that was set as a heading
WIDEST_SPAN = 50
NOWHERE = 1 << 40  # a column beyond every table


def paragraph(html: str) -> Block:
    """A paragraph block."""
    return {"type": "paragraph", "html": html}


class Place:
    """The base: hands everything on to the place above."""

    single = False  # whether a blank line is a line break here, not a new paragraph

    def __init__(self, above: "Place | None" = None) -> None:
        self.above = above

    def paragraph(self, html: str) -> None:
        self.block(paragraph(html))

    def caption(self, html: str) -> None:
        self.paragraph(html)

    def block(self, block: Block) -> None:
        if self.above:
            self.above.block(block)

    def close(self) -> None:
        """Hand the place's own block to the one above."""


class Body(Place):
    """The story itself."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []

    def block(self, block: Block) -> None:
        self.blocks.append(block)


class Heading(Place):
    """``h1`` to ``h6``; a picture inside comes after it."""

    single = True

    def __init__(self, above: Place) -> None:
        super().__init__(above)
        self.parts: list[str] = []
        self.after: list[Block] = []

    def paragraph(self, html: str) -> None:
        self.parts.append(html)

    def block(self, block: Block) -> None:
        self.after.append(block)

    def close(self) -> None:
        text = words("<br>".join(self.parts))
        if len(text) > LONGEST_HEADING:
            super().block(paragraph("<br>".join(self.parts)))
        elif text:
            super().block({"type": "heading", "text": text})
        for block in self.after:
            super().block(block)


class Quote(Place):
    """``blockquote``; ``by`` is its ``cite``. Blocks inside split it."""

    def __init__(self, above: Place, *, pull: bool) -> None:
        super().__init__(above)
        self.pull = pull
        self.parts: list[str] = []
        self.by = ""

    def paragraph(self, html: str) -> None:
        if self.by:
            self.parts.append(self.by)
            self.by = ""
        self.parts.append(html)

    def block(self, block: Block) -> None:
        if block["type"] == "heading":
            self.paragraph(f"<b>{entities.escape(block['text'], quote=False)}</b>")
            return
        self.close()
        super().block(block)

    def close(self) -> None:
        if self.parts or self.by:
            super().block(self._own())
        self.parts, self.by = [], ""

    def _own(self) -> Block:
        by = words(self.by)
        if not self.parts:
            return paragraph(self.by)
        if self.pull:
            return {"type": "pullquote", "text": words("<br>".join(self.parts)), "by": by}
        return {"type": "quote", "html": "<br>".join(self.parts), "by": by}


class Cite(Place):
    """The ``cite`` of a quote."""

    single = True

    def __init__(self, above: Quote) -> None:
        super().__init__(above)
        self.quote = above
        self.parts: list[str] = []

    def paragraph(self, html: str) -> None:
        self.parts.append(html)

    def close(self) -> None:
        if not self.parts:
            return
        if self.quote.by:
            self.quote.parts.append(self.quote.by)
        self.quote.by = "<br>".join(self.parts)


class Items(Place):
    """``ul`` and ``ol``; a list inside becomes items of this one, a block inside splits it."""

    single = True

    def __init__(self, above: Place, *, ordered: bool) -> None:
        super().__init__(above)
        self.ordered = ordered
        self.depth = 0
        self.items: list[str] = []
        self.parts: list[str] = []

    def paragraph(self, html: str) -> None:
        self.parts.append(html)

    def next(self) -> None:
        """End the item at hand."""
        if self.parts:
            self.items.append("– " * self.depth + "<br>".join(self.parts))
        self.parts = []

    def block(self, block: Block) -> None:
        self.close()
        super().block(block)

    def close(self) -> None:
        self.next()
        if self.items:
            super().block({"type": "list", "items": self.items, "ordered": self.ordered})
        self.items = []


class Table(Place):
    """``table``; pictures inside come after it, a table inside is text of its cell."""

    single = True

    def __init__(self, above: Place) -> None:
        super().__init__(above)
        self.header: list[str] = []
        self.rows: list[list[str]] = []
        self.parts: list[str] = []
        self.heads = 0
        self.at = NOWHERE
        self.spans: dict[int, int] = {}
        self.title: list[str] = []
        self.after: list[Block] = []

    def paragraph(self, html: str) -> None:
        self.parts.append(html)

    def caption(self, html: str) -> None:
        self.title.append(html)

    def block(self, block: Block) -> None:
        if block["type"] == "heading":
            self.parts.append(f"<b>{entities.escape(block['text'], quote=False)}</b>")
        else:
            self.after.append(block)

    def row(self) -> None:
        """Begin a row."""
        self._end_cell()
        self._end_row()
        self.rows.append([])

    def cell(self, *, head: bool, across: str, down: str) -> None:
        """Begin a cell; its colspan and rowspan are filled up with empty cells."""
        self._end_cell()
        if not self.rows:
            self.rows.append([])
        self._skip()
        row, wide, deep = self.rows[-1], _span(across), _span(down)
        self.at = len(row)
        row.extend([""] * wide)
        self.heads += wide if head else 0
        for column in range(self.at, self.at + wide):
            self.spans[column] = deep - 1

    def _skip(self) -> None:
        """Leave out the columns that a cell of an earlier row reaches down into."""
        row = self.rows[-1]
        while self.spans.get(len(row), 0) > 0:
            self.spans[len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        text, self.parts = "<br>".join(self.parts), []
        if not text:
            return
        if self.rows and self.at < len(self.rows[-1]):
            cell = self.rows[-1][self.at]
            self.rows[-1][self.at] = f"{cell}<br>{text}" if cell else text
        else:
            self.rows.append([text])
            self.at = 0

    def _end_row(self) -> None:
        """The first row is the header when every cell of it is a ``th``."""
        if self.rows:
            self._skip()
        if len(self.rows) == 1 and not self.header and self.heads == len(self.rows[0]) > 0:
            self.header = self.rows.pop()
        self.at = NOWHERE

    def close(self) -> None:
        self._end_cell()
        self._end_row()
        self.rows = [row for row in self.rows if any(row)]
        for block in [*self._own(), *self.after]:
            super().block(block)

    def _own(self) -> list[Block]:
        title = words("<br>".join(self.title))
        if not self.header and len(self.rows) == 1 and sum(map(bool, self.rows[0])) == 1:
            texts = [*self.title, *filter(None, self.rows[0])]
            return [paragraph(text) for text in texts]
        if not self.rows and not self.header:
            return [paragraph(text) for text in self.title]
        width = max(len(row) for row in [self.header, *self.rows])
        rows = [row + [""] * (width - len(row)) for row in self.rows]
        header = self.header + [""] * (width - len(self.header)) if self.header else []
        return [{"type": "table", "caption": title, "header": header, "rows": rows}]


class Caption(Place):
    """``figcaption``, and a table's ``caption``."""

    single = True

    def __init__(self, above: Place) -> None:
        super().__init__(above)
        self.parts: list[str] = []

    def paragraph(self, html: str) -> None:
        self.parts.append(html)

    def close(self) -> None:
        if self.parts and self.above:
            self.above.caption("<br>".join(self.parts))


class Figure(Place):
    """``figure`` and ``[caption]``: what is shown, and its caption.

    With ``loose`` the text beside the picture is the caption, as in the shortcode.
    """

    def __init__(self, above: Place, *, loose: bool = False, caption: str = "") -> None:
        super().__init__(above)
        self.loose = loose
        self.single = loose
        self.shown: list[Block] = []
        self.captions: list[str] = []
        self.given = caption

    def paragraph(self, html: str) -> None:
        if self.loose and any(block["type"] == "photo" for block in self.shown):
            self.captions.append(html)
        else:
            self.shown.append(paragraph(html))

    def caption(self, html: str) -> None:
        self.captions.append(html)

    def block(self, block: Block) -> None:
        if self.captions:
            self._put_caption()
        self.shown.append(block)

    def _put_caption(self) -> None:
        """Give the caption to the last thing shown, or let it follow as a paragraph."""
        text, self.captions = "<br>".join(self.captions), []
        last = self.shown[-1] if self.shown else {}
        if last.get("caption") == "":
            last["caption"] = words(text)
        else:
            self.shown.append(paragraph(text))

    def close(self) -> None:
        if self.given:
            self.captions.append(self.given)
        if self.captions:
            self._put_caption()
        for block in self.shown:
            super().block(block)


class Gallery(Place):
    """A gallery: its photos in order; whatever else stands in it follows."""

    def __init__(self, above: Place, ids: list[int]) -> None:
        super().__init__(above)
        self.ids = ids
        self.photos: list[Block] = []
        self.after: list[Block] = []

    def caption(self, html: str) -> None:
        """A caption inside the old form belongs to the photo before it, else to all."""
        if self.photos and not self.photos[-1]["caption"]:
            self.photos[-1]["caption"] = words(html)
        else:
            self.after.append(paragraph(html))

    def block(self, block: Block) -> None:
        (self.photos if block["type"] == "photo" else self.after).append(block)

    def close(self) -> None:
        photos = self.photos or [photo(attachment=number) for number in self.ids]
        bare = [{key: photo[key] for key in photo if key != "type"} for photo in photos]
        if bare:
            super().block({"type": "gallery", "photos": bare})
        for block in self.after:
            super().block(block)


def photo(*, attachment: int | None = None, url: str = "", alt: str = "") -> Block:
    """A photo block that names the old system's attachment, its address, or both."""
    return {
        "type": "photo",
        "attachment": attachment,
        "url": url,
        "caption": "",
        "alt": alt,
        "credit": "",
    }


def _span(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 4
    return max(1, min(int(text), WIDEST_SPAN)) if known else 1
