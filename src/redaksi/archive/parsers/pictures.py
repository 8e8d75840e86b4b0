"""Pictures, films and sounds of a post."""

import re

from redaksi.archive.parsers import shortcodes
from redaksi.archive.parsers.names import names
from redaksi.archive.parsers.places import Block, photo
from redaksi.archive.parsers.prose import Opened, Prose

SMALLEST = 32  # pixels; a smaller picture is a smiley or an icon, said by its alt text
IMAGE_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")
PICTURED = names("image cover media-text")
SOURCES = ("src", "data-src", "data-lazy-src")


class Pictures(Prose):
    """Shows pictures where they stand; a film or a sound becomes an embed or a link."""

    waiting_for_source = False

    def image(self, attributes: dict[str, str]) -> None:
        alt = " ".join(attributes.get("alt", "").split())
        classes = attributes.get("class", "")
        sizes = [attributes.get(side, "") for side in ("width", "height")]
        small = all(
            size.isascii() and size.isdigit() and int(size[:9]) <= SMALLEST for size in sizes
        )
        address = next((attributes[name] for name in SOURCES if attributes.get(name)), "")
        if small or "wp-smiley" in classes or "emoji" in classes.split():
            self.running(alt)
            return
        named = self.attachment(classes, attributes.get("data-id", ""))
        if not address and named is None:
            self.nameless(alt)
            return
        self.show(photo(attachment=named, url=shortcodes.restore(address, self.taken), alt=alt))

    def nameless(self, alt: str) -> None:
        """A picture that cannot be found anywhere."""
        self.note("img", "left out a picture without an address; its description stays")
        self.running(alt)

    def attachment(self, classes: str, named: str) -> int | None:
        found = IMAGE_CLASS.search(classes)
        if found:
            return int(found[1])
        if named.isascii() and named.isdigit() and len(named) < 19:
            return int(named)
        around = self.blocks[-1].delimiter if self.blocks else None
        if around and around.name in PICTURED:
            return number(around.attributes.get("id") or around.attributes.get("mediaId"))
        return None

    def show(self, block: Block) -> None:
        self.flush()
        self.photos += 1
        self.place.block(block)

    def media(self, address: str) -> None:
        """A film, a sound or a frame: an embed where its provider is known, else a link."""
        self.flush()
        if address:
            self.address(shortcodes.restore(address, self.taken))

    def source(self, attributes: dict[str, str]) -> None:
        if self.waiting_for_source and attributes.get("src"):
            self.waiting_for_source = False
            self.media(attributes["src"])

    def picture_of(self, block: Opened) -> None:
        """A cover's picture may stand in its attributes only."""
        given = block.delimiter.attributes
        address = given.get("url") or given.get("mediaUrl")
        if block.delimiter.name in PICTURED and block.photos == self.photos and address:
            named = number(given.get("id") or given.get("mediaId"))
            self.show(photo(attachment=named, url=str(address), alt=str(given.get("alt", ""))))


def number(value: object) -> int | None:
    """A whole number written in digits, or None."""
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
