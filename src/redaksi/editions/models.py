"""Editions and their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from redaksi.editions import addresses
from redaksi.press import lists
from redaksi.press.public import Facts, PublicModel, unlogged

#: The list of the published editions, for tags.
LIST = "list:editions"


class Edition(PublicModel):
    """One day's edition: what is printed on its head, its file, and how far it has come.

    ``original`` is the uploaded file in the private storage, ``pdf`` the one that readers may
    take, in the media folder; both are names within their storage. ``refusal`` is why the last
    file could not be drawn, as ``{"code", "values"}``.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROCESSING = "processing", _("being drawn")
        REVIEW = "review", _("to be looked through")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Source(models.TextChoices):
        UPLOAD = "upload", _("uploaded PDF")

    noun = "edition"
    unseen = frozenset({"source", "original", "checksum", "refusal", "drawing_since", "created_at"})

    date = models.DateField(_("date"), db_index=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    year = models.PositiveIntegerField(_("year of publication"), null=True, blank=True)
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("For a special edition; else empty.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    source = models.CharField(
        _("made from"), max_length=8, choices=Source.choices, default=Source.UPLOAD, editable=False
    )
    original = models.CharField(max_length=200, blank=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    pdf = models.CharField(max_length=200, blank=True, editable=False)
    pdf_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    page_count = models.PositiveIntegerField(_("pages"), default=0, editable=False)
    refusal = models.JSONField(default=dict, blank=True, editable=False)
    drawing_since = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("-date", "-pk")
        permissions = [("publish_edition", "Can publish edition")]
        constraints = [
            models.UniqueConstraint(
                fields=("date",), name="edition_one_a_day", condition=Q(status="published")
            )
        ]
        indexes = [
            models.Index(
                fields=("-date", "-id"), name="edition_shown", condition=Q(status="published")
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.title}".strip()

    @property
    def url(self) -> str:
        return addresses.page(self.date, 1)

    @property
    def was_seen(self) -> bool:
        """Whether readers see it, or saw it once."""
        return self.status in SHOWN

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        was, now = _shown(before), _shown(after)
        if was == now:
            return ()
        own = {f"edition:{pk}", *cls.addresses_between(was, now)}
        days = {_listed(was), _listed(now)} - {None}
        moved = days if _listed(was) != _listed(now) else set()
        return own | {tag for day in moved if day for tag in _moved(pk, day)}

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.edition(facts["date"])


#: Editions that stand at their address, if only with a notice.
SHOWN = frozenset({Edition.Status.PUBLISHED, Edition.Status.WITHDRAWN})


class EditionPage(PublicModel):
    """A page of an edition; its size in points (1/72 inch).

    ``images`` maps a width in pixels to a file in the media folder with its size,
    ``{"800": [name, width, height]}``. Names tell the content, so they never change it.
    """

    noun = "edition"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    label = models.CharField(_("page number as printed"), max_length=20, blank=True)
    width = models.FloatField()
    height = models.FloatField()
    images = models.JSONField(default=dict)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("page of an edition")
        verbose_name_plural = _("pages of editions")
        ordering = ("edition", "number")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("edition", "number"), name="edition_page_unique")
        ]

    def __str__(self) -> str:
        return f"edition:{self.edition_id}, page {self.number}"

    @property
    def whole(self) -> str:
        return f"edition:{self.edition_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"edition:{facts['edition_id']}" if facts else super().subject_of(pk, facts)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        named = {facts["edition_id"] for facts in (before, after) if facts}
        seen = unlogged(Edition).filter(pk__in=named, status__in=SHOWN)
        return tuple(f"edition:{one}" for one in seen.values_list("pk", flat=True))


def moment(day: date) -> datetime:
    """The moment by which editions are ordered and paged."""
    return datetime.combine(day, time(), tzinfo=UTC)


def _shown(facts: Facts | None) -> Facts | None:
    return facts if facts and facts["status"] in SHOWN else None


def _listed(facts: Facts | None) -> date | None:
    return facts["date"] if facts and facts["status"] == Edition.Status.PUBLISHED else None


def _moved(pk: Any, day: date) -> list[str]:
    """The windows of the list of editions in which one of *day* comes, goes or moves."""
    others = unlogged(Edition).filter(status=Edition.Status.PUBLISHED).exclude(pk=pk)
    newer = others.filter(date__gt=day).values_list("pk")[: lists.FIRST]
    oldest = not others.filter(date__lt=day).exists()
    return lists.moved_tags(LIST, moment(day), newer=len(newer), is_oldest=oldest)
