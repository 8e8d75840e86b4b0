"""Reading a credit line into its links, by shape.

1. A credit is cut at its marks (slash, via, parentheses, …) and labels (``Foto:``, ``Dok.``).
2. What can only be one thing gets its role: sites, remarks, owners, the desk's initials.
3. Of the names left, the one most like a person is the photographer; the others are agencies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from redaksi.stylebook.credit_chain import CreditChain, Link, Role
from redaksi.stylebook.credit_shapes import (
    Likeness,
    is_acronym,
    is_initials,
    is_note,
    is_site,
    likeness,
)

_LABEL = re.compile(
    r"""(?: (?P<maker> (?:photos?|foto|pictures?|images?|gambar)\s(?:by|oleh)\s?:?\s?
                     | (?:photograph(?:s|ed)?\sby|photographer|fotografer|pewarta\sfoto)\s?:?\s
                     | (?:by|oleh)\s?:?\s )
          | (?P<owner> (?:dok|doc|dokumentasi|dokumen)(?:\s?[.:]\s?|\s)
                     | courtesy(?:\sof)?\s?:?\s | handout\s(?:by|from)\s | HO[-\s](?=[^\W_])
                     | (?:tangkapan\slayar|screenshot|screengrab)\s?:?\s )
          | (?P<plain> (?:photo|foto|gambar|image|picture|photograph|credit|kredit|sumber|source
                         |ilustrasi|illustration|grafis|infografis|video)s?\s?:\s?
                     | (?:©|\(c\)|copyright|hak\scipta)\s?(?:©\s?)?
                       (?:\d{4}(?:\s?[-–]\s?\d{4})?\s)? )
        ) (?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(
    r"https?://[^\s()|;]+|(?:[\w-]+\.)+[a-z]{2,}/[a-z0-9@_.~%-]{5,}(?:/[^\s/]+)*(?=\s|$)", re.ASCII
)
_JOINER = re.compile(
    r"\s?[/|;]\s?|\s[-–—]\s|\s?[(\[]|[)\]]|(?:^|\s|(?<=[/\s|(]))(?:via|melalui|lewat)\s(?=\S)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s(?:for|untuk|on)\s(?=[A-Z0-9]|\S+\.[a-z])")
_AND = re.compile(r"\s(?:and|dan|&)\s|,\s")
_ABBREVIATION = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|Jr|Sr|Inc|Ltd|Co|Corp|Tbk|Bros)\.$")
_HANDED_ON = ("via", "melalui", "lewat", "for", "untuk", "on")


@dataclass(frozen=True, kw_only=True)
class _Name:
    """A name as it was cut out, before its role is known."""

    text: str
    before: str = ""
    label: str = ""  # maker, owner, plain or empty
    follows: bool = False  # a second person of the same group: "and …"

    @property
    def handed_on(self) -> bool:
        return self.before.lower().replace("/", " ").strip() in _HANDED_ON


def parse(text: str) -> CreditChain:
    """Reads any credit line; ``str`` of the answer is the line with its white space made single."""
    line = " ".join(text.split())
    body = line if _ABBREVIATION.search(line) else line.rstrip(".")
    body = body.rstrip()
    names, rest = _cut(body)
    links = [
        Link(name=name.text, role=role, before=name.before)
        for name, role in zip(names, _roles(names), strict=True)
    ]
    return CreditChain(links=tuple(links), tail=rest + line[len(body) :])


def _cut(line: str) -> tuple[list[_Name], str]:
    """The names with what stands before each, and what stands after the last one."""
    names: list[_Name] = []
    before, label, place = "", "", 0
    while place < len(line):
        if mark := _LABEL.match(line, place) or _JOINER.match(line, place):
            before, label = before + mark.group(), mark.lastgroup or label
            place = mark.end()
            continue
        end = _end_of_name(line, place)
        names += _people(_Name(text=line[place:end], before=before, label=label), not names)
        before, label, place = "", "", end
    return names, before


def _end_of_name(line: str, place: int) -> int:
    if address := _ADDRESS.match(line, place):
        return address.end()
    joiner = _JOINER.search(line, place)
    return joiner.start() if joiner else len(line)


