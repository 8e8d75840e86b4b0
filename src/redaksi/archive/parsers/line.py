"""One line of running text in the few inline tags that stories have."""

import html

KEPT = {
    "a": "a",
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "pre": "code",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sub": "sub",
    "sup": "sup",
}

WHITE = (" ", "\t", "\n", "\f")  # HTML's white space, which no-break spaces are not
SPACES = str.maketrans("\t\n\f", "   ")


class Line:
    """Collects text and inline tags; what is open when a line is taken opens again in the next.

    Tags are written only when text follows, so none is ever empty. White space is single.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.wanted: list[tuple[str, str, bool]] = []  # tag in the source, tag with address, kept
        self.written: list[str] = []
        self.gap = ""

    def open(self, tag: str, href: str = "") -> None:
        """Open ``tag``; one that has no meaning here, or is open already, is only remembered."""
        name = KEPT.get(tag, "")
        whole = f'a href="{html.escape(href)}"' if name == "a" else name
        known = bool(name) and (name != "a" or bool(href)) and len(self.wanted) < 50
        already = any(kept and other.split(" ")[0] == name for _, other, kept in self.wanted)
        self.wanted.append((tag, whole, known and not already))

    def close(self, tag: str) -> None:
        """Close the last ``tag`` that was opened."""
        for at in range(len(self.wanted) - 1, -1, -1):
            if self.wanted[at][0] == tag:
                del self.wanted[at]
                break

    def text(self, text: str) -> None:
        """Add text; runs of white space become one space, at the edges none."""
        words = [word for word in text.translate(SPACES).split(" ") if word]
        if text[:1] in WHITE:
            self.space()
        if words:
            self.raw(" ".join(words))
        if words and text[-1] in WHITE:
            self.space()

    def space(self) -> None:
        """A space, if more text follows."""
        if self.pieces and not self.gap:
            self.gap = " "

    def newline(self) -> None:
        """A line break, if more text follows."""
        if self.pieces:
            self.gap = "<br>"

    def hard(self, text: str) -> None:
        """Add text as it is, its line breaks and indents included (preformatted)."""
        rows = text.expandtabs(4).split("\n")
        for number, row in enumerate(rows):
            if number:
                self.pieces.append("<br>")
            bare = row.lstrip(" ")
            if bare:
                self.raw("\xa0" * (len(row) - len(bare)) + bare)

    def raw(self, text: str) -> None:
        """Add text exactly, inside the tags that are open."""
        wanted = [whole for _, whole, kept in self.wanted if kept]
        same = 0
        while same < min(len(wanted), len(self.written)) and wanted[same] == self.written[same]:
            same += 1
        self._end(same)
        self.pieces.append(self.gap)
        self.gap = ""
        for whole in wanted[same:]:
            self.pieces.append(f"<{whole}>")
            self.written.append(whole)
        self.pieces.append(html.escape(text, quote=False))

    def take(self) -> str:
        """The line's HTML, empty when it holds no text; the next line begins."""
        self._end(0)
        found = "".join(self.pieces)
        self.pieces, self.gap = [], ""
        first, last = 0, len(found)
        while found.startswith("<br>", first, last):
            first += 4
        while found.endswith("<br>", first, last):
            last -= 4
        found = found[first:last]
        return found if found.replace("\xa0", " ").strip() else ""

    def _end(self, keep: int) -> None:
        while len(self.written) > keep:
            self.pieces.append(f"</{self.written.pop().split(' ')[0]}>")
