"""The photo and its renditions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

from redaksi.press.public import PublicModel, PublicQuerySet


class PhotoQuerySet(PublicQuerySet, ImageQuerySet):  # type: ignore[misc]
    """Photos, with Wagtail's own image queries."""


class Photo(PublicModel, AbstractImage):
    """A photo with its IPTC fields.

    ``title`` is the IPTC headline, ``description`` (Wagtail's) the alternative text. ``crops``
    holds the ready renditions as ``{"3x2": {"webp": [[url, width, height], …], "jpeg": […]}}``, so
    that a page shows a photo without asking for anything more.
    """

    noun = "photo"
    unseen = frozenset(
        {"collection", "uploaded_by_user", "created_at", "file_size", "file_hash", "sha256"}
        | {"keywords", "instructions"}
    )

    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    byline = models.CharField(_("photographer"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=120, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    keywords = models.TextField(_("keywords"), blank=True)
    instructions = models.TextField(_("instructions"), blank=True)
    expires_at = models.DateTimeField(_("rights expire"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    crops = models.JSONField(default=dict, blank=True, editable=False)

    admin_form_fields = (
        "file", "title", "description", "caption", "credit", "byline", "source", "taken_at",
        "city", "country", "copyright_notice", "usage_terms", "keywords", "instructions",
        "expires_at", "collection", "focal_point_x", "focal_point_y", "focal_point_width",
        "focal_point_height", "tags",
    )  # fmt: skip

    objects = PhotoQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose photo")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)


class PhotoRendition(AbstractRendition):
    """One ready-made size of a photo."""

    image = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="photo_rendition_unique"
            )
        ]
