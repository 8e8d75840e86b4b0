"""Turns the tokens of a post into blocks of a story, in one pass and without recursion."""

from collections.abc import Callable, Mapping

from redaksi.archive.parsers import shortcodes
from redaksi.archive.parsers.line import KEPT
from redaksi.archive.parsers.marks import Marks
from redaksi.archive.parsers.markup import INLINE, Close, Open, Text, Token
from redaksi.archive.parsers.names import names
from redaksi.archive.parsers.places import (
    Block,
    Caption,
    Cite,
    Figure,
    Gallery,
    Heading,
    Items,
    Place,
    Quote,
    Table,
)
from redaksi.archive.parsers.shortcodes import Shortcode

HEADINGS = names("h1 h2 h3 h4 h5 h6")
LISTS = names("ul ol dir menu")
MEDIA_TAGS = names("audio video iframe object")


class Writer(Marks):
    """Takes tokens, keeps where it is, and fills ``body``."""

    def __init__(
        self, taken: list[Shortcode], embeddable: Callable[[str], bool], refs: Mapping[int, str]
    ) -> None:
        super().__init__(taken, embeddable, refs)
        self.elements: list[tuple[str, Place | None]] = []
        self.asked = []
        self.in_paragraph = False

    def take(self, token: Token) -> None:
        """Take the next token."""
        if isinstance(token, Text):
            self.text(token.text)
        elif isinstance(token, Open):
            self.open(token.tag, token.attributes)
        elif isinstance(token, Close):
            self.close(token.tag)
        else:
            self.comment(token)

    def finish(self) -> list[Block]:
        """End everything that is open; the body's blocks."""
        self.leave(self.places[1] if len(self.places) > 1 else None)
        self.flush()
        return self.body.blocks

    def text(self, text: str) -> None:
        if "\ufdd0" not in text:
            self.running(text)
            return
        for number, piece in enumerate(shortcodes.MARK.split(text)):
            code = shortcodes.marked(piece, self.taken) if number % 2 else None
            if number % 2 == 0:
                self.running(piece)
            elif code and self.preformatted:
                self.running(code.raw)
            elif code:
                self.shortcode(code)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in INLINE:
            self.open_inline(tag, attributes)
        elif tag in SINGLE:
            SINGLE[tag](self, attributes)
        else:
            self.flush()
            self.elements.append((tag, self.opened(tag, attributes)))

    def close(self, tag: str) -> None:
        if tag in INLINE and not (tag == "cite" and isinstance(self.place, Cite)):
            self.close_inline(tag)
            return
        self.flush()
        if tag == "pre":
            self.preformatted -= 1
            self.line.close("pre")
        self.in_paragraph = self.in_paragraph and tag != "p"
        if tag in LISTS:
            self.end_nested()
        while self.elements:
            name, place = self.elements.pop()
            if place:
                self.leave(place)
            if name == tag:
                break

    def open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "cite" and isinstance(self.place, Quote) and not self.in_paragraph:
            self.flush()
            self.elements.append((tag, self.enter(Cite(self.place))))
        elif tag == "q":
            self.running("“")
        elif tag == "button":
            self.line.space()
        elif tag in KEPT:
            if "button" in attributes.get("class", ""):
                self.line.space()
            href = shortcodes.restore(attributes.get("href", ""), self.taken)
            self.line.open(tag, href)

    def close_inline(self, tag: str) -> None:
        if tag == "q":
            self.line.raw("”")
        elif tag == "button":
            self.line.space()
        elif tag in KEPT:
            self.line.close(tag)

    def opened(self, tag: str, attributes: dict[str, str]) -> Place | None:
        """The place that a block element opens, if it opens one."""
        classes = attributes.get("class", "")
        if tag == "p":
            self.in_paragraph = True
        if tag == "pre":
            self.preformatted += 1
            self.line.open("verse" if "verse" in classes else "pre")
        if tag in MEDIA_TAGS:
            self.media(attributes.get("src") or attributes.get("data", ""))
            self.waiting_for_source = not attributes.get("src")
        if isinstance(self.place, Table) and tag in ("tr", "td", "th"):
            self.cell(self.place, tag, attributes)
        elif isinstance(self.place, Items) and tag == "li":
            self.place.next()
        return self.structure(tag, classes)

    def cell(self, table: Table, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tr":
            table.row()
        else:
            spans = (attributes.get("colspan", ""), attributes.get("rowspan", ""))
            table.cell(head=tag == "th", across=spans[0], down=spans[1])

    def structure(self, tag: str, classes: str) -> Place | None:
        if tag in ("figcaption", "caption"):
            return self.enter(Caption(self.place))
        if any(isinstance(place, Table) for place in self.places):
            return None
        if tag in LISTS:
            return self.listed(tag, classes)
        if tag == "blockquote" and not isinstance(self.place, Quote):
            pull = "wp-block-pullquote" in classes or self.inside("pullquote")
            return self.enter(Quote(self.place, pull=pull))
        if "wp-block-gallery" in classes and not self.in_gallery():
            return self.enter(Gallery(self.place, []))
        if tag == "figure":
            return self.enter(Figure(self.place))
        if tag in HEADINGS:
            return self.enter(Heading(self.place))
        return self.enter(Table(self.place)) if tag == "table" else None

    def listed(self, tag: str, classes: str) -> Place | None:
        if isinstance(self.place, Gallery):
            return None
        if isinstance(self.place, Items):
            self.place.next()
            self.place.depth += 1
            return None
        if "blocks-gallery-grid" in classes or "wp-block-gallery" in classes:
            return self.enter(Gallery(self.place, []))
        return self.enter(Items(self.place, ordered=tag == "ol"))

    def end_nested(self) -> None:
        """A list inside a list ends; its items were items of the outer one."""
        nested = bool(self.elements) and self.elements[-1][1] is None
        if nested and isinstance(self.place, Items) and self.place.depth:
            self.place.next()
            self.place.depth -= 1

    def br(self, attributes: dict[str, str]) -> None:
        if self.preformatted:
            self.line.hard("\n")
            return
        self.breaks += 1
        self.after_break = True

    def rule(self, attributes: dict[str, str]) -> None:
        self.flush()

    def nothing(self, attributes: dict[str, str]) -> None:
        """A tag without text."""


SINGLE: dict[str, Callable[[Writer, dict[str, str]], None]] = {
    "br": Writer.br,
    "hr": Writer.rule,
    "img": Writer.image,
    "source": Writer.source,
    "embed": lambda writer, attributes: writer.media(attributes.get("src", "")),
    "col": Writer.nothing,
    "input": Writer.nothing,
    "param": Writer.nothing,
    "track": Writer.nothing,
    "wbr": Writer.nothing,
}
