"""What can go wrong with a front; each error says what happened, to which, and the values.

``FrontError``
 ├ ``StaleFront``     somebody changed the front or the container meanwhile
 └ ``NotPossible``    the rules refuse it, with every Problem
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaksi.fronts.rules import Problem


class FrontError(Exception):
    """Something that a front does not allow."""


class StaleFront(FrontError):
    """*what* (``front:3`` or ``container:7``) of front *front* was seen as of version *based_on*,
    but is at *current* now."""

    def __init__(self, *, front: int, what: str, based_on: int, current: int) -> None:
        self.front, self.what, self.based_on, self.current = front, what, based_on, current
        super().__init__(
            f"{what} was changed meanwhile: this began from version {based_on}, it is at version "
            f"{current} now. Look at both, then do it again from version {current}."
        )


class NotPossible(FrontError):
    """A change of *what* breaks rules of fronts; *problems* holds all of them."""

    def __init__(self, *, what: str, problems: Sequence[Problem]) -> None:
        self.what, self.problems = what, tuple(problems)
        said = "; ".join(f"{one.field}: {one.says}" for one in problems)
        super().__init__(f"{what} cannot be so. {said}")
