"""Small pictures with words inside, made for the tests of this room."""

import io
import struct

from PIL import Image


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )


def photoshop(block: bytes, digest: bytes = b"") -> bytes:
    """An APP13 segment that holds an IIM block, and the digest Photoshop would store."""
    resources = _resource(0x0404, block) + (_resource(0x0425, digest) if digest else b"")
    body = b"Photoshop 3.0\0" + resources
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def jpeg(
    *, size=(600, 400), block=b"", digest=b"", xmp=b"", exif=None, colour="teal", quality=75
) -> bytes:
    """A JPEG with the given IIM block, XMP packet and Exif."""
    out = io.BytesIO()
    extra = {"exif": exif} if exif is not None else {}
    Image.new("RGB", size, colour).save(out, "JPEG", quality=quality, xmp=xmp, **extra)
    data = out.getvalue()
    return data[:2] + photoshop(block, digest) + data[2:] if block else data


def packet(inside: str, **attributes: str) -> str:
    """An XMP packet with one Description."""
    spaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "dc": "http://purl.org/dc/elements/1.1/",
            "photoshop": "http://ns.adobe.com/photoshop/1.0/",
            "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
            "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
            "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
            "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        }.items()
    )
    said = " ".join(f'{name.replace("_", ":", 1)}="{value}"' for name, value in attributes.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {said}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>' + " " * 200 + '<?xpacket end="w"?>'
    )  # fmt: skip


def alt(name: str, **texts: str) -> str:
    """A property with language alternatives; `x_default` stands for x-default."""
    items = (
        f'<rdf:li xml:lang="{code.replace("_", "-")}">{text}</rdf:li>'
        for code, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{''.join(items)}</rdf:Alt></{name}>"


def bag(name: str, *items: str, kind: str = "Bag") -> str:
    """An array property of ready-made items."""
    return f"<{name}><rdf:{kind}>{''.join(items)}</rdf:{kind}></{name}>"


def _resource(code: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HBxI", code, 0, len(data)) + data + b"\0" * (len(data) % 2)
