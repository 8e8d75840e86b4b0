"""Which rails stand beside the pages of a kind, in which order, under which title, how long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.press.public import Facts, PublicModel


class RailPlace(PublicModel):
    """One rail on all pages of a kind; an empty title is the rail's own.

    ``rail`` is the name in the rail's address: ``latest``, ``collection/weekend``.
    """

    noun = "railplace"

    class Page(models.TextChoices):
        STORY = "story", _("Stories")
        LIST = "list", _("Sections and lists")

    page = models.CharField(_("pages"), max_length=10, choices=Page)
    rail = models.CharField(_("rail"), max_length=120)
    title = models.CharField(_("title"), max_length=80, blank=True)
    length = models.PositiveSmallIntegerField(
        _("length"), default=8, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    order = models.PositiveIntegerField(_("order"), default=100)
    shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("rail")
        verbose_name_plural = _("rails")
        ordering = ("page", "order", "pk")
        constraints = [models.UniqueConstraint(fields=("page", "rail"), name="rail_once_on_a_page")]

    def __str__(self) -> str:
        return f"{self.get_page_display()}: {self.title or self.rail}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        return {f"rails:{one['page']}" for one in (before, after) if one}
