"""HTML as other programs can bear it: not too deep for a parser, and closed for Wagtail's editor.

The time of a parser that follows browsers grows with the square of the depth: 200 kB of ``<div>``
cost 13 seconds. No text that somebody wrote is a thousand elements deep.
"""

import re

DEEPEST = 1000
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>?")
VOID = re.compile(r"<((?:br|hr|img|embed|wbr)\b[^<>]*?)\s*/?>", re.IGNORECASE)
#: Elements that end by themselves: void ones, and those that the next of their kind ends.
ENDING = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "caption"),
        *("thead", "tbody", "tfoot", "colgroup"),
    ]
)


def shallow(html: str) -> str:
    """*html* without the tags that stand deeper than ``DEEPEST``; their text stays."""
    if html.count("<") <= DEEPEST:
        return html
    depth = dropped = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth, dropped
        if found[2].lower() in ENDING:
            return found[0]
        if found[1]:
            if dropped:
                dropped -= 1
                return " "
            depth = max(0, depth - 1)
        elif depth >= DEEPEST:
            dropped += 1
            return " "
        else:
            depth += 1
        return found[0]

    return TAG.sub(kept, html)


def closed(html: str) -> str:
    """Regular *html* with its void elements written ``<br/>``, as Wagtail's editor stores them.

    The editor's reader takes a bare ``<br>`` for an element that never ends, and gives up.
    """
    return VOID.sub(r"<\1/>", html)
