"""What an import did with each item, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["imported", "updated", "unchanged", "skipped", "refused", "note"]
OUTCOMES: tuple[Outcome, ...] = (
    "imported", "updated", "unchanged", "skipped", "refused", "note",
)  # fmt: skip
KEPT = 5000  # entries of one outcome held for the report; more are counted
SHOWN = 40  # titles printed below one reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing and what became of it: ``kind`` (post, page, attachment, author, category, …), its
    number there, title, place in the export, and the reason."""

    outcome: Outcome
    kind: str
    title: str
    reason: str = ""
    number: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        where = f" ({self.file} line {self.line})" if self.line else ""
        number = f" {self.number}" if self.number else ""
        title = f" “{self.title}”" if self.title else ""
        return f"{self.kind}{number}{title}{where}: {self.reason or self.outcome}"


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything an import did: counts by outcome and kind, and each entry that needs a reason.

    ``imported`` and the other tuples hold the first 5,000 entries of their kind; ``counts`` is
    exact. ``comments`` is how many reader comments were left behind.
    """

    counts: Mapping[tuple[str, str], int]
    imported: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    skipped: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    notes: tuple[Entry, ...] = ()
    comments: int = 0
    dry_run: bool = False

    def count(self, outcome: str, kind: str = "") -> int:
        """How many had this outcome, of one kind or of all."""
        return sum(
            number
            for (seen, of), number in self.counts.items()
            if seen == outcome and kind in ("", of)
        )

    @property
    def ok(self) -> bool:
        """Whether nothing was refused."""
        return not self.count("refused")

    @property
    def failed(self) -> bool:
        """Whether a file could not be read at all, or not to its end."""
        return bool(self.count("refused", "file"))

    def lines(self) -> Iterator[str]:
        """The report as plain lines: a summary, then every reason with the titles below it."""
        if self.dry_run:
            yield "Nothing was changed (--dry-run). An import would give:"
        for outcome in OUTCOMES[:-1]:
            yield from self._summary(outcome)
        if self.comments:
            yield f"comments: {self.comments} left behind (readers' comments are not imported)"
        for outcome, entries in (
            ("refused", self.refused), ("skipped", self.skipped), ("noted", self.notes),
        ):  # fmt: skip
            yield from _by_reason(outcome, entries)

    def _summary(self, outcome: str) -> Iterator[str]:
        kinds = {kind: n for (seen, kind), n in sorted(self.counts.items()) if seen == outcome}
        if kinds or outcome in ("imported", "skipped", "refused"):
            listed = ", ".join(f"{number} {kind}" for kind, number in kinds.items()) or "nothing"
            yield f"{outcome}: {listed}"


def _by_reason(outcome: str, entries: tuple[Entry, ...]) -> Iterator[str]:
    reasons: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        reasons.setdefault((entry.kind, entry.reason), []).append(entry)
    for (kind, reason), same in reasons.items():
        yield f"{outcome} – {kind}: {reason}"
        for entry in same[:SHOWN]:
            number = f" [{entry.number}]" if entry.number else ""
            where = ", ".join(filter(None, (entry.file, f"line {entry.line}" * bool(entry.line))))
            where = f" ({where})" if where else ""
            yield f"  {entry.title or '(no title)'}{number}{where}"
        if len(same) > SHOWN:
            yield f"  … and {len(same) - SHOWN} more"


@dataclass(kw_only=True)
class Ledger:
    """Gathers entries while an import runs; ``tell`` hears each one as it comes."""

    tell: Callable[[Entry], None] | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: dict[str, list[Entry]] = field(default_factory=dict)
    comments: int = 0

    def put(self, entry: Entry) -> None:
        """Take an entry."""
        self.counts[entry.outcome, entry.kind] += 1
        held = self.kept.setdefault(entry.outcome, [])
        if len(held) < KEPT:
            held.append(entry)
        if self.tell:
            self.tell(entry)

    def report(self, *, dry_run: bool = False) -> Report:
        """What was gathered."""
        held = {outcome: tuple(self.kept.get(outcome, ())) for outcome in OUTCOMES}
        return Report(
            counts=dict(self.counts),
            imported=held["imported"],
            updated=held["updated"],
            unchanged=held["unchanged"],
            skipped=held["skipped"],
            refused=held["refused"],
            notes=held["note"],
            comments=self.comments,
            dry_run=dry_run,
        )
