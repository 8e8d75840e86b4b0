"""Orders to a newspaper that is up: one line in, lines of what is done out, the last says how it
ended. Both ends of it: the supervisor hears, ``redaksi reload`` sends.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.ops.asks import connected

#: Seconds that one who gives an order may take to say it, and that we wait between two lines.
SAID_WITHIN, ANSWERED_WITHIN = 2.0, 900.0
RELOAD = "reload"
Say = Callable[[str], None]


class NotDone(Exception):
    """An order was not carried out; the message says why and what to do."""


@contextmanager
def heard(place: Path) -> Iterator[socket.socket]:
    """A socket at *place* that hears orders; only its owner can give them."""
    place.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as ear:
        ear.bind(str(place))
        os.chmod(place, 0o600)
        ear.listen(8)
        ear.setblocking(False)
        try:
            yield ear
        finally:
            place.unlink(missing_ok=True)


def carry_out(ear: socket.socket, do: Callable[[str, Say], None]) -> None:
    """Take the next order from *ear* and have it done; who gave it hears every line of it."""
    with suppress(OSError):
        peer, _nobody = ear.accept()
        with peer:
            peer.settimeout(SAID_WITHIN)
            order = peer.makefile("rb").readline(200).decode("utf-8", "replace").strip()
            _answer(peer, order, do)


def _answer(peer: socket.socket, order: str, do: Callable[[str, Say], None]) -> None:
    def tell(**line: str) -> None:
        with suppress(OSError):  # whoever asked may have gone; the order is carried out
            peer.sendall(json.dumps(line).encode() + b"\n")

    try:
        do(order, lambda says: tell(says=says))
    except NotDone as error:
        tell(failed=str(error))
    else:
        tell(done=order)


def give(place: Path, order: str, say: Say) -> None:
    """Have *order* carried out by the supervisor at *place*. Raises NotDone, OSError."""
    with connected(place, ANSWERED_WITHIN) as peer:
        peer.sendall(order.encode() + b"\n")
        for line in peer.makefile("rb"):
            told = json.loads(line)
            if "failed" in told:
                raise NotDone(told["failed"])
            if "done" in told:
                return
            say(told["says"])
    raise NotDone("The newspaper went down before it was done; its own output says why.")
