"""Facts of the wires, sent after the commit; safe to lose, because each stands in the rows."""

from __future__ import annotations

from django.dispatch import Signal

#: A newer version of a taken item came: ``item``, the new row.
updated = Signal()
