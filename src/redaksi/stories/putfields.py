"""The fields of ``redaksi story put``, one by one: from JSON into a story in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redaksi.lib import clock
from redaksi.sections.models import Newspaper
from redaksi.stories.models import Byline, RelatedPick, Story, StorySource, StoryTopic
from redaksi.stories.profiles import Profile
from redaksi.stories.putblocks import Blocks
from redaksi.stories.putchecks import Problem, is_id, problem, shown
from redaksi.stories.putphotos import PhotoDoor
from redaksi.stories.putrows import Rows
from redaksi.stylebook import slugs

FIELDS = (
    "headline", "short_headline", "search_headline", "slug", "section", "kicker", "dateline",
    "teaser", "topics", "bylines", "sources", "passed_by", "published", "photo", "body", "related",
    "expires", "profile", "sponsor", "embargo", "reply_to", "reply_by",
)  # fmt: skip
_TEXTS = {
    "headline", "short_headline", "search_headline", "slug", "kicker", "dateline", "teaser",
    "sponsor", "reply_by",
}  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: More names than this under one story are a mistake of the program that sends them.
MOST_NAMES = 50
#: Years that every calendar, database and reader's program can show.
_YEARS = range(1800, 2200)
_EXAMPLE = "2020-08-17T09:53:00+07:00"


class Filler:
    """Fills *story* from *given*; what is wrong is gathered in ``problems``."""

    def __init__(
        self, story: Story, given: Mapping[str, Any], *, folder: Path, create: bool, by: Any
    ) -> None:
        self.story, self.given = story, given
        self.problems: list[Problem] = []
        self.rows = Rows(create=create, wrong=self.wrong)
        self.photos = PhotoDoor(folder, by=by, wrong=self.wrong)

    def wrong(self, field: str, says: str) -> None:
        self.problems.append(problem(field, says))

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
            self.wrong(name, f"It is a text, not {shown(value)}.")
            return
        text = " ".join((value or "").split())
        most = getattr(Story._meta.get_field(name), "max_length", None)
        if most and len(text) > most:
            self.wrong(name, f"It has {len(text):,} characters; at most {most} are allowed.")
        elif name == "slug" and text and not _SLUG.fullmatch(text):
            self.wrong(name, f"A slug is written in a-z, 0-9 and -, such as {slugs.slug(text)}.")
        else:
            setattr(self.story, name, text)

    # Names of rows ---------------------------------------------------------------------------

    def _section(self, value: Any) -> None:
        self.story.section = None if value is None else self.rows.section("section", value)

    def _profile(self, value: Any) -> None:
        if value is not None and value not in Profile.values:
            allowed = ", ".join(Profile.values)
            self.wrong("profile", f"{shown(value)} is no profile; allowed are {allowed}.")
            return
        self.story.profile = value or Profile.NEWS

    def _reply_to(self, value: Any) -> None:
        if value is not None and not is_id(value):
            self.wrong("reply_to", f"A story is named by its id, not {shown(value)}.")
        elif value is not None and not Story.objects.filter(pk=value).exists():
            self.wrong("reply_to", f"There is no story {value}.")
        else:
            self.story.reply_to_id = value

    def _passed_by(self, value: Any) -> None:
        self.story.passed_by = None if value is None else self.rows.code("passed_by", value)

    def _many(self, name: str, value: Any) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(name, f"It is a list, not {shown(value)}.")
            return []
        if name != "body" and len(value) > MOST_NAMES:
            self.wrong(name, f"It has {len(value):,} entries; at most {MOST_NAMES} are allowed.")
            return []
        return value

    def _topics(self, value: Any) -> None:
        rows = [self.rows.topic("topics", one) for one in self._many("topics", value)]
        kept = dict.fromkeys(row for row in rows if row)
        self.story.topic_rows = [StoryTopic(topic=row, order=n) for n, row in enumerate(kept)]

    def _sources(self, value: Any) -> None:
        rows = [self.rows.agency("sources", one) for one in self._many("sources", value)]
        kept = dict.fromkeys(row for row in rows if row)
        self.story.source_rows = [StorySource(agency=row, order=n) for n, row in enumerate(kept)]

    def _bylines(self, value: Any) -> None:
        signed = [self._byline(one) for one in self._many("bylines", value)]
        kept = {(one.person_id, one.role): one for one in signed if one}
        for number, one in enumerate(kept.values()):
            one.order = number
        self.story.bylines = list(kept.values())

    def _byline(self, value: Any) -> Byline | None:
        if not isinstance(value, Mapping):
            if isinstance(value, str) and " ".join(value.split()) in self._house():
                return None
            person = self.rows.person("bylines", value)
            return Byline(person=person) if person else None
        role, unknown = value.get("role") or "", set(value) - {"name", "role"}
        if unknown:
            self.wrong("bylines", f"A byline has name and role, not {shown(sorted(unknown)[0])}.")
        elif not isinstance(role, str) or role not in Byline.Role.values:
            allowed = ", ".join(one for one in Byline.Role.values if one)
            self.wrong("bylines", f"{shown(role)} is not a role; allowed are {allowed}.")
        elif person := self.rows.person("bylines", value.get("name")):
            return Byline(person=person, role=role)
        return None

    def _house(self) -> set[str]:
        """The names under which the newspaper itself signs: then no person's byline stands."""
        row = Newspaper.objects.order_by("pk").first()
        return {row.name, row.signature} if row else set()

    def _related(self, value: Any) -> None:
        given = self._many("related", value)
        asked = [one for one in given if is_id(one)]
        known = set(Story.objects.filter(pk__in=asked).values_list("pk", flat=True))
        for one in given:
            if not is_id(one):
                self.wrong("related", f"A story is named by its id, not {shown(one)}.")
            elif one not in known:
                self.wrong("related", f"There is no story {one}.")
        kept = dict.fromkeys(one for one in asked if one in known)
        self.story.related_picks = [
            RelatedPick(target_id=one, order=number) for number, one in enumerate(kept)
        ]

    # Times, photo, text ----------------------------------------------------------------------

    def _moment(self, name: str, value: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None and moment.year in _YEARS:
                return moment.astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            self.wrong(name, f"It is a time with its zone such as {_EXAMPLE}, not {shown(value)}.")
            return None
        if moment.tzinfo is None:
            self.wrong(name, f"{shown(value)} has no zone; write it as {_EXAMPLE}.")
        else:
            years = f"{_YEARS.start} to {_YEARS.stop - 1}"
            self.wrong(name, f"The year {moment.year} is not one of {years}.")
        return None

    def _published(self, value: Any) -> None:
        """A time past is the one readers see, one to come is when the story goes live."""
        scheduled, self.story.go_live_at = self.story.go_live_at, None
        if value is None:
            self._no_time(scheduled)
            return
        moment = self._moment("published", value)
        if moment is None:
            return
        if moment > clock.now():
            self.story.go_live_at = moment
        if moment <= clock.now() or not self.story.live_version:
            self.story.published_at = moment

    def _no_time(self, scheduled: datetime | None) -> None:
        if not self.story.live_version:
            self.story.published_at = None
        elif scheduled is None:
            self.wrong("published", "A story that was published has a time; give another one.")

    def _expires(self, value: Any) -> None:
        self.story.expire_at = None if value is None else self._moment("expires", value)

    def _embargo(self, value: Any) -> None:
        moment = None if value is None else self._moment("embargo", value)
        if self.story.live and moment != self.story.embargo_until:
            self.wrong("embargo", "Readers have this story: an embargo is set before it goes out.")
        else:
            self.story.embargo_until = moment

    def _photo(self, value: Any) -> None:
        self.story.photo = None if value is None else self.photos.photo("photo", value)
        caption = value.get("caption") if isinstance(value, Mapping) else None
        self.story.photo_caption = caption.strip() if isinstance(caption, str) else ""

    def _body(self, value: Any) -> None:
        made = Blocks(self.photos, wrong=self.wrong).blocks(self._many("body", value))
        self.story.body = made
