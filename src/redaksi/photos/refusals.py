"""Why a picture is not taken in: a ValidationError, so that a form shows it beside the file."""

from __future__ import annotations

from django.core.exceptions import ValidationError
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


def refused_by(refusal: PictureRefused, name: str) -> PhotoRefused:
    """The reason of the picture process, in the language of the moment, with the file's *name*."""
    seen = {
        key: gettext(value) if isinstance(value, str) and value else value
        for key, value in refusal.values.items()
    }
    why = gettext(REFUSALS[refusal.code]) % seen
    says = gettext("“%(name)s” was refused. %(why)s") % {"name": name, "why": why}
    return PhotoRefused(says, code=refusal.code)
