"""Gutenberg's block marks and the shortcodes, as the writer meets them."""

import html as entities

from redaksi.archive.parsers import gutenberg
from redaksi.archive.parsers.gutenberg import Delimiter, delimiter
from redaksi.archive.parsers.markup import Comment, words
from redaksi.archive.parsers.pictures import PICTURED, Pictures, number
from redaksi.archive.parsers.places import Figure, Gallery, Place
from redaksi.archive.parsers.prose import Opened
from redaksi.archive.parsers.shortcodes import Shortcode

MEDIA = ("src", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mp3", "m4a", "ogg", "wav", "wma", "")
LINKED = ("http://", "https://", "mailto:", "tel:", "/")


class Marks(Pictures):
    """Reads what stands in comments and square brackets; unknown blocks are kept in sight."""

    asked: list[int]  # reusable blocks to be written at this point

    def comment(self, token: Comment) -> None:
        mark = delimiter(token.text)
        if mark is None:
            if token.text.strip().split(" ")[0] in ("more", "nextpage"):
                self.flush()
            return
        self.flush()
        if mark.closing:
            self.end_block(mark.name)
        elif mark.void:
            self.void_block(mark)
        else:
            self.begin_block(mark)

    def begin_block(self, mark: Delimiter) -> None:
        place: Place | None = None
        if mark.name == "gallery" and not self.in_gallery():
            ids = [known for entry in _list(mark, "ids") if (known := number(entry)) is not None]
            place = self.enter(Gallery(self.place, ids))
        if mark.name not in gutenberg.UNDERSTOOD | gutenberg.DYNAMIC:
            self.note(mark.name, "kept the text of a block that is not known here")
        self.blocks.append(Opened(delimiter=mark, place=place, photos=self.photos))

    def end_block(self, name: str) -> None:
        if not self.inside(name):
            return
        while self.blocks:
            block = self.blocks.pop()
            self.picture_of(block)
            self.leave(block.place)
            if block.delimiter.name == name:
                break

    def void_block(self, mark: Delimiter) -> None:
        address = mark.attributes.get("url")
        if mark.name == "embed" and isinstance(address, str):
            self.address(address)
        elif mark.name == "social-link" and isinstance(address, str):
            self.place.paragraph(_link(address, str(mark.attributes.get("service") or address)))
        elif mark.name == "block":
            self.reusable(number(mark.attributes.get("ref")))
        elif mark.name in gutenberg.DYNAMIC:
            self.note(
                mark.name,
                "left out a block that the old theme filled and that holds no text of its own",
            )
        elif mark.name in PICTURED:
            self.picture_of(Opened(delimiter=mark, place=None, photos=self.photos))
        elif mark.name not in gutenberg.UNDERSTOOD:
            self.unknown(mark)

    def reusable(self, ref: int | None) -> None:
        if ref is not None and ref in self.refs:
            self.asked.append(ref)
        else:
            self.note("block", f"the shared block {ref} is not in the export")

    def unknown(self, mark: Delimiter) -> None:
        """Sentences among the attributes of an unknown block are shown in a fact box."""
        texts = [words(text) for text in gutenberg.readable(mark.attributes)]
        rows = "".join(f"<p>{entities.escape(text, quote=False)}</p>" for text in texts if text)
        if rows:
            title = f"WordPress: {mark.name}"
            self.place.block({"type": "factbox", "title": title, "html": rows})
            self.note(mark.name, "kept the text of an unknown block in a fact box")
        else:
            self.note(mark.name, "left out an unknown block without text")

    def shortcode(self, code: Shortcode) -> None:
        if code.name in ("caption", "wp_caption"):
            self.captioned(code)
        elif code.name == "embed":
            self.flush()
        elif code.closing:
            return
        elif code.name == "gallery":
            self.gallery(code)
        elif code.name in ("audio", "video") and any(map(code.attributes.get, MEDIA)):
            self.media(next(address for name in MEDIA if (address := code.attributes.get(name))))
        else:
            self.note(f"[{code.name}]", "kept as text a shortcode that has no meaning here")
            self.running(code.raw)

    def captioned(self, code: Shortcode) -> None:
        self.flush()
        figures = [place for place in self.places if isinstance(place, Figure) and place.loose]
        if not code.closing:
            text = entities.escape(words(code.attributes.get("caption", "")), quote=False)
            self.enter(Figure(self.place, loose=True, caption=text))
        elif figures:
            self.leave(figures[-1])

    def gallery(self, code: Shortcode) -> None:
        """``[gallery]`` without numbers means: all that is attached to the post."""
        self.flush()
        listed = code.attributes.get("ids") or code.attributes.get("include") or ""
        numbers = [known for part in listed.split(",") if (known := number(part)) is not None]
        if numbers:
            place = Gallery(self.place, numbers)
            place.close()
        else:
            self.place.block({"type": "gallery", "photos": [], "attached": True})


def _list(mark: Delimiter, name: str) -> list[object]:
    found = mark.attributes.get(name)
    return found if isinstance(found, list) else []


def _link(address: str, text: str) -> str:
    if not address.startswith(LINKED):
        return entities.escape(text, quote=False)
    return f'<a href="{entities.escape(address)}">{entities.escape(text, quote=False)}</a>'
