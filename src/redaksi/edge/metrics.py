"""The numbers of all workers together, as text for Prometheus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redaksi.edge.control import Message

PREFIX = "redaksi_edge_"


@dataclass(frozen=True, slots=True)
class Metric:
    """One number: `of` is its name in a worker's statistics."""

    name: str
    of: str
    kind: str
    help: str
    worst: bool = False


METRICS = (
    Metric("hits_total", "hits", "counter", "Pages answered by one comparison."),
    Metric("checks_total", "checks", "counter", "Pages answered after comparing their tags."),
    Metric("misses_total", "misses", "counter", "Pages that had to be asked for."),
    Metric("joins_total", "joins", "counter", "Readers who waited for another's question."),
    Metric("renders_total", "renders", "counter", "Pages asked of the application."),
    Metric("fragments_total", "fragments", "counter", "Fragments asked of the application."),
    Metric("splices_total", "splices", "counter", "Pages put together anew of stored parts."),
    Metric("stale_total", "stale", "counter", "Older pages shown while the application failed."),
    Metric("failures_total", "failures", "counter", "Questions the application did not answer."),
    Metric("left_out_total", "left_out", "counter", "Fragments that a page went without."),
    Metric("evicted_total", "evicted", "counter", "Pages dropped to keep within the memory."),
    Metric("not_modified_total", "not_modified", "counter", "Answers 304 to readers' pages."),
    Metric("unavailable_total", "unavailable", "counter", "Readers who got the 503 page."),
    Metric("refused_total", "refused", "counter", "Requests refused as malformed."),
    Metric("reads_total", "reads", "counter", "Reads that were counted."),
    Metric("reads_left_out_total", "reads_left_out", "counter", "Beacons that did not count."),
    Metric("files_total", "files", "counter", "Files served."),
    Metric("passed_total", "passed", "counter", "Requests passed to the application."),
    Metric("log_failures_total", "log_failures", "counter", "Failures to read the log."),
    Metric("passing", "passing", "gauge", "Requests being passed to the application now."),
    Metric("pages", "pages", "gauge", "Pages stored."),
    Metric("page_bytes", "page_bytes", "gauge", "Bytes of stored pages and fragments."),
    Metric("file_bytes", "file_bytes", "gauge", "Bytes of files kept in memory."),
    Metric("resident_bytes", "resident_bytes", "gauge", "Memory resident in all workers."),
    Metric("seq", "seq", "gauge", "Newest row of the log that every worker applied."),
    Metric("lag_rows", "lag", "gauge", "Rows of the log not applied by the slowest.", True),
    Metric("lag_seconds", "behind", "gauge", "Seconds without the log; 0 when well.", True),
)


def text(workers: Sequence[Message]) -> str:
    """The numbers of `workers`, each the answer of one to "stats": sums, or the worst of all."""
    lines = [
        f"# HELP {PREFIX}workers Workers that answered.",
        f"# TYPE {PREFIX}workers gauge",
        f"{PREFIX}workers {len(workers)}",
    ]
    for metric in METRICS:
        told = [worker[metric.of] for worker in workers if metric.of in worker]
        if told:
            lines += _lines(metric, _joined(metric, told))
    return "\n".join(lines) + "\n"


def _joined(metric: Metric, told: list[float]) -> float:
    if metric.of == "seq":
        return min(told)
    return max(told) if metric.worst else sum(told)


def _lines(metric: Metric, value: float) -> list[str]:
    name = PREFIX + metric.name
    return [
        f"# HELP {name} {metric.help}",
        f"# TYPE {name} {metric.kind}",
        f"{name} {value:.15g}",
    ]
