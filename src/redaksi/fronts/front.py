"""The front's own rows: what readers see of it, its draft in containers and picks, its versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.fronts import shapes
from redaksi.fronts.kinds import Kind, Look, Rule
from redaksi.photos.models import Photo
from redaksi.press.public import Facts, PublicModel
from redaksi.sections.models import Section
from redaksi.stories.models import Story

HOME = "home"


class Front(PublicModel):
    """The home page, or the page of a section: ``launched`` is what readers see of it.

    ``version`` rises with every act on the draft and with every launch; ``next_change`` is the
    moment at which a launched pick next enters or leaves.
    """

    noun = "front"
    unseen = frozenset({"version", "next_change"})

    place = models.CharField(max_length=40, unique=True, editable=False)
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    launched = models.JSONField(default=list, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    next_change = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        permissions = (("launch_front", "Can launch fronts"),)

    def __str__(self) -> str:
        return self.section.name if self.section else str(_("Home page"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.place = place_of(self.section_id)
        super().save(*args, **kwargs)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """Itself; whoever shows a page without a front hears of one that comes or goes."""
        if before == after:
            return ()
        came = not (before and after and before["place"] == after["place"])
        return (f"front:{pk}", "fronts") if came else (f"front:{pk}",)

    def live(self) -> shapes.Arrangement:
        """What readers see."""
        return shapes.read(self.pk, self.section_id, self.launched)

    def draft(self) -> shapes.Arrangement:
        """What is being arranged; two queries."""
        rows = self.containers.prefetch_related("picks").order_by("order", "pk")
        boxes = tuple(row.box() for row in rows)
        return shapes.Arrangement(front=self.pk, section=self.section_id, boxes=boxes)


def place_of(section: int | None) -> str:
    """The one place of the front of *section*; of the home page for None."""
    return HOME if section is None else f"section:{section}"


class Container(models.Model):
    """A container of a draft. ``version`` rises with every act on it or on its picks."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="containers")
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=80, blank=True)
    rule = models.CharField(_("filled with"), max_length=20, choices=Rule, default=Rule.NONE)
    of = models.PositiveBigIntegerField(null=True, blank=True)
    length = models.PositiveSmallIntegerField(_("length"), default=4)
    look = models.CharField(_("look"), max_length=20, choices=Look, blank=True)
    name = models.CharField(_("rail"), max_length=80, blank=True)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("container")
        verbose_name_plural = _("containers")
        default_permissions = ()

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def box(self) -> shapes.Box:
        """This container with its picks, as it is handed about."""
        return shapes.Box(
            pk=self.pk, kind=self.kind, title=self.title, rule=self.rule, of=self.of,
            length=self.length, look=self.look, name=self.name, text=self.text,
            picks=tuple(pick.placed() for pick in self.picks.all()),
        )  # fmt: skip


class Pick(models.Model):
    """A story (or a link) that a curator put into a container of a draft."""

    container = models.ForeignKey(Container, models.CASCADE, related_name="picks")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    link = models.URLField(_("link"), max_length=500, blank=True)
    order = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(_("held at"), null=True, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    teaser = models.CharField(_("teaser"), max_length=300, blank=True)
    photo = models.ForeignKey(Photo, models.SET_NULL, null=True, blank=True, related_name="+")
    without_photo = models.BooleanField(default=False)
    enters_at = models.DateTimeField(_("enters at"), null=True, blank=True)
    leaves_at = models.DateTimeField(_("leaves at"), null=True, blank=True)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("pick")
        verbose_name_plural = _("picks")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("container", "story"), condition=models.Q(story__isnull=False),
                name="pick_once_in_a_container",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline or self.link or f"story:{self.story_id}"

    def placed(self) -> shapes.Placed:
        """This pick as it is handed about."""
        return shapes.Placed(
            story=self.story_id, link=self.link, position=self.position, headline=self.headline,
            kicker=self.kicker, teaser=self.teaser,
            photo=0 if self.without_photo else self.photo_id,
            enters_at=self.enters_at, leaves_at=self.leaves_at, left_out=self.left_out,
        )  # fmt: skip


class FrontVersion(models.Model):
    """One act on a front: the draft after it and, for a launch, what readers see from then on.

    ``number`` is the front's version after the act, ``act`` its word, ``why`` what the curator
    said to a launch. Steps of a draft are kept for a while, launches always.
    """

    front = models.ForeignKey(Front, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)
    act = models.CharField(max_length=40)
    what = models.CharField(max_length=200, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    draft = models.JSONField()
    launched = models.JSONField(null=True)

    class Meta:
        ordering = ("-number",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("front", "number"), name="front_version_once")
        ]
        indexes = [
            models.Index(
                fields=("front", "-at"), name="front_launches",
                condition=models.Q(launched__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.front_id}/{self.number} {self.act}"

    def drafted(self) -> shapes.Arrangement:
        """The draft after this act."""
        return shapes.read(self.front_id, self.front.section_id, self.draft)

    def live(self) -> shapes.Arrangement | None:
        """What readers saw from this launch on; None for a step of the draft."""
        if self.launched is None:
            return None
        return shapes.read(self.front_id, self.front.section_id, self.launched)
