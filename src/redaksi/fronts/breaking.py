"""The bar of breaking news: one line on every page, until its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.press.public import Facts, PublicModel, PublicQuerySet
from redaksi.stories.models import Story


class BreakingQuerySet(PublicQuerySet):
    def standing(self, now: datetime) -> BreakingQuerySet:
        """The bar that readers see at *now*: one, or none."""
        return self.filter(ended_at=None, ends_at__gt=now).order_by("-at", "-pk")[:1]


class Breaking(PublicModel):
    """One bar: what it says, where it leads, from when until when it stands.

    ``ended_at`` is when it was taken away: by its end, by hand, by an undo, or by the next one,
    which keeps it as ``replaced``.
    """

    noun = "breaking"
    #: The tag of the one rail that shows it.
    TAG = "breaking"
    unseen = frozenset({"at", "by", "replaced"})

    text = models.CharField(_("text"), max_length=160)
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    at = models.DateTimeField(_("at"))
    ends_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True, editable=False)
    replaced = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    by = models.CharField(_("by"), max_length=150, blank=True)

    objects = BreakingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        default_permissions = ()
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(
                fields=("ends_at",), name="breaking_standing",
                condition=models.Q(ended_at__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return () if before == after else (cls.TAG,)
