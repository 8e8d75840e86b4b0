"""The clock's process: does due work at its time, ``python -m redaksi.ops.clock PARENT``."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time

from redaksi.ops import children

logger = logging.getLogger("redaksi.ops.clock")
#: Seconds between looks at what is due.
TICK = 0.5


def run(stop: threading.Event) -> None:
    """Look every half second for registered work whose interval has passed; until *stop*."""
    from redaksi.lib.registries import due_work

    last: dict[str, float] = {}
    while not stop.wait(TICK):
        for name, work in due_work.items():
            if time.monotonic() - last.get(name, -1e9) >= work.every:
                last[name] = time.monotonic()
                _do(name, work)
            if stop.is_set():
                return


def note_deploy() -> None:
    """Have every page made again when the code or the templates are not those of the last time.

    Here, because a reload starts the clock after it has led the edge to the new application: were
    the tag moved before, the old one could make a page that counts as new.
    """
    from redaksi.portal import stamp
    from redaksi.press import deploy

    try:
        deploy.note_deploy(stamp.stamp())
    except Exception:
        logger.exception(
            "The deploy was not noted; old pages may stay. `redaksi reload` tries again."
        )


def _do(name: str, work: object) -> None:
    """Do one piece of work; what fails is said and tried again at its next time."""
    from django.db import close_old_connections

    from redaksi.lib import clock

    close_old_connections()
    try:
        work.run(clock.now())  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 (one broken job must not stop the others)
        logger.exception("Due work “%s” failed; it is tried again.", name)


def main() -> None:
    """Set up Django and run until SIGTERM or SIGINT, or until the parent is gone."""
    import django

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stop.set())
    children.die_with_parent(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.config.settings")
    django.setup()
    note_deploy()
    run(stop)


if __name__ == "__main__":
    main()
