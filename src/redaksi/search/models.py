"""What the desk says about search: promoted results, and what readers looked for in vain."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from redaksi.lib import clock
from redaksi.press.public import PublicModel, PublicQuerySet
from redaksi.stories.models import Story


class PromotionQuerySet(PublicQuerySet):
    def shown(self) -> PromotionQuerySet:
        """Promotions of live stories whose time is not over."""
        still = Q(until__isnull=True) | Q(until__gt=clock.now())
        return self.filter(still, story__live=True)


class Promotion(PublicModel):
    """A story that stands first for those who search for these words."""

    noun = "promotion"

    words = models.CharField(
        _("searched words"), max_length=100,
        help_text=_("The story stands first when all of these words are searched for."),
    )  # fmt: skip
    story = models.ForeignKey(
        Story, models.CASCADE, related_name="+", verbose_name=_("story")
    )  # fmt: skip
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = PromotionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ("words", "pk")

    def __str__(self) -> str:
        return self.words


class Unanswered(models.Model):
    """A query that found nothing: the words and how often, never who or exactly when."""

    #: Rows that are kept; the rest go, the least asked first.
    MOST = 1000

    words = models.CharField(_("searched words"), max_length=200, unique=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_day = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ("-times", "-last_day", "-pk")
        default_permissions = ("view",)
        indexes = [models.Index(fields=("-times", "-last_day", "-id"), name="unanswered_times")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def count(cls, words: str, times: int, day: Any) -> None:
        """Add *times* to the row of *words*."""
        row, _made = cls.objects.get_or_create(words=words, defaults={"last_day": day})
        cls.objects.filter(pk=row.pk).update(times=models.F("times") + times, last_day=day)

    @classmethod
    def forget_the_rest(cls) -> None:
        """Keep :attr:`MOST` rows."""
        kept = cls.objects.values_list("pk", flat=True)[cls.MOST : 2 * cls.MOST]
        cls.objects.filter(pk__in=list(kept)).delete()
