"""Advertisements of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redaksi.photos.models import Photo
from redaksi.press.public import Facts, PublicModel


def link(address: str) -> None:
    """Refuse what leads neither to a page of ours (``/page/x/``) nor to one on the web."""
    if address.startswith("/") and not address.startswith("//") and "\\" not in address:
        return
    URLValidator(schemes=["https", "http"])(address)


class Advert(PublicModel):
    """One advertisement: a picture with a link, words with or without one, or both.

    ``sections`` are ids; empty means everywhere. They stand in the row itself, so that a change of
    them is a change of the row, with its one row in the log. ``weight`` is its share of the time in
    its place, against the others that could stand there.
    """

    noun = "advert"
    unseen = frozenset({"name"})

    class Place(models.TextChoices):
        ARTICLE = "article", _("In a story")
        LIST = "list", _("In lists")
        FOOT = "foot", _("Above the foot")

    name = models.CharField(
        _("name"), max_length=120, help_text=_("For the desk; readers never see it.")
    )
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.ARTICLE)
    text = models.CharField(_("text"), max_length=200, blank=True)
    photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"),
        help_text=_("What it says must stand in its alternative text or in the text here."),
    )  # fmt: skip
    link = models.CharField(_("link"), max_length=700, blank=True, validators=[link])
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    sections = models.JSONField(_("sections"), default=list, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Its share of the time, against the others in its place."),
    )  # fmt: skip
    live = models.BooleanField(_("shown to readers"), default=True)

    class Meta:
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")
        ordering = ("place", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Something to show, and an end after the beginning."""
        wrong: dict[str, Any] = {}
        if not self.text and not self.photo_id:
            wrong["text"] = _("An advertisement has a text, a picture or both.")
        times = (self.starts_at, self.ends_at)
        if times[0] is not None and times[1] is not None and times[1] <= times[0]:
            wrong["ends_at"] = _("It ends before it begins.")
        if wrong:
            raise ValidationError(wrong)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        return {f"adverts:{one['place']}" for one in (before, after) if one}
