"""Rows of the log in the words of the desk: what was done, and where what it was about is seen."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from redaksi.press.models import LogEntry

#: The word of an act, as the log keeps it, in the language of the desk.
KINDS = {
    "published": _("published"),
    "updated": _("updated"),
    "corrected": _("corrected"),
    "restored": _("older version restored"),
    "withdrawn": _("withdrawn"),
    "unverified": _("not yet verified"),
    "verified": _("verified"),
    "expired": _("expired"),
    "changed": _("changed"),
    "created": _("created"),
    "deleted": _("deleted"),
    "imported": _("imported"),
    "launched": _("launched"),
    "turned": _("changed at its time"),
    "deployed": _("new version in place"),
    "factor_added": _("second factor set up"),
    "factor_removed": _("second factor taken away by its owner"),
    "factor_reset": _("second factors taken away by an administrator"),
    "codes_made": _("recovery codes made"),
    "code_used": _("signed in with a recovery code"),
    "codes_guessed": _("too many wrong codes"),
    "sessions_ended": _("sessions ended"),
    "related": _("related stories chosen"),
    "day": _("a new day"),
}


def act_of(kind: str) -> str:
    """The word of an act of *kind*; the kind itself where the desk has none."""
    return str(KINDS.get(kind, kind))


def about(row: LogEntry) -> str | None:
    """Where the story that *row* is about is read at the desk; None when it is about none."""
    noun, _colon, pk = row.subject.partition(":")
    return reverse("stories:read", args=[int(pk)]) if noun == "story" and pk.isdecimal() else None
