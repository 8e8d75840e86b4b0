"""What a reader sees of HTML and of blocks, as plain words: the oracle of the tests."""

import html
import re
from typing import Any

import nh3

GAPS = re.compile(
    r"(?i)</?(?:a|address|button|p|div|li|ul|ol|br|hr|h[1-6]|t[rdh]|table|figcaption|figure|pre"
    r"|img|blockquote|iframe|section|d[dlt]|cite|center|caption|option|video|audio)\b"
)


def words_of_html(source: str) -> list[str]:
    """The words a browser shows of *source*, comments and shortcodes of pictures left out."""
    return spoken(html.unescape(nh3.clean(GAPS.sub(r" \g<0>", source), tags=set())))


def words_of_blocks(blocks: list[dict[str, Any]]) -> list[str]:
    """The words of blocks, in the order in which they are shown."""
    return [word for block in blocks for text in texts(block) for word in words_of_html(text)]


def texts(block: dict[str, Any]) -> list[str]:
    kind = block["type"]
    if kind in ("paragraph", "heading"):
        return [block.get("html") or html.escape(block["text"])]
    if kind in ("quote", "pullquote"):
        return [block.get("html") or html.escape(block["text"]), html.escape(block["by"])]
    if kind == "list":
        return list(block["items"])
    if kind == "table":
        cells = [cell for row in [block["header"], *block["rows"]] for cell in row]
        return [*cells, html.escape(block["caption"])]
    if kind == "gallery":
        return [html.escape(one["caption"]) for one in block["photos"]]
    if kind == "factbox":
        return [html.escape(block["title"]), block["html"]]
    return [html.escape(block.get("caption") or block.get("url", ""))]


def spoken(text: str) -> list[str]:
    """Runs of letters and digits."""
    return re.findall(r"[^\W_]+", text)


def lost(wanted: list[str], shown: list[str]) -> list[str]:
    """Words of *wanted* that do not come, in that order, in *shown*."""
    missing, at = [], 0
    for word in wanted:
        try:
            at = shown.index(word, at) + 1
        except ValueError:
            missing.append(word)
    return missing
