"""Structured data (schema.org) of pages: plain dicts, and the one place that writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redaksi.photos.queries import Picture
from redaksi.sections.queries import SectionRef, Title
from redaksi.stories.profiles import Profile, label
from redaksi.stories.shapes import Headline, StoryView

LARGE = 1200
#: What schema.org calls stories of a profile that are no plain news.
_TYPES: dict[str, str] = {
    Profile.OPINION: "OpinionNewsArticle", Profile.ADVERTORIAL: "AdvertiserContentArticle",
}  # fmt: skip
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...


def written(items: Iterable[dict[str, Any]]) -> tuple[SafeString, ...]:
    """Each of *items* as JSON that may stand inside a script element."""
    return tuple(_written(item) for item in items)


def _written(item: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **item}, ensure_ascii=False)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return mark_safe(text)  # noqa: S308 (no <, > or & is left: it cannot leave its element)


def newspaper(title: Title, base: str) -> dict[str, Any]:
    """The newspaper as a NewsMediaOrganization."""
    found: dict[str, Any] = {
        "@type": "NewsMediaOrganization", "@id": f"{base}/#newspaper", "name": title.name,
        "url": f"{base}/", "correctionsPolicy": f"{base}/corrections/",
    }  # fmt: skip
    if title.nameplate:
        found["logo"] = {"@type": "ImageObject", "url": base + title.nameplate}
    same = [title.facebook] if title.facebook else []
    if title.x_handle:
        same.append(f"https://x.com/{title.x_handle.lstrip('@')}")
    optional = {
        "legalName": title.company, "email": title.email, "telephone": title.phone,
        "address": title.address, "slogan": title.tagline, "sameAs": same,
    }  # fmt: skip
    return found | {name: value for name, value in optional.items() if value}


def trail(base: str, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page as a BreadcrumbList; *steps* are names and paths after the front."""
    items = [(_("Front page"), "/"), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": base + path}
            for place, (name, path) in enumerate(items, start=1)
        ],
    }


def sections(section: SectionRef | None) -> list[tuple[str, str]]:
    """*section* and the one above it as steps of a trail."""
    found: list[tuple[str, str]] = []
    while section is not None:
        found.insert(0, (section.name, section.url))
        section = section.parent
    return found


def article(story: StoryView, title: Title, base: str, card: str) -> dict[str, Any]:
    """*story* as a NewsArticle, or what its profile makes of it; without a photo its picture is the
    one at *card*."""
    found: dict[str, Any] = {
        "@type": _TYPES.get(story.profile, "NewsArticle"),
        "headline": story.headline[:110],
        "url": base + story.url,
        "mainEntityOfPage": base + story.url,
        "datePublished": moment(story.published_at, title),
        "dateModified": moment(story.updated_at or story.published_at, title),
        "inLanguage": title.language,
        "isAccessibleForFree": True,
        "author": authors(story, title, base),
        "publisher": newspaper(title, base),
    }
    optional = {
        "description": story.teaser,
        "image": images(story.photo, base, story.photo_caption)
        or [{"@type": "ImageObject", "url": card}],
        "articleSection": story.section.name if story.section else "",
        "keywords": [topic.name for topic in story.topics],
        "wordCount": story.words,
        "timeRequired": f"PT{story.minutes}M" if story.minutes else "",
        "correction": _corrections(story, title),
        "genre": label(story.profile, story.sponsor),
        "about": _line(story.answers, base) if story.answers else None,
        "subjectOf": [_line(one.line, base) for one in story.replies],
        "sponsor": {"@type": "Organization", "name": story.sponsor} if story.is_paid else None,
    }
    return found | {name: value for name, value in optional.items() if value}


def authors(story: StoryView, title: Title, base: str) -> list[dict[str, str]]:
    """Who signed *story*: people, or the house where no person did."""
    if not story.bylines:
        return [{"@type": "Organization", "name": title.signature, "url": f"{base}/"}]
    return [person(one, base) for one in story.bylines]


def person(named: _Named, base: str) -> dict[str, str]:
    """A person of the newspaper."""
    return {"@type": "Person", "name": named.name, "url": base + named.url}


def images(photo: Picture | None, base: str, caption: str = "") -> list[dict[str, Any]]:
    """The lead photo at 16:9, 4:3 and 1:1 with its credit, at least 1,200 pixels wide where it is
    that large."""
    if photo is None:
        return []
    made = [photo.at_least(crop, LARGE) for crop in ("16x9", "4x3", "1x1") if crop in photo.crops]
    said = {"creditText": photo.credit, "caption": caption, "description": photo.alt}
    said = {name: text for name, text in said.items() if text}
    return [
        {"@type": "ImageObject", "url": absolute(base, one.url), "width": one.width,
         "height": one.height, **(said if place == 0 else _credit(said))}
        for place, one in enumerate(made or [photo.at_least("3x2", LARGE)])
    ]  # fmt: skip


def _credit(said: dict[str, str]) -> dict[str, str]:
    """Of what is *said* of a photo, what must stand with every crop of it."""
    return {name: text for name, text in said.items() if name == "creditText"}


def absolute(base: str, url: str) -> str:
    """*url* with its host; one that has a host already stays."""
    return url if "://" in url else base + url


def moment(at: datetime, title: Title) -> str:
    """The moment in the newspaper's zone: 2020-08-17T09:53:00+07:00."""
    return at.astimezone(title.zone).isoformat(timespec="seconds")


def _line(story: Headline, base: str) -> dict[str, str]:
    """A story that another one answers, or that answers it (right of reply)."""
    return {"@type": "NewsArticle", "headline": story.headline, "url": base + story.url}


def _corrections(story: StoryView, title: Title) -> list[dict[str, str]]:
    return [
        {"@type": "CorrectionComment", "text": one.note, "datePublished": moment(one.at, title)}
        for one in story.corrections
    ]
