"""The search form as an address carries it: what is asked, and the addresses of its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from redaksi.lib import clock
from redaksi.portal.requests import ReaderRequest
from redaksi.search.queries import MOST, PAGE, Filters
from redaksi.sections.queries import section_at, topic_at
from redaksi.staff.queries import person_at
from redaksi.stories.queries import within

PATH = "/search/"
#: Choices of the time, as the address names them.
WHEN = {
    "": _("Any time"), "day": _("Last 24 hours"), "week": _("Last 7 days"),
    "month": _("Last 30 days"), "year": _("This year"),
}  # fmt: skip
SORT = {"": _("Best match"), "newest": _("Newest")}
#: The longest values that are looked at.
LONGEST = 300
_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, kw_only=True)
class Form:
    """A search as it was asked for; what makes no sense is as if it had not been said."""

    q: str = ""
    section: str = ""
    topic: str = ""
    person: str = ""
    when: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words is asked for."""
        return any((self.section, self.topic, self.person, self.when, self.since, self.until))

    def address(self, page: int = 1) -> str:
        """The address of *page* of this search."""
        made = {
            "q": self.q, "section": self.section, "topic": self.topic, "person": self.person,
            "when": self.when, "from": self.since, "to": self.until, "sort": self.sort,
            "page": page if page > 1 else "",
        }  # fmt: skip
        return f"{PATH}?{urlencode({name: value for name, value in made.items() if value})}"


def form(request: ReaderRequest) -> Form:
    """What *request* asks for."""
    said = partial(_said, request)
    page = said("page")
    return Form(
        q=said("q"),
        section=said("section").strip("/"),
        topic=said("topic"),
        person=said("person"),
        when=said("when") if said("when") in WHEN else "",
        since=_day(said("from")),
        until=_day(said("to")),
        sort=said("sort") if said("sort") in SORT else "",
        page=min(max(1, int(page)), MOST // PAGE) if page.isdecimal() and len(page) < 5 else 1,
    )


def _said(request: ReaderRequest, name: str) -> str:
    """The value of *name*, cut, without signs that nobody can see: a database may refuse them."""
    value = request.GET.get(name, "")[:LONGEST]
    return "".join(one for one in value if one.isprintable()).strip()


def known(asked: Form) -> tuple[Form, Filters | None]:
    """*asked* without the names that nothing here has, and what it narrows the search down to."""
    section = section_at(asked.section) if asked.section else None
    topic = topic_at(asked.topic) if asked.topic else None
    person = person_at(asked.person) if asked.person else None
    kept = replace(
        asked, section=section.path if section else "", topic=topic.slug if topic else "",
        person=person.slug if person else "",
    )  # fmt: skip
    if not kept.narrowed:
        return kept, None
    return kept, Filters(
        sections=tuple(within(section.pk)) if section else (),
        topic=topic.pk if topic else 0,
        person=person.pk if person else 0,
    )


def timed(filters: Filters | None, asked: Form, request: ReaderRequest) -> Filters | None:
    """*filters* with the time that *asked* names, in the newspaper's zone."""
    zone = request.newspaper.zone
    if filters is None:
        return None
    since, until = _start(asked.since, zone), _start(asked.until, zone, days=1)
    if asked.when:
        now = clock.now().astimezone(zone)
        since = now - timedelta(days=_DAYS[asked.when]) if asked.when in _DAYS else _new_year(now)
    return replace(
        filters, since=int(since.timestamp()) if since else None,
        until=int(until.timestamp()) if until else None,
    )  # fmt: skip


def _new_year(now: datetime) -> datetime:
    return now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _start(day: date | None, zone: object, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=days)  # type: ignore[arg-type]


def _day(said: str) -> date | None:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None
