"""People, desks, agencies and users."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.press.acts import gathering
from redaksi.press.public import Facts, PublicModel
from redaksi.staff import addresses
from redaksi.staff.rules import CODE_SHAPE
from redaksi.stylebook import slugs

CODE = RegexValidator(CODE_SHAPE, _("An editor code is a desk and a number, such as OL-1."))


class User(AbstractUser):
    """Somebody who logs in to the desk."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class CodeTrial(models.Model):
    """How many codes were tried for a user since when (:mod:`redaksi.staff.trials`)."""

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("tried codes")
        verbose_name_plural = _("tried codes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {self.wrong}"


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

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """The person, and the addresses that had or have a page from now on."""
        if before == after:
            return ()
        return (f"person:{pk}", *cls.addresses_between(before, after))

    def clean(self) -> None:
        self.code = self.code or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a slug that changes leaves its old address, which leads to the new one."""
        self.code = self.code or None
        self.slug = self.slug or self._free_slug()
        with gathering():
            old = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if old != self.slug:
                FormerSlug.keep(old, self)

    def _free_slug(self) -> str:
        """The name as a slug that no person has or had."""
        base = slugs.slug(self.name, limit=110)
        taken: set[str] = set()
        for model in (type(self), FormerSlug):
            rows = model.objects.filter(slug__startswith=base)
            taken |= set(rows.values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(one for one in numbered if one not in taken)


class FormerSlug(PublicModel):
    """A slug that a person's page had before: its address leads to the page of today."""

    noun = "formerslug"

    slug = models.SlugField(_("slug"), max_length=130, unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="former_slugs", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("former address of a person")
        verbose_name_plural = _("former addresses of people")

    def __str__(self) -> str:
        return addresses.person(self.slug)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """The address itself: a page kept for it, or the lack of one, is out of date."""
        if before == after:
            return ()
        return tuple(f"path:{addresses.person(one['slug'])}" for one in (before, after) if one)

    @classmethod
    def keep(cls, slug: str | None, person: Person) -> None:
        """Remember that *slug* was *person*'s; the slug in use now is nobody's former one."""
        cls.objects.filter(slug=person.slug).delete()
        if slug:
            cls.objects.update_or_create(slug=slug, defaults={"person": person})


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
