"""One unit of an export, parsed and read into its fact."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from xml.etree import ElementTree

from redaksi.archive.parsers.facts import Author, Item, Site, Term
from redaksi.archive.parsers.tape import Unit

SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
WORDPRESS = re.compile(r"https?://wordpress\.org/export/[\d.]+/(excerpt/)?$")
UNDECLARED = (
    (b"content", b"http://purl.org/rss/1.0/modules/content/"),
    (b"excerpt", b"http://wordpress.org/export/1.2/excerpt/"),
    (b"dc", b"http://purl.org/dc/elements/1.1/"),
    (b"wp", b"http://wordpress.org/export/1.2/"),
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?")
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
TAXONOMIES = {"tag": "post_tag", "": "category"}
UNKEPT = ("_oembed_", "_edit_", "_encloseme", "_pingme")


class Unreadable(ValueError):
    """The unit is not XML, even after mending; the message says where and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """How one file writes: its root element as bytes, its encoding and its WXR version."""

    root: bytes
    encoding: str
    version: str

    def wrapped(self, unit: bytes) -> bytes:
        """The unit as a document of its own, with every prefix declared."""
        missing = [
            b' xmlns:%s="%s"' % pair
            for pair in UNDECLARED
            if b"xmlns:%s=" % pair[0] not in self.root
        ]
        return self.root[:-1] + b"".join(missing) + b">" + unit + b"</rss>"


def read(unit: Unit, dialect: Dialect, zone: tzinfo) -> tuple[Author | Term | Item, str]:
    """The fact in a unit, and what had to be mended to read it (empty: nothing).

    Raises Unreadable.
    """
    element, mended = _parsed(unit, dialect)
    if unit.name == "item":
        if sum(_named(child) == "wp:post_id" for child in element) > 1:
            raise Unreadable("two items run into one another: what stood between them is gone")
        return _item(element, unit.line, zone), mended
    fields = _fields(element)
    if unit.name == "wp:author":
        return _author(fields, unit.line), mended
    return _term(fields, unit), mended


def site(head: bytes, dialect: Dialect) -> Site:
    """The site as the channel's head names it; what is missing or broken there stays empty."""
    start = head.find(b"<channel")
    unit = Unit(name="head", raw=head[start:] + b"</channel>", line=1)
    fields: dict[str, str] = {}
    if start >= 0:
        try:
            fields = _fields(_parsed(unit, dialect)[0])
        except Unreadable:
            fields = {}
    return Site(
        title=fields.get("title", ""),
        address=fields.get("wp:base_site_url") or fields.get("link", ""),
        blog=fields.get("wp:base_blog_url") or fields.get("link", ""),
        language=fields.get("language", ""),
        version=fields.get("wp:wxr_version") or dialect.version,
    )


def _parsed(unit: Unit, dialect: Dialect) -> tuple[ElementTree.Element, str]:
    """The unit's element; bytes no XML may hold are taken out when it cannot be read as it is."""
    plain = b'<?xml version="1.0" encoding="%s"?>' % dialect.encoding.encode()
    try:
        # No entity can be declared inside an element, and a file that declares any is refused.
        return ElementTree.fromstring(plain + dialect.wrapped(unit.raw))[0], ""  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        pass
    try:
        mended = dialect.wrapped(_mended(unit.raw, dialect.encoding))
        element = ElementTree.fromstring(mended)[0]  # noqa: S314
    except ElementTree.ParseError as wrong:
        line = unit.line + wrong.position[0] - 1
        raise Unreadable(f"is not XML at line {line}: {wrong.msg.split(':')[0]}") from wrong
    return element, "read after taking out characters that XML does not allow"


