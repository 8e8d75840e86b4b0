"""The verbs of fronts: each is one transaction, one next version of the front, one step kept.

``by`` is the user who acts (None: the shell); rights are asked here, so that every door asks the
same. Acts on the draft touch nothing that readers see; :func:`launch` writes the row of the log.
An act on a container begins from the version of the object in hand; when somebody was faster it
raises StaleFront.
"""

from redaksi.fronts.actions.announcing import announce, take_away
from redaksi.fronts.actions.announcing import undo as undo_announcing
from redaksi.fronts.actions.containers import (
    add_container,
    change_container,
    move_container,
    remove_container,
)
from redaksi.fronts.actions.launching import (
    Done,
    create_default_front,
    create_front,
    discard,
    launch,
    restore,
    undo,
)
from redaksi.fronts.actions.picking import (
    change_pick,
    drop,
    hold,
    leave_out,
    override,
    pick,
    pick_link,
    reorder,
    time,
)

__all__ = [
    "Done", "add_container", "announce", "change_container", "change_pick", "create_default_front",
    "create_front", "discard", "drop", "hold", "launch", "leave_out", "move_container", "override",
    "pick", "pick_link", "remove_container", "reorder", "restore", "take_away", "time", "undo",
    "undo_announcing",
]  # fmt: skip
