"""One moment of the database: what a page asks for is all answered as of the same commit.

Without it a story's headline can come from before a publish and its body from after it, and the
page would pass for whole until the publisher has moved the tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, transaction

__all__ = ["one_moment"]


@contextmanager
def one_moment() -> Iterator[None]:
    """Answer every question inside as of the first one; nothing may be written.

    Inside a transaction it is that transaction's moment, whichever it is.
    """
    if connection.in_atomic_block:
        yield
        return
    with ExitStack() as moment:
        with _no_lock_for_writing():
            moment.enter_context(transaction.atomic())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _no_lock_for_writing() -> Iterator[None]:
    """Have SQLite begin without the writers' lock, which its transactions take otherwise."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()  # which sets the mode from the settings
    sqlite: Any = connection  # the stubs do not know its mode
    mode, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = mode
