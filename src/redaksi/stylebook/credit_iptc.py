"""A credit out of a photo's own fields, without saying anything twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from redaksi.stylebook.credit_chain import CreditChain, Link, Role
from redaksi.stylebook.credit_parse import parse
from redaksi.stylebook.credit_shapes import Likeness, likeness

_EMPTY = CreditChain()
_WORD = re.compile(r"[^\W_]+")


def compose(
    *,
    agency: str = "",
    photographers: Sequence[str] = (),
    further: Sequence[tuple[str, str]] = (),
    initials: str = "",
    stop: bool = False,
) -> CreditChain:
    """Builds a credit in house order: ``LINTANG/Bayu Seran/Vista via Orbis/mh.``.

    ``further`` are pairs of joiner (``/`` or ``via``) and agency, as ``CreditChain.further``.
    """
    chain = CreditChain(links=(Link(name=agency, role=Role.AGENCY),) if agency else ())
    chain = _with_makers(chain, [*photographers])
    for joiner, name in further:
        chain = _add(chain, Link(name=name, role=Role.AGENCY, before=_spaced(joiner)))
    if initials:
        chain = _add(chain, Link(name=initials, role=Role.INITIALS, before="/"))
    return chain.with_stop(stop)


def credit_from_iptc(
    byline: str | Sequence[str] | None, credit: str | None, source: str | None
) -> CreditChain:
    """Joins the IPTC fields By-line (2:80), Credit (2:110) and Source (2:115) into one credit.

    The credit line is kept as it is; a by-line is added only when the line does not name that
    person yet, after the first agency (``LINTANG`` and ``Bayu Seran`` → ``LINTANG/Bayu Seran``).
    Without a credit line, a by-line that is itself a chain is the credit. The source speaks only
    when no agency is named yet. Empty fields give an empty chain.
    """
    lines = _lines(byline)
    chain = parse(credit or "") or next((c for c in map(parse, lines) if len(c.links) > 1), _EMPTY)
    makers = [maker for line in lines for maker in _makers(line)]
    agencies = [name for line in lines if line not in makers for name in parse(line).agencies]
    for name in (*agencies, " ".join((source or "").split())):
        chain = _with_source(chain, name)
    return _with_makers(chain, makers)


def _lines(byline: str | Sequence[str] | None) -> list[str]:
    lines = [byline] if isinstance(byline, str) else list(byline or ())
    return [line for text in lines for part in text.split(";") if (line := " ".join(part.split()))]


def _makers(line: str) -> tuple[str, ...]:
    """A by-line is a person even when it is one word; a chain in it is read as a chain."""
    chain = parse(line)
    if len(chain.links) == 1 and chain.agencies and likeness(line) > Likeness.NONE:
        return (line,)
    return chain.photographers


def _with_source(chain: CreditChain, name: str) -> CreditChain:
    spoken = chain.names(Role.AGENCY, Role.SITE, Role.OWNER, Role.NOTE)
    if spoken or not name or _names_it(chain, name):
        return chain
    rest = [_joined(link, place) for place, link in enumerate(chain.links)]
    return chain.with_links([Link(name=name, role=Role.AGENCY), *rest])


def _joined(link: Link, place: int) -> Link:
    return link if place else Link(name=link.name, role=link.role, before="/" + link.before)


def _with_makers(chain: CreditChain, makers: Sequence[str]) -> CreditChain:
    for maker in makers:
        chain = chain if _names_it(chain, maker) else _with_maker(chain, maker)
    return chain


def _with_maker(chain: CreditChain, maker: str) -> CreditChain:
    links = list(chain.links)
    known = [place for place, link in enumerate(links) if _is_surely_a_person(link)]
    if not known:
        links = [replace(link, role=_agency_instead(link.role)) for link in links]
    place = known[-1] + 1 if known else min(1, len(links))
    before = "" if not links else " & " if known else "/"
    links.insert(place, Link(name=maker, role=Role.PHOTOGRAPHER, before=before))
    return chain.with_links(links)


def _is_surely_a_person(link: Link) -> bool:
    """One word after a slash may be a further agency, now that the by-line names the person."""
    return link.role is Role.PHOTOGRAPHER and likeness(link.name) > Likeness.ONE_WORD


def _agency_instead(role: Role) -> Role:
    return Role.AGENCY if role is Role.PHOTOGRAPHER else role


def _names_it(chain: CreditChain, name: str) -> bool:
    return any(_same(link.name, name) for link in chain.links)


def _same(one: str, other: str) -> bool:
    """Whether the shorter name is in the longer one, in any order, initials standing for names."""
    few, many = sorted((_words(one), _words(other)), key=len)
    return bool(few) and all(any(_stands_for(a, b) for b in many) for a in few)


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


def _stands_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def _add(chain: CreditChain, link: Link) -> CreditChain:
    first = Link(name=link.name, role=link.role)
    return chain.with_links([*chain.links, link if chain.links else first])


def _spaced(joiner: str) -> str:
    return f" {joiner} " if joiner.isalpha() else joiner or "/"
