"""People, desks, agencies and users."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.press.public import Facts, PublicModel
from redaksi.staff import addresses
from redaksi.stylebook import slugs

CODE = RegexValidator(
    r"^[A-Z]{1,4}-[0-9]{1,3}$", _("An editor code is a desk and a number, such as OL-1.")
)


class User(AbstractUser):
    """Somebody who logs in to the desk."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class Desk(PublicModel):
    """A desk of the newsroom, with the letters that its editors' codes begin with."""

    noun = "desk"

    name = models.CharField(_("name"), max_length=80, unique=True)
    letters = models.CharField(_("letters"), max_length=4, blank=True)

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Person(PublicModel):
    """A person who signs or passes stories, with a public page."""

    noun = "person"
    unseen = frozenset({"user", "email"})

    class Work(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        EDITOR = "editor", _("editor")
        PHOTOGRAPHER = "photographer", _("photographer")
        TRANSLATOR = "translator", _("translator")
        COLUMNIST = "columnist", _("columnist")
        CONTRIBUTOR = "contributor", _("contributor")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=130, unique=True, blank=True)
    work = models.CharField(_("work"), max_length=20, choices=Work, default=Work.REPORTER)
    title = models.CharField(_("title"), max_length=120, blank=True)
    bio = models.TextField(_("about"), blank=True)
    portrait = models.ImageField(_("portrait"), upload_to="portraits/", blank=True)
    code = models.CharField(
        _("editor code"), max_length=10, unique=True, null=True, blank=True, validators=[CODE]
    )
    desk = models.ForeignKey(
        Desk, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("desk")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("user")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return addresses.person(self.slug)

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.person(facts["slug"])

    def clean(self) -> None:
        self.code = self.code or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code = self.code or None
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugs.slug(self.name, limit=110)
        taken = set(type(self).objects.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(one for one in numbered if one not in taken)


class Agency(PublicModel):
    """An agency or other source that a story or photo is credited to."""

    noun = "agency"

    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    url = models.URLField(_("site"), blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
