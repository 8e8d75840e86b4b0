"""Wagtail's index of what refers to what, kept with one look at a story instead of one a row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def put_off() -> Iterator[bool]:
    """Keep the index from following each save within; yields whether it was following before."""
    from wagtail import signal_handlers  # it loads models, which this module comes before

    switch = signal_handlers.reference_index_auto_update_disabled
    if getattr(switch, "value", False):  # Wagtail's own switch does not nest
        yield False
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield True


@contextmanager
def looked_at_once(story: Any) -> Iterator[None]:
    """Index *story* once after the block, however many of its rows are saved in it."""
    from wagtail import signal_handlers

    with put_off() as following:
        yield
    if following:
        signal_handlers.update_reference_index_on_save(story)
