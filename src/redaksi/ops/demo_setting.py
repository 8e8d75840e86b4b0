"""Setting type by hand: what the demo's e-paper is made with, in PDFium's own typefaces."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

Colour = tuple[int, int, int]
ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
INK, SOFT = (22, 25, 28), (75, 82, 88)
#: Between columns, in points.
GAP = 18.0


@dataclass(kw_only=True)
class Setter:
    """Puts type, rules and photos on one page; measures are points, from the lower left corner."""

    document: Any
    page: Any
    fonts: dict[str, Any]
    widths: dict[tuple[str, str], float] = field(default_factory=dict)

    def line(self, words: str, x: float, y: float, size: float, font: str = ROMAN,
             colour: Colour = INK) -> None:  # fmt: skip
        """One line of *words* that begins at *x* on the baseline *y*."""
        made = self._object(words, font, size)
        raw.FPDFPageObj_SetFillColor(made, *colour, 255)
        raw.FPDFPageObj_Transform(made, 1, 0, 0, 1, x, y)
        raw.FPDFPage_InsertObject(self.page.raw, made)

    def width(self, words: str, size: float, font: str) -> float:
        """How wide *words* are when set in *size*."""
        key = (font, words)
        if key not in self.widths:
            made = self._object(words.replace(" ", "i"), font, 100)
            left, low, right, high = (ctypes.c_float() for _ in range(4))
            raw.FPDFPageObj_GetBounds(made, left, low, right, high)
            raw.FPDFPageObj_Destroy(made)
            self.widths[key] = right.value
        return self.widths[key] * size / 100

    def rule(self, x: float, y: float, width: float, height: float,
             colour: Colour = INK) -> None:  # fmt: skip
        """A filled rectangle: a rule, or the paper itself."""
        made = raw.FPDFPageObj_CreateNewRect(x, y, width, height)
        raw.FPDFPageObj_SetFillColor(made, *colour, 255)
        raw.FPDFPath_SetDrawMode(made, raw.FPDF_FILLMODE_ALTERNATE, False)
        raw.FPDFPage_InsertObject(self.page.raw, made)

    def photo(self, data: bytes, x: float, top: float, width: float, height: float) -> None:
        """A JPEG, filling its place."""
        made = pypdfium2.PdfImage.new(self.document)
        made.load_jpeg(BytesIO(data), inline=True)
        made.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(x, top - height))
        self.page.insert_obj(made)

    def lines(self, text: str, width: float, size: float, font: str) -> Iterator[str]:
        """*text* broken into lines of at most *width*."""
        space, used = self.width("n", size, font) * 0.55, 0.0
        row: list[str] = []
        for word in text.split():
            wide = self.width(word, size, font)
            if row and used + space + wide > width:
                yield " ".join(row)
                row, used = [], 0.0
            row.append(word)
            used += wide + space
        if row:
            yield " ".join(row)

    def block(
        self, text: str, x: float, top: float, width: float, size: float, font: str = ROMAN,
        colour: Colour = INK, most: int = 99,
    ) -> float:  # fmt: skip
        """*text* in at most *most* lines below *top*; where the next thing may begin."""
        for row in list(self.lines(text, width, size, font))[:most]:
            top -= size * 1.16
            self.line(row, x, top, size, font, colour)
        return top

    def columns(
        self, text: str, x: float, top: float, low: float, width: float, count: int
    ) -> None:
        """*text* in *count* columns of one length below *top*; what does not fit is left out."""
        size, step = 10.5, 13.0
        wide = (width - GAP * (count - 1)) / count
        rows = list(self.lines(text, wide, size, ROMAN))
        high = min(int((top - low) // step), -(-len(rows) // count))
        for place, row in enumerate(rows[: high * count]):
            column, line = divmod(place, high)
            self.line(row, x + column * (wide + GAP), top - (line + 1) * step, size)

    def _object(self, words: str, font: str, size: float) -> Any:
        made = raw.FPDFPageObj_CreateTextObj(self.document.raw, self.fonts[font], size)
        coded = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
        raw.FPDFText_SetText(made, ctypes.cast(coded, raw.FPDF_WIDESTRING))
        return made
