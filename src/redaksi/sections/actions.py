"""Verbs about the newspaper itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied

from redaksi.press import acts
from redaksi.sections import rules
from redaksi.sections.models import Newspaper
from redaksi.sections.rules import Problem
from redaksi.stylebook import theme


class LookRefused(ValueError):
    """A look that readers could not read, or that is none; ``problems`` says everything."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{one.field}: {one.told()}" for one in self.problems))


def restyle(
    newspaper: Newspaper, values: Mapping[str, Any], faces: Iterable[str] = (), *, by: Any = None
) -> Newspaper:
    """Give *newspaper* the look of *values* (names of ``stylebook.theme.NAMES``; an empty value is
    the settings file's, or the house's) over what it had: every page changes at once.

    *faces* are the font files that may be named. Touches ``site``. Raises LookRefused with every
    Problem, PermissionDenied.
    """
    if by is not None and not by.has_perm("redaksi_sections.change_newspaper"):
        raise PermissionDenied(f"{by} may not change the newspaper: that needs another role.")
    told = {name: values[name] for name in theme.NAMES if values.get(name)}
    problems = rules.look(told, settings.THEME, faces)
    if problems:
        raise LookRefused(problems)
    with acts.act("restyled", newspaper.subject, actor=by, payload={"theme": told}):
        newspaper.theme = told
        newspaper.save(update_fields=["theme"])
    return newspaper
