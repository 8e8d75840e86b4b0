"""The photo and its renditions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from redaksi.photos import files, imprint
from redaksi.photos.fields import UprightImageField
from redaksi.photos.refusals import kept_when_in_use
from redaksi.photos.renditions import RenditionsInAChild
from redaksi.press.acts import TAKEDOWN
from redaksi.press.public import Facts, PublicModel, PublicQuerySet

#: What readers see of a photo, and the words beside it; every other field is in its crops only.
SHOWN = frozenset({"file", "width", "height", "description", "crops"})
WORDS = frozenset({"credit", "caption"})


class PhotoQuerySet(PublicQuerySet, ImageQuerySet):
    """Photos, with Wagtail's own image queries."""

    def update(self, **kwargs: Any) -> int:
        """Change many rows at once; what the crops carry or show makes them due."""
        if imprint.FIELDS.intersection(kwargs):
            kwargs.setdefault("crops_due", True)
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete photos that nothing shows; raises PhotoInUse."""
        with kept_when_in_use():
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Photo(RenditionsInAChild, PublicModel, AbstractImage):  # type: ignore[django-manager-missing]
    """A photo with its IPTC fields.

    ``title`` is the IPTC headline, ``description`` (Wagtail's) the alternative text. ``crops``
    holds the ready renditions as ``{"3x2": {"webp": [[url, width, height], …], "jpeg": […]}}``, so
    that a page shows a photo without asking for anything more; ``crops_key`` says what they were
    made from, ``crops_due`` that this is no longer what the photo says. ``file_words`` keeps what
    the file said and the desk has no field for. Width and height are those of the upright photo.
    """

    #: Upright width and height of a file that was just looked at; spares reading its header.
    known_size: tuple[int, int] | None = None
    #: Whether the clock crops this photo, so that an import is not kept waiting.
    cropped_by_clock = False

    noun = "photo"
    unseen = frozenset(
        {"collection", "uploaded_by_user", "created_at", "file_size", "file_hash", "sha256"}
        | {"keywords", "instructions", "file_words", "crops_key", "crops_due"}
    )

    file = UprightImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=500, blank=True)
    byline = models.CharField(_("photographer"), max_length=300, blank=True)
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
    crops_key = models.CharField(max_length=32, blank=True, editable=False)
    crops_due = models.BooleanField(default=True, editable=False)
    file_words = models.JSONField(default=dict, blank=True, editable=False)

    admin_form_fields = (
        "file", "title", "description", "caption", "credit", "byline", "source", "taken_at",
        "city", "country", "copyright_notice", "usage_terms", "keywords", "instructions",
        "expires_at", "collection", "focal_point_x", "focal_point_y", "focal_point_width",
        "focal_point_height", "tags",
    )  # fmt: skip

    objects = PhotoQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose photo")]
        indexes = [
            models.Index(fields=("id",), name="photo_crops_due", condition=Q(crops_due=True))
        ]

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """``photo:`` for the picture and its alternative text, ``credit:`` for the words beside
        it; a picture that is gone or another moves ``takedown``, too."""
        if not (before and after):
            return (f"photo:{pk}", f"credit:{pk}", *([TAKEDOWN] if before else []))
        changed = {name for name in after if before[name] != after[name]}
        tags = [f"photo:{pk}"] if changed & SHOWN else []
        tags += [f"credit:{pk}"] if changed & WORDS else []
        return [*tags, *([TAKEDOWN] if "file" in changed else [])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file.name and not self.file._committed:
            self._set_image_file_metadata()
        self._look_at_crops(kwargs)
        super().save(*args, **kwargs)
        self.known_size = None

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a photo that nothing shows; raises PhotoInUse."""
        with kept_when_in_use():
            return super().delete(*args, **kwargs)

    def _look_at_crops(self, kwargs: dict[str, Any]) -> None:
        """Say whether the crops are due, and save that too when only some fields are saved."""
        named = kwargs.get("update_fields")
        if named is not None and not imprint.FIELDS.intersection(named):
            return
        self.crops_due = imprint.key(self) != self.crops_key
        if named is not None:
            kwargs["update_fields"] = {*named, "crops_due"}

    def _set_image_file_metadata(self) -> None:
        """Wagtail's size and SHA-1, and our SHA-256, of the file as it is now."""
        super()._set_image_file_metadata()
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)

    def get_upload_to(self, filename: str) -> str:
        return files.original(self.sha256, filename) or super().get_upload_to(filename)


class PhotoRendition(AbstractRendition):
    """One ready-made size of a photo."""

    file = UprightImageField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="photo_rendition_unique"
            )
        ]
