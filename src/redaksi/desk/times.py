"""Moments as the desk writes them: in the newspaper's zone, with the zone's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils import translation

from redaksi.lib import clock
from redaksi.sections.queries import newspaper
from redaksi.stylebook import dates


@dataclass(frozen=True, kw_only=True)
class Wall:
    """The newsroom's clock: its zone, and the language of the one who looks at it."""

    zone: tzinfo
    language: str

    def told(self, moment: datetime | None) -> str:
        """``09:53 WIB`` today, else with the day; empty for None."""
        return dates.short_time(moment, clock.now(), self.zone, self.language) if moment else ""

    def zone_name(self) -> str:
        return dates.zone_name(clock.now(), self.zone, self.language)

    def elsewhere(self, moment: datetime) -> str:
        """The same moment in the other Indonesian zones; in UTC for a newspaper elsewhere."""
        return ", ".join(dates.beside(moment, self.zone, self.language))

    def midnight(self) -> datetime:
        """The moment at which the newsroom's day began, in UTC."""
        return dates.next_day(clock.now() - timedelta(days=1), self.zone)


def wall() -> Wall:
    """The newsroom's clock for whoever asks now; one query."""
    language = "id" if (translation.get_language() or "id").startswith("id") else "en"
    return Wall(zone=newspaper().zone, language=language)
