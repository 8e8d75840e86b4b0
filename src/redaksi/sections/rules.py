"""What a newspaper's look must be before readers see it; pure, every Problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.stylebook import theme
from redaksi.stylebook.theme import Values, Weak, Wrong

SAYS = {
    "colour": _("“%(value)s” is not a colour; one is written as #rrggbb, such as #0b4f5c."),
    "face": _("“%(value)s” is no face; it may be one of %(allowed)s."),
    "part": _("“%(value)s” is no part; the parts are %(allowed)s."),
    "twice": _("“%(value)s” stands there twice; once is enough."),
    "lacking": _("“%(value)s” must not be left out."),
}
WEAK = {
    theme.LIGHT: _(
        "%(colour)s on %(ground)s has a contrast of %(ratio)s:1 in the light scheme; %(needed)s:1 "
        "is needed. The nearest colour that passes is %(nearest)s."
    ),
    theme.DARK: _(
        "%(colour)s on %(ground)s has a contrast of %(ratio)s:1 in the dark scheme; %(needed)s:1 "
        "is needed. The nearest colour that passes is %(nearest)s."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong: ``field`` (a name of ``stylebook.theme.NAMES``) and why.

    ``says`` is an English sentence that :meth:`told` puts into the reader's language.
    """

    field: str
    says: str
    params: dict[str, Any] = dataclass_field(default_factory=dict)

    def told(self) -> str:
        """The sentence in the language that is active."""
        return gettext(self.says) % self.params


def look(values: Values, under: Values | None = None, faces: Iterable[str] = ()) -> list[Problem]:
    """All Problems of the look that *values* make over *under* (what the settings file says).

    *faces* are the font files that the newspaper's folder has, as ``fonts/name.woff2``.
    """
    found = [_of_wrong(one) for one in theme.wrong(values, faces)]
    if any(problem.field in theme.COLOURS for problem in found):
        return found  # what is no colour cannot be measured
    return [*found, *_unreadable(theme.theme(under or {}, values))]


def _unreadable(made: theme.Theme) -> Iterator[Problem]:
    for one in theme.weak(made.colours):
        yield Problem(field=one.name, says=WEAK[one.scheme], params=_measured(one))


def _of_wrong(one: Wrong) -> Problem:
    return Problem(
        field=one.name, says=SAYS[one.why],
        params={"value": one.value[:80], "allowed": ", ".join(one.allowed)},
    )  # fmt: skip


def _measured(one: Weak) -> dict[str, str]:
    """The figures as they are said; a ratio is cut, not rounded, so that 4.49 is never "4.5"."""
    return {
        "colour": one.colour, "ground": one.ground, "nearest": one.nearest,
        "ratio": f"{int(one.ratio * 100) / 100:.2f}", "needed": f"{one.needed:g}",
    }  # fmt: skip
