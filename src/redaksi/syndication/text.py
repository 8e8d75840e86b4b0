"""Text that may stand in XML."""

from __future__ import annotations

import re

#: What XML 1.0 does not allow, however it is escaped (production 2 of the recommendation).
_FORBIDDEN = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def allowed(text: str) -> str:
    """*text* without the characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)
