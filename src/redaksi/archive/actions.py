"""The archive's verb: bring a WordPress export in."""

from __future__ import annotations

import fcntl
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from redaksi.archive import addresses, drafts, known, pages, rules, uploads
from redaksi.archive.bars import Bar
from redaksi.archive.batches import Batches, in_batches
from redaksi.archive.drafts import Draft, Given
from redaksi.archive.following import Following
from redaksi.archive.parsers import wxr
from redaksi.archive.parsers.facts import Item, Site, Trouble
from redaksi.archive.pictures import NOWHERE, Pictures
from redaksi.archive.report import Entry, Ledger, Outcome, Report
from redaksi.archive.shelves import Shelves
from redaksi.archive.survey import TYPES, Survey, survey
from redaksi.archive.survey import told as survey_told
from redaksi.archive.uploads import Fetch, outside
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.sections.models import Newspaper

__all__ = ["Fetch", "Report", "import_wordpress", "outside"]

AT_ONCE = 200  # posts in one transaction


def import_wordpress(
    paths: Sequence[Path | str],
    *,
    media: Path | str | None = None,
    fetch: Fetch | bool = False,
    dry_run: bool = False,
    follow: bool = True,
    progress: bool = True,
    now: datetime | None = None,
    actor: str = "import",
    tell: Callable[[Entry], None] | None = None,
) -> Report:
    """Bring WordPress exports (WXR 1.0 to 1.2) in: posts, pages, people, sections, topics, photos.

    ``media`` is a folder with the uploads; a file that is not there is fetched from its address
    when ``fetch`` is True, or by the function given; a host that fails three times is given up.
    Text comes first, some hundred posts in one transaction, so that a stopped import goes on where
    it was; photos, references and scheduled times follow. Run again it doubles nothing, writes
    what changed there, and leaves alone what the desk has worked on. ``dry_run`` changes nothing;
    without ``follow`` photos wait for the next run. ``progress`` shows bars on a terminal,
    ``tell`` hears every entry of the report as it comes. A file that cannot be read is a refused
    entry, never an exception.
    """
    ledger = Ledger(tell=tell)
    moment = now or clock.now()
    allowed = frozenset(settings.OPTIONS.texts("fetch.allow_hosts"))
    getting = outside(allow_hosts=allowed) if fetch is True else (fetch or None)
    with _alone():
        for files in _by_site([Path(path) for path in paths], ledger):
            job = _Job(
                files=files, media=Path(media) if media else None, fetch=getting, dry_run=dry_run,
                follow=follow, progress=progress, now=moment, actor=actor, ledger=ledger,
            )  # fmt: skip
            job.run()
    return ledger.report(dry_run=dry_run)


