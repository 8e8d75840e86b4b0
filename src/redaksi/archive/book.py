"""Old addresses on their way into the address book, in bulk."""

from __future__ import annotations

from collections.abc import Iterable

from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.sections.models import OldAddress


class Book:
    """Gathers old addresses and writes them together; the last one given for an address wins."""

    def __init__(self) -> None:
        self.waiting: dict[str, str] = {}

    def keep(self, keys: Iterable[str], leads_to: str) -> None:
        """Remember that *keys* lead to *leads_to* (``story:12``, or an address)."""
        for key in keys:
            self.waiting[key] = leads_to

    def write(self) -> None:
        """Write what was gathered, within an act."""
        if not self.waiting:
            return
        rows = [OldAddress(path=path, leads_to=to) for path, to in self.waiting.items()]
        unlogged(OldAddress).bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["leads_to"],
        )
        acts.touch(acts.SITE)
        self.waiting.clear()