def _mended(raw: bytes, encoding: str) -> bytes:
    try:
        text = raw.decode(encoding, "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    pieces = CDATA.split(NOT_XML.sub("", text))
    pieces[::2] = [LOOSE.sub(_entity, piece) for piece in pieces[::2]]
    return "".join(pieces).encode()


def _entity(found: re.Match[str]) -> str:
    """``&nbsp;`` and its kind become their character, a bare ``&`` becomes ``&amp;``."""
    character = html.unescape(found[0]) if found[1] else found[0]
    return html.escape(character) if found[1] and character != found[0] else "&amp;" + found[0][1:]


def _named(element: ElementTree.Element) -> str:
    """``wp:post_id`` for any version's namespace, ``title`` for RSS's own elements."""
    return _name(element.tag)


@lru_cache(maxsize=1000)
def _name(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    space, _, name = tag[1:].partition("}")
    known = WORDPRESS.match(space)
    if known:
        return ("excerpt:" if known[1] else "wp:") + name
    return SPACES.get(space, "?:") + name


def _fields(element: ElementTree.Element) -> dict[str, str]:
    """Each child's text by its name; the first of a name wins."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(_named(child), _text(child))
    return found


def _text(element: ElementTree.Element) -> str:
    return element.text or "" if not len(element) else "".join(element.itertext())


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _author(fields: dict[str, str], line: int) -> Author:
    login = fields.get("wp:author_login", "").strip()
    given = [fields.get(f"wp:author_{part}_name", "").strip() for part in ("first", "last")]
    name = fields.get("wp:author_display_name", "").strip() or " ".join(filter(None, given))
    return Author(
        login=login,
        name=name or login,
        email=fields.get("wp:author_email", "").strip(),
        number=_number(fields.get("wp:author_id", "")),
        line=line,
    )


def _term(fields: dict[str, str], unit: Unit) -> Term:
    """``wp:category``, ``wp:tag`` and ``wp:term`` name the same things differently."""
    taxonomy, slug, name, below = {
        "wp:category": ("category", "wp:category_nicename", "wp:cat_name", "wp:category_"),
        "wp:tag": ("post_tag", "wp:tag_slug", "wp:tag_name", "wp:tag_"),
    }.get(unit.name, ("", "wp:term_slug", "wp:term_name", "wp:term_"))
    read_slug = fields.get(slug, "").strip()
    return Term(
        taxonomy=taxonomy or fields.get("wp:term_taxonomy", "").strip(),
        slug=read_slug,
        name=html.unescape(fields.get(name, "").strip()) or read_slug,
        parent=fields.get(below + "parent", "").strip(),
        description=fields.get(below + "description", "").strip(),
        number=_number(fields.get("wp:term_id", "")),
        line=unit.line,
    )


def _item(element: ElementTree.Element, line: int, zone: tzinfo) -> Item:
    fields = _fields(element)
    return Item(
        number=_number(fields.get("wp:post_id", "")),
        type=fields.get("wp:post_type", "").strip() or "post",
        status=fields.get("wp:status", "").strip() or "publish",
        title=html.unescape(fields.get("title", "")).strip(),
        slug=fields.get("wp:post_name", "").strip(),
        link=fields.get("link", "").strip(),
        guid=fields.get("guid", "").strip(),
        published=_moment(fields, "post_date", zone) or _rss_date(fields.get("pubDate", "")),
        modified=_moment(fields, "post_modified", zone),
        author=(fields.get("dc:creator") or fields.get("wp:author") or "").strip(),
        excerpt=fields.get("excerpt:encoded", ""),
        content=fields.get("content:encoded", ""),
        terms=tuple(_item_terms(element)),
        meta=dict(_meta(element)),
        attachment_url=fields.get("wp:attachment_url", "").strip(),
        parent=_number(fields.get("wp:post_parent", "")) or 0,
        order=_number(fields.get("wp:menu_order", "")) or 0,
        password=fields.get("wp:post_password", "").strip(),
        sticky=fields.get("wp:is_sticky", "").strip() == "1",
        comments=sum(_named(child) == "wp:comment" for child in element),
        line=line,
    )


def _moment(fields: dict[str, str], name: str, zone: tzinfo) -> datetime | None:
    """The GMT time; where WordPress left it zero (drafts), the local one in ``zone``."""
    for field, where in ((f"wp:{name}_gmt", UTC), (f"wp:{name}", zone)):
        try:
            found = datetime.fromisoformat(fields.get(field, "").strip())
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=where)
    return None


def _rss_date(text: str) -> datetime | None:
    """``Sat, 16 Oct 2010 20:53:18 +0000``; WordPress writes year -0001 for none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found.year > 1900 else None


def _item_terms(element: ElementTree.Element) -> Iterator[Term]:
    """Each term once: WXR 1.0 writes it twice, the first time without its slug."""
    found: dict[tuple[str, str], Term] = {}
    for child in element:
        if _named(child) == "category":
            domain, name = child.get("domain", ""), html.unescape(_text(child).strip())
            taxonomy = TAXONOMIES.get(domain, domain)
            key = (taxonomy, name.casefold())
            term = Term(taxonomy=taxonomy, slug=child.get("nicename", "").strip(), name=name)
            if name and (key not in found or not found[key].slug):
                found[key] = term
    # A bare <category> is the old doubling of any taxonomy's term, not only of a category.
    doubled = {name for (taxonomy, name) in found if taxonomy != "category"}
    for (taxonomy, name), term in found.items():
        if not (taxonomy == "category" and not term.slug and name in doubled):
            yield term


def _meta(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Keys and values, last first, so that the first value of a key wins in a dict."""
    for child in reversed(element):
        if _named(child) == "wp:postmeta":
            fields = _fields(child)
            key = fields.get("wp:meta_key", "").strip()
            if key and not key.startswith(UNKEPT):
                yield key, fields.get("wp:meta_value", "")
