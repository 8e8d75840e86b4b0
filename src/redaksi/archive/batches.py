"""Posts into stories, some hundred at a time: one transaction, one row of the log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from redaksi.archive import addresses, known, rules
from redaksi.archive.drafts import Draft, Given
from redaksi.archive.models import ImportedItem
from redaksi.archive.report import Entry, Ledger, Outcome
from redaksi.archive.shelves import Shelves
from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.stories.models import Byline, Story, StoryTopic

KIND = "post"
EDITED = "the desk has worked on it since the last import: left as it is"
GONE = "it was deleted here since the last import: not brought back"
WITHDRAWN = "it was withdrawn here since the last import: not brought back"
TAKEN_BACK = "it is no longer public in WordPress, but it is here: withdraw it at the desk"


@dataclass(kw_only=True)
class Sorted:
    """A batch sorted: posts that are new, that changed there, and their rows of the archive."""

    fresh: list[Draft] = field(default_factory=list)
    changed: list[tuple[Draft, ImportedItem]] = field(default_factory=list)


class Batches:
    """Puts posts into the newspaper; says to the ledger what became of each.

    ``read`` turns a post into a draft: only those that are new or changed are read.
    """

    def __init__(
        self,
        shelves: Shelves,
        ledger: Ledger,
        read: Callable[[Given], Draft],
        *,
        actor: str,
        now: datetime,
    ) -> None:
        self.shelves, self.ledger, self.actor, self.now = shelves, ledger, actor, now
        self.site, self.read = shelves.site, read

    def put(self, given: list[Given]) -> None:
        """Put a batch in."""
        found = self._sort(given)
        if not (found.fresh or found.changed):
            return
        subject = f"archive:{self.site or known.SYSTEM}"
        with acts.act("imported", subject, actor=self.actor) as act:
            self._shelve(found)
            self._create(found.fresh, act)
            for draft, row in found.changed:
                self._change(draft, row)
            act.payload["stories"] = act.payload.get("stories", 0) + len(found.fresh)
            self.shelves.book.write()

    def sort_only(self, given: list[Given]) -> None:
        """Say what :meth:`put` would do."""
        found = self._sort(given)
        for draft in found.fresh:
            self.say("imported", draft)
        for draft, _ in found.changed:
            self.say("updated", draft)

    def say(self, outcome: Outcome, given: Given, reason: str = "") -> None:
        """Tell the ledger what became of a post, with everything noted while reading it."""
        tell(self.ledger, outcome, given, reason)

    def _sort(self, given: list[Given]) -> Sorted:
        rows = known.of(self.site, KIND, [one.item.key for one in given])
        found = Sorted()
        changed = []
        for one in given:
            row = rows.get(one.item.key[:255])
            if row is None:
                found.fresh.append(self.read(one))
            elif row.digest == one.digest:
                self.say("unchanged", one)
            else:
                changed.append((one, row))
        found.changed = list(self._may_change(changed))
        return found

    def _may_change(
        self, changed: list[tuple[Given, ImportedItem]]
    ) -> Iterator[tuple[Draft, ImportedItem]]:
        pks = [row.pk_here for _, row in changed]
        held = unlogged(Story).filter(pk__in=pks).values("pk", "version", "withdrawn_at")
        stories = {story["pk"]: story for story in held}
        for given, row in changed:
            story = stories.get(row.pk_here or 0)
            if story is None or story["withdrawn_at"]:
                self.say("skipped", given, WITHDRAWN if story else GONE)
            elif story["version"] != row.version:
                self.say("skipped", given, EDITED)
            else:
                yield self.read(given), row

    def _shelve(self, found: Sorted) -> None:
        """Make sections, topics and people that only the posts themselves name."""
        drafts = [*found.fresh, *(draft for draft, _ in found.changed)]
        terms = [rules.as_topic(term) for draft in drafts for term in draft.topics]
        terms += [draft.section for draft in drafts if draft.section]
        self.shelves.take_terms(self.shelves.missing(terms))
        self.shelves.take_authors(
            rules.nameless(name) for draft in drafts for name in signed_by(draft)
        )

    # --------------------------------------------------------------- new ones

    def _create(self, drafts: list[Draft], act: acts.Act) -> None:
        if not drafts:
            return
        stories = [Story(**self._row(draft)) for draft in drafts]
        unlogged(Story).bulk_create(stories, batch_size=100)
        unlogged(Byline).bulk_create(self._bylines(drafts, stories), batch_size=500)
        unlogged(StoryTopic).bulk_create(self._topics(drafts, stories), batch_size=500)
        known.remember(self._rows(drafts, stories), "digest", "ref")
        self.shelves.used.update(story.section_id or 0 for story in stories if story.live)
        if any(story.live for story in stories):
            act.touch(acts.SITE)
        for draft, story in zip(drafts, stories, strict=True):
            self.shelves.book.keep(addresses.of_item(draft.item), f"story:{story.pk}")
            self.say("imported", draft)

    def _row(self, draft: Draft) -> dict[str, Any]:
        at = draft.fields["published_at"] if draft.fields["live"] else None
        return draft.fields | {
            "body": json.dumps(draft.fields["body"]),
            "section_id": self.shelves.section(draft.section),
            "version": 1,
            "live_version": 1 if draft.fields["live"] else 0,
            "first_published_at": at,
            "last_published_at": at,
        }

    def _bylines(self, drafts: list[Draft], stories: list[Story]) -> list[Byline]:
        return [
            Byline(story=story, person_id=person, order=order, published_at=_live_at(story))
            for draft, story in zip(drafts, stories, strict=True)
            for order, person in enumerate(self._people(draft))
        ]

    def _topics(self, drafts: list[Draft], stories: list[Story]) -> list[StoryTopic]:
        return [
            StoryTopic(story=story, topic_id=topic, order=order, published_at=_live_at(story))
            for draft, story in zip(drafts, stories, strict=True)
            for order, topic in enumerate(self._subjects(draft))
        ]

    def _people(self, draft: Draft) -> list[int]:
        found = map(self.shelves.person, signed_by(draft))
        return list(dict.fromkeys(pk for pk in found if pk))

    def _subjects(self, draft: Draft) -> list[int]:
        found = (self.shelves.topic(rules.as_topic(term)) for term in draft.topics)
        return list(dict.fromkeys(pk for pk in found if pk))

    def _rows(self, drafts: list[Draft], stories: list[Story]) -> Iterator[ImportedItem]:
        for draft, story in zip(drafts, stories, strict=True):
            yield known.row(
                self.site, KIND, draft.item.key, self.now, digest=draft.digest,
                ref=f"story:{story.pk}", version=1, waiting=True, data=waiting(draft),
            )  # fmt: skip

    # ----------------------------------------------------------- changed ones

    def _change(self, draft: Draft, row: ImportedItem) -> None:
        """Write a post that changed there over the story, which the desk has not touched."""
        story = Story.objects.get(pk=row.pk_here or 0)
        taken_back = story.live and draft.fate.state != "live"
        fields = draft.fields | (
            {"live": True, "has_unpublished_changes": False} if taken_back else {}
        )
        if taken_back:
            fields["published_at"] = story.published_at
            self.say("skipped", draft, TAKEN_BACK)
        with acts.act("imported", story.subject, actor=self.actor):
            self._write_over(story, draft, fields)
        row.digest, row.version, row.waiting = draft.digest, story.version, True
        row.data, row.at = waiting(draft), self.now
        row.save()
        self.shelves.book.keep(addresses.of_item(draft.item), story.subject)
        self.say("updated", draft)

    def _write_over(self, story: Story, draft: Draft, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            setattr(story, name, json.dumps(value) if name == "body" else value)
        story.section_id = self.shelves.section(draft.section)
        story.photo = None
        setattr(story, "bylines", self._bylines([draft], [story]))  # noqa: B010 (for mypy)
        setattr(story, "topic_rows", self._topics([draft], [story]))  # noqa: B010
        story.save()
        written: dict[str, Any] = {"version": story.version + 1}
        if story.live:
            at = story.published_at
            written |= {"live_version": story.version + 1, "last_published_at": self.now}
            written |= {"first_published_at": story.first_published_at or at}
        unlogged(Story).filter(pk=story.pk).update(updated_at=fields["updated_at"], **written)
        story.version += 1


def signed_by(draft: Draft) -> list[str]:
    """Who signed: the plugin's co-authors, else the author's login."""
    return rules.co_authors(draft.item) or ([draft.item.author] if draft.item.author else [])


def waiting(draft: Draft) -> dict[str, Any]:
    """What the work that follows the text needs."""
    told: dict[str, Any] = {"wants": [want.told() for want in draft.wants]}
    if draft.fate.state == "scheduled" and draft.item.published:
        told["schedule"] = draft.item.published.isoformat()
    return told


def tell(ledger: Ledger, outcome: Outcome, given: Given, reason: str = "") -> None:
    """Put into the ledger what became of a post or page, and what was noted while reading it."""
    ledger.put(entry(outcome, given, reason or given.fate.reason))
    if outcome in ("imported", "updated") and isinstance(given, Draft):
        for note in given.notes:
            ledger.put(entry("note", given, note))


def entry(outcome: Outcome, given: Given, reason: str) -> Entry:
    """A line of the report about a post."""
    item = given.item
    title = item.title or (given.fields["headline"] if isinstance(given, Draft) else "")
    return Entry(
        outcome=outcome, kind=item.type, title=title, reason=reason, number=item.key,
        line=item.line,
    )  # fmt: skip


def _live_at(story: Story) -> datetime | None:
    return story.published_at if story.live else None


def in_batches(given: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """Lists of *size* posts, the last one shorter."""
    batch: list[Given] = []
    for one in given:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
