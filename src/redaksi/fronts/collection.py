"""Collections: stories that a desk puts together under a name, such as *Berita Weekend*."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from redaksi.fronts import addresses
from redaksi.fronts.kinds import Rule
from redaksi.press import acts
from redaksi.press.public import Facts, PublicModel, unlogged
from redaksi.sections.models import OldAddress, Section, Topic
from redaksi.staff.models import Desk
from redaksi.stories.models import Story
from redaksi.stylebook import slugs

#: What may fill a collection behind its picks.
RULES = (Rule.NONE, Rule.NEWEST, Rule.SECTION, Rule.TOPIC)
DAYS = RegexValidator(
    r"^(?!.*(.).*\1)[1-7]*$", _("Days are digits from 1 (Monday) to 7 (Sunday), each once: 67.")
)
#: A collection without a rule shows all its picks on one page.
MOST_PICKS = 60


class Collection(PublicModel, ClusterableModel):
    """Picks in the desk's order, and behind them the newest by a rule, on some weekdays only.

    ``days`` holds digits from 1 (Monday) to 7: the rule takes stories published on these days of
    the newspaper's zone; empty takes every day.
    """

    noun = "collection"
    unseen = frozenset({"desk"})

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=90, unique=True, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    desk = models.ForeignKey(
        Desk, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("desk")
    )
    rule = models.CharField(
        _("filled with"), max_length=20, choices=[(one.value, one.label) for one in RULES],
        default=Rule.NONE,
    )  # fmt: skip
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    days = models.CharField(_("days"), max_length=7, blank=True, validators=[DAYS])

    #: Its picks in order.
    picks: Any

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return addresses.collection(self.slug)

    @property
    def of(self) -> int | None:
        """The id of the section or topic that the rule names."""
        named: dict[str, int | None] = {
            Rule.SECTION: self.section_id, Rule.TOPIC: self.topic_id,
        }  # fmt: skip
        return named.get(self.rule)

    def clean(self) -> None:
        needed = {Rule.SECTION: "section", Rule.TOPIC: "topic"}.get(Rule(self.rule))
        if needed and not self.of:
            raise ValidationError({needed: _("This rule needs to know which one.")})

    @classmethod
    def seen(cls, pks: Iterable[Any]) -> dict[Any, Facts]:
        """Its own fields and its picks in order."""
        found = super().seen(pks)
        picks: dict[Any, list[int]] = {pk: [] for pk in found}
        rows = unlogged(CollectionPick).filter(collection__in=list(found)).order_by("order", "pk")
        for collection, story in rows.values_list("collection_id", "story_id"):
            picks[collection].append(story)
        return {pk: {**facts, "picks": tuple(picks[pk])} for pk, facts in found.items()}

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        return (f"list:collection:{pk}", *cls.addresses_between(before, after))

    @classmethod
    def address_in(cls, facts: Facts) -> str:
        return addresses.collection(facts["slug"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it and its picks as one change; the old slug becomes an old address."""
        self.slug = self.slug or slugs.slug(self.name, limit=80)
        with acts.gathering():
            before = self.seen([self.pk]) if self.pk else {}
            with acts.covering(lambda: self.subject):
                super().save(*args, **kwargs)
            kind = "changed" if before else "created"
            self.log_difference(kind, before, [self.pk])
            old = before[self.pk]["slug"] if before else self.slug
            if old != self.slug:
                OldAddress.keep(addresses.collection(old), self.url)


class CollectionPick(PublicModel):
    """A story that a desk picked for a collection."""

    noun = "collectionpick"

    collection = ParentalKey(Collection, on_delete=models.CASCADE, related_name="picks")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+", verbose_name=_("story"))
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("pick")
        verbose_name_plural = _("picks")

    def __str__(self) -> str:
        return str(self.story)

    @property
    def whole(self) -> str:
        return f"collection:{self.collection_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"collection:{facts['collection_id']}" if facts else f"{cls.noun}:{pk}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        if before == after:
            return ()
        return {f"list:collection:{one['collection_id']}" for one in (before, after) if one}


__all__ = ["DAYS", "MOST_PICKS", "RULES", "Collection", "CollectionPick"]
