"""What becomes of an item of WordPress; pure decisions over facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from redaksi.archive.parsers.facts import Author, Item, Term
from redaksi.archive.parsers.markup import words
from redaksi.stylebook import teaser

Becomes = Literal["story", "page", "photo", "shared", "nothing"]
State = Literal["live", "draft", "scheduled"]

MACHINERY = {
    "nav_menu_item": "menus are made at the desk",
    "wp_navigation": "menus are made at the desk",
    "wp_template": "parts of a WordPress theme have no meaning here",
    "wp_template_part": "parts of a WordPress theme have no meaning here",
    "wp_global_styles": "parts of a WordPress theme have no meaning here",
    "custom_css": "parts of a WordPress theme have no meaning here",
    "customize_changeset": "parts of a WordPress theme have no meaning here",
    "wp_font_family": "parts of a WordPress theme have no meaning here",
    "wp_font_face": "parts of a WordPress theme have no meaning here",
    "revision": "an older version; the newest is imported",
    "oembed_cache": "a copy that WordPress kept for itself",
    "user_request": "a request about personal data",
}
UNSHOWN = frozenset(("post_format", "nav_menu", "link_category", "wp_theme", "language"))
CO_AUTHOR = "author"  # the taxonomy of the plugin Co-Authors Plus
RUBRIC = "rubric"  # our name for a category that is only one more topic of a story
LONGEST_HEADLINE = 255
LONGEST_TEASER = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What an item becomes, in which state, and the reason when that needs one."""

    becomes: Becomes
    state: State = "draft"
    reason: str = ""


def fate(item: Item, now: datetime) -> Fate:
    """Decide what ``item`` becomes; ``nothing`` has its reason always."""
    if item.type in MACHINERY:
        return Fate(becomes="nothing", reason=MACHINERY[item.type])
    if item.status in ("trash", "auto-draft"):
        return Fate(becomes="nothing", reason=f"its status is {item.status}")
    if item.type == "attachment":
        return Fate(becomes="photo")
    if item.type == "wp_block":
        return Fate(becomes="shared", reason="a shared block; it stands in the posts that use it")
    becomes: Becomes = "page" if item.type == "page" else "story"
    state, reason = _state(item, now)
    if becomes == "story" and item.type != "post" and not reason:
        reason = f"of the type {item.type}: imported as a story"
    return Fate(becomes=becomes, state=state, reason=reason)


def _state(item: Item, now: datetime) -> tuple[State, str]:
    if item.password:
        return "draft", "it was behind a password: kept as a draft"
    if item.status == "publish":
        return "live", ""
    if item.status == "future":
        if item.published and item.published > now:
            return "scheduled", ""
        return "draft", "the time it was scheduled for has passed: kept as a draft"
    if item.status in ("draft", "pending"):
        return "draft", ""
    return "draft", f"its status was {item.status}: kept as a draft"


def digest(item: Item) -> str:
    """32 letters that change when anything of the item that is imported changes."""
    terms = sorted((term.taxonomy, term.slug, term.name) for term in item.terms)
    said = (
        item.type, item.status, item.title, item.slug, item.link, str(item.published),
        str(item.modified), item.author, item.excerpt, item.content, terms, item.password,
        sorted(item.meta.items()), item.attachment_url, item.parent,
    )  # fmt: skip
    return hashlib.blake2b(repr(said).encode("utf-8", "replace"), digest_size=16).hexdigest()


def headline(item: Item) -> str:
    """The headline as plain text in at most 255 characters; without one, the text's beginning."""
    title = words(item.title)
    if not title:
        title = teaser.cut(words(item.content), 80) or item.slug.replace("-", " ") or "…"
    return teaser.cut(title, LONGEST_HEADLINE)


def teaser_of(item: Item) -> str:
    """The excerpt as plain text in at most 500 characters, else the text for search engines."""
    said = item.excerpt or item.meta.get("_yoast_wpseo_metadesc", "")
    return teaser.cut(words(said), LONGEST_TEASER)


def main_category(item: Item, numbers: dict[int, str]) -> Term | None:
    """The category that becomes the section: the one marked as primary, else the first true one.

    ``numbers`` maps term numbers to slugs.
    """
    found = [term for term in item.terms if term.taxonomy == "category"]
    marked = item.meta.get("_yoast_wpseo_primary_category", "")
    slug = numbers.get(int(marked)) if marked.isascii() and marked.isdigit() else None
    for term in found:
        if slug and term.slug == slug:
            return term
    return next((term for term in found if not is_default(term)), found[0] if found else None)


def is_default(term: Term) -> bool:
    """Whether the category is WordPress's own for posts that have none."""
    return term.taxonomy == "category" and term.slug in ("uncategorized", "tak-berkategori", "")


def topics_of(item: Item, section: Term | None) -> list[Term]:
    """The terms that become topics: tags, custom taxonomies, and further categories."""
    return [
        term
        for term in item.terms
        if term.taxonomy not in UNSHOWN
        and term.taxonomy != CO_AUTHOR
        and term is not section
        and not is_default(term)
    ]


def co_authors(item: Item) -> list[str]:
    """Names of those who signed together, by the plugin Co-Authors Plus."""
    return [term.name for term in item.terms if term.taxonomy == CO_AUTHOR]


def updated(item: Item) -> datetime | None:
    """When the item was last changed, if that is more than five minutes after it was published."""
    if not (item.modified and item.published):
        return None
    return item.modified if (item.modified - item.published).total_seconds() > 300 else None


def nameless(login: str) -> Author:
    """An author whom only posts name: the login is all that is known."""
    return Author(login=login, name=login)


def as_topic(term: Term) -> Term:
    """A further category of a story counts as a topic of the same name."""
    if term.taxonomy != "category":
        return term
    return Term(taxonomy=RUBRIC, slug=term.slug, name=term.name)
