"""What a newsroom's names must look like; pure."""

from __future__ import annotations

import re

#: A desk's letters and a number, such as OL-1.
CODE_SHAPE = r"^[A-Z]{1,4}-[0-9]{1,3}$"


def is_code(text: str) -> bool:
    """Whether *text* can be an editor code."""
    return re.fullmatch(CODE_SHAPE.strip("^$"), text) is not None
