"""``redaksi story put``: one story as JSON through the same rules and verbs as at the desk.

The form is fixed in docs/reference/story-json.md. Every Problem is found before anything is
written; a story is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError

from redaksi.lib import clock
from redaksi.press import acts
from redaksi.sections.queries import own_zone
from redaksi.stories import actions, putchecks, rules
from redaksi.stories.errors import NotReady, StaleWrite, StoryError
from redaksi.stories.models import Correction, Story
from redaksi.stories.putchecks import Problem, is_id, problem, shown
from redaksi.stories.putfields import FIELDS, Filler

Answer = dict[str, Any]
_VERBS = ("withdraw", "correct")
_ALLOWED = (*FIELDS, "id", "version", *_VERBS)
#: What the rules call a field, where the form has another name for it.
_NAMES = {
    "topic_rows": "topics", "source_rows": "sources", "related_picks": "related",
    "embargo_until": "embargo", "expire_at": "expires",
}  # fmt: skip
#: A note or a reason is a sentence or two.
_MOST_NOTE = 1000


class Wrong(Exception):
    """What was given cannot be written; ``problems`` says all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one['field']}: {one['says']}" for one in problems))


def put(
    given: Mapping[str, Any],
    *,
    folder: Path,
    publish: bool = False,
    pk: int | None = None,
    create: bool = False,
    by: Any = None,
) -> Answer:
    """Write the story *given*; the answer of the command, ready for JSON.

    ``folder`` is where photo files are looked for, ``pk`` names the story to change when *given*
    does not. The answer is ``{"id", "url", "version", "seq"}`` or ``{"problems": [{"field",
    "says"}]}``; then nothing was changed. Whatever *given* holds, nothing is raised.
    """
    work = _Put(given, folder=folder, publish=publish, pk=pk, create=create, by=by)
    try:
        with acts.gathering(actor=by):
            done = work.do()
    except (Wrong, StoryError, PermissionDenied, ValidationError, DatabaseError, OSError) as error:
        work.filler.photos.forget()
        return {"problems": list(_told(error))}
    story = done.story
    return {"id": story.pk, "url": story.url, "version": story.version, "seq": done.seq}


@dataclass
class _Done:
    """A verb's outcome; its number in the log is known once the transaction has ended."""

    story: Story
    act: acts.Act | None = None

    @property
    def seq(self) -> int | None:
        return self.act.seq if self.act else None


