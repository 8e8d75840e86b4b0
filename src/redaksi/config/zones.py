"""The time zone of the settings, refused in words when nobody knows it."""

from __future__ import annotations

import difflib
import zoneinfo

from django.core.exceptions import ImproperlyConfigured


def known(name: str) -> str:
    """*name* when the zone database has it; raises ImproperlyConfigured with the near names."""
    zones = zoneinfo.available_timezones()
    if name in zones:
        return name
    near = ", ".join(difflib.get_close_matches(name, sorted(zones), n=3))
    hint = f" Near ones: {near}." if near else " One is written as Asia/Jakarta."
    raise ImproperlyConfigured(f"newspaper.zone: “{name}” is not a time zone.{hint}")
