"""Why a picture is not taken in, and why a photo is not thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext

from redaksi.lib.pictures import REFUSALS, PictureRefused


class PhotoRefused(ValidationError):
    """A file that is no picture we take; its one message says which file, why and what to do.

    `code` is one of `redaksi.lib.pictures.REFUSALS`, or `failed`.
    """

    @property
    def says(self) -> str:
        """The reason as one sentence or two."""
        return " ".join(self.messages)


class PhotoInUse(ProtectedError, PermissionDenied):
    """A photo that a story shows was to be deleted; the desk answers as to any missing right."""


@contextmanager
def kept_when_in_use() -> Iterator[None]:
    """Tell a refused deletion so that the desk shows a sentence and no trace."""
    try:
        yield
    except ProtectedError as error:
        users = sorted(str(one) for one in error.protected_objects)
        more = f" and {len(users) - 3} more" if len(users) > 3 else ""
        raise PhotoInUse(
            f"The photo is shown by {', '.join(users[:3])}{more}; take it out there first.",
            error.protected_objects,
        ) from error


def refused_by(refusal: PictureRefused, name: str) -> PhotoRefused:
    """The reason of the picture process, in the language of the moment, with the file's *name*."""
    seen = {
        key: gettext(value) if isinstance(value, str) and value else value
        for key, value in refusal.values.items()
    }
    why = gettext(REFUSALS[refusal.code]) % seen
    says = gettext("“%(name)s” was refused. %(why)s") % {"name": name, "why": why}
    return PhotoRefused(says, code=refusal.code)
