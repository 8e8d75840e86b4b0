"""The story: the row that readers see, its versions, and the doors through which it goes live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
)
from wagtail.signals import unpublished

from redaksi.lib import clock, registries
from redaksi.photos.models import Photo
from redaksi.press import acts
from redaksi.press.public import Facts, PublicModel, PublicQuerySet, unlogged
from redaksi.sections.models import Section
from redaksi.sections.queries import own_zone
from redaksi.staff.models import Person
from redaksi.stories import addresses, changes, references, rules, windows
from redaksi.stories.blocks import StoryBody
from redaksi.stories.errors import NotReady, OncePublished, StaleWrite
from redaksi.stories.grounds import Ground
from redaksi.stories.profiles import Profile
from redaksi.stories.workflows import PassedBySection
from redaksi.stylebook import slugs


class StoryQuerySet(PublicQuerySet):
    def live(self) -> StoryQuerySet:
        """Stories that readers can see; none whose embargo is ahead, whatever its row says."""
        early = unlogged(self.model).filter(live=True, embargo_until__gt=clock.now())
        return self.filter(live=True).exclude(pk__in=early.values("pk"))

    def newest_first(self) -> StoryQuerySet:
        return self.order_by("-published_at", "-pk")

    def update(self, **kwargs: Any) -> int:
        """Change many rows at once; a visible change makes every older version stale."""
        if self.model.shows(kwargs) and "version" not in kwargs:
            kwargs["version"] = F("version") + 1
        if kwargs.keys().isdisjoint({"live", "published_at"}):
            return super().update(**kwargs)
        with acts.gathering():
            pks = list(self.values_list("pk", flat=True))
            done = super().update(**kwargs)
            changes.copy_times(pks)
        return done

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(published_at__isnull=False, live_version__gt=0).exists():
            raise OncePublished("Stories that were published are withdrawn, never deleted.")
        return super().delete()


class Story(
    PublicModel,
    PreviewableMixin,
    PassedBySection,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """One story: the row holds what readers see once it is live, its revisions hold every version.

    ``version`` rises by one with each save of a version; a write that began from an older one is
    refused on every path (:class:`~redaksi.stories.errors.StaleWrite`). ``published_at`` is the
    one effective time that readers see and that lists are ordered by. ``embargo_until`` belongs to
    the story, not to a version: restoring an older one does not lift it.
    """

    noun = "story"
    unseen = frozenset(
        {"version", "live_version", "latest_revision", "live_revision", "has_unpublished_changes"}
        | {"locked", "locked_at", "locked_by", "go_live_at", "expire_at", "expired"}
        | {"embargo_until"}
        | {"first_published_at", "last_published_at"}
    )

    headline = models.CharField(_("headline"), max_length=255)
    short_headline = models.CharField(_("short headline"), max_length=160, blank=True)
    search_headline = models.CharField(_("search headline"), max_length=160, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="stories", verbose_name=_("section")
    )
    profile = models.CharField(_("profile"), max_length=12, choices=Profile, default=Profile.NEWS)
    sponsor = models.CharField(_("paid for by"), max_length=120, blank=True)
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies",
        verbose_name=_("story that is answered"),
    )  # fmt: skip
    reply_by = models.CharField(_("who answers"), max_length=160, blank=True)
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
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("reason of the withdrawal"), blank=True, editable=False)
    withdrawn_ground = models.CharField(
        _("ground of the withdrawal"), max_length=12, choices=Ground, blank=True, editable=False
    )
    unverified_at = models.DateTimeField(_("not yet verified since"), null=True, editable=False)
    unverified_why = models.TextField(_("what is not verified"), blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0)
    live_version = models.PositiveIntegerField(default=0, editable=False)
    live = models.BooleanField(_("live"), default=False, editable=False)

    #: The rows that belong to it (redaksi.stories.belongings), in order.
    bylines: Any
    topic_rows: Any
    source_rows: Any
    related_picks: Any
    live_revision: Any

    objects = StoryQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(
                fields=("section", "-published_at", "-id"), name="story_live_section",
                condition=Q(live=True),
            ),
            models.Index(
                fields=("-published_at", "-id"), name="story_live_latest", condition=Q(live=True)
            ),
            models.Index(fields=("section", "-published_at"), name="story_section"),
            models.Index(fields=("-updated_at",), name="story_updated"),
            models.Index(
                fields=("go_live_at",), name="story_go_live", condition=Q(go_live_at__isnull=False)
            ),
            models.Index(
                fields=("expire_at",), name="story_expire", condition=Q(expire_at__isnull=False)
            ),
            models.Index(
                fields=("embargo_until",), name="story_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline or str(_("(no headline)"))

    @property
    def unverified(self) -> bool:
        """Whether readers are told that it is not yet verified."""
        return self.unverified_at is not None

    @property
    def url(self) -> str:
        return addresses.story(self.pk, self.slug)

    @property
    def is_early(self) -> bool:
        """Whether its embargo is ahead: then no reader may see it, live or not."""
        return self.embargo_until is not None and self.embargo_until > clock.now()

    @property
    def is_out(self) -> bool:
        """Whether readers may see it now."""
        return self.live and not self.is_early

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
        self._row().update(updated_at=moment)
        acts.touch(f"story:{self.pk}")

    # What readers see of it ------------------------------------------------------------------

    @classmethod
    def seen(cls, pks: Iterable[Any]) -> dict[Any, Facts]:
        return changes.seen(cls, pks)

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        return changes.tags_between(pk, before, after)

    @classmethod
    def log_difference(
        cls,
        kind: str,
        before: Mapping[Any, Facts],
        pks: Iterable[Any],
        after: Mapping[Any, Facts] | None = None,
    ) -> None:
        wanted = list(pks)
        with windows.together(len(wanted)):
            super().log_difference(kind, before, wanted, after)

    # Previews --------------------------------------------------------------------------------

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A phone and a desktop, as the reader's pages are drawn for."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": _("On a phone")},
            {"name": "desktop", "icon": "desktop", "device_width": 1280,
             "label": _("On a desktop")},
        ]  # fmt: skip

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
            if self._is_out_of_sight():
                kwargs["update_fields"] = self.unseen
            self._settle()
            with acts.covering(lambda: self.subject), references.looked_at_once(self):
                ClusterableModel.save(self, *args, **kwargs)
            after = self._after_save(before.get(self.pk))
            kind = "changed" if before else "created"
            self.log_difference(kind, before, [self.pk], after={self.pk: after})

    def _settle(self) -> None:
        """Fill in what follows from the rest: the slug, and that a live story is not withdrawn."""
        self.slug = self.slug or (slugs.slug(self.headline) if self.headline else "")
        if self.live:
            self.published_at = self.published_at or clock.now()
            self.withdrawn_at, self.withdrawn_reason, self.withdrawn_ground = None, "", ""

    def _is_out_of_sight(self) -> bool:
        """Whether readers have its notice only: what is drafted then stays in the versions, so that
        the notice shows no headline and no address that nobody has published."""
        gone = self.pk and self.live_version and not self.live
        return bool(gone) and self._row().filter(live=False).exists()

    def _after_save(self, before: Facts | None) -> Facts:
        """What readers see now, with the time of an update: a version, when no verb made one."""
        after = self.seen([self.pk])[self.pk]
        if answered := changes.answered(before, after):
            rows = unlogged(type(self)).filter(pk__in=answered, live=True)
            rows.update(updated_at=clock.now())
        if changes.times_differ(before, after):
            changes.copy_times([self.pk])
        if not changes.differs(before, after):
            return after
        self.updated_at = clock.now()
        self.version += 0 if acts.acting_on(self.subject) else 1
        self._row().update(updated_at=self.updated_at, version=self.version)
        return {**after, "updated_at": self.updated_at}

    def _row(self) -> models.QuerySet[Any]:
        return unlogged(type(self)).filter(pk=self.pk)

    def _refuse_stale(self) -> None:
        current = self._row()
        version = current.select_for_update().values_list("version", flat=True).first()
        if version is not None and version != self.version:
            raise StaleWrite(pk=self.pk, based_on=self.version, current=version)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.live_version:
            raise OncePublished(f"{self.subject} was published: withdraw it, with a reason.")
        return super().delete(*args, **kwargs)

    # Versions --------------------------------------------------------------------------------

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a version; raises StaleWrite unless it began from the newest one.

        Its embargo is the story's from now on, unless readers have the story already.
        """
        with acts.gathering():
            self._next_version()
            with references.put_off():  # the index knows the row, which stays as it is
                return super().save_revision(*args, **kwargs)

    def _next_version(self) -> None:
        """Take the next number; raises StaleWrite unless this is the newest version."""
        fresh: dict[str, Any] = {"version": self.version + 1}
        if not self.live:
            fresh["embargo_until"] = self.embargo_until
        if not self._row().filter(version=self.version).update(**fresh):
            self._refuse_stale()
        self.version += 1

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """The story as *content* has it; what belongs to the story as a whole stays the row's."""
        made = super().with_content_json(content)
        made.content_version = made.version
        for name in (
            "version", "live_version", "updated_at", "withdrawn_at", "withdrawn_reason",
            "withdrawn_ground", "unverified_at", "unverified_why", "embargo_until",
        ):  # fmt: skip
            setattr(made, name, getattr(self, name))
        if self.live_version and self.published_at:
            made.published_at = self.published_at
        return made

    # Publishing ------------------------------------------------------------------------------

    def publish(
        self,
        revision: Any,
        user: Any = None,
        *,
        skip_permission_checks: bool = False,
        **kwargs: Any,
    ) -> None:
        """Make *revision* what readers see: Wagtail's door, with our rules and the log in it.

        Raises StaleWrite when *revision* is older than what is live, NotReady with all Problems,
        an embargo that is ahead among them.
        """
        version = int(revision.content.get("version") or 0)
        with acts.act("updated" if self.live else "published", self.subject, actor=user) as act:
            row = self._row().select_for_update()
            live, embargo = row.values_list("live_version", "embargo_until").get()
            if version < live:
                raise StaleWrite(pk=self.pk, based_on=version, current=live)
            publishing = PublishRevisionAction(revision, user=user, **kwargs)
            problems = rules.publishable(publishing.object, settings.LANGUAGE_CODE, zone=own_zone)
            if rules.musts(problems):
                raise NotReady(pk=self.pk, problems=problems)
            publishing.execute(skip_permission_checks=skip_permission_checks)
            now_live = self._row().filter(live_revision=revision.pk)  # not when it is scheduled
            act.always = bool(now_live.update(live_version=version))
            self.reread()

    def unpublish(self, set_expired: bool = False, commit: bool = True, **kwargs: Any) -> None:
        """Take the story from readers: its address answers 410 with a notice from now on."""
        kind = "expired" if set_expired else "withdrawn"
        with acts.act(kind, self.subject, actor=kwargs.get("user")):
            self._next_version()  # a form opened before is stale: it must not bring the story back
            self.withdrawn_at = clock.now()
            super().unpublish(set_expired=set_expired, commit=commit, **kwargs)

    def hold_back(self) -> None:
        """Take a live story whose embargo is ahead from readers again; at its end it goes live.

        Only a clock that went back, or rows written by hand, bring a story there. Its address
        answers as that of a draft: it was not withdrawn.
        """
        with acts.act("embargoed", self.subject):
            revision = self.live_revision or self.save_revision(clean=False)
            self.live, self.live_revision = False, None
            self.has_unpublished_changes = True
            self.save()
            type(revision).objects.filter(pk=revision.pk).update(
                approved_go_live_at=self.embargo_until
            )
            unpublished.send(sender=type(self), instance=self)
