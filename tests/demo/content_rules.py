"""What a piece of demo content must satisfy before the loader sees it.

Every function returns a list of sentences, one per problem, empty when all is well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import redaksi
from redaksi.stylebook.running import check

Story = dict[str, Any]
CONTENT = Path(redaksi.__file__).parent / "ops" / "demo_content"
REQUIRED = (
    "key",
    "headline",
    "section",
    "teaser",
    "topics",
    "bylines",
    "passed_by",
    "days_ago",
    "body",
)
FIELDS = {
    *REQUIRED, "at", "short_headline", "search_headline", "kicker", "dateline", "sources", "photo",
    "related", "corrections", "updated_hours_after", "withdrawn", "profile", "sponsor",
}  # fmt: skip
BLOCKS = {
    "paragraph": {"html"},
    "heading": {"text"},
    "quote": {"html", "by"},
    "pullquote": {"text", "by"},
    "photo": {"file", "credit", "caption", "alt"},
    "gallery": {"photos"},
    "list": {"items", "ordered"},
    "table": {"caption", "header", "rows"},
    "embed": {"url"},
    "factbox": {"title", "html"},
    "document": {"file", "caption", "alt"},
    "crosslink": {"story"},
}
REAL = re.compile(
    r"mediaindonesia|media indonesia|faustinus|\bnua\b|gapon|gonchar|kenare|\bAFP\b"
    r"|\bANTARA\b|\bAntara/|al ?jazeera|reuters|\bsipa\b|\bsopa\b|belarus|\bminsk\b"
    r"|benihbaik|mg news|nytimes",
)
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b([^>]*)>", re.IGNORECASE)
DAY_IN_TEXT = re.compile(r"\((\d{1,2})/(\d{1,2})\)")
TOKEN = re.compile(r"\{[^}]*\}")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
GOOD_TOKEN = re.compile(r"\{day:-?\d{1,3}\}")


def read(name: str) -> Any:
    """One JSON file of the demo content, by its path inside the folder."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def stories(*prefixes: str) -> list[Story]:
    """The stories whose key starts with one of the prefixes; all of them without any."""
    found = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((CONTENT / "stories").glob("*.json"))
    ]
    return [story for story in found if not prefixes or story["key"].startswith(prefixes)]


def story_problems(story: Story, cast: dict[str, Any], keys: set[str]) -> list[str]:
    """Everything wrong with one story, each line beginning with the story's key."""
    checks = (_fields, _lengths, _texts, _names, _pictures, _blocks, _times)
    found = [line for check in checks for line in check(story, cast)]
    return [f"{story.get('key')}: {line}" for line in [*found, *_links(story, keys)]]


def pictures(story: Story) -> Iterator[dict[str, str]]:
    """Every picture a story shows: lead, in the text, in galleries, documents."""
    if story.get("photo"):
        yield story["photo"]
    for block in story["body"]:
        yield from block["photos"] if block["type"] == "gallery" else []
        yield from [block] if block["type"] in ("photo", "document") else []


def texts(value: Any) -> Iterator[str]:
    """Every string inside a value of lists and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def told(text: str, day: date) -> str:
    """The text as readers of *day* get it: ``{day:-2}`` became ``Sabtu (15/8)``, tags are gone."""
    return TOKEN.sub(lambda found: _day(day, int(found.group()[5:-1])), TAG.sub("", text))


def _day(day: date, shift: int) -> str:
    meant = day + timedelta(days=shift)
    return f"{WEEKDAYS[meant.weekday()]} ({meant.day}/{meant.month})"


def style_problems(story: Story, day: date) -> list[str]:
    """What the newsroom's own check of running text says of a story published on *day*."""
    found = [advice for text in texts(story) for advice in check(told(text, day), "id", day)]
    return [f"{story['key']}: {advice}" for advice in found]


def words(story: Story) -> int:
    """The number of words in the body, tags left out."""
    return sum(len(TAG.sub(" ", text).split()) for block in story["body"] for text in texts(block))


