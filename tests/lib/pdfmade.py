"""PDF files written by hand, object by object: plain ones, hostile ones, broken ones."""

from __future__ import annotations

from collections.abc import Sequence

HOSTILE = (b"JavaScript", b"/JS", b"Launch", b"/AA", b"/Annots", b"EmbeddedFile", b"OpenAction",
           b"PAYLOAD", b"/URI", b"/AcroForm")  # fmt: skip


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A whole file of numbered *objects*; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(places) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(data), more) + data + b"\nendstream"


def pages(count: int = 2, *, size: tuple[int, int] = (595, 842), text: str = "Halaman") -> bytes:
    """A plain file of *count* pages of *size* points that say *text* and their number."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    kids = []
    for number in range(1, count + 1):
        said = f"BT /F1 40 Tf 60 {size[1] - 140} Td ({text} {number}) Tj ET"
        drawn = f"{said} 0.1 0.3 0.4 rg 60 60 200 90 re f"
        objects.append(stream(drawn.encode("latin-1")))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (*size, len(objects))
        )
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (named, count)
    return written(objects)


def hostile() -> bytes:
    """Two pages, one turned and one cropped, with everything that a PDF can do to its reader."""
    catalogue = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        b"/Names<</JavaScript<</Names[(a) 7 0 R]>>/EmbeddedFiles<</Names[(evil.exe) 8 0 R]>>>>"
        b"/AA<</WC 7 0 R>>/AcroForm<</Fields[6 0 R]>>>>"
    )
    first = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R]/AA<</O 7 0 R>>/Rotate 90>>"
    )
    second = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[100 100 695 942]/CropBox[100 100 600 900]"
        b"/Contents 11 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    return written([
        catalogue, b"<</Type/Pages/Kids[3 0 R 10 0 R]/Count 2>>", first,
        stream(b"BT /F1 40 Tf 60 700 Td (Halaman SATU) Tj ET 1 0 0 rg 0 0 100 50 re f"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/Launch/F(cmd.exe)>>"
        b"/AA<</E<</S/URI/URI(http://evil.example/)>>>>>>",
        b"<</S/JavaScript/JS(app.alert\\(2\\))>>",
        b"<</Type/Filespec/F(evil.exe)/EF<</F 9 0 R>>>>",
        stream(b"MZ PAYLOAD", b"/Type/EmbeddedFile"), second,
        stream(b"BT /F1 40 Tf 160 700 Td (Halaman DUA) Tj ET 0 0 1 rg 100 100 100 50 re f"),
    ])  # fmt: skip


def locked() -> bytes:
    """A file whose password nobody knows."""
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"], lock)


def bomb() -> bytes:
    """A page that paints one picture of 60,000 by 60,000 pixels, all of it made of nothing."""
    picture = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
    picture += b"/BitsPerComponent 8"
    return written([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"595 0 0 842 0 0 cm /X Do"), stream(b"\0" * 64, picture),
    ])  # fmt: skip


def endless() -> bytes:
    """A page that paints itself four million times: forms within forms, twelve deep."""

    def form(inner: int) -> bytes:
        return stream(
            b"/X Do " * 20,
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
            b"/Resources<</XObject<</X %d 0 R>>>>" % inner,
        )

    depth = 6
    last = stream(b"0 0 595 842 re f " * 50, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return written([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do " * 20), *(form(number + 6) for number in range(depth)), last,
    ])  # fmt: skip
