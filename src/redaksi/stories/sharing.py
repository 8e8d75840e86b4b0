"""The verbs of preview links: made for an outsider, revoked. Each is one row of the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaksi.lib import clock
from redaksi.press import acts
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story
from redaksi.stories.previewlink import LONGEST, PreviewLink


def share(story: Story, *, ends_at: datetime, by: Any = None) -> PreviewLink:
    """Make a link to the newest version of *story* that works until *ends_at*.

    Who may change stories may do it. Readers see nothing of it: no tag moves. Raises StoryError
    for an end that is past or too far, PermissionDenied.
    """
    _may(by)
    now = clock.now()
    if ends_at <= now:
        raise StoryError(_("The end of the link has passed: give a later one."))
    if ends_at > now + LONGEST:
        says = ngettext(
            "A preview link works for at most %(days)d day.",
            "A preview link works for at most %(days)d days.",
            LONGEST.days,
        )
        raise StoryError(says % {"days": LONGEST.days})
    with acts.gathering(actor=by):
        newest = story.latest_revision or story.save_revision(user=by, clean=False)
        made = PreviewLink.objects.create(
            story=story, revision=newest, made_by=by, made_at=now, ends_at=ends_at
        )
        told = {"link": made.pk, "until": ends_at.isoformat(timespec="seconds")}
        with acts.act("shared", f"preview:{made.pk}", payload=told, always=True):
            return made


def revoke(link: PreviewLink, *, by: Any = None) -> None:
    """Let *link* open nothing from now on; once is enough."""
    _may(by)
    with acts.gathering(actor=by):
        if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
            with acts.act("revoked", f"preview:{link.pk}", always=True):
                pass


def _may(by: Any) -> None:
    if by is not None and not by.has_perm("redaksi_stories.change_story"):
        raise PermissionDenied(f"{by} may not share stories: that needs a writing role.")
