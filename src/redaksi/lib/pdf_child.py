"""The PDF process: opens PDF files for somebody who must not be harmed by them.

Started as `python -m redaksi.lib.pdf_child LIMITS` by `pdfs.PdfProcess`; it confines itself and
talks exactly as the picture process does.
"""

from __future__ import annotations

import json
import sys

from redaksi.lib import pdfwork
from redaksi.lib.pdfwords import PdfLimits
from redaksi.lib.picture_child import Answer, serve
from redaksi.lib.pictureframes import Header
from redaksi.lib.picturewords import PictureLimits, Recipe


def main(arguments: list[str]) -> None:
    """Answer frames about PDF files until the other side closes the pipe."""
    serve(PdfLimits(**json.loads(arguments[0])), _work)


def _work(header: Header, _blobs: list[bytes], limits: PictureLimits) -> Answer:
    path = header["path"]
    if header["do"] == "inspect":
        most = limits.pages if isinstance(limits, PdfLimits) else 1
        return {"pages": pdfwork.inspect(path, most)}, []
    if header["do"] == "rebuild":
        return {}, [pdfwork.rebuild(path)]
    recipes = [Recipe(**one) for one in header["recipes"]]
    said, made = pdfwork.draw(path, header["number"], recipes)
    told = [
        {"format": r.format, "width": r.width, "height": r.height, "quality": r.quality}
        for r in made
    ]
    return {"said": said, "rendered": told}, [r.bytes for r in made]


if __name__ == "__main__":
    main(sys.argv[1:])
