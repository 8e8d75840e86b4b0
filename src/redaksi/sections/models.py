"""The newspaper, its sections, topics, static pages and old addresses."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from redaksi.press.acts import gathering
from redaksi.press.public import Facts, PublicModel
from redaksi.sections import addresses
from redaksi.stylebook import slugs

LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is written as #rrggbb, such as #0b4f5c."))


def known_zone(name: str) -> None:
    """Refuse a time zone that the zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; one is written as Asia/Jakarta."),
            params={"name": name},
        )


class Newspaper(PublicModel):
    """The newspaper's own row: what every page says of it. Nothing is claimed by default."""

    noun = "newspaper"

    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    host = models.CharField(
        _("host"), max_length=200, help_text=_("As readers type it: harian.example")
    )
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES, default="id")
    zone = models.CharField(
        _("time zone"), max_length=64, default="Asia/Jakarta", validators=[known_zone]
    )
    nameplate = models.ImageField(_("nameplate"), upload_to="nameplate/", blank=True)
    company = models.CharField(_("company"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    responsible_editor = models.CharField(_("responsible editor"), max_length=120, blank=True)
    managing_editor = models.CharField(_("managing editor"), max_length=120, blank=True)
    verification = models.CharField(
        _("verification status"),
        max_length=200,
        blank=True,
        help_text=_("Registration and verification as the press council states it."),
    )
    house_byline = models.CharField(
        _("house byline"),
        max_length=120,
        blank=True,
        help_text=_("Stands where no person signed; the newspaper's name when empty."),
    )
    opening_capitals = models.BooleanField(_("opening capitals"), default=True)
    is_example = models.BooleanField(
        _("example newspaper"),
        default=False,
        help_text=_("Every page says that it is an example and asks not to be indexed."),
    )
    facebook = models.URLField(_("Facebook page"), blank=True)
    x_handle = models.CharField(_("X account"), max_length=60, blank=True)
    #: What the desk chose of ``stylebook.theme.NAMES``; ``sections.actions.restyle`` writes it.
    theme = models.JSONField(_("look"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return () if before == after else ("site",)

    @property
    def signature(self) -> str:
        """The byline of a story that no person signed."""
        return self.house_byline or self.name


class Section(PublicModel):
    """A section of the newspaper, or a section within one; ``path`` joins the slugs."""

    noun = "section"
    unseen = frozenset({"newspaper", "workflow"})

    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="sections")
    workflow = models.ForeignKey(
        "wagtailcore.Workflow", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("workflow"),
        help_text=_("How its stories are passed; empty: as in the section above, or everywhere."),
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("within"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, blank=True)
    path = models.CharField(max_length=255, unique=True, editable=False)
    description = models.CharField(_("description"), max_length=300, blank=True)
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[COLOUR])
    order = models.PositiveIntegerField(_("order"), default=100)
    in_menu = models.BooleanField(_("in the menu"), default=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return addresses.section(self.path)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        tree = not (before and after and before["parent_id"] == after["parent_id"])
        shown = any(one and one["in_menu"] for one in (before, after))
        own = (f"section:{pk}", *cls.addresses_between(before, after))
        return (*own, *(["tree"] if tree else []), *(["menu"] if shown else []))

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.section(facts["path"])

    def clean(self) -> None:
        self.slug = self.slug or slugs.slug(self.name)
        if not self.parent_id and self.slug in addresses.RESERVED:
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the product itself.") % {"slug": self.slug}}
            )
        if self.pk and self.parent and self.pk in self.parent.lineage():
            raise ValidationError({"parent": _("A section cannot stand within itself.")})

    def lineage(self) -> list[int]:
        """The ids of this section and of those it stands in, innermost first."""
        found: list[int] = []
        at: Section | None = self
        while at is not None and at.pk not in found:
            found.append(at.pk)
            at = at.parent
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the path that follows from the slugs; the old path becomes an old address."""
        self.slug = self.slug or slugs.slug(self.name)
        with gathering():
            old = type(self).objects.filter(pk=self.pk).values_list("path", flat=True).first()
            self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
            super().save(*args, **kwargs)
            if old and old != self.path:
                OldAddress.keep(addresses.section(old), self.subject)
                for child in self.children.all():
                    child.save()


class Topic(PublicModel):
    """A topic that stories share."""

    noun = "topic"

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=90, unique=True, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return addresses.topic(self.slug)

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.topic(facts["slug"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugs.slug(self.name, limit=80)
        with gathering():
            old = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if old and old != self.slug:
                OldAddress.keep(addresses.topic(old), self.subject)


class StaticPage(PublicModel):
    """A page such as *about* or the guideline: a row, not a Wagtail page (see docs/decisions)."""

    noun = "page"

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=90, unique=True, blank=True)
    body = RichTextField(
        _("text"),
        blank=True,
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr", "blockquote"],
    )
    in_footer = models.BooleanField(_("in the footer"), default=False)
    order = models.PositiveIntegerField(_("order"), default=100)
    live = models.BooleanField(_("shown to readers"), default=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("static page")
        verbose_name_plural = _("static pages")
        ordering = ("order", "title")

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return addresses.static_page(self.slug)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        footer = any(one and one["in_footer"] and one["live"] for one in (before, after))
        own = (f"page:{pk}", *cls.addresses_between(before, after))
        return (*own, "site") if footer else own

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.static_page(facts["slug"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugs.slug(self.title)
        with gathering():
            old = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if old and old != self.slug:
                OldAddress.keep(addresses.static_page(old), self.subject)


class OldAddress(PublicModel):
    """An address of before, and what stands there now: a subject (``story:12``) or a path."""

    noun = "path"

    path = models.CharField(_("old address"), max_length=700, unique=True)
    leads_to = models.CharField(
        _("leads to"),
        max_length=700,
        help_text=_("story:12, section:3, or an address like /page/x/"),
    )

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return f"{self.path} → {self.leads_to}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        return tuple(f"path:{one['path']}" for one in (before, after) if one)

    @classmethod
    def keep(cls, path: str, leads_to: str) -> None:
        """Remember that *path* leads to *leads_to* from now on."""
        if len(path) <= 700:
            cls.objects.update_or_create(path=path, defaults={"leads_to": leads_to})
