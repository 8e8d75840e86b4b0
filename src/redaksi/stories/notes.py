"""Corrections: the public, timed notes of what was wrong in a story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.press.public import Facts, PublicModel
from redaksi.stories import windows
from redaksi.stories.story import Story


class Correction(PublicModel):
    """A public, timed note of what was wrong (cyber-media guideline, point 4)."""

    noun = "correction"

    class Kind(models.TextChoices):
        MINOR = "minor", _("minor")
        SIGNIFICANT = "significant", _("significant")

    class Origin(models.TextChoices):
        """Who saw the mistake: the press law (1999/40) knows the newsroom's duty to correct, and
        the right of others to have it corrected."""

        OWN = "own", _("the newsroom saw it")
        ASKED = "asked", _("somebody asked for it (right of correction)")

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MINOR)
    origin = models.CharField(_("who saw it"), max_length=8, choices=Origin, default=Origin.OWN)
    note = models.TextField(_("note"), max_length=1000)
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=150, blank=True)

    unseen = frozenset({"by"})

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("-at", "-id"), name="correction_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:80]}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"story:{facts['story_id']}" if facts else f"correction:{pk}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return windows.of_correction(pk, before, after)