def _fields(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in REQUIRED if story.get(name) in (None, "", []))
    yield from (f"{name} is not a field" for name in story if name not in FIELDS)


def _lengths(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    for name, low, high in (("headline", 40, 90), ("teaser", 80, 170)):
        if not low <= len(story[name]) <= high:
            yield f"{name} has {len(story[name])} characters, {low} to {high} are allowed"
    if not 70 <= words(story) <= 900:
        yield f"the body has {words(story)} words, 70 to 900 are allowed"


def _texts(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    for text in texts(story):
        tags = TAG.findall(text)
        yield from (
            f"<{tag}> is not one of b, i, a, br"
            for tag, _ in tags
            if tag not in ("b", "i", "a", "br")
        )
        yield from (
            f"link {rest} leads outside" for tag, rest in tags if tag == "a" and not _inside(rest)
        )
        yield from (f"{name!r} is a real name" for name in REAL.findall(text))
        yield from (
            f"{token} is not a known token"
            for token in TOKEN.findall(text)
            if not GOOD_TOKEN.match(token)
        )
        yield from (
            f"({day}/{month}) must be a {{day:N}} token" for day, month in DAY_IN_TEXT.findall(text)
        )


def _inside(attributes: str) -> bool:
    return not attributes or bool(
        re.fullmatch(
            r' href="(/[^"]*|https://[a-z.-]+\.example[^"]*|mailto:[^"]+\.example)"', attributes
        )
    )


def _names(story: Story, cast: dict[str, Any]) -> Iterator[str]:
    people = {person["name"] for person in cast["people"]} | {cast["newspaper"]["name"]}
    sections = {s["name"] for top in cast["sections"] for s in (top, *top.get("children", []))}
    codes = {person["code"] for person in cast["people"] if "code" in person}
    signed = [line if isinstance(line, str) else line["name"] for line in story["bylines"]]
    agencies, topics = ({row["name"] for row in cast[kind]} for kind in ("agencies", "topics"))
    yield from (f"{name} is not in the cast" for name in signed if name not in people)
    yield from (
        f"{name} is not an agency" for name in story.get("sources", []) if name not in agencies
    )
    yield from (f"{name} is not a topic" for name in story["topics"] if name not in topics)
    yield from (
        [f"section {story['section']} is unknown"] if story["section"] not in sections else []
    )
    yield from [f"code {story['passed_by']} is unknown"] if story["passed_by"] not in codes else []


def _pictures(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    for picture in pictures(story):
        yield from (
            f"{picture['file']}: no {name}"
            for name in ("credit", "caption", "alt")
            if not picture.get(name)
        )
        if ".." in picture["file"] or not (CONTENT / picture["file"]).is_file():
            yield f"{picture['file']} is not a file of the demo content"


def _blocks(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    for block in story["body"]:
        wanted = BLOCKS.get(block["type"])
        if wanted is None:
            yield f"block {block['type']} is unknown"
        elif missing := wanted - block.keys():
            yield f"block {block['type']} lacks {', '.join(sorted(missing))}"
        elif block["type"] == "table" and any(
            len(row) != len(block["header"]) for row in block["rows"]
        ):
            yield f"table {block['caption']!r} has rows of unequal length"


def _times(story: Story, _cast: dict[str, Any]) -> Iterator[str]:
    if not 0 <= story["days_ago"] <= 90:
        yield f"days_ago is {story['days_ago']}, 0 to 90 are allowed"
    if "at" in story and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", story["at"]):
        yield f"at is {story['at']!r}, HH:MM is wanted"
    for correction in story.get("corrections", []):
        if correction.get("kind") not in ("minor", "significant") or not correction.get("note"):
            yield "a correction needs kind (minor, significant) and note"


def _links(story: Story, keys: set[str]) -> Iterator[str]:
    placed = [block["story"] for block in story["body"] if block["type"] == "crosslink"]
    for key in [*placed, *story.get("related", [])]:
        if key not in keys or key == story["key"]:
            yield f"it points to {key}, which is not another story"
