"""The verbs of search: build the index, bring it up to the log."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from redaksi.search import rebuilding
from redaksi.search.shelf import Busy

__all__ = ["Busy", "catch_up", "rebuild"]


def _unheard(_done: int) -> None:
    """Nobody wants to know how many stories are done."""


def rebuild(say: Callable[[int], None] = _unheard) -> int:
    """Build the index anew beside the old one, which is asked until then; how many stories.

    *say* hears how many are done. Touches nothing that a log knows. Raises Busy when a rebuild is
    under way, OSError on a full disk; the old index stays then.
    """
    return rebuilding.rebuild(settings.SEARCH_FOLDER, say)


def catch_up(say: Callable[[int], None] = _unheard) -> None:
    """Come back when the index has all that the log has now; builds it when there is none.

    Raises Busy when another process keeps writing for a minute, OSError on a full disk.
    """
    rebuilding.certain(settings.SEARCH_FOLDER, say)
