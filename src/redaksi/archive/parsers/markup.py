"""HTML as browsers read it, cleaned and cut into tokens.

nh3 parses as a browser does, drops scripts and dangerous addresses, and writes regular HTML back:
every tag closed, every attribute quoted. Cutting that into tokens is a plain walk without depth.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import nh3

from redaksi.archive.parsers.names import names
from redaksi.lib.markup import shallow

INLINE = names(
    """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp
    small span strike strong sub sup time tt u var label button
    """
)
VOID = names("br col embed hr img input param source track wbr")
BLOCK = names(
    """
    address article aside audio blockquote caption center colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup iframe legend li main
    menu nav object ol optgroup option p picture pre section select summary table tbody td
    textarea tfoot th thead tr ul video svg g text tspan desc math mi mn mo mtext ms
    """
)
ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "audio": {"src"},
    "embed": {"src"},
    "iframe": {"src"},
    "img": {"src", "alt", "width", "height", "data-id", "data-src", "data-lazy-src"},
    "object": {"data"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "video": {"src"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
FORMATTING = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
OPENED = re.compile(rf"<(?:{FORMATTING})(?=[\s>])", re.I)
CLOSED = re.compile(rf"</(?:{FORMATTING})[\s>]", re.I)
MOST_UNCLOSED = 200  # a browser repeats each unclosed one in every paragraph that follows

TOKEN = re.compile(
    r'<!--(?P<comment>.*?)-->|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^">]++|"[^"]*+")*+)>'
    r"|(?P<text>[^<]+|<)",
    re.S,
)
ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
SPACED = re.compile(r"</?(?:p|div|li|br|h[1-6]|tr|t[dh]|blockquote|figcaption|dd|dt)\b", re.I)


class Text(NamedTuple):
    """Readable text, without entities."""

    text: str


class Open(NamedTuple):
    """A start tag; ``br``, ``img`` and their kind have no Close."""

    tag: str
    attributes: dict[str, str]


class Close(NamedTuple):
    """An end tag."""

    tag: str


class Comment(NamedTuple):
    """The inside of an HTML comment."""

    text: str


Token = Text | Open | Close | Comment


def tamed(source: str) -> str:
    """HTML whose lines end alike and that a parser does not multiply."""
    source = shallow(source.replace("\r\n", "\n").replace("\r", "\n"))
    unclosed = len(OPENED.findall(source)) - len(CLOSED.findall(source))
    return OPENED.sub("<span", source) if unclosed > MOST_UNCLOSED else source


def clean(source: str) -> str:
    """Regular, harmless HTML of any HTML; comments are kept, for they mark the blocks."""
    return nh3.clean(
        tamed(source),
        tags=set(INLINE | VOID | BLOCK),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        strip_comments=False,
        link_rel=None,
        url_schemes=SCHEMES,
    )


def tokens(source: str) -> Iterator[Token]:
    """Cut HTML that ``clean`` made into tokens, in their order."""
    for found in TOKEN.finditer(source):
        kind = found.lastgroup
        if kind == "text":
            text = found["text"]
            yield Text(html.unescape(text) if "&" in text else text)
        elif kind == "comment":
            yield Comment(found["comment"])
        elif found["end"]:
            yield Close(found["tag"])
        else:
            yield Open(found["tag"], _attributes(found["rest"]))


def words(source: str) -> str:
    """The readable text of any HTML in one line: tags gone, entities resolved, spaces single."""
    if "<" not in source and "&" not in source:
        return " ".join(source.split())
    bare = nh3.clean(SPACED.sub(r" \g<0>", source), tags=set(), strip_comments=True)
    return " ".join(html.unescape(bare).split())


def _attributes(rest: str) -> dict[str, str]:
    if not rest:
        return {}
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(rest)}
