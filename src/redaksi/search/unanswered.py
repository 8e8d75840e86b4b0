"""Queries without a result, on their way from readers' pages to the desk's list.

A reader's page writes to no table: it adds a line to a small file, which the clock empties into
the table. The file is bounded, and so is what a line may say.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from redaksi.lib import clock
from redaksi.search.models import Unanswered

NAME = "unanswered.txt"
#: Octets of the file; what comes when it is full is not kept.
MOST = 64 * 1024
#: Different queries that one emptying writes.
AT_ONCE = 200
#: What may be somebody's: an address of mail, a number of a telephone or a card.
_PRIVATE = re.compile(r"@|(?:\d[ .\-]?){7,}")


def note(top: Path, text: str) -> None:
    """Remember that *text* found nothing; kept to itself when it may tell of a person."""
    if not text or _PRIVATE.search(text):
        return
    try:
        with (top / NAME).open("ab") as file:
            if file.tell() < MOST:
                file.write(f"{text.lower()}\n".encode("utf-8", "replace"))
    except OSError:
        return  # no list is worth a reader's page


def gather(top: Path) -> int:
    """Empty the file into the table; how many lines there were."""
    taken = top / f"{NAME}.taken"
    try:
        os.replace(top / NAME, taken)
        lines = taken.read_text(encoding="utf-8", errors="replace")[:MOST].splitlines()
        taken.unlink()
    except FileNotFoundError:
        return 0
    today = clock.now().date()
    for words, times in Counter(line.strip()[:200] for line in lines).most_common(AT_ONCE):
        if words:
            Unanswered.count(words, times, today)
    Unanswered.forget_the_rest()
    return len(lines)
