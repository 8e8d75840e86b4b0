"""The text of a story as one line of words, from its stored blocks; pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from redaksi.stylebook import teaser

#: What in a block is no text of the story.
_SILENT = frozenset({"id", "type", "url", "photo", "ordered"})


def of_blocks(raw: Any) -> list[str]:
    """The text of each block of *raw*: a list of blocks as stored, or its JSON; [] for neither."""
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            return []
    blocks = raw if isinstance(raw, Iterable) and not isinstance(raw, dict) else ()
    made = (teaser.plain(" ".join(_strings(_value(one)))) for one in blocks)
    return [text for text in made if text]


def _value(block: Any) -> Any:
    return block.get("value") if isinstance(block, dict) else None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _SILENT:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
