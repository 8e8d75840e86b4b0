"""Pasted text as the blocks of a story; pure. Nothing readable is lost."""

import html as entities
import re
from collections.abc import Callable

from redaksi.archive.parsers import clipboard
from redaksi.archive.parsers.blocks import is_embeddable
from redaksi.archive.parsers.line import WHITE
from redaksi.archive.parsers.markup import Comment
from redaksi.archive.parsers.places import Block, paragraph, photo
from redaksi.archive.parsers.writer import Writer

BOLD = re.compile(r"<b>(?:(?!</b>).)+</b>", re.S)


class Pasted(Writer):
    """A writer for whom white space is white space, and square brackets are brackets."""

    def __init__(self, embeddable: Callable[[str], bool]) -> None:
        super().__init__([], embeddable, {})

    def running(self, text: str) -> None:
        if self.preformatted:
            self.line.hard(text)
            return
        if text.strip("".join(WHITE)):
            self.break_line()
        self.line.text(text)

    def text(self, text: str) -> None:
        self.running(text)

    def nameless(self, alt: str) -> None:
        """Its file is on another machine, or was in the clipboard itself: an editor misses it."""
        self.show(photo(alt=alt))

    def comment(self, token: Comment) -> None:
        """Comments are words of one program to another."""


def convert(
    html: str,
    *,
    embeddable: Callable[[str], bool] = is_embeddable,
    struck: str = "struck out",
) -> list[Block]:
    """The blocks of clipboard *html*, in the form that ``redaksi story put`` takes.

    A ``photo`` names its address and alt text only. Never raises on content, however broken.
    """
    writer = Pasted(embeddable)
    for token in clipboard.read(html, struck=struck):
        writer.take(token)
    blocks = [headed(block) for block in writer.finish()]
    return joined(blocks) if "ListContainerWrapper" in html else blocks


def convert_text(text: str) -> list[Block]:
    """The paragraphs of plain *text*: a blank line parts them, or where there is none each line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(clipboard.PLAIN).strip()
    spaced = "\n\n" in "\n".join(row.strip() for row in text.split("\n"))
    made, rows = [], []
    for row in [*text.split("\n"), ""]:
        if row.strip():
            rows.append(entities.escape(" ".join(row.split()), quote=False))
        if rows and not (spaced and row.strip()):
            made.append(paragraph("<br>".join(rows)))
            rows = []
    return made


def headed(block: Block) -> Block:
    """A table with its first row as its head when that is bold: office programs know no other."""
    rows = block["rows"] if block["type"] == "table" and not block["header"] else []
    if len(rows) > 1 and all(BOLD.fullmatch(cell) for cell in rows[0]):
        return block | {"header": rows[0], "rows": rows[1:]}
    return block


def joined(blocks: list[Block]) -> list[Block]:
    """Lists that follow one another as one: Word on the web copies each item as a list."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else block
        same = last is not block and all(one["type"] == "list" for one in (last, block))
        if same and last["ordered"] == block["ordered"]:
            last["items"] = [*last["items"], *block["items"]]
        else:
            made.append(block)
    return made