@contextmanager
def _alone() -> Iterator[None]:
    """One import at a time in a newspaper's folder: a second one waits, and finds it all done."""
    with (settings.DATA / "import.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _by_site(paths: list[Path], ledger: Ledger) -> Iterator[list[Path]]:
    """Files of one site belong together, in the order given; one that is no export is refused."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        first = next(wxr.read([path]), None)
        if isinstance(first, Site):
            groups.setdefault(addresses.site_key(first), []).append(path)
        elif isinstance(first, Trouble):
            ledger.put(_refused(first))
    yield from groups.values()


def _refused(trouble: Trouble) -> Entry:
    name = Path(trouble.file).name
    return Entry(
        outcome="refused" if trouble.lost else "note", kind="item" if trouble.number else "file",
        title=trouble.title or name, reason=trouble.says, number=trouble.number, file=name,
        line=trouble.line,
    )  # fmt: skip


@dataclass(kw_only=True)
class _Job:
    """The import of one site's files."""

    files: list[Path]
    media: Path | None
    fetch: Fetch | None
    dry_run: bool
    follow: bool
    progress: bool
    now: datetime
    actor: str
    ledger: Ledger

    def run(self) -> None:
        self.newspaper = _newspaper()
        self.zone = zoneinfo.ZoneInfo(self.newspaper.zone)
        with self._bar("survey", sum(path.stat().st_size for path in self.files)) as bar:
            facts = wxr.read(self.files, zone=self.zone, types=TYPES, watch=bar.step)
            self.found: Survey = survey(facts, self.now, keep=not self.dry_run)
        self.shelves = Shelves(self.found.key, self.newspaper, self.ledger, self.now)
        self.batches = Batches(
            self.shelves, self.ledger, self._read, actor=self.actor, now=self.now
        )
        self.pages = pages.Pages(self.shelves, self.ledger, self.found.shared, self._read, self.now)
        self.seen: dict[int, int] = {}  # numbers, not texts: an export may hold a million items
        if self.dry_run:
            self._dry()
        else:
            self._shelve()
            self._text()
            if self.follow:
                self._follow()

    def _bar(self, title: str, total: int, unit: str = "B") -> Bar:
        return Bar(title, total, unit=unit, shown=self.progress)

    def _shelve(self) -> None:
        subject = f"archive:{self.found.key or known.SYSTEM}"
        with acts.act("imported", subject, actor=self.actor):
            self.shelves.take_authors(self.found.authors)
            self.shelves.take_terms(self.found.terms)
            self.shelves.book.write()

    def _text(self) -> None:
        for batch in in_batches(self._given(), AT_ONCE):
            self.batches.put(batch)
        self.shelves.fill_menu()

    def _given(self) -> Iterator[Given]:
        """The posts of all files; pages are put in as they come, the rest is reported."""
        with self._bar("text", sum(path.stat().st_size for path in self.files)) as bar:
            for fact in wxr.read(self.files, zone=self.zone, watch=bar.step):
                if isinstance(fact, Trouble):
                    self.ledger.put(_refused(fact))
                elif isinstance(fact, Item):
                    yield from self._item(fact)

    def _item(self, item: Item) -> Iterator[Given]:
        self.ledger.comments += item.comments
        fate = rules.fate(item, self.now)
        if fate.becomes in ("nothing", "shared"):
            self._say("skipped", item, fate.reason)
        elif fate.becomes == "photo" and self.dry_run:
            self._file(item)
        elif fate.becomes in ("story", "page"):
            given = Given(item=item, fate=fate, digest=rules.digest(item))
            if self._repeated(given):
                return
            if fate.becomes == "story":
                yield given
            else:
                self.pages.take(given, write=not self.dry_run, actor=self.actor)

    def _read(self, given: Given) -> Draft:
        return drafts.draft(
            given, shared=self.found.shared, numbers=self.shelves.numbers,
            attached=self._attached, now=self.now,
        )  # fmt: skip

    def _file(self, item: Item) -> None:
        """Say whether an attachment's file could be had."""
        told = survey_told(item)
        names = uploads.names_of(told, addresses.place_of(told.get("url", "")))
        if self.fetch or (self.media and uploads.local(self.media, names)):
            self._say("imported", item, "")
        else:
            self._say("skipped", item, NOWHERE)

    def _attached(self, number: int) -> list[int]:
        return known.attached_to(self.found.key, number)

    def _repeated(self, given: Given) -> bool:
        """The same number twice is one item when it says the same, else a break in the export."""
        item, digest = given.item, int(given.digest[:15], 16)
        named = hash((item.type, item.key))
        if named not in self.seen:
            self.seen[named] = digest
            return False
        if self.seen[named] != digest:
            why = f"the number {item.key} was used before in this export for another {item.type}"
            self._say("refused", item, f"{why}: give it a number of its own")
        return True

    def _say(self, outcome: Outcome, item: Item, reason: str) -> None:
        self.ledger.put(
            Entry(
                outcome=outcome,
                kind=item.type,
                title=item.title,
                reason=reason,
                number=item.key,
                line=item.line,
            )  # fmt: skip
        )

    def _pictures(self) -> Pictures:
        return Pictures(
            self.found.key, self.ledger, media=self.media, fetch=self.fetch, actor=self.actor,
            now=self.now,
        )  # fmt: skip

    def _follow(self) -> None:
        following = Following(self._pictures(), self.ledger)
        for title, kind, work in (
            ("photos", "post", following.stories), ("files", "attachment", following.files),
        ):  # fmt: skip
            with self._bar(title, following.waiting(kind).count(), unit=kind) as bar:
                for count in work():
                    bar.step(count)

    def _dry(self) -> None:
        for kind, held, given in (
            ("author", self.shelves.people, [author.login for author in self.found.authors]),
            ("term", {}, [term.name for term in self.found.terms if not self._shelved(term)]),
        ):
            for title in given:
                if title not in held:
                    self.ledger.put(Entry(outcome="imported", kind=kind, title=title))
        for batch in in_batches(self._given(), AT_ONCE):
            self.batches.sort_only(batch)

    def _shelved(self, term: object) -> bool:
        return not self.shelves.missing([term])  # type: ignore[list-item]


def _newspaper() -> Newspaper:
    """The newspaper's row; a folder that was never started has none yet."""
    return Newspaper.objects.order_by("pk").first() or Newspaper.objects.create(
        name=settings.WAGTAIL_SITE_NAME,
        host="localhost",
        language=settings.LANGUAGE_CODE,
        zone=settings.TIME_ZONE,
    )
