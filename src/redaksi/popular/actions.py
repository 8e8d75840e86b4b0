"""Verbs: take in what was counted, and let readers see what that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from redaksi.popular import ranking, rules
from redaksi.popular.drains import Basket, Drained
from redaksi.popular.models import Chart, Counted, Pulse, Reads
from redaksi.popular.queries import STALE
from redaksi.press import acts

SUBJECT = "popular"
#: Lists that are about to grow stale count as stale already: a page may have been made meanwhile.
MARGIN = timedelta(minutes=1)


def collect(basket: Basket, now: datetime) -> int:
    """Count what waits in *basket*, each drain once, and show what that changes.

    Returns how many reads were counted. A drain goes after its counts are committed, and its name
    is kept until it is gone: a kill in between neither loses nor doubles it.
    """
    _forget_those_gone(basket)
    drains = basket.waiting()
    if not drains:
        return 0
    was_stale = is_stale(now + MARGIN)
    counted = _count_once(drains, now)
    for one in drains:
        basket.take_away(one.name)
    if counted or was_stale:
        show(now, anew=was_stale)
    return counted


def _forget_those_gone(basket: Basket) -> None:
    names = Counted.objects.values_list("name", flat=True)
    gone = [name for name in names if not basket.holds(name)]
    if gone:
        Counted.objects.filter(name__in=gone).delete()


@transaction.atomic
def _count_once(drains: Iterable[Drained], now: datetime) -> int:
    """Count *drains* but those that were counted before; how many reads there were."""
    pulse = _locked_pulse()
    known = set(Counted.objects.values_list("name", flat=True))
    counted = 0
    for one in [drain for drain in drains if drain.name not in known]:
        at = min(datetime.fromtimestamp(one.at, UTC), now)
        pulse.at = max(pulse.at, at)
        counted += ranking.count(one.reads, at)
        Counted.objects.create(name=one.name)
    pulse.save()
    return counted


def _locked_pulse() -> Pulse:
    """The one row, locked: of two who collect, one waits."""
    long_ago = datetime.fromtimestamp(0, UTC)
    Pulse.objects.get_or_create(pk=1, defaults={"at": long_ago})
    return Pulse.objects.select_for_update().get(pk=1)


@transaction.atomic
def count(reads: Mapping[int, int], at: datetime) -> int:
    """Count *reads* (how often each story was read) that came until *at*; how many counted.

    Ids of no live story are left out.
    """
    pulse = _locked_pulse()
    pulse.at = max(pulse.at, at)
    pulse.save()
    return ranking.count(reads, at)


def is_stale(now: datetime) -> bool:
    """Whether nobody has told for so long what is read that no list may be shown."""
    pulse = Pulse.objects.filter(pk=1).first()
    return pulse is None or pulse.at + STALE <= now


def show(now: datetime, *, anew: bool = False) -> int:
    """Bring the lists up to date; how many readers see change.

    One row of the log, with the tags of those lists, and none when nothing changes. With *anew*
    every list counts as one that was not shown.
    """
    with transaction.atomic():
        _locked_pulse()
        before = {one.name: list(one.stories) for one in Chart.objects.all()}
        made = {} if is_stale(now) else rules.charts(ranking.standings(), before)
        after = {name: list(made.get(name, ())) for name in {*before, *made}}
        changed = {name: new for name, new in after.items() if new != before.get(name)}
        if changed or anew:
            _write(changed, before, after if anew else changed, anew=anew)
        ranking.prune(now)
    return len(changed)


def _write(
    changed: Mapping[str, list[int]], before: Mapping[str, list[int]],
    seen: Mapping[str, list[int]], *, anew: bool,
) -> None:  # fmt: skip
    with acts.act("counted", SUBJECT) as act:
        for name, stories in seen.items():
            act.touch(*rules.tags(name, [] if anew else before.get(name, []), stories))
            act.touch(*(rules.tags(name, before.get(name, []), []) if anew else ()))
        Chart.objects.filter(name__in=[name for name, new in changed.items() if not new]).delete()
        rows: list[Any] = [Chart(name=name, stories=new) for name, new in changed.items() if new]
        Chart.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=["stories"]
        )


def forget() -> None:
    """Forget every count; the lists go with the next :func:`show`."""
    Reads.objects.all().delete()
