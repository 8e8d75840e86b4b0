"""XML written element by element, its text always escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from redaksi.syndication.text import allowed

Attributes = Mapping[str, str]


class Writer:
    """One document being written."""

    def __init__(self) -> None:
        self._text = StringIO()
        self._xml = XMLGenerator(self._text, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def within(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """What is written meanwhile stands in an element *name*."""
        said = {key: allowed(value) for key, value in (attributes or {}).items()}
        self._xml.startElement(name, AttributesImpl(said))
        yield
        self._xml.endElement(name)

    def say(self, name: str, text: str, attributes: Attributes | None = None) -> None:
        """An element with *text*."""
        with self.within(name, attributes):
            self._xml.characters(allowed(text))

    def empty(self, name: str, attributes: Attributes) -> None:
        """An element without text."""
        with self.within(name, attributes):
            pass

    def finished(self) -> str:
        """The document."""
        self._xml.endDocument()
        return self._text.getvalue()
