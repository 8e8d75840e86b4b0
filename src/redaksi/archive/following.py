"""The work that follows the text of an import: photos, references, times to publish."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models
from wagtail.models import ReferenceIndex

from redaksi.archive import bodies
from redaksi.archive.bodies import LEAD, Want
from redaksi.archive.models import ImportedItem
from redaksi.archive.pictures import Pictures
from redaksi.archive.report import Entry, Ledger
from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.stories import actions as stories
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

AT_ONCE = 50
EDITED = "the desk has worked on it meanwhile: its photos are in the library, not in the text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A photo that a story wants: its number here, or what is known of it to show a link."""

    photo: int | None
    known: Want


class Following:
    """Puts photos into the stories of one site and fills what lists of references need."""

    def __init__(self, pictures: Pictures, ledger: Ledger) -> None:
        self.pictures, self.ledger = pictures, ledger
        self.site, self.actor, self.now = pictures.site, pictures.actor, pictures.now

    def waiting(self, kind: str) -> models.QuerySet[ImportedItem]:
        """The rows of a kind that wait."""
        return ImportedItem.objects.filter(site=self.site, kind=kind, waiting=True)

    def stories(self) -> Iterator[int]:
        """Finish the stories that wait; yields how many were finished each time."""
        for rows in self._in_batches("post"):
            self._photos(rows)
            self._schedules(rows)
            self._references(rows)
            yield len(rows)

    def files(self) -> Iterator[int]:
        """Take in the files that no story asked for."""
        for rows in self._in_batches("attachment"):
            for row in rows:
                if not row.data.get("failed") or row.pk not in self.pictures.tried:
                    self.pictures.photo(row)
            yield len(rows)

    def _in_batches(self, kind: str) -> Iterator[list[ImportedItem]]:
        last = 0
        while rows := list(self.waiting(kind).filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            last = rows[-1].pk
            yield rows

    # ----------------------------------------------------------------- photos

    def _photos(self, rows: list[ImportedItem]) -> None:
        """Take in what the stories of *rows* want, then put it in, in one transaction."""
        wants = {row.pk: [Want.heard(told) for told in row.data.get("wants", ())] for row in rows}
        sources = self.pictures.rows(want for several in wants.values() for want in several)
        found = {want: self._found(want, source) for want, source in sources.items()}
        with acts.act("imported", f"archive:{self.site}", actor=self.actor) as act:
            held = _held([row.pk_here for row in rows if row.pk_here])
            for row in rows:
                story = held.get(row.pk_here or 0)
                if wants[row.pk] and story:
                    self._put(row, story, wants[row.pk], found, act)
            _save(rows)

    def _found(self, want: Want, source: ImportedItem) -> Found:
        photo = self.pictures.photo(source)
        told = source.data
        known = want
        if want.at != LEAD:
            known = replace(
                want,
                url=told.get("url", want.url),
                caption=want.caption or told.get("caption", ""),
                alt=want.alt or told.get("alt", "") or told.get("title", ""),
            )
        return Found(photo=photo, known=known)

    def _put(
        self,
        row: ImportedItem,
        story: dict[str, Any],
        wants: list[Want],
        found: dict[Want, Found],
        act: acts.Act,
    ) -> None:
        if story["version"] != row.version:
            self._note(row, story, EDITED)
            row.data["wants"] = []
            return
        for want in wants:
            if want not in found:
                reason = f"its photo {want.attachment or want.url[:100]} is not in the export"
                self._note(row, story, reason)
        fields = filled(story, wants, found)
        row.data["wants"] = [want.told() for want in wants if not _photo(found, want)]
        if fields:
            self._write(row, story, fields, act)

    def _note(self, row: ImportedItem, story: dict[str, Any], reason: str) -> None:
        title = story["headline"]
        self.ledger.put(
            Entry(outcome="note", kind="post", title=title, reason=reason, number=row.remote)
        )

    def _write(
        self, row: ImportedItem, story: dict[str, Any], fields: dict[str, Any], act: acts.Act
    ) -> None:
        row.version += 1
        fields["version"] = row.version
        if story["live"]:
            fields["live_version"] = row.version
            act.touch(f"story:{story['pk']}", f"card:{story['pk']}")
        unlogged(Story).filter(pk=story["pk"]).update(**fields)

    # ------------------------------------------------------------- the others

    def _schedules(self, rows: list[ImportedItem]) -> None:
        for row in rows:
            moment = row.data.pop("schedule", None)
            story = Story.objects.filter(pk=row.pk_here or 0).first() if moment else None
            if story and story.version == row.version:
                self._schedule(row, story, datetime.fromisoformat(moment))

    def _schedule(self, row: ImportedItem, story: Story, moment: datetime) -> None:
        try:
            stories.schedule(story, moment)
        except StoryError as wrong:
            reason = f"not scheduled for {moment:%Y-%m-%d %H:%M}: {wrong}"
            self.ledger.put(Entry(outcome="note", kind="post", title=str(story), reason=reason))
        row.version = Story.objects.values_list("version", flat=True).get(pk=story.pk)
        row.save()

    def _references(self, rows: list[ImportedItem]) -> None:
        """Fill Wagtail's index of what a story uses: bulk rows send no signals."""
        pks = [row.pk_here for row in rows if row.pk_here]
        with acts.gathering():
            for story in Story.objects.filter(pk__in=pks):
                ReferenceIndex.create_or_update_for_object(story)
            for row in rows:
                row.waiting = bool(row.data.get("wants"))
            _save(rows)


def filled(story: dict[str, Any], wants: list[Want], found: dict[Want, Found]) -> dict[str, Any]:
    """The fields of a story after its photos came or did not; empty when nothing changed."""
    before = list(story["body"].raw_data)
    blocks = copy.deepcopy(before)
    fields: dict[str, Any] = {}
    for want in wants:
        photo = _photo(found, want)
        if want.at == LEAD and photo:
            fields["photo_id"] = photo
            bodies.without_link(blocks, want)
        elif photo:
            bodies.put_in(blocks, want, photo)
    for want in wants:
        if not _photo(found, want):
            bodies.give_up(blocks, found[want].known if want in found else want)
    blocks = bodies.close_gaps(blocks)
    if blocks != before:
        fields["body"] = Story.body.field.to_python(json.dumps(blocks))
    return fields


def _photo(found: dict[Want, Found], want: Want) -> int | None:
    return found[want].photo if want in found else None


def _held(pks: list[int]) -> dict[int, dict[str, Any]]:
    rows = unlogged(Story).filter(pk__in=pks)
    return {row["pk"]: row for row in rows.values("pk", "headline", "version", "live", "body")}


def _save(rows: list[ImportedItem]) -> None:
    ImportedItem.objects.bulk_update(rows, ["version", "waiting", "data"])
