"""The demo newspaper: its rows, and its stories put through the newsroom's own verbs.

Everything is invented and lies under ``demo_content`` (docs/credits.md names who took the photos).
Stories are told as they happened: published, updated, corrected and withdrawn in order of time.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from redaksi.lib import clock
from redaksi.ops import demo_edition, demo_fronts, demo_partners, demo_reads, demo_wires
from redaksi.photos import actions as photos
from redaksi.press import acts
from redaksi.sections.models import Newspaper, Section, StaticPage, Topic
from redaksi.staff import actions as staff
from redaksi.staff.models import Agency, Desk, Person, User
from redaksi.stories.models import Story
from redaksi.stories.put import put
from redaksi.stylebook import dates

CONTENT = Path(__file__).parent / "demo_content"
EDITOR = "redaksi"
#: What the log calls the filling.
TALE = "demo:stories"
_OWN = {"key", "days_ago", "at", "corrections", "updated_hours_after", "withdrawn"}
_DAY = re.compile(r"\{day:(-?\d+)\}")
Say = Callable[[str], None]


class DemoBroken(RuntimeError):
    """A demo story was refused: the content and the rules do not fit each other."""


@dataclass(frozen=True)
class Event:
    """Something that happens to the story *key* at *at*: what ``story put`` is given for it."""

    at: datetime
    key: str
    given: dict[str, Any]


def may_fill() -> bool:
    """Whether this newspaper is the demo, or still nobody's."""
    row = Newspaper.objects.order_by("pk").first()
    if row is None or row.is_example:
        return True
    return not (Story.objects.exists() or User.objects.exists())


def fill(say: Say) -> int:
    """Fill the newspaper with its demo stories; how many stories it has then.

    What is there is left alone; a filling that was stopped goes on where it was.
    """
    if acts.entries("filled", TALE).exists():
        return int(Story.objects.count())
    say("Filling the newspaper with its demo stories …")
    cast = _read("cast.json")
    newspaper = _newspaper(cast["newspaper"])
    _people(cast)
    _sections(newspaper, cast["sections"])
    _pages()
    with _crops_later():
        _tell(_stories(), newspaper.zone)
    say("Cutting the photos to size …")
    photos.make_all_missing_crops()
    say("Drawing the pages of the e-paper …")
    demo_edition.publish(newspaper)
    demo_partners.show(_read("partners.json"), CONTENT)
    demo_wires.send(_read("wires.json"), clock.now())
    demo_reads.make_up(clock.now())
    demo_fronts.arrange(_read("fronts.json"), _numbers())
    with acts.act("filled", TALE, always=True):
        pass
    return int(Story.objects.count())


@contextmanager
def _crops_later() -> Iterator[None]:
    """Leave the crops for after the stories: nobody waits, and nobody else writes meanwhile."""
    before = getattr(settings, "PHOTOS_CROP", "thread")
    settings.PHOTOS_CROP = "clock"
    try:
        yield
    finally:
        settings.PHOTOS_CROP = before


def login() -> tuple[str, str]:
    """An administrator's name, and a new random password for it."""
    password = secrets.token_urlsafe(9)
    if User.objects.filter(username=EDITOR).exists():
        staff.set_password(EDITOR, password)
        return EDITOR, password
    user = staff.add_user(EDITOR, "admin", password)
    Person.objects.filter(code="OL-1").update(user=user)
    return EDITOR, password


