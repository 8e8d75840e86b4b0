"""What is pasted at the desk, as the blocks that the story's editor opens.

Blocks that the editor has become blocks; what it has no place for (pictures, struck out words)
stays as text that names it.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from redaksi.archive import bodies
from redaksi.archive.parsers import pasted
from redaksi.archive.parsers.places import Block, paragraph
from redaksi.lib.markup import closed
from redaksi.stories import embeds
from redaksi.stories.blocks import INLINE, StoryBody

#: Characters of clipboard HTML or text; a book is imported, not pasted.
LONGEST = 2_000_000
#: More blocks make the editor slow: paragraphs that follow one another then share one.
MOST_BLOCKS = 80
#: How Word and LibreOffice mark footnotes and comments.
ASIDE = ("mso-element:footnote", "mso-element:comment", "sdfootnotesym", "mso-element:endnote")
#: What the editor of a quote can show.
NARROW = ["bold", "italic", "link"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pasted:
    """``blocks`` as the form holds them; ``inline``, all of it for one rich text field;
    ``alone``, whether it is a single paragraph; ``says`` what an editor should look at."""

    blocks: list[dict[str, Any]]
    inline: str
    alone: bool
    says: list[str]


def read(html: str, text: str, *, narrow: bool = False) -> Pasted:
    """The pasted *html*, or *text* where there is none; ``narrow`` for the editor of a quote."""
    found = _blocks(html) if html.strip() else pasted.convert_text(text)
    named = [one for block in found for one in _named(block)]
    rows = "".join(f"<p>{row}</p>" for block in named for row in _rows(block))
    stored = bodies.stored(_few(named), thumbnail=None, attached=[]).blocks
    body = StoryBody()
    return Pasted(
        blocks=body.get_form_state(body.to_python(stored)),
        inline=ContentstateConverter(NARROW if narrow else INLINE).from_database_format(
            closed(rows)
        ),
        alone=len(named) == 1 and named[0]["type"] == "paragraph",
        says=_says(found, html),
    )


def _blocks(html: str) -> list[Block]:
    return pasted.convert(
        html, embeddable=lambda url: embeds.find(url) is not None, struck=_("struck out")
    )


def _named(block: Block) -> Iterator[Block]:
    """A picture as a line of text that names it: its file is not pasted along."""
    if block["type"] == "photo":
        yield paragraph(_picture(block))
        if block["caption"]:
            yield paragraph(entities.escape(block["caption"], quote=False))
    elif block["type"] == "gallery":
        yield from (paragraph(_picture(one)) for one in block["photos"])
    else:
        yield block


def _picture(photo: Block) -> str:
    url = photo["url"] if photo["url"].startswith(("http://", "https://")) else ""
    name = photo["alt"] or url.partition("?")[0].rpartition("/")[2] or _("without a name")
    text = entities.escape("[{}: {}]".format(_("Photo"), name[:500]), quote=False)
    return f'<a href="{entities.escape(url)}">{text}</a>' if url else text


def _few(blocks: list[Block]) -> list[Block]:
    """The blocks; when they are too many for the editor, neighbouring paragraphs become one."""
    if len(blocks) <= MOST_BLOCKS:
        return blocks
    most = -(-len(blocks) // MOST_BLOCKS) * 2
    made: list[Block] = []
    held = 0  # paragraphs in the last block
    for block in blocks:
        plain = block["type"] == "paragraph"
        if plain and 0 < held < most:
            made[-1] = paragraph(f"{made[-1]['html']}</p><p>{block['html']}")
            held += 1
        else:
            made.append(block)
            held = int(plain)
    return made


def _rows(block: Block) -> Iterable[str]:
    """A block as lines of rich text, for a field that holds nothing else."""
    kind = block["type"]
    if kind == "list":
        marks = (f"{n}." if block["ordered"] else "•" for n in range(1, len(block["items"]) + 1))
        return [f"{mark} {item}" for mark, item in zip(marks, block["items"], strict=True)]
    if kind == "table":
        cells = [row for row in (block["header"], *block["rows"]) if row]
        caption = [_text(block["caption"])] if block["caption"] else []
        return [*caption, *(" | ".join(row) for row in cells)]
    if kind == "embed":
        return [f'<a href="{entities.escape(block["url"])}">{_text(block["url"])}</a>']
    if kind == "heading":
        return [f"<b>{_text(block['text'])}</b>"]
    text = block["html"] if "html" in block else _text(block["text"])
    return [text, *([f"– {_text(block['by'])}"] if block.get("by") else [])]


def _text(text: str) -> str:
    return entities.escape(text, quote=False)


def _says(blocks: list[Block], html: str) -> list[str]:
    kinds = [block["type"] for block in blocks]
    photos = kinds.count("photo") + kinds.count("gallery")
    says = []
    if photos:
        says.append(_("Photos are not pasted along: a line in the text names each one."))
    if "table" in kinds:
        says.append(_("A table was pasted: look whether its head and its rows are right."))
    if any(mark in html for mark in ASIDE):
        says.append(_("Its footnotes or comments stand at the end of the pasted text."))
    return says
