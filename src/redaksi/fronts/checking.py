"""What a container and a pick may be: every Problem at once. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from redaksi.fronts.kinds import LENGTHS, NAMED, Kind, Look, Rule
from redaksi.fronts.shapes import Box, Placed

#: The widest that a card takes of each text, in characters.
WIDEST = {"headline": 160, "kicker": 80, "teaser": 300}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong: the field, and the sentence that says so."""

    field: str
    says: str


def problems_of(box: Box) -> list[Problem]:
    """Everything that is wrong with *box* and with each of its picks."""
    return [*_of_kind(box), *_of_rule(box), *_of_length(box), *_of_picks(box)]


def _of_kind(box: Box) -> Iterator[Problem]:
    if box.kind not in Kind.values:
        yield _unknown("kind", box.kind, Kind.values)
    if box.look and box.look not in Look.values:
        yield _unknown("look", box.look, Look.values)
    if box.kind == Kind.PARTNER and not box.name:
        yield Problem(field="name", says=_("A partner's container needs the name of its rail."))
    if box.kind == Kind.TEXT and not box.text.strip():
        yield Problem(field="text", says=_("A free text needs its text."))


def _of_rule(box: Box) -> Iterator[Problem]:
    if box.rule not in Rule.values:
        yield _unknown("rule", box.rule, Rule.values)
    elif box.rule in NAMED and box.of is None:
        yield Problem(
            field="of",
            says=_("Say which one: this rule fills from one section, topic or collection."),
        )


def _of_length(box: Box) -> Iterator[Problem]:
    most = LENGTHS.get(box.kind, (1, 1))[0]
    if not 1 <= box.length <= most:
        says = _("It shows 1 to %(most)s cards, not %(seen)s.")
        yield Problem(field="length", says=says % {"most": most, "seen": box.length})


def _of_picks(box: Box) -> Iterator[Problem]:
    for pick in box.picks:
        yield from problems_of_pick(pick)


def problems_of_pick(pick: Placed) -> Iterator[Problem]:
    """Everything that is wrong with *pick*."""
    if (pick.story is None) == (not pick.link):
        yield Problem(field="story", says=_("A pick is either a story or a link."))
    if pick.link and urlsplit(pick.link).scheme not in ("https", "http"):
        yield Problem(field="link", says=_("A link begins with https://."))
    if pick.link and not pick.headline:
        yield Problem(field="headline", says=_("A link needs a headline."))
    if pick.position is not None and pick.position < 1:
        yield Problem(field="position", says=_("A position is 1 or more."))
    for name, widest in WIDEST.items():
        if len(getattr(pick, name)) > widest:
            says = _("At most %(most)s characters fit.") % {"most": widest}
            yield Problem(field=name, says=says)
    if pick.enters_at and pick.leaves_at and pick.leaves_at <= pick.enters_at:
        yield Problem(field="leaves_at", says=_("It would leave before it enters."))


def _unknown(field: str, seen: str, allowed: list[str]) -> Problem:
    says = _("“%(seen)s” is not known; it is one of %(allowed)s.")
    return Problem(field=field, says=says % {"seen": seen, "allowed": ", ".join(allowed)})
