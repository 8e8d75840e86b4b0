"""A container and its places in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaksi.desk.times import Wall
from redaksi.fronts.kinds import UNFILLED, Kind, Rule
from redaksi.fronts.models import Collection
from redaksi.fronts.shapes import Arrangement, Box, Placed
from redaksi.sections.models import Section, Topic
from redaksi.stories.models import Story

#: (rule, id) to the name of the section, topic or collection.
Names = Mapping[tuple[str, int], str]


def names(arrangements: Iterable[Arrangement]) -> Names:
    """The names of everything that the rules of *arrangements* are about; at most three queries."""
    wanted: dict[str, set[int]] = {}
    for box in (box for one in arrangements for box in one.boxes):
        if box.of is not None:
            wanted.setdefault(box.rule, set()).add(box.of)
    models = {Rule.SECTION: Section, Rule.TOPIC: Topic, Rule.COLLECTION: Collection}
    return {
        (rule, pk): name
        for rule, pks in wanted.items()
        if rule in models
        for pk, name in models[Rule(rule)].objects.filter(pk__in=pks).values_list("pk", "name")
    }


def title(box: Box, known: Names) -> str:
    """What a container is called: its title, else what it is about, else its kind."""
    return box.title or known.get((box.rule, box.of or 0), "") or str(Kind(box.kind).label)


def fills(box: Box, known: Names) -> str:
    """How it is filled: “Newest of a section: Ekonomi · 4 cards”."""
    if box.kind in UNFILLED:
        return str(Kind(box.kind).label)
    said = str(Rule(box.rule).label)
    about = known.get((box.rule, box.of or 0), "")
    if about:
        said = _("%(rule)s: %(name)s") % {"rule": said, "name": about}
    cards = ngettext("%(count)s card", "%(count)s cards", box.length) % {"count": box.length}
    return f"{said} · {cards}"


def moved(was: int | None, place: int, before: str) -> str:
    """How a card came to its place: from number *was*, or from the container *before*."""
    if was is None:
        return _("From %(container)s") % {"container": before} if before else _("New here")
    if was == place:
        return ""
    said = _("Up from number %(was)s") if was > place else _("Down from number %(was)s")
    return said % {"was": was}


def read_now(reads: int) -> str:
    """How often a story is read at this moment; "" for hardly at all."""
    said = ngettext(
        "%(count)s read in 10 minutes", "%(count)s reads in 10 minutes", reads
    )  # fmt: skip
    return said % {"count": reads} if reads else ""


def timed(pick: Placed, clock: Wall) -> list[str]:
    """From when and until when a pick shows."""
    said = []
    if pick.enters_at:
        said.append(_("From %(time)s") % {"time": clock.told(pick.enters_at)})
    if pick.leaves_at:
        said.append(_("Until %(time)s") % {"time": clock.told(pick.leaves_at)})
    return said


def worn(pick: Placed) -> list[str]:
    """What a card says instead of the story's own."""
    if pick.link:
        return []
    said = {
        _("other headline"): pick.headline, _("other label"): pick.kicker,
        _("other summary"): pick.teaser, _("other photo"): pick.photo,
        _("without photo"): pick.photo == 0,
    }  # fmt: skip
    return [words for words, given in said.items() if given]


def why_aside(why: str, story: Story | None, clock: Wall) -> str:
    """Why a pick does not show."""
    if why == "unseen" and story is not None and story.withdrawn_at:
        return _("Withdrawn %(time)s, not shown") % {"time": clock.told(story.withdrawn_at)}
    said = {
        "later": _("Its time has not come, not shown"),
        "over": _("Its time is over, not shown"),
        "unseen": _("Waits to be published, not shown"),
        "twice": _("Stands in another container, not shown"),
        "full": _("No room, not shown"),
    }
    return said[why]
