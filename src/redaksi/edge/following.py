"""The follower inside a worker: each second, and whenever something moved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from redaksi.edge.follower import BATCH, Log, Row, catch_up
from redaksi.edge.receipts import ACTS, Receipts
from redaksi.edge.tagtable import TagTable


class Following:
    """Brings the table up to the log and writes receipts, off the event loop where it may wait."""

    def __init__(self, table: TagTable, log: Log, receipts: Receipts) -> None:
        self._table, self._log, self._receipts = table, log, receipts
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._one = asyncio.Lock()
        self._written = table.applied

    async def turn(self) -> int:
        """Catch up, write receipts of what is new; returns the seq applied. Raises what the log
        raises, and OSError: the next turn tries again."""
        async with self._one:
            if self._table.replaced():
                self._table.reopen()
            loop = asyncio.get_running_loop()
            applied, rows = await loop.run_in_executor(self._thread, self._catch_up)
            await self._receipts.write(rows)
            self._written = applied
            return applied

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _catch_up(self) -> tuple[int, Sequence[Row]]:
        applied = catch_up(self._table, self._log)
        return applied, self._rows(applied)

    def _rows(self, applied: int) -> list[Row]:
        """The rows without a receipt; of a long absence the last only."""
        start = max(self._written, applied - ACTS)
        rows: list[Row] = []
        while start < applied and (found := self._log.after(start, BATCH)):
            rows += [row for row in found if row.seq <= applied]
            start = found[-1].seq
        return rows
