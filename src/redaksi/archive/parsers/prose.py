"""Running text on its way into places: lines, line breaks, and where one is at the moment."""

import html as entities
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from redaksi.archive.parsers.gutenberg import Delimiter
from redaksi.archive.parsers.line import Line
from redaksi.archive.parsers.places import Body, Gallery, Place
from redaksi.archive.parsers.shortcodes import Shortcode

DEEPEST = 12  # places inside each other; what is nested deeper is read as running text
URL_ONLY = re.compile(r'(?:<a href="[^"]*+">)?(https?://[^\s<>"]++)(?:</a>)?')
CLASSIC = frozenset(("freeform", "shortcode"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something an editor should know about a post: which block it was and what became of it."""

    block: str
    says: str


@dataclass(kw_only=True, slots=True)
class Opened:
    """A Gutenberg block whose end has not come: its place, and the photos seen before it."""

    delimiter: Delimiter
    place: Place | None
    photos: int


class Prose:
    """Where the writer is: its places, the line at hand, the blocks that are open."""

    def __init__(
        self, taken: list[Shortcode], embeddable: Callable[[str], bool], refs: Mapping[int, str]
    ) -> None:
        self.body = Body()
        self.places: list[Place] = [self.body]
        self.line = Line()
        self.taken = taken
        self.embeddable = embeddable
        self.refs = refs
        self.notes: dict[Note, None] = {}
        self.blocks: list[Opened] = []
        self.breaks = 0
        self.after_break = False
        self.preformatted = 0
        self.photos = 0

    @property
    def place(self) -> Place:
        return self.places[-1]

    def note(self, block: str, says: str) -> None:
        self.notes[Note(block=block, says=says)] = None

    def running(self, text: str) -> None:
        if self.preformatted:
            self.line.hard(text)
        elif self.blocks and self.blocks[-1].delimiter.name not in CLASSIC:
            if text.strip(" \t\n\f"):
                self.break_line()
            self.line.text(text)
        else:
            self.lines(text)

    def lines(self, text: str) -> None:
        """Classic text: a line break is a line break, a blank line a new paragraph (wpautop)."""
        for number, row in enumerate(text.split("\n")):
            if number and not self.after_break:
                self.breaks += 1
            self.after_break = self.after_break and not number
            if row.strip(" \t\f"):
                self.break_line()
                self.after_break = False
            self.line.text(row)

    def break_line(self) -> None:
        """Write the breaks that were seen: one is a line break, two are a new paragraph."""
        count, self.breaks = self.breaks, 0
        if count > 1 and not self.place.single:
            self.flush()
        elif count:
            self.line.newline()

    def flush(self) -> None:
        """End the line; a line that is nothing but an address is an embed."""
        html = self.line.take()
        self.breaks, self.after_break = 0, False
        alone = URL_ONLY.fullmatch(html) if html and not self.place.single else None
        if alone:
            self.address(entities.unescape(alone[1]))
        elif html:
            self.place.paragraph(html)

    def address(self, address: str) -> None:
        if self.embeddable(address):
            self.place.block({"type": "embed", "url": address})
            return
        link = f'<a href="{entities.escape(address)}">{entities.escape(address, quote=False)}</a>'
        self.place.paragraph(link)

    def inside(self, name: str) -> bool:
        return any(block.delimiter.name == name for block in self.blocks)

    def in_gallery(self) -> bool:
        return any(isinstance(place, Gallery) for place in self.places)

    def enter(self, place: Place) -> Place | None:
        """Go into a place; None when they are nested too deep."""
        if len(self.places) >= DEEPEST:
            return None
        self.places.append(place)
        return place

    def leave(self, place: Place | None) -> None:
        """Close a place and whatever is still open inside it."""
        if place is None or place not in self.places:
            return
        while True:
            self.flush()
            last = self.places.pop()
            last.close()
            if last is place:
                break
