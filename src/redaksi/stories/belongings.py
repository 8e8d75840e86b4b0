"""What belongs to a story: who signed it, its topics and sources, its related stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from redaksi.press.public import Facts, PublicModel
from redaksi.sections.models import Topic
from redaksi.staff.models import Agency, Person
from redaksi.stories import windows
from redaksi.stories.story import Story


class Belonging(PublicModel):
    """A row that belongs to a story and is logged as the story."""

    story: Any
    story_id: int

    class Meta:
        abstract = True

    @property
    def whole(self) -> str:
        return f"story:{self.story_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"story:{facts['story_id']}" if facts else f"{cls.noun}:{pk}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """Changed by itself, outside the story: everything that may show it moves."""
        if before == after:
            return ()
        found: set[str] = set()
        for facts in (before, after):
            if facts:
                found |= windows.of_belonging(facts)
        return found


class Listed(Belonging):
    """A belonging that puts its story into a list; ``published_at`` is the story's own, copied."""

    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row with the time of its story; none while it is not live."""
        self.published_at = self.story.published_at if self.story.live else None
        super().save(*args, **kwargs)


class Byline(Listed):
    """Who signed a story, and as what."""

    noun = "byline"

    class Role(models.TextChoices):
        AUTHOR = "", _("by")
        REPORTED = "reported by", _("reported by")
        TRANSLATED = "translated by", _("translated by")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITED = "edited by", _("edited by")
        CONTRIBUTOR = "contributor", _("contributor")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="bylines", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True, default="")
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("byline")
        indexes = [
            models.Index(
                fields=("person", "-published_at", "-story"), name="byline_live",
                condition=Q(published_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} {self.role}".strip()


class StoryTopic(Listed):
    """A topic of a story."""

    noun = "storytopic"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="story_rows", verbose_name=_("topic")
    )
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("topic of the story")
        indexes = [
            models.Index(
                fields=("topic", "-published_at", "-story"), name="storytopic_live",
                condition=Q(published_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.topic)


class StorySource(Belonging):
    """An agency that a story used."""

    noun = "storysource"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="source_rows")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("source used")

    def __str__(self) -> str:
        return str(self.agency)


class RelatedPick(Belonging):
    """A story that the desk picked for another's *Baca Juga*."""

    noun = "relatedpick"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="related_picks")
    target = models.ForeignKey(Story, models.CASCADE, related_name="+", verbose_name=_("story"))
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("related story")

    def __str__(self) -> str:
        return str(self.target)


class Relation(Belonging):
    """A story that is like another: chosen by search, kept here, shown after what the desk picked.

    It belongs to no version of the story and is logged by itself, as ``related:ID``.
    """

    noun = "relation"

    story = models.ForeignKey(Story, models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        Story, models.CASCADE, related_name="likened", verbose_name=_("story")
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("similar story")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.target)

    @property
    def whole(self) -> str:
        return f"related:{self.story_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"related:{facts['story_id']}" if facts else f"{cls.noun}:{pk}"
