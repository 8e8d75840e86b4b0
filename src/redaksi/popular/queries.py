"""What other rooms may know: the stories that are read most, and how much one is read now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from redaksi.lib import clock
from redaksi.popular.models import Chart, Pulse, Reads
from redaksi.popular.rules import LONG, TOP, Section, chart_name, rail_tag, shown
from redaksi.popular.windows import LIVE, NOW
from redaksi.press import reading
from redaksi.stories import queries as stories
from redaksi.stories.shapes import Headline

#: So long after the last word from the edge lists are shown; then counting has stopped somewhere.
STALE = timedelta(minutes=15)
#: So soon a page without its list is asked for again.
AGAIN = timedelta(minutes=1)


@reading.reads
def most_read_ids(
    section: Section = None, limit: int = LONG, *, window: str = NOW.name
) -> list[int]:
    """The ids of the stories that are read most, best first: at most *limit*, none when counting
    has stopped. *window* is ``now``, ``day`` or ``week``.

    Notes ``rail:popular[:SECTION]`` for a short list of now, else ``popular:WINDOW[:SECTION]``.
    """
    name = chart_name(window, section)
    top = window == NOW.name and limit <= TOP
    reading.note(rail_tag(section) if top else f"popular:{name}")
    chart = Chart.objects.filter(pk=name).first()
    return list(shown(chart.stories)[:limit]) if chart and _is_fresh() else []


def _is_fresh() -> bool:
    """Whether counts come in; notes until when that holds of a page."""
    now, pulse = clock.now(), Pulse.objects.filter(pk=1).first()
    until = pulse.at + STALE if pulse else now
    reading.good_until(until if until > now else now + AGAIN)
    return until > now


@reading.reads
def most_read(
    section: Section = None, limit: int = TOP, *, window: str = NOW.name
) -> tuple[Headline, ...]:
    """The same as a line each, of those that are live and not paid for; notes their ``card:``."""
    ids = most_read_ids(section, limit, window=window)
    lines = stories.headlines_of(ids) if ids else {}
    return tuple(lines[pk] for pk in ids if pk in lines and not lines[pk].is_paid)


def reads_now(ids: Iterable[int]) -> dict[int, int]:
    """How often each of the stories *ids* was read in the last ten minutes or so; 0 for one that
    was not. For the desk: it notes nothing."""
    wanted, at = list(dict.fromkeys(ids)), clock.now().timestamp()
    rows = Reads.objects.filter(story__in=wanted).values_list("story", "live")
    found = {story: round(LIVE.score(rank, at)) for story, rank in rows}
    return {pk: found.get(pk, 0) for pk in wanted}
