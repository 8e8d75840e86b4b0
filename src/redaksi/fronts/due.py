"""Work that falls due: a pick enters or leaves a front at its second."""

from __future__ import annotations

from datetime import datetime

from redaksi.fronts import rules
from redaksi.fronts.models import Front
from redaksi.press import acts
from redaksi.press.public import unlogged


def run(now: datetime) -> int:
    """Move the tag of every front on which a launched pick enters or leaves; how many did."""
    return sum(_turn(front, now) for front in Front.objects.filter(next_change__lte=now))


def _turn(front: Front, now: datetime) -> int:
    with acts.act("turned", front.subject) as act:
        rows = unlogged(Front).filter(pk=front.pk, next_change=front.next_change)
        coming = rules.next_change(front.live().boxes, now)
        if not rows.update(next_change=coming):  # somebody launched it meanwhile, or turned it
            return 0
        act.touch(front.subject)
    return 1
