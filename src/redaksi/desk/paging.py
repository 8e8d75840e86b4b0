"""Pages of long lists without counting them: a page knows only whether another one follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

#: Further back one narrows the list down instead: each page further costs its offset.
LAST = 200


class Uncounted(WagtailPaginator):
    """A paginator that asks for one row more than it shows and never counts them all."""

    last_seen = 1

    def validate_number(self, number: Any) -> int:
        try:
            wanted = int(number)
        except (TypeError, ValueError) as error:
            raise PageNotAnInteger("A page is a number.") from error
        if not 1 <= wanted <= LAST:
            raise EmptyPage(f"Pages go from 1 to {LAST}; filter the list to see more.")
        return wanted

    def get_page(self, number: Any) -> Page:
        try:
            wanted = self.validate_number(number or 1)
        except (PageNotAnInteger, EmptyPage):
            wanted = 1
        return self.page(wanted)

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        self.last_seen = number + (len(rows) > self.per_page and number < LAST)
        self.shown = start + len(rows[: self.per_page])
        return Page(rows[: self.per_page], number, self)

    @cached_property
    def count(self) -> int:
        """How many rows are known of: those up to the end of the page shown."""
        return getattr(self, "shown", 0)

    @property
    def num_pages(self) -> int:
        return self.last_seen

    @property
    def items_count_label(self) -> str:
        return _("Shown: up to row %(number)s") % {"number": self.count}


class Chained(Sequence[Any]):
    """Two querysets one after the other; the first is counted only when its end is reached."""

    def __init__(self, first: Any, then: Any) -> None:
        self.first, self.then, self.model = first, then, first.model
        self.ordered = True

    def __getitem__(self, window: Any) -> Any:
        start, stop = window.start or 0, window.stop
        rows = list(self.first[start:stop])
        if len(rows) == stop - start:
            return rows
        held = start + len(rows) if rows or not start else self.first.count()
        return [*rows, *self.then[max(0, start - held) : max(0, stop - held)]]

    def __len__(self) -> int:
        return self.first.count() + self.then.count()
