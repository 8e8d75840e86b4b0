"""Gutenberg's block marks: ``<!-- wp:name {json} -->``, its end and its void form.

Grammar: https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from redaksi.archive.parsers.names import names

DELIMITER = re.compile(r"(/)?wp:([a-z][a-z0-9_-]*+(?:/[a-z][a-z0-9_-]*+)?)(?=[\s/{]|$)")

# Blocks whose content is read by its HTML alone: text, pictures, tables, and what merely wraps.
UNDERSTOOD = names(
    """
    paragraph heading list list-item quote pullquote image gallery table embed html code
    preformatted verse separator spacer more nextpage columns column group cover media-text
    buttons button file audio video shortcode freeform details accordion missing text-columns
    subhead social-links social-link block footnotes row stack cover-image
    """
)
# Blocks a theme fills when the page is shown: no text of theirs stands in the export.
DYNAMIC = names(
    """
    archives avatar calendar categories comments comment-template comment-author-name
    comment-content comment-date comment-edit-link comment-reply-link comments-pagination
    comments-pagination-next comments-pagination-numbers comments-pagination-previous
    comments-title latest-comments latest-posts loginout navigation navigation-link page-list
    pattern post-author post-author-biography post-author-name post-comments post-comments-form
    post-content post-date post-excerpt post-featured-image post-navigation-link post-template
    post-terms post-title query query-no-results query-pagination query-pagination-next
    query-pagination-numbers query-pagination-previous query-title read-more rss search site-logo
    site-tagline site-title tag-cloud template-part term-description home-link nextpage more
    """
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delimiter:
    """One mark: the block's name without ``core/``, its attributes, and which kind it is."""

    name: str
    closing: bool = False
    void: bool = False
    attributes: dict[str, Any] = field(default_factory=dict)


def delimiter(comment: str) -> Delimiter | None:
    """Read the inside of an HTML comment; None when it is no block mark.

    ``core-embed/youtube`` and its kind are ``embed``. Broken JSON counts as no attributes.
    """
    comment = comment.strip()
    found = DELIMITER.match(comment)
    if not found:
        return None
    rest = comment[found.end() :].strip()
    void = rest.endswith("/")
    return Delimiter(
        name=_short(found[2]),
        closing=bool(found[1]),
        void=void,
        attributes=_attributes(rest.rstrip("/").strip()),
    )


def readable(attributes: object) -> list[str]:
    """The sentences among a block's attributes: strings of two words or more, in their order."""
    found: list[str] = []
    waiting = [attributes]
    while waiting and len(found) < 200:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, str) and len(value.split()) > 1:
            found.append(value)
    return found


def _short(name: str) -> str:
    if name.startswith("core-embed/"):
        return "embed"
    return name.removeprefix("core/")


def _attributes(text: str) -> dict[str, Any]:
    if not text.startswith("{"):
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
