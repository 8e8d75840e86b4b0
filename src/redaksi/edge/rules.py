"""What the edge is told about the site in front of which it stands; it knows nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from redaksi.edge.follower import Log
from redaksi.edge.rsgi import Answering, Scope

Network = IPv4Network | IPv6Network
Handler = Callable[[Scope, Answering], Awaitable[None]]
MIB = 2**20


@dataclass(frozen=True, kw_only=True)
class Query:
    """The query names that an address allows: `pattern` matches the whole path, as a regex."""

    pattern: str
    names: frozenset[str]

    @cached_property
    def matches(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)


@dataclass(frozen=True, kw_only=True)
class Files:
    """Files served under `prefix` ("/media/") from `folders`; the first that has one wins.

    `shown` are the types that a browser may show by itself (anything else is a download, and
    nothing there may run); None shows all. `immutable` matches the names whose content never
    changes; `packed` serves the `.gz` beside a file. What is not there is asked of the application
    when `ask`: it may still be making it. Such an answer is not stored.
    """

    prefix: str
    folders: tuple[Path, ...]
    immutable: str = r".*"
    shown: frozenset[str] | None = None
    packed: bool = False
    ask: bool = True


@dataclass(frozen=True, kw_only=True)
class Beacon:
    """What readers' pages say when they are read: POST to `path`, the whole body matches `key`.

    Browsers whose name `machines` finds are no readers (both are patterns; case is no matter to
    the second). Counts are left in files in `folder`. In an hour one visitor counts at most
    `most_of_one` times, and one address at most `most_of_address` times for the same key.
    """

    path: str
    key: str
    machines: str
    folder: Path
    most_of_one: int = 120
    most_of_address: int = 300


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The page that says that a page cannot be shown now, in plain text of one language."""

    language: str
    title: str
    says: str


def _nothing() -> None:
    """What is done where nothing need be."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """Everything a worker needs to know.

    `socket` is the application's Unix socket (a link may be swapped under a running worker),
    `control` the private folder for the worker's own socket, `table` the folder of the tag table,
    `log` makes the reader of the log. `host_allowed` gets a host in lower case with its port.
    Addresses under `passing` go through to the application, never stored; those under `hidden`
    are 404 to everybody outside. `handlers` answer (method, path) by themselves; `beacon` is what
    is counted. `https` says that readers come by HTTPS, through a proxy in front. `trusted` are the
    proxies whose X-Forwarded-For is believed. `capacity` bounds the stored pages of a worker,
    `files_capacity` its small files, both in bytes; `most_passing` the requests under way to the
    application.
    `leaving` is called when the worker is about to be replaced: it stops taking connections.
    """

    socket: Path
    control: Path
    table: Path
    log: Callable[[], Log]
    host_allowed: Callable[[str], bool]
    notice: Notice
    https: bool = False
    passing: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ("/_rail/",)
    queries: tuple[Query, ...] = ()
    files: tuple[Files, ...] = ()
    handlers: Mapping[tuple[str, str], Handler] = field(default_factory=dict)
    beacon: Beacon | None = None
    trusted: tuple[Network, ...] = ()
    capacity: int = 256 * MIB
    files_capacity: int = 32 * MIB
    most_passing: int = 256
    leaving: Callable[[], None] = _nothing

    @property
    def scheme(self) -> str:
        """How readers come: http or https."""
        return "https" if self.https else "http"

    def names(self, path: str) -> frozenset[str]:
        """The query names that `path` allows; of several rules the first that matches."""
        for rule in self.queries:
            if rule.matches.fullmatch(path):
                return rule.names
        return frozenset()

    def files_of(self, path: str) -> Files | None:
        """The files among which `path` stands."""
        return next((files for files in self.files if path.startswith(files.prefix)), None)
