"""Sources and what they sent. Readers see none of it, so nothing here touches the log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from redaksi.lib import clock
from redaksi.sections.models import Section
from redaksi.staff.models import Agency


class Source(models.Model):
    """A wire: where its items come from, how often, and how well that goes.

    ``since`` is when it was last switched on, ``checked_at`` the last try, ``good_at`` the last
    good one, ``answered_at`` the last whole answer (the others said that nothing changed),
    ``item_at`` when the newest item came. ``trouble`` says why the last try failed, as
    ``{"says", "values"}``; ``etag`` and ``modified`` are for asking whether anything changed.
    """

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=80, unique=True)
    address = models.CharField(
        _("address"), max_length=500, help_text=_("Of its feed: RSS, Atom or JSON Feed."),
        validators=[URLValidator(schemes=("http", "https"))],
    )  # fmt: skip
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("section"), help_text=_("Where a story that is taken from it begins."),
    )  # fmt: skip
    agency = models.ForeignKey(
        Agency, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("agency"), help_text=_("Named among the sources of a story."),
    )  # fmt: skip
    credit = models.CharField(
        _("credit line"), max_length=120, blank=True,
        help_text=_("Ends the text of a story that is taken, with the link; empty: no such line."),
    )  # fmt: skip
    every = models.PositiveIntegerField(
        _("fetch every (minutes)"), default=5,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
    )  # fmt: skip
    silent_after = models.PositiveIntegerField(
        _("silent after (hours)"), default=24, validators=[MaxValueValidator(8760)],
        help_text=_("So long without a new item, and the desk is told; 0: never."),
    )  # fmt: skip
    active = models.BooleanField(_("fetch by schedule"), default=True)
    since = models.DateTimeField(default=clock.now, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    good_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    item_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False, db_index=True)
    failures = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.JSONField(default=dict, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = _("wire")
        verbose_name_plural = _("wires")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.address = self.address.strip()
        same = Source.objects.filter(address=self.address).exclude(pk=self.pk).first()
        if same is not None:
            says = _("The wire “%(name)s” has this address already.") % {"name": same.name}
            raise ValidationError({"address": says})


class ItemQuerySet(models.QuerySet["Item"]):
    def newest(self) -> ItemQuerySet:
        """Those that no newer version has replaced, newest first."""
        return self.filter(replaced_by=None).order_by("-at", "-pk")


class Item(models.Model):
    """One version of what a source sent under one guid; text that comes anew is a new row.

    ``key`` is the digest of the guid, ``digest`` that of the text, ``sketch`` what near-identical
    texts share (:mod:`redaksi.wire.rules`). ``at`` orders the list: the source's own time, or when
    it came. ``seen_at`` is when an answer last held it. Versions know the ``first`` of them (None
    there) and the one that they were ``replaced_by``; ``like`` is an older item that says the same.
    ``reason`` says why it is in quarantine, as ``{"says", "values"}``.
    """

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("taken")
        DROPPED = "dropped", _("dropped")
        QUARANTINED = "quarantined", _("in quarantine")

    source = models.ForeignKey(Source, models.CASCADE, related_name="items")
    guid = models.CharField(max_length=500)
    key = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=1000, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    updated_at = models.DateTimeField(_("updated at"), null=True)
    dated = models.CharField(_("time as sent"), max_length=80, blank=True)
    media = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=32)
    sketch = models.CharField(max_length=256, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    reason = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True)
    first = models.ForeignKey("self", models.CASCADE, null=True, related_name="later")
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    like = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=("source", "key", "version"), name="wire_item_version")
        ]
        indexes = [
            models.Index(
                fields=("state", "-at", "-id"), name="wire_item_state",
                condition=Q(replaced_by__isnull=True),
            ),
            models.Index(
                fields=("source", "-at", "-id"), name="wire_item_source",
                condition=Q(replaced_by__isnull=True),
            ),
            models.Index(
                fields=("-at", "-id"), name="wire_item_at", condition=Q(replaced_by__isnull=True)
            ),
            models.Index(fields=("received_at",), name="wire_item_received"),
            models.Index(fields=("seen_at",), name="wire_item_seen"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or str(_("(no title)"))

    @property
    def thread(self) -> Any:
        """The id of the first version: what all versions of the item have in common."""
        return self.first_id or self.pk