def _read(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def _name(one: Any) -> str:
    return str(one if isinstance(one, str) else one["name"])


def _only(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    """The entries of *given* that are fields of *model*."""
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in given.items() if name in names}


@transaction.atomic
def _newspaper(given: dict[str, Any]) -> Newspaper:
    row = Newspaper.objects.order_by("pk").first() or Newspaper()
    for name, value in _only(Newspaper, given).items():
        setattr(row, name, value)
    row.is_example = True
    row.save()
    return row


def _people(cast: dict[str, Any]) -> None:
    desks = {}
    for one in cast["desks"]:
        made, _new = Desk.objects.get_or_create(
            name=_name(one), defaults={"letters": one.get("prefix") or one.get("letters") or ""}
        )
        desks[made.name] = made
    for one in cast["people"]:
        fields = {**_only(Person, one), "desk": desks.get(one.get("desk") or "")}
        fields["work"] = one.get("work") or one.get("role") or "reporter"
        Person.objects.get_or_create(name=one["name"], defaults=fields)
    for one in cast["agencies"]:
        Agency.objects.get_or_create(name=_name(one), defaults=_only(Agency, one))
    for one in cast["topics"]:
        fields = _only(Topic, one) if isinstance(one, dict) else {}
        Topic.objects.get_or_create(name=_name(one), defaults=fields)


def _sections(
    newspaper: Newspaper, given: list[dict[str, Any]], parent: Section | None = None
) -> None:
    for number, one in enumerate(given, start=1):
        fields = {**_only(Section, one), "order": number * 10, "parent": parent}
        made, _new = Section.objects.get_or_create(
            name=one["name"], defaults={**fields, "newspaper": newspaper}
        )
        _sections(newspaper, one.get("children") or [], made)


def _pages() -> None:
    for number, place in enumerate(sorted((CONTENT / "pages").glob("*.json")), start=1):
        one = json.loads(place.read_text(encoding="utf-8"))
        StaticPage.objects.get_or_create(
            slug=one["slug"],
            defaults={
                "title": one["title"], "body": one["html"], "in_footer": True, "order": number * 10,
            },
        )  # fmt: skip


def _stories() -> list[dict[str, Any]]:
    places = sorted((CONTENT / "stories").glob("*.json"))
    return [json.loads(place.read_text(encoding="utf-8")) for place in places]


def _tell(stories: list[dict[str, Any]], zone: str) -> None:
    """Publish, update, correct and withdraw all *stories* in order of time."""
    now, numbers = _begun(stories)
    done = dict(Story.objects.filter(pk__in=numbers.values()).values_list("pk", "version"))
    events = [
        event
        for one in stories
        # Every event is one version of its story: those up to its version have happened.
        for event in list(_events(one, now, zone))[done[numbers[one["key"]]] :]
    ]
    for event in sorted(events, key=lambda event: event.at):
        given = _with_numbers({**event.given, "id": numbers[event.key]}, numbers)
        with clock.frozen(event.at):
            answer = put(given, folder=CONTENT, publish="withdraw" not in given)
        if "problems" in answer:
            raise DemoBroken(f"{event.key}: {answer['problems']}")


def _begun(stories: list[dict[str, Any]]) -> tuple[datetime, dict[str, int]]:
    """When the filling began, and the number of each story by its key; the log remembers both.

    Each story has a bare row from the start, so that links may lead to those that come after.
    """
    if begun := acts.entries("begun", TALE).first():
        return datetime.fromisoformat(begun.payload["now"]), begun.payload["numbers"]
    now, numbers = clock.now(), {}
    with acts.act("begun", TALE, always=True) as act:
        for one in stories:
            made = Story(headline=one["headline"])
            made.save()
            numbers[one["key"]] = made.pk
        act.payload.update(now=now.isoformat(), numbers=numbers)
    return now, numbers


def _numbers() -> dict[str, int]:
    begun = acts.entries("begun", TALE).first()
    return begun.payload["numbers"] if begun else {}


def _events(story: dict[str, Any], now: datetime, zone: str) -> Iterator[Event]:
    key, at = story["key"], _published(story, now, zone)
    first = {name: value for name, value in story.items() if name not in _OWN}
    first = _with_days(first, at, zone)
    yield Event(at, key, {**first, "published": at.isoformat()})
    if hours := story.get("updated_hours_after"):
        moment = min(at + timedelta(hours=hours), now)
        yield Event(moment, key, {"body": [*first["body"], *_afterword(zone, moment)]})
    for one in story.get("corrections", ()):
        moment = min(at + timedelta(hours=one.get("hours_after", 3)), now)
        correction = {"kind": one["kind"], "note": _with_days(one["note"], at, zone)}
        yield Event(moment, key, {"correct": correction})
    if reason := story.get("withdrawn"):
        yield Event(min(at + timedelta(days=1), now), key, {"withdraw": reason})


def _afterword(zone: str, moment: datetime) -> list[dict[str, str]]:
    told = dates.clock_time(moment, ZoneInfo(zone), "id")
    return [{"type": "paragraph", "html": f"<i>Berita ini dilengkapi pada pukul {told}.</i>"}]


def _published(story: dict[str, Any], now: datetime, zone: str) -> datetime:
    """When the story appeared: so many days before *now*, at its hour; never in the future."""
    at = now - timedelta(days=float(story["days_ago"]))
    if story.get("at"):
        hour, minute = map(int, story["at"].split(":"))
        here = at.astimezone(ZoneInfo(zone)).replace(hour=hour, minute=minute, second=0)
        at = here.replace(microsecond=0)
    return min(at, now - timedelta(minutes=2))


def _with_days(value: Any, at: datetime, zone: str) -> Any:
    """*value* with ``{day:-2}`` written as the day two before *at*: ``Sabtu (15/8)``."""
    if isinstance(value, dict):
        return {name: _with_days(one, at, zone) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_days(one, at, zone) for one in value]
    if not isinstance(value, str):
        return value

    def written(found: re.Match[str]) -> str:
        day = at.astimezone(ZoneInfo(zone)) + timedelta(days=int(found[1]))
        return f"{dates.day_long(day, ZoneInfo(zone), 'id').split()[0]} ({day.day}/{day.month})"

    return _DAY.sub(written, value)


def _with_numbers(given: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    """*given* with the keys of other stories written as their numbers."""
    if "related" in given:
        given["related"] = [numbers[key] for key in given["related"]]
    if "body" in given:
        given["body"] = [
            {**block, "story": numbers[block["story"]]}
            if block["type"] == "crosslink" and isinstance(block["story"], str)
            else block
            for block in given["body"]
        ]
    return given
