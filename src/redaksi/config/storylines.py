"""Stories as JSON, one a line in and one answer a line out: the pipe of ``redaksi story put -``."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from redaksi.stories.put import put

#: A story is no longer than this; the rest of a longer line is passed over.
LONGEST_LINE = 16 * 1024 * 1024
logger = logging.getLogger(__name__)
Answer = dict[str, Any]


def answer_lines(lines: BinaryIO, out: TextIO, folder: Path, **how: Any) -> int:
    """Answer every line of *lines* on *out*, flushed as each is done; how many had problems.

    A line with a problem is answered and the rest goes on; empty lines are passed over.
    """
    wrong = 0
    for line in _lines(lines):
        told = _problem(f"The line has more than {LONGEST_LINE:,} octets.")
        if line is not None:
            told = answer(line, folder, **how)
        wrong += "problems" in told
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
        out.flush()
    return wrong


def answer(data: bytes, folder: Path, **how: Any) -> Answer:
    """The answer to one story as JSON; whatever it is, there is one."""
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _problem(f"It is not UTF-8: octet {error.start + 1} is 0x{data[error.start]:02x}.")
    except RecursionError:
        return _problem("It is nested too deep for a story.")
    except ValueError as error:
        return _problem(f"It is not JSON: {str(error)[:200]}.")
    if not isinstance(given, dict):
        return _problem(f"A story is one JSON object, not {type(given).__name__}.")
    try:
        return put(given, folder=folder, **how)
    except Exception as error:
        # A fault of ours with one story must not end the pipe for those behind it.
        logger.exception("This story could not be put; it is a fault of the program.")
        says = f"The program failed ({type(error).__name__}); nothing was changed."
        return _problem(says, "story")


def _lines(lines: BinaryIO) -> Iterator[bytes | None]:
    """The lines that hold something; None for one that is too long."""
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            if line.strip():
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(LONGEST_LINE)
        yield None


def _problem(says: str, field: str = "json") -> Answer:
    return {"problems": [{"field": field, "says": says}]}
