"""The desk's own rows: the work on a story, and what one colleague tells another about it.

Readers see none of it, so nothing here touches the log.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.stories.grounds import Ground
from redaksi.stories.models import Story
from redaksi.wire.models import Item


class Work(models.Model):
    """Where the work on one story stands: its stage, who has it, its deadline and its length.

    ``seen_at`` is when the page of whoever has the story open last told so: the story's lock
    (Wagtail's ``locked_by``, ``locked_at``) ends soon after it (:mod:`redaksi.desk.holding`).
    ``look_again_at`` is when a story that is not yet verified is looked at again, ``look_again_by``
    who said so; :mod:`redaksi.desk.verifying` tells them. ``changed_at`` rises with everything
    that a card of the board shows.
    """

    wagtail_reference_index_ignore = True

    class Stage(models.TextChoices):
        IDEA = "idea", _("Idea")
        WRITING = "writing", _("Writing")
        EDITOR = "editor", _("With editor")
        READY = "ready", _("Ready")
        LIVE = "live", _("Live")

    story = models.OneToOneField(
        Story, models.CASCADE, primary_key=True, related_name="work", verbose_name=_("story")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.WRITING)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("held by"),
    )  # fmt: skip
    since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    look_again_at = models.DateTimeField(_("look again at"), null=True, blank=True)
    look_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    look_again_told = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    words = models.PositiveIntegerField(default=0)
    photos = models.PositiveIntegerField(default=0)
    musts = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("work on a story")
        verbose_name_plural = _("work on stories")
        indexes = (
            models.Index(fields=("changed_at",), name="work_changed"),
            models.Index(fields=("stage", "due_at"), name="work_stage"),
            models.Index(fields=("look_again_at",), name="work_look_again",
                         condition=models.Q(look_again_at__isnull=False)),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pk} {self.stage}"


class Notice(models.Model):
    """What somebody at the desk is told about a story, until they have seen it; ``mail_at`` is
    when it also goes out by e-mail (:mod:`redaksi.desk.mailing`), None once it has or need not.

    About how they sign in there is no story, and ``note`` is the word of the log.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        HANDED = "handed", _("handed over to you")
        TAKEN = "taken", _("taken over from you")
        WIRE = "wire", _("has a newer version on the wire")
        WITHDRAW = "withdraw", _("to be withdrawn, if you agree; asked by")
        WITHDRAWN = "withdrawn", _("withdrawn as you asked, by")
        KEPT = "kept", _("not withdrawn, though you asked; kept by")
        VERIFY = "verify", _("not yet verified, and its time is up")
        SAFETY = "safety", _("your way to sign in changed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    mail_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = (models.Index(fields=("user", "-at"), name="notice_user"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.story_id}"


class Taking(models.Model):
    """A wire item that became a story: which version of it, who took it, what is seen of it since.

    ``item`` is its first version. The name of the source and the link stay when the wire goes.
    """

    wagtail_reference_index_ignore = True

    item = models.OneToOneField(Item, models.SET_NULL, null=True, related_name="taking")
    story = models.OneToOneField(Story, models.CASCADE, related_name="taking")
    source = models.CharField(max_length=80)
    link = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("taken item")
        verbose_name_plural = _("taken items")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source} {self.story_id}"


class WithdrawalRequest(models.Model):
    """Somebody asks that a story be withdrawn; another one agrees, and then it goes."""

    wagtail_reference_index_ignore = True

    story = models.OneToOneField(Story, models.CASCADE, related_name="withdrawal_request")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground)
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("request of a withdrawal")
        verbose_name_plural = _("requests of withdrawals")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.reason[:80]}"


def name_of(user: Any) -> str:
    """The name of *user* as colleagues write it, with the editor code; empty for nobody."""
    if user is None:
        return ""
    person = getattr(user, "person", None)
    if person is None:
        return user.get_full_name() or str(user)
    return f"{person.name} ({person.code})" if person.code else str(person.name)
