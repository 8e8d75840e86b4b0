"""Ranks of stories, the lists that readers see, and how far the counts have come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.stories.models import Story


class Reads(models.Model):
    """How much a story is read: its rank in each window (see :mod:`redaksi.popular.windows`)."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="+")
    now = models.FloatField(_("now"))
    day = models.FloatField(_("day"))
    week = models.FloatField(_("week"), db_index=True)
    live = models.FloatField(_("at this moment"))

    class Meta:
        verbose_name = _("reads")
        verbose_name_plural = _("reads")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}"


class Chart(models.Model):
    """A list as readers see it: the ids of its stories, best first. Written by actions alone."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    stories = models.JSONField(_("stories"), default=list)

    class Meta:
        verbose_name = _("most read")
        verbose_name_plural = _("most read")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """One row: until when reads were counted. Lists of counts that have stopped are not shown."""

    at = models.DateTimeField(_("counted until"))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class Counted(models.Model):
    """A drain whose counts are in; the row goes once the drain itself is gone."""

    name = models.CharField(max_length=100, primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
