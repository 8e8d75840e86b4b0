"""What can go wrong with an edition.

``EditionRefused``    a file that is no PDF we take (a ValidationError: forms show it)
``EditionError``
 ├ ``NotReady``       publishing was asked for and rules found Problems
 └ ``OncePublished``  another file, or a deletion, was asked for what readers have seen
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.lib.pdfs import PdfRefused
from redaksi.stories.rules import Problem

#: Every reason, those of the PDF process too, as the desk says it.
SENTENCES: Mapping[str, str] = {
    "empty": _("The file is empty; choose the PDF again."),
    "too-many-bytes": _("The file has %(megabytes)s MB; up to %(allowed)s MB are allowed."),
    "wrong-type": _("The file is no PDF (it begins with %(seen)s); only a PDF is allowed."),
    "locked": _("The PDF is locked with a password. Export it without one."),
    "broken": _("The PDF can't be opened (%(seen)s). Export it again."),
    "no-pages": _("The PDF has no pages; at least one is needed."),
    "too-many-pages": _("The PDF has %(pages)s pages; up to %(allowed)s are allowed."),
    "odd-page": _(
        "Page %(page)s measures %(width)s by %(height)s points; allowed are sides of %(least)s "
        "to %(most)s points, none more than %(times)s times the other."
    ),
    "too-heavy": _(
        "Drawing the PDF takes more than the %(allowed)s MB of memory allowed. "
        "Export it with smaller pictures."
    ),
    "failed": _(
        "Drawing a page took more time or memory than allowed (%(seconds)s seconds, "
        "%(memory)s MB). Export the PDF with smaller pictures."
    ),
    "too-long": _(
        "Drawing the pages took more than %(minutes)s minutes. "
        "Export the PDF with smaller pictures."
    ),
}


class EditionRefused(ValidationError):
    """A file that is no PDF we take: its one message says why and what is allowed."""


class EditionError(Exception):
    """Something that an edition does not allow."""


class NotReady(EditionError):
    """Edition *pk* cannot be published; *problems* holds all of them, advice included."""

    def __init__(self, *, pk: int, problems: Sequence[Problem]) -> None:
        self.pk, self.problems = pk, tuple(problems)
        musts = "; ".join(one.says % one.params for one in problems if one.must)
        super().__init__(f"edition:{pk} is not ready to be published. {musts}")


class OncePublished(EditionError):
    """Edition *pk* is one that readers have seen: it is withdrawn, never changed or deleted."""

    def __init__(self, *, pk: int) -> None:
        self.pk = pk
        super().__init__(
            f"edition:{pk} was published: withdraw it with a reason, then upload another one."
        )


def told(code: str, values: Mapping[str, Any]) -> str:
    """The reason *code* as a sentence in the language of the moment."""
    return gettext(SENTENCES[code]) % values


def refused_by(refusal: PdfRefused) -> EditionRefused:
    """The reason of the PDF process, for whoever sent the file."""
    return EditionRefused(told(refusal.code, refusal.values), code=refusal.code)
