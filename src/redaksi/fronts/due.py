"""Work that falls due: a pick enters or leaves a front at its second, a bar is taken away."""

from __future__ import annotations

from datetime import datetime

from redaksi.fronts import rules
from redaksi.fronts.models import Breaking, Front
from redaksi.lib.lateness import late
from redaksi.press import acts
from redaksi.press.public import unlogged


def run(now: datetime) -> int:
    """Move the tag of every front on which a launched pick enters or leaves, and take away what
    breaking news is over; how many did."""
    over = Breaking.objects.filter(ended_at=None, ends_at__lte=now)
    turned = sum(_turn(front, now) for front in Front.objects.filter(next_change__lte=now))
    return turned + sum(_end(row, now) for row in over)


def _end(row: Breaking, now: datetime) -> int:
    """Readers lost it at its second by the rail's own end; here the log says so."""
    rows = unlogged(Breaking).filter(pk=row.pk, ended_at=None)
    seconds = late(f"The end of {row.subject}", row.ends_at, now)
    with acts.act("ended", row.subject, payload={"late_s": seconds}) as act:
        if rows.update(ended_at=row.ends_at):
            act.touch(Breaking.TAG)
    return 1


def _turn(front: Front, now: datetime) -> int:
    with acts.act("turned", front.subject) as act:
        rows = unlogged(Front).filter(pk=front.pk, next_change=front.next_change)
        coming = rules.next_change(front.live().boxes, now)
        if not rows.update(next_change=coming):  # somebody launched it meanwhile, or turned it
            return 0
        act.touch(front.subject)
    return 1
