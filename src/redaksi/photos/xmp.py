"""The XMP packet (ISO 16684-1): read into fields, and written for embedding in renditions.

Properties are those of the IPTC Photo Metadata Standard 2021.1 (Core and Extension) and PLUS.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from redaksi.photos import moments, plain
from redaksi.photos.iptc import PhotoMetadata

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
}
LANGUAGE_ALTERNATIVES = {
    "title": "dc:title",
    "caption": "dc:description",
    "copyright_notice": "dc:rights",
    "usage_terms": "xmpRights:UsageTerms",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
    "extended_description": "Iptc4xmpCore:ExtDescrAccessibility",
}
SIMPLE = {
    "headline": "photoshop:Headline",
    "byline_title": "photoshop:AuthorsPosition",
    "credit": "photoshop:Credit",
    "source": "photoshop:Source",
    "city": "photoshop:City",
    "sublocation": "Iptc4xmpCore:Location",
    "province": "photoshop:State",
    "country": "photoshop:Country",
    "country_code": "Iptc4xmpCore:CountryCode",
    "instructions": "photoshop:Instructions",
}
BYLINE, KEYWORDS, LANGUAGE = "dc:creator", "dc:subject", "dc:language"
CREATED, EXPIRES = "photoshop:DateCreated", "plus:LicenseEndDate"
# Where other software puts the same fact; asked in this order when the ordinary property is silent.
ELSEWHERE_CREATED = ("exif:DateTimeOriginal",)
ELSEWHERE_EXPIRES = ("prism:expirationDate",)
PLACES = ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:LocationCreated")
PLACE = {
    "city": "Iptc4xmpExt:City",
    "sublocation": "Iptc4xmpExt:Sublocation",
    "province": "Iptc4xmpExt:ProvinceState",
    "country": "Iptc4xmpExt:CountryName",
    "country_code": "Iptc4xmpExt:CountryCode",
}
LARGEST = 2_000_000
LARGEST_WRITTEN = 60_000  # one JPEG segment holds 65,502 octets of XMP
_BODY = re.compile(r"<(?:[\w.-]+:)?(?:xmpmeta|xapmeta|RDF)[\s>/]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_STARTS = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)


def _named(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_RDF, _DESCRIPTION, _LI = _named("rdf:RDF"), _named("rdf:Description"), _named("rdf:li")
_CONTAINERS = tuple(_named(f"rdf:{kind}") for kind in ("Alt", "Bag", "Seq"))
_VALUE, _RESOURCE = _named("rdf:value"), _named("rdf:resource")


# -- reading ---------------------------------------------------------------------------------------


def read(packet: bytes, warnings: list[str]) -> plain.Fields:
    """Turn an XMP packet in UTF-8, UTF-16 or UTF-32 into raw fields (not yet washed).

    A packet that breaks off is read up to the break; a document type is refused (entities).
    What could not be read is told in `warnings`.
    """
    if not packet.strip(b"\0 \n"):
        return {}
    if len(packet) > LARGEST:
        warnings.append(f"The XMP block has {len(packet):,} octets; at most {LARGEST:,} are read.")
        return {}
    return _fields(_Properties(_tree(_decoded(packet), warnings)))


def _decoded(packet: bytes) -> str:
    for mark, encoding in (*_BOMS, *_STARTS):
        if packet.startswith(mark):
            return packet.decode(encoding, "ignore")
    try:
        return packet.decode("utf-8")
    except UnicodeDecodeError:
        return packet.decode("cp1252", "replace")


def _tree(text: str, warnings: list[str]) -> ET.Element | None:
    text = _NOT_XML.sub("", text)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        warnings.append(
            "The XMP block declares a document type, which XMP has not; it was not read."
        )
        return None
    body = _BODY.search(text)
    builder = ET.TreeBuilder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(text[body.start() :] if body else text)
        parser.close()
    except DefusedXmlException:
        return None
    except ET.ParseError as error:
        if "junk after document element" not in str(error):  # the packet's own trailer and padding
            warnings.append(
                f"The XMP block is broken: {error}. What stands before the break was kept."
            )
    return builder.close()


class _Properties:
    """All properties of a packet, whether written as elements or as attributes of a Description."""

    def __init__(self, tree: ET.Element | None) -> None:
        self.found: dict[str, ET.Element] = {}
        for description in _descriptions(tree):
            for name, element in _members(description):
                self.found.setdefault(name, element)

    def items(self, name: str) -> list[ET.Element]:
        """The entries of an array property; a simple property is an array of one."""
        element = self.found.get(_named(name))
        if element is None:
            return []
        container = next((child for child in element if child.tag in _CONTAINERS), None)
        return [element] if container is None else container.findall(_LI)

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(text for item in self.items(name) if (text := _text(item)))

    def text(self, *names: str) -> str:
        return next((text for name in names for text in self.texts(name)), "")

    def alternative(self, name: str) -> tuple[str, str]:
        """The text in its default language and that language (x-default, else the first)."""
        said = [(_text(item), item.get(_LANG, "")) for item in self.items(name)]
        said = [each for each in said if each[0]]
        if not said:
            return "", ""
        text, language = next((each for each in said if each[1] == "x-default"), said[0])
        if language in {"x-default", ""}:
            language = next(
                (code for same, code in said if same == text and code != "x-default"), ""
            )
        return text, language

    def members(self, name: str) -> dict[str, str]:
        """The members of a structure (the first, if there are several)."""
        return {
            tag: _default(member)
            for item in self.items(name)[:1]
            for tag, member in _members(_inside(item))
        }


def _descriptions(tree: ET.Element | None) -> Iterator[ET.Element]:
    if tree is None:
        return
    for rdf in [tree] if tree.tag == _RDF else tree.iter(_RDF):
        yield from (child for child in rdf if child.tag == _DESCRIPTION)


def _inside(item: ET.Element) -> ET.Element:
    nested = item.find(_DESCRIPTION)
    return item if nested is None else nested


def _members(element: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    yield from ((child.tag, child) for child in element)
    for name, value in element.attrib.items():
        attribute = ET.Element(name)
        attribute.text = value
        yield name, attribute


def _text(item: ET.Element) -> str:
    value = _inside(item).find(_VALUE)  # a value with qualifiers
    text = (item if value is None else value).text or ""
    return text.strip() or item.get(_RESOURCE, "")


def _default(member: ET.Element) -> str:
    entries = [
        entry
        for container in member
        if container.tag in _CONTAINERS
        for entry in container.findall(_LI)
    ]
    return next((text for entry in entries or [member] if (text := _text(entry))), "")


def _fields(said: _Properties) -> plain.Fields:
    alternatives = {name: said.alternative(where) for name, where in LANGUAGE_ALTERNATIVES.items()}
    place = next((found for where in PLACES if (found := said.members(where))), {})
    owner = said.members("plus:ImageCreator").get(_named("plus:ImageCreatorName"), "")
    fields: plain.Fields = {name: text for name, (text, _) in alternatives.items()}
    fields |= {name: said.text(where) for name, where in SIMPLE.items()}
    fields |= {name: fields[name] or place.get(_named(where), "") for name, where in PLACE.items()}
    return fields | {
        "byline": said.texts(BYLINE) or (owner,),
        "keywords": said.texts(KEYWORDS),
        "created": moments.from_iso(said.text(CREATED, *ELSEWHERE_CREATED)),
        "rights_expires": moments.from_iso(said.text(EXPIRES, *ELSEWHERE_EXPIRES)),
        "language": alternatives["caption"][1] or said.text(LANGUAGE),
    }


# -- writing ---------------------------------------------------------------------------------------


def write(words: PhotoMetadata, *, limit: int = LARGEST_WRITTEN) -> bytes:
    """Write an XMP packet in UTF-8 of at most `limit` octets for embedding in a picture.

    When it would be longer, keywords and the long texts are shortened; credit and rights never.
    """
    packet = _packet(words, 5000)
    for longest in (1000, 300, 60):
        if len(packet) <= limit:
            break
        packet = _packet(words, longest)
    return packet


def _packet(words: PhotoMetadata, longest: int) -> bytes:
    meta = ET.Element(_named("x:xmpmeta"))
    root = ET.SubElement(meta, _RDF)
    description = ET.SubElement(root, _DESCRIPTION, {_named("rdf:about"): ""})
    for name, where in LANGUAGE_ALTERNATIVES.items():
        keep = name == "copyright_notice"
        text = getattr(words, name)
        _alternative(description, where, text if keep else plain.cut(text, longest), words.language)
    for name, where in SIMPLE.items():
        _simple(description, where, plain.cut(getattr(words, name), max(longest, 500)))
    _array(description, BYLINE, "Seq", words.byline)
    _array(description, KEYWORDS, "Bag", words.keywords[: longest // 20])
    _array(description, LANGUAGE, "Bag", (words.language,) if words.language else ())
    _simple(description, CREATED, _iso(words.created))
    _simple(description, EXPIRES, _iso(words.rights_expires))
    if words.copyright_notice:
        _simple(description, "xmpRights:Marked", "True")
    return _wrapped(meta)


def _wrapped(meta: ET.Element) -> bytes:
    body = ET.tostring(meta, encoding="unicode")
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{begin}{body}<?xpacket end="r"?>'.encode()


def _simple(parent: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(parent, _named(name)).text = text


def _array(parent: ET.Element, name: str, kind: str, texts: tuple[str, ...]) -> None:
    if texts:
        container = ET.SubElement(ET.SubElement(parent, _named(name)), _named(f"rdf:{kind}"))
        for text in texts:
            ET.SubElement(container, _LI).text = text


def _alternative(parent: ET.Element, name: str, text: str, language: str) -> None:
    if text:
        container = ET.SubElement(ET.SubElement(parent, _named(name)), _named("rdf:Alt"))
        for code in ("x-default", language):
            if code:
                ET.SubElement(container, _LI, {_LANG: code}).text = text


def _iso(moment: dt.date | None) -> str:
    return moment.isoformat() if moment else ""


for _prefix, _uri in NAMESPACES.items():
    ET.register_namespace(_prefix, _uri)
