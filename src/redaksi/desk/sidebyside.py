"""Two versions of a story side by side, the words that differ marked; pure over the two stories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_WORDS = re.compile(r"\S+|\n")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run of words; ``differs`` when the other version does not have it here."""

    text: str
    differs: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field in both versions."""

    label: Any
    theirs: tuple[Run, ...]
    mine: tuple[Run, ...]
    differs: bool


def fields(theirs: Any, mine: Any) -> list[Field]:
    """Every field that either version has, in the order of the editor."""
    found = [pair(label, read(theirs), read(mine)) for label, read in READ]
    return [one for one in found if one.theirs or one.mine]


def plain(story: Any) -> str:
    """The whole text of *story*, to be copied: headline, teaser, then the body."""
    parts = (story.headline, story.teaser, body(story))
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def body(story: Any) -> str:
    """The text of the blocks, a paragraph each; a photo, embed or link as a line in brackets."""
    raw = list(story.body.raw_data) if story.body else []
    return "\n\n".join(line for one in raw if (line := _block(one["type"], one["value"])))


def shown(story: Any) -> str:
    """The text of the blocks as :func:`body` has it, photos by name with their credit and
    cross-links by headline; asks the database for these."""
    lines = (_named(one.block_type, one.value) for one in story.body or ())
    return "\n\n".join(line for line in lines if line)


def _named(kind: str, value: Any) -> str:
    if kind in ("photo", "document"):
        return f"[{kind}] {_figure(value)}"
    if kind == "gallery":
        return "\n".join(f"[{kind}] {_figure(one)}" for one in value["photos"])
    if kind == "crosslink":
        return f"[{kind}] {value or ''}"
    raw = value.block.get_prep_value(value) if hasattr(value, "block") else value
    return _block(kind, raw.source if hasattr(raw, "source") else raw)


def _figure(value: Any) -> str:
    photo = value["photo"]
    said = (photo.title, photo.credit, value["caption"], value["alt"]) if photo else ()
    return " · ".join(one for one in said if one)


def _credit(story: Any) -> str:
    return str(story.photo.credit) if story.photo_id else ""


def pair(label: Any, theirs: str, mine: str) -> Field:
    """One field of two texts, the words that only one has marked."""
    left, right = marked(theirs, mine)
    return Field(label=label, theirs=left, mine=right, differs=theirs != mine)


def marked(theirs: str, mine: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts cut into runs, words that only one has marked."""
    left, right = _WORDS.findall(theirs), _WORDS.findall(mine)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    pairs = matcher.get_opcodes()
    return (
        tuple(_run(left[a:b], kind) for kind, a, b, _c, _d in pairs if b > a),
        tuple(_run(right[c:d], kind) for kind, _a, _b, c, d in pairs if d > c),
    )


def _run(words: list[str], kind: str) -> Run:
    return Run(text=" ".join(words), differs=kind != "equal")


def _block(kind: str, value: Any) -> str:
    if kind in ("paragraph", "heading"):
        return _text(str(value))
    if kind == "crosslink":
        return f"[{kind} {value}]"
    inside = " ".join(_leaves(value))
    return f"[{kind}] {inside}".strip()


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("id", "type"):
                yield from _leaves(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _leaves(one)
    elif value not in (None, "", False):
        yield _text(str(value))


def _text(html: str) -> str:
    return unescape(_TAG.sub("", _BREAKS.sub("\n", html))).strip()


def _names(rows: Iterable[Any]) -> str:
    return ", ".join(str(one) for one in rows)


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M %Z") if at else ""


def _text_of(name: str) -> Callable[[Any], str]:
    return lambda story: str(getattr(story, name) or "")


def _rows_of(name: str) -> Callable[[Any], str]:
    return lambda story: _names(getattr(story, name).all())


#: Label and reader of each field, as the editor has them.
READ: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (_("headline"), _text_of("headline")),
    (_("teaser"), _text_of("teaser")),
    (_("lead photo"), _text_of("photo")),
    (_("credit of the lead photo"), _credit),
    (_("caption in this story"), _text_of("photo_caption")),
    (_("text"), shown),
    (_("section"), _text_of("section")),
    (_("profile"), lambda story: str(story.get_profile_display())),
    (_("paid for by"), _text_of("sponsor")),
    (_("story that is answered"), _text_of("reply_to")),
    (_("who answers"), _text_of("reply_by")),
    (_("kicker"), _text_of("kicker")),
    (_("dateline"), _text_of("dateline")),
    (_("bylines"), _rows_of("bylines")),
    (_("sources used"), _rows_of("source_rows")),
    (_("topics"), _rows_of("topic_rows")),
    (_("passed by"), _text_of("passed_by")),
    (_("related stories"), _rows_of("related_picks")),
    (_("short headline"), _text_of("short_headline")),
    (_("search headline"), _text_of("search_headline")),
    (_("slug"), _text_of("slug")),
    (_("published at"), lambda story: _moment(story.published_at)),
    (_("goes live at"), lambda story: _moment(story.go_live_at)),
    (_("embargo until"), lambda story: _moment(story.embargo_until)),
    (_("goes down at"), lambda story: _moment(story.expire_at)),
)
