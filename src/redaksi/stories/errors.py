"""What can go wrong with a story; each error says what happened, to which story, and the values.

``StoryError``
 ├ ``StaleWrite``      somebody saved a newer version meanwhile
 ├ ``NotReady``        publishing was asked for and rules found Problems
 └ ``OncePublished``   a published story was to be deleted
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaksi.stories.rules import Problem


class StoryError(Exception):
    """Something that a story does not allow."""


class StaleWrite(StoryError):
    """A write began from version *based_on* of story *pk*, but the current one is *current*."""

    def __init__(self, *, pk: int, based_on: int, current: int) -> None:
        self.pk, self.based_on, self.current = pk, based_on, current
        super().__init__(
            f"story:{pk} was changed meanwhile: this text began from version {based_on}, "
            f"the current one is {current}. Compare both, then save from version {current}."
        )


class NotReady(StoryError):
    """Story *pk* cannot be published; *problems* holds all of them, advice included."""

    def __init__(self, *, pk: int | None, problems: Sequence[Problem]) -> None:
        self.pk, self.problems = pk, tuple(problems)
        musts = "; ".join(f"{one.field}: {one.says}" for one in problems if one.must)
        super().__init__(f"story:{pk} is not ready to be published. {musts}")


class OncePublished(StoryError):
    """A story that readers have seen is withdrawn with a reason, never deleted."""
