"""The story, who signed it, what it is about, and its corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from redaksi.lib import clock, registries
from redaksi.photos.models import Photo
from redaksi.press import acts
from redaksi.press.public import Facts, PublicModel, PublicQuerySet
from redaksi.sections.models import Section, Topic
from redaksi.staff.models import Agency, Person
from redaksi.stories import addresses, changes
from redaksi.stories.blocks import StoryBody
from redaksi.stories.errors import NotReady, OncePublished, StaleWrite
from redaksi.stylebook import slugs


class StoryQuerySet(PublicQuerySet):
    def live(self) -> StoryQuerySet:
        """Stories that readers can see."""
        return self.filter(live=True)

    def newest_first(self) -> StoryQuerySet:
        return self.order_by("-published_at", "-pk")

    def update(self, **kwargs: Any) -> int:
        """Change many rows at once; a visible change makes every older version stale."""
        if self.model.shows(kwargs) and "version" not in kwargs:
            kwargs["version"] = F("version") + 1
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(published_at__isnull=False, live_version__gt=0).exists():
            raise OncePublished("Stories that were published are withdrawn, never deleted.")
        return super().delete()


class Story(
    PublicModel,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """One story: the row holds what readers see once it is live, its revisions hold every version.

    ``version`` rises by one with each save of a version; a write that began from an older one is
    refused on every path (:class:`~redaksi.stories.errors.StaleWrite`). ``published_at`` is the
    one effective time that readers see and that lists are ordered by.
    """

    noun = "story"
    unseen = frozenset(
        {"version", "live_version", "latest_revision", "live_revision", "has_unpublished_changes"}
        | {"locked", "locked_at", "locked_by", "go_live_at", "expire_at", "expired"}
        | {"first_published_at", "last_published_at"}
    )

    headline = models.CharField(_("headline"), max_length=255)
    short_headline = models.CharField(_("short headline"), max_length=160, blank=True)
    search_headline = models.CharField(_("search headline"), max_length=160, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="stories", verbose_name=_("section")
    )
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    dateline = models.CharField(_("dateline"), max_length=80, blank=True)
    teaser = models.TextField(_("teaser"), blank=True, max_length=500)
    body = StreamField(StoryBody(), blank=True, verbose_name=_("text"))
    photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead photo")
    )
    photo_caption = models.TextField(_("caption in this story"), blank=True)
    passed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="passed",
        verbose_name=_("passed by"), limit_choices_to={"code__isnull": False},
    )  # fmt: skip
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("reason of the withdrawal"), blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0)
    live_version = models.PositiveIntegerField(default=0, editable=False)
    live = models.BooleanField(_("live"), default=False, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=("section", "-published_at", "-id"), name="story_live_section", condition=Q(live=True)),
            models.Index(fields=("-published_at", "-id"), name="story_live_latest", condition=Q(live=True)),
            models.Index(fields=("section", "-published_at"), name="story_section"),
            models.Index(fields=("-updated_at",), name="story_updated"),
            models.Index(fields=("go_live_at",), name="story_go_live", condition=Q(go_live_at__isnull=False)),
            models.Index(fields=("expire_at",), name="story_expire", condition=Q(expire_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline or str(_("(no headline)"))

    @property
    def url(self) -> str:
        return addresses.story(self.pk, self.slug)

    def get_absolute_url(self) -> str:
        return self.url

    def newest(self) -> Story:
        """The newest version of this story, live or draft, ready to be changed and saved."""
        newest: Story = self.get_latest_revision_as_object()
        newest.version = self.version
        return newest

    def reread(self) -> Story:
        """This story as the database has it now, its children included."""
        self.__dict__.pop("_cluster_related_objects", None)
        self.refresh_from_db()
        return self

    def mark_updated(self, moment: datetime) -> None:
        """Show readers *moment* as the time of the last change (within an act)."""
        self.updated_at = moment
        models.QuerySet(type(self)).filter(pk=self.pk).update(updated_at=moment)
        acts.touch(f"story:{self.pk}")

    # What readers see of it ------------------------------------------------------------------

    @classmethod
    def seen(cls, pks: Iterable[Any]) -> dict[Any, Facts]:
        return changes.seen(cls, pks)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return changes.tags_between(cls, pk, before, after)

    # Previews --------------------------------------------------------------------------------

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A phone and a desktop, as the reader's pages are drawn for."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": _("On a phone")},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a desktop")},
        ]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The reader's page of this version, by the room that shows stories (lib.registries)."""
        return registries.previews.get("story")(request, self, mode_name)

    # Saving ----------------------------------------------------------------------------------

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and what belongs to it, with the log rows of what readers see change.

        Raises StaleWrite when the row has moved on since this object was loaded.
        """
        named = kwargs.get("update_fields")
        if named is not None and not self.shows(named):
            super().save(*args, **kwargs)
            return
        with acts.gathering():
            if self.pk:
                self._refuse_stale()
            before = self.seen([self.pk]) if self.pk else {}
            self._settle()
            with acts.covering(f"story:{self.pk}"):
                ClusterableModel.save(self, *args, **kwargs)
            self._after_save(before.get(self.pk))
            self.log_difference("changed" if before else "created", before, [self.pk])

    def _settle(self) -> None:
        """Fill in what follows from the rest: the slug, and that a live story is not withdrawn."""
        self.slug = self.slug or (slugs.slug(self.headline) if self.headline else "")
        if self.live:
            self.published_at = self.published_at or clock.now()
            self.withdrawn_at, self.withdrawn_reason = None, ""

    def _after_save(self, before: Facts | None) -> None:
        """Copy the times, and note an update: a new version when no verb has made one."""
        changes.copy_times(self)
        if not changes.differs(before, self.seen([self.pk]).get(self.pk)):
            return
        self.updated_at = clock.now()
        self.version += 0 if acts.acting_on(self.subject) else 1
        row = models.QuerySet(type(self)).filter(pk=self.pk)
        row.update(updated_at=self.updated_at, version=self.version)

    def _refuse_stale(self) -> None:
        current = models.QuerySet(type(self)).filter(pk=self.pk)
        version = current.select_for_update().values_list("version", flat=True).first()
        if version is not None and version != self.version:
            raise StaleWrite(pk=self.pk, based_on=self.version, current=version)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.live_version:
            raise OncePublished(f"{self.subject} was published: withdraw it, with a reason.")
        return super().delete(*args, **kwargs)

    # Versions --------------------------------------------------------------------------------

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a version; raises StaleWrite unless it began from the newest one."""
        with acts.gathering():
            rows = models.QuerySet(type(self)).filter(pk=self.pk, version=self.version)
            if not rows.update(version=self.version + 1):
                self._refuse_stale()
            self.version += 1
            return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """The story as *content* has it; what belongs to the story as a whole stays the row's."""
        made = super().with_content_json(content)
        made.content_version = made.version
        for name in (
            "version", "live_version", "updated_at", "withdrawn_at", "withdrawn_reason",
        ):  # fmt: skip
            setattr(made, name, getattr(self, name))
        if self.live_version and self.published_at:
            made.published_at = self.published_at
        return made

    # Publishing ------------------------------------------------------------------------------

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Make *revision* what readers see: Wagtail's door, with our rules and the log in it.

        Raises StaleWrite when *revision* is older than what is live, NotReady with all Problems.
        """
        from redaksi.stories import rules

        version = int(revision.content.get("version") or 0)
        with acts.act("updated" if self.live else "published", self.subject, actor=user) as act:
            row = type(self).objects.select_for_update().get(pk=self.pk)
            if version < row.live_version:
                raise StaleWrite(pk=self.pk, based_on=version, current=row.live_version)
            content = revision.as_object()
            problems = rules.ready(content)
            if any(problem.must for problem in problems):
                raise NotReady(pk=self.pk, problems=problems)
            done = super().publish(revision, user=user, **kwargs)
            models.QuerySet(type(self)).filter(pk=self.pk, live=True).update(live_version=version)
            act.always = type(self).objects.filter(pk=self.pk, live=True).exists()
            self.reread()
        return done

    def unpublish(self, set_expired: bool = False, commit: bool = True, **kwargs: Any) -> None:
        """Take the story from readers: its address answers 410 with a notice from now on."""
        kind = "expired" if set_expired else "withdrawn"
        with acts.act(kind, self.subject, actor=kwargs.get("user")):
            self.withdrawn_at = clock.now()
            super().unpublish(set_expired=set_expired, commit=commit, **kwargs)


class Belonging(PublicModel):
    """A row that belongs to a story and is logged as the story."""

    class Meta:
        abstract = True

    @property
    def whole(self) -> str:
        return f"story:{self.story_id}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"story:{facts['story_id']}" if facts else f"{cls.noun}:{pk}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """Changed by itself, outside the story: everything that may show it moves."""
        if before == after:
            return ()
        found: set[str] = set()
        for facts in (before, after):
            if facts:
                found |= changes.tags_of_belonging(facts)
        return found


class Byline(Belonging):
    """Who signed a story, and as what; ``published_at`` is the story's, for the person's page."""

    noun = "byline"

    class Role(models.TextChoices):
        AUTHOR = "", _("by")
        REPORTED = "reported by", _("reported by")
        TRANSLATED = "translated by", _("translated by")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITED = "edited by", _("edited by")
        CONTRIBUTOR = "contributor", _("contributor")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="bylines", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True, default="")
    order = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("byline")
        indexes = [
            models.Index(
                fields=("person", "-published_at", "-story"), name="byline_live",
                condition=Q(published_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} {self.role}".strip()


class StoryTopic(Belonging):
    """A topic of a story."""

    noun = "storytopic"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="story_rows", verbose_name=_("topic")
    )
    order = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("topic of the story")
        indexes = [
            models.Index(
                fields=("topic", "-published_at", "-story"), name="storytopic_live",
                condition=Q(published_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.topic)


class StorySource(Belonging):
    """An agency that a story used."""

    noun = "storysource"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="source_rows")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("source used")

    def __str__(self) -> str:
        return str(self.agency)


class RelatedPick(Belonging):
    """A story that the desk picked for another's *Baca Juga*."""

    noun = "relatedpick"

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="related_picks")
    target = models.ForeignKey(
        Story, models.CASCADE, related_name="+", verbose_name=_("story")
    )
    order = models.PositiveIntegerField(default=0, editable=False)

    sort_order_field = "order"

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("related story")

    def __str__(self) -> str:
        return str(self.target)


class Correction(PublicModel):
    """A public, timed note of what was wrong (cyber-media guideline, point 4)."""

    noun = "correction"

    class Kind(models.TextChoices):
        MINOR = "minor", _("minor")
        SIGNIFICANT = "significant", _("significant")

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MINOR)
    note = models.TextField(_("note"), max_length=1000)
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=150, blank=True)

    unseen = frozenset({"by"})

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("-at", "-id"), name="correction_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:80]}"

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        return f"story:{facts['story_id']}" if facts else f"correction:{pk}"

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return changes.tags_of_correction(cls, pk, before, after)
