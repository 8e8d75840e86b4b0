"""The room's way into the picture process: nothing else here decodes a picture.

Two processes: one for what somebody waits for (looking at a file, a thumbnail at the desk), one
for the crops of readers' pages, so that thirty photos at once leave the desk quick.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from django.utils.translation import gettext

from redaksi.lib import pictures
from redaksi.lib.pictures import Facts, PictureFailed, PictureProcess, PictureRefused, Recipe
from redaksi.lib.picturewords import PictureLimits, Rendered
from redaksi.photos.refusals import PhotoRefused, refused_by

_waited_for = PictureProcess()
#: Some twenty files of fifty megapixels on a slow machine.
_in_the_back = PictureProcess(PictureLimits(seconds=120))
_own = threading.local()


def of_this_thread() -> None:
    """Give this thread a process of its own for crops, until the thread ends."""
    _own.process = PictureProcess(_in_the_back.limits)


def inspect(data: bytes, name: str) -> Facts:
    """Look at a whole picture file called *name*; raises PhotoRefused with the reason."""
    try:
        return pictures.inspect(data, process=_waited_for)
    except PictureRefused as refusal:
        raise refused_by(refusal, name) from None
    except PictureFailed as failure:
        raise PhotoRefused(_failed(name), code="failed") from failure


def prints(
    data: bytes, recipes: Sequence[Recipe], name: str, *, waited_for: bool = False
) -> list[Rendered]:
    """Make one file of the picture *data* for each recipe; raises PhotoRefused with the reason."""
    process = _waited_for if waited_for else getattr(_own, "process", _in_the_back)
    try:
        return pictures.render_many(data, recipes, process=process)
    except PictureRefused as refusal:
        raise refused_by(refusal, name) from None
    except PictureFailed as failure:
        raise PhotoRefused(_failed(name), code="failed") from failure


def _failed(name: str) -> str:
    return gettext(
        "“%(name)s” could not be opened: it took too much time or memory. "
        "Try again, or save it smaller in a picture program."
    ) % {"name": name}
