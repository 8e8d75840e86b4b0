"""Categories become sections, tags and other terms topics, authors people; each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import unquote

from django.utils import translation
from django.utils.translation import gettext

from redaksi.archive import addresses, known, rules
from redaksi.archive.book import Book
from redaksi.archive.models import ImportedItem
from redaksi.archive.parsers.facts import Author, Term
from redaksi.archive.report import Entry, Ledger
from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.sections.addresses import RESERVED
from redaksi.sections.models import Newspaper, Section, Topic
from redaksi.staff.models import Person
from redaksi.stylebook import slugs

LONGEST_NAME = 80
LONGEST_PATH = 255
MENU = 8  # sections in the menu of a newspaper that had none


class Shelves:
    """Where the things of one site stand: sections, topics and people by their names there."""

    def __init__(self, site: str, newspaper: Newspaper, ledger: Ledger, now: datetime) -> None:
        self.site, self.newspaper, self.ledger, self.now = site, newspaper, ledger, now
        self.book = Book()
        self.sections = self._known("category")
        self.topics = self._known("term")
        self.people = self._known("author")
        self.numbers: dict[int, str] = {}  # of categories, to their slugs
        self.default_section: int | None = None
        self.used: Counter[int] = Counter()  # live stories put into each section

    def _known(self, kind: str) -> dict[str, int]:
        rows = known.of(self.site, kind)
        return {remote: row.pk_here for remote, row in rows.items() if row.pk_here}

    # ------------------------------------------------------------- taking in

    def take_terms(self, terms: Iterable[Term]) -> None:
        """Make the sections and topics that are not here yet, within an act."""
        given = list(terms)
        categories = [term for term in given if term.taxonomy == "category"]
        self.numbers |= {term.number: term.slug for term in categories if term.number is not None}
        for term in _parents_first(categories):
            if _name(term) not in self.sections:
                self._take_section(term)
        self._take_topics(
            term
            for term in given
            if term.taxonomy != "category" and term.taxonomy not in rules.UNSHOWN
        )

    def take_authors(self, authors: Iterable[Author]) -> None:
        """Make the people that are not here yet, within an act."""
        for author in authors:
            if author.login and author.login not in self.people:
                self.people[author.login] = self._person(author)

    def _take_section(self, term: Term) -> None:
        if rules.is_default(term):
            section = Section.objects.get(pk=self.fallback())
        else:
            section = self._section(term)
        self.sections[_name(term)] = section.pk
        path = section.path if section.slug == term.slug else ""
        self.book.keep(addresses.of_term(term, path), section.subject)
        self._note("category", _name(term), term.name, section.subject, term.line)

    def _section(self, term: Term) -> Section:
        parent = Section.objects.filter(pk=self.sections.get(term.parent, 0)).first()
        slug = slugs.slug(unquote(term.slug) or term.name, limit=LONGEST_NAME)
        if parent and len(parent.path) + len(slug) + 1 > LONGEST_PATH:
            parent = None
        if not parent and slug in RESERVED:
            slug = f"{slug[:70]}-2"
        return self._standing(parent, slug) or Section.objects.create(
            newspaper=self.newspaper,
            parent=parent,
            name=term.name[:LONGEST_NAME] or slug,
            slug=self._free_slug(parent, slug),
            description=term.description[:300],
            in_menu=False,
        )

    def _standing(self, parent: Section | None, slug: str) -> Section | None:
        """A section of the newspaper at that place, unless another category is it already."""
        found = Section.objects.filter(path=_path(parent, slug)).first()
        return found if found and found.pk not in self.sections.values() else None

    def _free_slug(self, parent: Section | None, slug: str) -> str:
        free, number = slug, 2
        while Section.objects.filter(path=_path(parent, free)).exists():
            free, number = f"{slug[:70]}-{number}", number + 1
        return free

    def _take_topics(self, terms: Iterable[Term]) -> None:
        fresh = {_name(term): term for term in terms if _name(term) not in self.topics}
        if not fresh:
            return
        named = _by_name(fresh.values())
        held = set(Topic.objects.values_list("slug", flat=True))
        made = [
            Topic(name=name, slug=_free(name, held), description=term.description[:300])
            for name, term in named.missing.items()
        ]
        unlogged(Topic).bulk_create(made, batch_size=500)
        here = named.here | {topic.name.casefold(): topic.pk for topic in made}
        for name, term in fresh.items():
            self.topics[name] = here[term.name[:LONGEST_NAME].casefold()]
            self.book.keep(addresses.of_term(term), f"topic:{self.topics[name]}")
            kind = "tag" if term.taxonomy == "post_tag" else "term"
            self._report(kind, term.name, term.line)
        known.remember(self._topic_rows(fresh), "ref")
        acts.touch(acts.SITE)

    def _topic_rows(self, fresh: dict[str, Term]) -> Iterator[ImportedItem]:
        for name in fresh:
            yield known.row(self.site, "term", name, self.now, ref=f"topic:{self.topics[name]}")

    def _person(self, author: Author) -> int:
        name = author.name[:120]
        person = Person.objects.filter(name=name).first()
        if person is None:
            person = Person.objects.create(name=name, email=_email(author.email))
        self.book.keep(addresses.of_author(author), person.subject)
        self._note("author", author.login, name, person.subject, author.line)
        return person.pk

    def _note(self, kind: str, remote: str, title: str, ref: str, line: int) -> None:
        known.remember([known.row(self.site, kind, remote, self.now, ref=ref)], "ref")
        self._report(kind, title, line)

    def _report(self, kind: str, title: str, line: int) -> None:
        self.ledger.put(Entry(outcome="imported", kind=kind, title=title, line=line))

    # ---------------------------------------------------------------- asking

    def fallback(self) -> int:
        """The section of stories that had no category."""
        if self.default_section is None:
            with translation.override(self.newspaper.language):
                name = gettext("News")
            slug = slugs.slug(name)
            found = Section.objects.filter(path=slug).first() or Section.objects.create(
                newspaper=self.newspaper, name=name, slug=slug, in_menu=False
            )
            self.default_section = found.pk
        return self.default_section

    def fill_menu(self) -> None:
        """A newspaper whose menu is empty shows the top sections that got the most stories."""
        if Section.objects.filter(in_menu=True).exists():
            return
        top = Section.objects.filter(parent=None).in_bulk()
        used = [pk for pk, _ in self.used.most_common() if pk in top][:MENU]
        with acts.gathering():
            for order, pk in enumerate(used, start=1):
                top[pk].in_menu, top[pk].order = True, order * 10
                top[pk].save()

    def section(self, term: Term | None) -> int:
        """The section of a category."""
        return self.sections.get(_name(term), 0) or self.fallback() if term else self.fallback()

    def topic(self, term: Term) -> int | None:
        """The topic of a term; a further category of a story is a topic of its name."""
        return self.topics.get(_name(term))

    def person(self, login: str) -> int | None:
        """The person of a login or a name."""
        return self.people.get(login)

    def missing(self, terms: Iterable[Term]) -> list[Term]:
        """The terms that no shelf knows yet."""
        return [
            term
            for term in {_name(term): term for term in terms}.values()
            if _name(term) not in (self.sections if term.taxonomy == "category" else self.topics)
        ]


class _Named:
    """Terms by name: those that are topics here already, and those that are not."""

    def __init__(self) -> None:
        self.here: dict[str, int] = {}
        self.missing: dict[str, Term] = {}


def _by_name(terms: Iterable[Term]) -> _Named:
    found = _Named()
    found.here = {name.casefold(): pk for pk, name in Topic.objects.values_list("pk", "name")}
    wanted: dict[str, tuple[str, Term]] = {}
    for term in terms:
        name = term.name[:LONGEST_NAME]
        wanted.setdefault(name.casefold(), (name, term))
    found.missing = {name: term for key, (name, term) in wanted.items() if key not in found.here}
    return found


def _path(parent: Section | None, slug: str) -> str:
    return f"{parent.path}/{slug}" if parent else slug


def _free(name: str, held: set[str]) -> str:
    """A slug nobody has; it is held from now on."""
    base = slugs.slug(name, limit=LONGEST_NAME)
    slug, number = base, 2
    while slug in held:
        slug, number = f"{base}-{number}", number + 1
    held.add(slug)
    return slug


def _name(term: Term) -> str:
    """What names a term for good; a category's slug alone, so that parents find it."""
    slug = term.slug or slugs.slug(term.name)
    return (slug if term.taxonomy == "category" else f"{term.taxonomy}/{slug}")[:255]


def _parents_first(categories: list[Term]) -> Iterator[Term]:
    """Each category after the one above it; a circle is broken where it is met."""
    by_slug = {term.slug: term for term in categories}
    done: set[str] = set()
    for term in categories:
        line = []
        at: Term | None = term
        while at is not None and at.slug not in done:
            done.add(at.slug)
            line.append(at)
            at = by_slug.get(at.parent)
        yield from reversed(line)


def _email(text: str) -> str:
    return text if "@" in text and len(text) <= 254 else ""
