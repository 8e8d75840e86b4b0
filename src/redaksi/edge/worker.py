"""What one worker has at hand while it answers."""

from __future__ import annotations

from redaksi.edge.engine import Engine
from redaksi.edge.files import FileServer
from redaksi.edge.passing import Passing
from redaksi.edge.rules import Options
from redaksi.edge.tagtable import TagTable
from redaksi.edge.turnstile import Turnstile
from redaksi.edge.upstream import Upstream
from redaksi.edge.watch import Watch

PAGES = 64  # connections that what passes leaves to pages


class Worker:
    """The engine with its neighbours; `tally` counts what none of them sees. Raises OSError."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.upstream = Upstream(options.socket, most=options.most_passing + PAGES)
        self.engine = Engine(
            TagTable.open(options.table), self.upstream, options.log(), capacity=options.capacity
        )
        self.watch = Watch(self.engine)
        self.passing = Passing(options, self.upstream)
        self.files = FileServer(options, self.passing)
        self.turnstile = Turnstile(options.beacon, options.trusted) if options.beacon else None
        self.tally = {"not_modified": 0, "unavailable": 0, "refused": 0}
        self.tally |= {"reads": 0, "reads_left_out": 0}