class _Put:
    """One story on its way in."""

    def __init__(
        self, given: Mapping[str, Any], *, folder: Path, publish: bool, pk: int | None,
        create: bool, by: Any,
    ) -> None:  # fmt: skip
        self.given, self.publish, self.by = given, publish, by
        self.pk = given.get("id") if pk is None else pk
        self.problems: list[Problem] = []
        self.story = Story()
        self.filler = Filler(self.story, given, folder=folder, create=create, by=by)
        self.filler.problems = self.problems

    def wrong(self, field: str, says: str) -> None:
        self.problems.append(problem(field, says))

    def do(self) -> _Done:
        """Check, fill and act. Raises Wrong with every problem, and what the verbs raise."""
        if found := putchecks.problems(self.given):
            raise Wrong(found)
        self._refuse_unknown()
        known = self._find()
        if "withdraw" in self.given:
            return self._withdraw()
        correction = self._correction()
        self.filler.fill()
        if correction is not None and self.story.go_live_at:
            self._not_later()
        if known and (self.publish or correction is not None):
            self._ask_the_rules()
        self._settle_time(publish=self.publish or correction is not None)
        if self.problems:
            raise Wrong(self.problems)
        return self._write(correction)

    # What is asked ---------------------------------------------------------------------------

    def _refuse_unknown(self) -> None:
        for name in [name for name in self.given if name not in _ALLOWED][:20]:
            says = f"There is no such field; allowed are {', '.join(sorted(_ALLOWED))}."
            self.wrong(name[:80] or "(empty)", says)

    def _find(self) -> bool:
        """Take up the story that is to be changed; whether there is one, or none is asked for."""
        version = self.given.get("version")
        if version is not None and not is_id(version):
            self.wrong("version", f"A version is a whole number, not {shown(version)}.")
        if self.pk is None:
            verbs = [name for name in _VERBS if name in self.given]
            if verbs:
                self.wrong("id", f"To {verbs[0]} needs the id of a story.")
            return not verbs
        if not is_id(self.pk):
            self.wrong("id", f"An id is a whole number, not {shown(self.pk)}.")
            return False
        row = Story.objects.select_for_update().filter(pk=self.pk).first()
        if row is None:
            self.wrong("id", f"There is no story {self.pk}.")
            return False
        if is_id(version) and version != row.version:
            says = f"Version {version} is not the current one, which is {row.version}."
            self.wrong("version", says)
        self.story = self.filler.story = row.newest()
        return True

    def _correction(self) -> tuple[str, str, str] | None:
        if "correct" not in self.given:
            return None
        value = self.given["correct"]
        if not isinstance(value, Mapping) or set(value) - {"kind", "note", "origin"}:
            says = 'A correction is {"kind": "minor" or "significant", "note": "…", "origin": …}.'
            self.wrong("correct", says)
            return "", "", ""
        kind, note = value.get("kind", Correction.Kind.MINOR.value), value.get("note")
        if kind not in Correction.Kind.values:
            allowed = " or ".join(Correction.Kind.values)
            self.wrong("correct.kind", f"It is {allowed}, not {shown(kind)}.")
        origin = value.get("origin", Correction.Origin.OWN.value)
        if origin not in Correction.Origin.values:
            allowed = " or ".join(Correction.Origin.values)
            self.wrong("correct.origin", f"It is {allowed}, not {shown(origin)}.")
        self._sentence("correct.note", note)
        if self.story.pk and not self.story.live:
            self.wrong("correct", "Only what readers see can be corrected: the story is not live.")
        self.story.go_live_at = None
        return str(kind), str(note), str(origin)

    def _sentence(self, field: str, text: Any) -> None:
        if not isinstance(text, str) or not text.strip():
            self.wrong(field, f"It is what readers will see, a text; not {shown(text)}.")
        elif len(text) > _MOST_NOTE:
            self.wrong(
                field, f"It has {len(text):,} characters; at most {_MOST_NOTE:,} are allowed."
            )

    def _ask_the_rules(self) -> None:
        """Add what the rules say of the story as it would be, but not of a field told already."""
        told = {one["field"].split("[")[0].split(".")[0] for one in self.problems}
        for one in rules.musts(rules.publishable(self.story, zone=own_zone)):
            field = _NAMES.get(one.field, one.field)
            if field not in told:
                self.wrong(field, one.told())

    def _not_later(self) -> None:
        self.wrong("published", "A correction appears at once; its time is not given.")

    def _settle_time(self, *, publish: bool) -> None:
        """A live story may be given another time, but not in a draft: its time is the row's."""
        if "published" not in self.given or not self.story.live_version or self.problems:
            return
        row = Story.objects.filter(pk=self.story.pk)
        if self.story.published_at == row.values_list("published_at", flat=True).get():
            return
        if not publish:
            self.wrong("published", "The time of a published story changes with --publish only.")
            return
        row.update(published_at=self.story.published_at, version=self.story.version)

    # What is done ----------------------------------------------------------------------------

    def _withdraw(self) -> _Done:
        for name in sorted(set(self.given) & {*FIELDS, "correct"}):
            self.wrong(name, "A withdrawal changes nothing else.")
        reason = self.given["withdraw"]
        self._sentence("withdraw", reason)
        if self.story.pk and not self.story.live:
            self.wrong("withdraw", "The story is not live: there is nothing to withdraw.")
        if self.problems:
            raise Wrong(self.problems)
        with self._act("withdrawn") as act:
            done = actions.withdraw(self.story, by=self.by, reason=reason)
        return _Done(done.story, act)

    def _write(self, correction: tuple[str, str, str] | None) -> _Done:
        if correction is not None:
            kind, note, origin = correction
            with self._act("corrected") as act:
                done = actions.correct(self.story, by=self.by, kind=kind, note=note, origin=origin)
            return _Done(done.story, act)
        saved = actions.save_draft(self.story, by=self.by)
        if not self.publish:
            return _Done(saved.story)
        with self._act("updated" if self.story.live else "published") as act:
            done = actions.publish(self.story, by=self.by)
        return _Done(done.story, act if not _is_later(done.story) else None)

    def _act(self, kind: str) -> Any:
        return acts.act(kind, self.story.subject, actor=self.by)


def _is_later(story: Story) -> bool:
    """Whether the version just published waits for its time."""
    return story.go_live_at is not None and story.go_live_at > clock.now()


def _told(error: Exception) -> Iterator[Problem]:
    """What went wrong, as problems."""
    if isinstance(error, Wrong):
        yield from error.problems
    elif isinstance(error, NotReady):
        for one in rules.musts(error.problems):
            yield problem(_NAMES.get(one.field, one.field), one.told())
    elif isinstance(error, ValidationError):
        yield from _of_validation(error)
    elif isinstance(error, DatabaseError):
        says = " ".join(str(error).split())[:300]
        yield problem(
            "database", f"It refused the story: {says}. Try again; `redaksi doctor` looks."
        )
    else:
        yield problem("version" if isinstance(error, StaleWrite) else "story", str(error))


def _of_validation(error: ValidationError) -> Iterator[Problem]:
    if hasattr(error, "error_dict"):
        for name, said in error.message_dict.items():
            yield from (problem(name, one) for one in said)
    else:
        yield from (problem("story", one) for one in error.messages)
