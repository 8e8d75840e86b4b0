"""Partners and the last good copy of what they sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.partners import addresses
from redaksi.press.acts import gathering
from redaksi.press.public import Facts, PublicModel, unlogged
from redaksi.sections.models import OldAddress
from redaksi.stylebook import slugs

#: The list of the partners that readers see, for tags.
LIST = "list:partners"


class Partner(PublicModel):
    """An outside partner: where its items come from, how often, and how well that goes.

    ``good_at`` is the age of the last good copy, ``trouble`` why the last try failed, as
    ``{"says", "values"}``; ``hidden`` means that the copy has grown too old to be shown.
    """

    class Kind(models.TextChoices):
        CAMPAIGNS = "campaigns", _("campaigns (JSON)")
        HEADLINES = "headlines", _("headlines (RSS, Atom, JSON Feed)")

    noun = "partner"
    unseen = frozenset(
        {"address", "every", "fetching", "hide_after", "checked_at", "good_at", "next_at",
         "failures", "trouble"}
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    title = models.CharField(
        _("title of the rail"), max_length=80, blank=True, help_text=_("The name when empty.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    address = models.CharField(
        _("address"), max_length=500, help_text=_("Where its items are fetched."),
        validators=[URLValidator(schemes=("http", "https"))],
    )  # fmt: skip
    every = models.PositiveIntegerField(
        _("fetch every (minutes)"), default=30,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
    )  # fmt: skip
    length = models.PositiveIntegerField(
        _("items in the rail"), default=4, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    hide_after = models.PositiveIntegerField(
        _("hide after (hours)"), default=48, validators=[MaxValueValidator(8760)],
        help_text=_("So long the last good copy is shown while nothing new comes; 0: for ever."),
    )  # fmt: skip
    order = models.PositiveIntegerField(_("order"), default=100)
    live = models.BooleanField(_("shown to readers"), default=True)
    fetching = models.BooleanField(_("fetch by schedule"), default=True)
    hidden = models.BooleanField(default=False, editable=False)
    checked_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    good_at = models.DateTimeField(_("last good copy"), null=True, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    failures = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return addresses.partner(self.slug)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        known = [one for one in (before, after) if one]
        seen = [one for one in known if one["live"]]
        if not seen:
            return ()
        rails = {f"rail:partner-{one['slug']}" for one in known}
        return {*rails, LIST, *cls.addresses_between(_live(before), _live(after))}

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.partner(facts["slug"])

    def clean(self) -> None:
        self.slug = self.slug or slugs.slug(self.name)
        if Partner.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another partner has this slug.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugs.slug(self.name)
        with gathering():
            old = unlogged(Partner).filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if old and old != self.slug:
                OldAddress.keep(addresses.partner(old), addresses.partner(self.slug))


class PartnerItem(PublicModel):
    """One item of a partner's last good copy: a campaign or a headline.

    Money is in whole rupiah (None: not said). ``images`` are files of ours in the media folder,
    ``[[name, width, height], …]``, narrowest first, made from ``image_url``.
    """

    noun = "partner"
    unseen = frozenset({"image_url"})

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    link = models.CharField(_("link"), max_length=1000)
    image_url = models.CharField(max_length=1000, blank=True)
    images = models.JSONField(default=list, blank=True)
    target = models.BigIntegerField(_("target"), null=True, blank=True)
    collected = models.BigIntegerField(_("collected"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("item of a partner")
        verbose_name_plural = _("items of partners")
        ordering = ("partner", "order")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("partner", "order"), name="partner_item_order")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def whole(self) -> str:
        return f"partner:{self.partner_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"partner:{facts['partner_id']}" if facts else super().subject_of(pk, facts)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        owners = {facts["partner_id"] for facts in (before, after) if facts}
        shown = unlogged(Partner).filter(pk__in=owners, live=True)
        return {f"rail:partner-{slug}" for slug in shown.values_list("slug", flat=True)}


def _live(facts: Facts | None) -> Facts | None:
    return facts if facts and facts["live"] else None
