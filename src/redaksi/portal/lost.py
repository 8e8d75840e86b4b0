"""Addresses that nothing answers: old ones lead on for good, others are told so kindly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from redaksi.photos.queries import pictures
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.press import reading
from redaksi.sections import oldpaths
from redaksi.sections import queries as sections
from redaksi.staff import queries as staff
from redaksi.stories import queries as stories

#: Query names of old WordPress links, allowed on the front only.
WORDPRESS = ("p", "page_id", "attachment_id", "cat", "author", "m")
LONGEST = 700
#: Endings of WordPress addresses that show the same thing in another way.
_VARIANT = re.compile(
    r"/(?:amp|feed|feed/rss2?|feed/atom|\d{1,3}|page/\d{1,6}|comment-page-\d{1,6})/?$"
)
_FEED = re.compile(r"/feed(?:/rss2?|/atom|/(rss\.xml|atom\.xml|feed\.json))?/?$")
SUBJECT = re.compile(r"(story|section|topic|page|person|photo):(\d{1,18})")


def answer(request: ReaderRequest) -> HttpResponse:
    """301 to what an old address leads to now, else 404 with the latest stories."""
    moved = leads_to(request)
    if moved and moved != request.path:
        return HttpResponsePermanentRedirect(moved)
    return missing(request)


def missing(request: ReaderRequest) -> HttpResponse:
    """404 with the latest stories."""
    made = frame(
        request, path="/", kind="plain", heading=_("Page not found"), indexed=False,
        description=_("There is nothing at this address."),
    )  # fmt: skip
    return page(request, "portal/missing.html", made, status=404, menu=sections.menu())


def wordpress(request: ReaderRequest) -> str | None:
    """Where an old link such as ``/?p=7`` leads now."""
    for name in WORDPRESS:
        value = request.GET.get(name, "")
        if value and len(value) <= 40:
            found = _now(sections.leads_to(f"/?{urlencode({name: value})}"))
            return found or oldpaths.direct(request.path, request.GET.dict())
    return None


def leads_to(request: ReaderRequest) -> str | None:
    """The address of today for the path of *request*, or None."""
    if len(request.path) > LONGEST or "\x00" in request.path:
        return None
    path = request.path
    return _slashed(request) or _kept(path) or _base(path) or _otherwise(path)


def _otherwise(path: str) -> str | None:
    """An old archive of a month, or an uploaded picture asked for in one of its sizes."""
    tried = (_now(sections.leads_to(old.key)) for old in oldpaths.candidates(path, {}))
    return next(filter(None, tried), None) or oldpaths.direct(path, {})


def _kept(path: str) -> str | None:
    """What the address book says of *path*, with or without its last slash, or as typed."""
    for one in _spellings(path):
        found = _now(sections.leads_to(one))
        if found:
            return found
    return None


def _spellings(path: str) -> Iterator[str]:
    other = path[:-1] if path.endswith("/") else f"{path}/"
    spelled = [path, other] if len(path) > 1 else [path]
    spelled += [typed for one in spelled if (typed := quote(one).lower()) != one]
    yield from dict.fromkeys(spelled)


def _base(path: str) -> str | None:
    """Where ``/some/story/amp/``, ``/some/story/2/`` or a feed leads: to the thing itself."""
    base = _VARIANT.sub("/", path)
    feed = _FEED.search(path)
    if feed:
        base = path[: feed.start()] + "/"
    if base in (path, "/"):
        return f"/feed/{_file(feed)}" if feed and base == "/" else None
    found = _kept(base) or _base(base) or _standing(base)
    if found and feed and _has_feed(found):
        return f"{found}feed/{_file(feed)}"
    return found


def _file(feed: re.Match[str]) -> str:
    return feed[1] or "rss.xml"


def _has_feed(path: str) -> bool:
    return path.startswith(("/topic/", "/person/", "/collection/")) or _is_section(path)


def _standing(path: str) -> str | None:
    """*path* where a page of ours stands there."""
    for one in (path, path.rstrip("/")):
        story = re.fullmatch(r"/read/(\d{1,18})(?:-[^/]*)?", one)
        if story:
            return stories.address_of(int(story[1]))
    return path if _is_section(path) else None


def _is_section(path: str) -> bool:
    return sections.section_at(path.strip("/")) is not None


def _slashed(request: ReaderRequest) -> str | None:
    """A list's address that lacks its last slash, or a story's that has one too many."""
    path = request.path
    if path.endswith("/"):
        return _standing(path) if path.startswith("/read/") else None
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return None
    if match.url_name == "lost" or (match.url_name == "section" and not _is_section(path)):
        return None
    before = request.GET.get("before")
    return f"{quote(path)}/" + (f"?{urlencode({'before': before})}" if before else "")


def _now(subject: str | None) -> str | None:
    """The address of *subject* (``story:12`` or a path) today; None when it has none."""
    if not subject:
        return None
    match = SUBJECT.fullmatch(subject)
    if match is None:
        return subject if subject.startswith("/") and not subject.startswith("//") else None
    return _ADDRESSES[match[1]](int(match[2]))


@reading.reads
def _photo(pk: int) -> str | None:
    reading.note(f"photo:{pk}")
    found = pictures({pk})
    return found[pk].original if pk in found else None


def _in_sections(noun: str) -> Callable[[int], str | None]:
    return lambda pk: sections.address_of(noun, pk)


_ADDRESSES: dict[str, Callable[[int], str | None]] = {
    "story": stories.address_of,
    "section": _in_sections("section"),
    "topic": _in_sections("topic"),
    "page": _in_sections("page"),
    "person": staff.address_of,
    "photo": _photo,
}
