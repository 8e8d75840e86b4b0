"""The shapes in which a front is handed about: frozen, complete, and the same as JSON.

``Arrangement`` is a whole front as drafted or launched; ``Box`` one container of it; ``Placed`` one
thing that a curator put there. The JSON of a version is exactly these, so that an old version is
read back without asking for anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A pick: a story (by id) or a link, with what its card says instead of the story's own.

    ``position`` (from 1) holds it there; None lets it stand in the order of the picks. It shows
    from ``enters_at`` (included) until ``leaves_at`` (not). ``photo`` is the id of another photo,
    0 for none at all, None for the story's own. ``left_out`` keeps the story from being filled in.
    """

    story: int | None = None
    link: str = ""
    position: int | None = None
    headline: str = ""
    kicker: str = ""
    teaser: str = ""
    photo: int | None = None
    enters_at: datetime | None = None
    leaves_at: datetime | None = None
    left_out: bool = False

    def active(self, now: datetime) -> bool:
        """Whether its time has come and is not over at *now*."""
        entered = self.enters_at is None or self.enters_at <= now
        return entered and (self.leaves_at is None or now < self.leaves_at)

    def written(self) -> dict[str, Any]:
        """This pick as JSON, what says nothing left out."""
        found = {
            name: value for name, value in asdict(self).items() if value not in (None, "", False)
        }
        if self.photo == 0:
            found["photo"] = 0
        for name in ("enters_at", "leaves_at"):
            if name in found:
                found[name] = found[name].isoformat()
        return found

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Placed:
        """The pick that :meth:`written` wrote."""
        moments = {
            name: datetime.fromisoformat(said[name])
            for name in ("enters_at", "leaves_at")
            if said.get(name)
        }
        return cls(**{**_known(cls, said), **moments})


@dataclass(frozen=True, kw_only=True)
class Box:
    """One container: kind, rule and look are words of :mod:`redaksi.fronts.kinds`.

    ``pk`` names it through all versions of its front. ``of`` is the id of the section, topic or
    collection that the rule needs, ``length`` how many cards it shows, ``name`` the rail of a
    partner, ``text`` the clean html of a free text.
    """

    pk: int
    kind: str
    title: str = ""
    rule: str = "none"
    of: int | None = None
    length: int = 4
    look: str = ""
    name: str = ""
    text: str = ""
    picks: tuple[Placed, ...] = ()

    def written(self) -> dict[str, Any]:
        """This container as JSON."""
        return {**asdict(self), "picks": [one.written() for one in self.picks]}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Box:
        """The container that :meth:`written` wrote."""
        picks = tuple(Placed.read(one) for one in said.get("picks", ()))
        return cls(**{**_known(cls, said), "picks": picks})


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """All containers of front ``front`` in order; ``section`` is None for the home page."""

    front: int
    section: int | None
    boxes: tuple[Box, ...] = ()

    def written(self) -> list[dict[str, Any]]:
        """The containers as JSON; whose they are stands in the row that keeps it."""
        return [one.written() for one in self.boxes]

    def box(self, pk: int) -> Box | None:
        """The container *pk*, or None."""
        return next((one for one in self.boxes if one.pk == pk), None)


def read(front: int, section: int | None, said: Any) -> Arrangement:
    """The arrangement of *front* that was kept as *said* (a list; None: nothing yet)."""
    boxes = tuple(Box.read(one) for one in said or ())
    return Arrangement(front=front, section=section, boxes=boxes)


def _known(cls: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """What *said* says of the fields of *cls*; names of other releases are left aside."""
    names = {one.name for one in fields(cls)}
    return {name: value for name, value in said.items() if name in names}
