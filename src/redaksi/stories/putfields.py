"""The fields of ``redaksi story put``, one by one: from JSON into a story in memory."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Model

from redaksi.lib import clock
from redaksi.photos.models import Photo
from redaksi.sections.models import Newspaper, Section, Topic
from redaksi.staff.models import CODE, Agency, Desk, Person
from redaksi.stories.models import Byline, RelatedPick, Story, StorySource, StoryTopic
from redaksi.stories.putblocks import Blocks
from redaksi.stories.putphotos import PhotoDoor

FIELDS = (
    "headline", "short_headline", "search_headline", "slug", "section", "kicker", "dateline",
    "teaser", "topics", "bylines", "sources", "passed_by", "published", "photo", "body", "related",
    "expires",
)  # fmt: skip
_TEXTS = {"headline", "short_headline", "search_headline", "slug", "kicker", "dateline", "teaser"}


class Wrong(Exception):
    """What was given cannot be written; ``problems`` says all of it."""

    def __init__(self, problems: list[dict[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one['field']}: {one['says']}" for one in problems))


class Filler:
    """Fills *story* from *given*; what is wrong is gathered in ``problems``."""

    def __init__(
        self, story: Story, given: Mapping[str, Any], *, folder: Path, create: bool, by: Any
    ) -> None:
        self.story, self.given, self.create, self.by = story, given, create, by
        self.problems: list[dict[str, str]] = []
        self.photos = PhotoDoor(folder, by=by, wrong=self.wrong)

    def wrong(self, field: str, says: str) -> None:
        self.problems.append({"field": field, "says": says})

    def fill(self) -> None:
        """Take every field that is given; absent ones stay, ``null`` empties."""
        for name in FIELDS:
            if name not in self.given:
                continue
            value = self.given[name]
            if name in _TEXTS:
                self._text(name, value)
            else:
                getattr(self, f"_{name}")(value)

    def _text(self, name: str, value: Any) -> None:
        if value is not None and not isinstance(value, str):
            self.wrong(name, f"It is a text, not {value!r:.80}.")
            return
        text = " ".join((value or "").split())
        most = Story._meta.get_field(name).max_length
        if most and len(text) > most:
            self.wrong(name, f"It has {len(text)} characters; at most {most} are allowed.")
            return
        setattr(self.story, name, text)

    # Names of rows ---------------------------------------------------------------------------

    def _row(self, field: str, model: type[Model], name: Any, make: Callable[[str], Any]) -> Any:
        """The row of *model* that is called *name*; made when allowed, else a problem."""
        if not isinstance(name, str) or not name.strip():
            self.wrong(field, f"It is a name, not {name!r:.80}.")
            return None
        name = " ".join(name.split())
        rows = model._default_manager
        row = rows.filter(name=name).first() or rows.filter(name__iexact=name).first()
        if row is not None:
            return row
        if self.create and len(name) <= 80:
            return make(name)
        near = difflib.get_close_matches(name, rows.values_list("name", flat=True)[:5000], n=3)
        noun = model._meta.verbose_name
        hint = f" Near ones: {', '.join(near)}." if near else " With --create it would be made."
        self.wrong(field, f"There is no {noun} “{name[:120]}”.{hint}")
        return None

    def _section(self, value: Any) -> None:
        if value is None:
            self.story.section = None
            return
        self.story.section = self._row("section", Section, value, self._new_section)

    def _new_section(self, name: str) -> Section:
        made = Section(name=name, newspaper=Newspaper.objects.order_by("pk").first())
        made.full_clean(exclude=["path"])
        made.save()
        return made

    def _person(self, field: str, name: Any) -> Person | None:
        found: Person | None = self._row(
            field, Person, name, lambda new: Person.objects.create(name=new)
        )
        return found

    def _many(self, name: str, value: Any) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(name, f"It is a list, not {value!r:.80}.")
            return []
        return value

    def _topics(self, value: Any) -> None:
        rows = [
            self._row("topics", Topic, one, lambda new: Topic.objects.create(name=new))
            for one in self._many("topics", value)
        ]
        kept = dict.fromkeys(row for row in rows if row)
        self.story.topic_rows = [StoryTopic(topic=row, order=n) for n, row in enumerate(kept)]

    def _sources(self, value: Any) -> None:
        rows = [
            self._row("sources", Agency, one, lambda new: Agency.objects.create(name=new))
            for one in self._many("sources", value)
        ]
        kept = dict.fromkeys(row for row in rows if row)
        self.story.source_rows = [StorySource(agency=row, order=n) for n, row in enumerate(kept)]

    def _bylines(self, value: Any) -> None:
        signed = [self._byline(one) for one in self._many("bylines", value)]
        kept = [one for one in signed if one]
        for number, one in enumerate(kept):
            one.order = number
        self.story.bylines = kept

    def _byline(self, value: Any) -> Byline | None:
        if isinstance(value, Mapping):
            role = value.get("role") or ""
            if role not in Byline.Role.values or set(value) - {"name", "role"}:
                allowed = ", ".join(one for one in Byline.Role.values if one)
                self.wrong("bylines", f"“{role}” is not a role; allowed are {allowed}.")
                return None
            person = self._person("bylines", value.get("name"))
            return Byline(person=person, role=role) if person else None
        if isinstance(value, str) and value.strip() in self._house():
            return None
        person = self._person("bylines", value)
        return Byline(person=person) if person else None

    def _house(self) -> set[str]:
        """The names under which the newspaper itself signs: then no person's byline stands."""
        row = Newspaper.objects.order_by("pk").first()
        return {row.name, row.signature} if row else set()

    def _passed_by(self, value: Any) -> None:
        if value is None:
            self.story.passed_by = None
            return
        person = Person.objects.filter(code=value).first() if isinstance(value, str) else None
        if person is None and self.create and isinstance(value, str) and CODE.regex.match(value):
            person = self._new_code(value)
        if person is None:
            codes = Person.objects.exclude(code=None).values_list("code", flat=True)
            near = difflib.get_close_matches(str(value), [str(one) for one in codes], n=3, cutoff=0.4)
            self.wrong(
                "passed_by",
                f"No editor has the code {value!r:.40}."
                + (f" Near ones: {', '.join(near)}." if near else ""),
            )
            return
        self.story.passed_by = person

    def _new_code(self, code: str) -> Person:
        letters = code.split("-")[0]
        desk = Desk.objects.filter(letters=letters).first() or Desk.objects.create(
            name=letters, letters=letters
        )
        return Person.objects.create(name=code, code=code, desk=desk, work=Person.Work.EDITOR)

    def _related(self, value: Any) -> None:
        picked = []
        for one in self._many("related", value):
            if isinstance(one, bool) or not isinstance(one, int):
                self.wrong("related", f"A story is named by its id, not {one!r:.40}.")
            elif not Story.objects.filter(pk=one).exists():
                self.wrong("related", f"There is no story {one}.")
            else:
                picked.append(one)
        kept = dict.fromkeys(picked)
        self.story.related_picks = [
            RelatedPick(target_id=one, order=number) for number, one in enumerate(kept)
        ]

    # Times, photo, text ----------------------------------------------------------------------

    def _moment(self, name: str, value: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(name, f"It is a time with its zone such as 2020-08-17T09:53:00+07:00, not {value!r:.60}.")
            return None
        if moment.tzinfo is None:
            self.wrong(name, f"{value!r:.60} has no zone; write it as 2020-08-17T09:53:00+07:00.")
            return None
        return moment

    def _published(self, value: Any) -> None:
        self.story.go_live_at = None
        if value is None:
            return
        moment = self._moment("published", value)
        if moment is None:
            return
        if moment > clock.now():
            self.story.go_live_at = moment
            if not self.story.live_version:
                self.story.published_at = moment
        else:
            self.story.published_at = moment

    def _expires(self, value: Any) -> None:
        self.story.expire_at = None if value is None else self._moment("expires", value)

    def _photo(self, value: Any) -> None:
        self.story.photo = None if value is None else self._lead(value)

    def _lead(self, value: Any) -> Photo | None:
        return self.photos.photo("photo", value)

    def _body(self, value: Any) -> None:
        made = Blocks(self.photos, wrong=self.wrong).blocks(self._many("body", value))
        self.story.body = made