def _people(name: _Name, first: bool) -> Iterator[_Name]:
    """Parts ``Jane Doe and John Roe for The Post``; leaves the name of an organisation whole."""
    person, handed_on = _handed_on(name)
    if name.label != "owner" and (parts := _parted(person.text, first=first)):
        texts, marks = parts
        yield replace(person, text=texts[0])
        for mark, text in zip(marks, texts[1:], strict=True):
            yield _Name(text=text, before=mark, follows=likeness(text) > Likeness.NONE)
    else:
        yield person
    yield from handed_on


def _handed_on(name: _Name) -> tuple[_Name, list[_Name]]:
    mark = _FOR.search(name.text)
    if not mark or name.label == "owner":
        return name, []
    maker, receiver = name.text[: mark.start()], name.text[mark.end() :]
    if name.label != "maker" and likeness(maker) < Likeness.CLEAR:
        return name, []
    return replace(name, text=maker), [_Name(text=receiver, before=mark.group())]


def _parted(text: str, *, first: bool) -> tuple[list[str], list[str]] | None:
    """The parts of a list of people and the marks between them; None when it is no such list."""
    texts, marks = _AND.split(text), _AND.findall(text)
    enough = Likeness.CAPITALS if first or "," in text or "&" in text else Likeness.ONE_WORD
    people = [likeness(part) >= enough for part in texts]
    if not marks or not all(texts) or not (people[0] or is_acronym(texts[0])):
        return None
    ends = [
        person or (mark == ", " and (people[0] or is_acronym(part)))
        for person, mark, part in zip(people[1:], marks, texts[1:], strict=True)
    ]
    return (texts, marks) if all(ends) else None


def _roles(names: list[_Name]) -> list[Role]:
    fixed = [_fixed_role(name) for name in names]
    for place in range(len(names) - 1, 0, -1):
        if not (is_initials(names[place].text) and "/" in names[place].before):
            break
        fixed[place] = Role.INITIALS
    makers = _makers(names, [role is None for role in fixed])
    roles = [role or _role(place, makers) for place, role in enumerate(fixed)]
    return _with_affiliation(names, roles)


def _fixed_role(name: _Name) -> Role | None:
    if name.label == "owner":
        return Role.OWNER
    if is_note(name.text):
        return Role.NOTE
    return Role.SITE if is_site(name.text) else None


def _role(place: int, makers: set[int]) -> Role:
    return Role.PHOTOGRAPHER if place in makers else Role.AGENCY


def _makers(names: list[_Name], free: list[bool]) -> set[int]:
    """The places of the photographer and of those who follow after "and"."""
    chosen = _photographer(names, free)
    if chosen is None:
        return set()
    makers = {chosen}
    for place in range(chosen + 1, len(names)):
        if not (names[place].follows and free[place]):
            break
        makers.add(place)
    return makers


def _photographer(names: list[_Name], free: list[bool]) -> int | None:
    looks = {
        place: _look(names, place)
        for place, name in enumerate(names)
        if free[place] and not name.handed_on
    }
    best = max(looks.values(), default=Likeness.NONE)
    places = [place for place, look in looks.items() if look is best]
    if best is Likeness.NONE:
        return None
    if best is Likeness.CAPITALS:  # house order: the agency first, then its photographer
        return next((place for place in places if place), places[0])
    return places[0]


def _look(names: list[_Name], place: int) -> Likeness:
    name = names[place]
    look = likeness(name.text)
    if name.label == "maker" and look is not Likeness.NONE:
        return Likeness.CLEAR
    if look is Likeness.ONE_WORD and not _is_one_word_maker(names, place):
        return Likeness.NONE
    return Likeness.NONE if len(names) == 1 and look is Likeness.CAPITALS else look


def _is_one_word_maker(names: list[_Name], place: int) -> bool:
    """One word is a person only after an agency's slash; after a handout it is who handed it."""
    after_slash = place > 0 and "/" in names[place].before
    return after_slash and names[place - 1].text.lower() not in ("ho", "handout", "dok")


def _with_affiliation(names: list[_Name], roles: list[Role]) -> list[Role]:
    """In ``LINTANG/B. Seran (Orbis)`` Orbis is where Seran works, for the agency stands before."""
    for place in range(1, len(names)):
        in_brackets = roles[place] is Role.AGENCY and "(" in names[place].before
        if in_brackets and roles[place - 1] is Role.PHOTOGRAPHER and Role.AGENCY in roles[:place]:
            roles[place] = Role.AFFILIATION
    return roles
