"""What the desk's own rows learn from the life of a story: its versions, its workflow, its readers.

Each may come twice or be lost: the next version of the story brings the row up to date.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from wagtail import signals
from wagtail.models import Revision, WorkflowState

from redaksi.desk import guard, signing, taking, withdrawals, work
from redaksi.desk.models import Taking, Work
from redaksi.staff import actions as staff
from redaksi.staff.events import guarded
from redaksi.stories.models import Story
from redaksi.wire import actions as wire
from redaksi.wire import events
from redaksi.wire.models import Item

#: Signal of the workflow to the stage that a story is in from then on.
_STAGES = (
    ("submitted", signals.workflow_submitted, Work.Stage.EDITOR),
    ("rejected", signals.workflow_rejected, Work.Stage.WRITING),
    ("cancelled", signals.workflow_cancelled, Work.Stage.WRITING),
)


def connect() -> None:
    """Listen; safe to call again."""
    post_save.connect(versioned, sender=Revision, dispatch_uid="redaksi_desk_versioned")
    signals.published.connect(published, sender=Story, dispatch_uid="redaksi_desk_published")
    signals.unpublished.connect(unpublished, sender=Story, dispatch_uid="redaksi_desk_withdrawn")
    events.updated.connect(wire_updated, dispatch_uid="redaksi_desk_wire_updated")
    guarded.connect(signing.tell, dispatch_uid="redaksi_desk_guarded")
    user_logged_in.connect(signed_in, dispatch_uid="redaksi_desk_signed_in")
    user_logged_out.connect(signed_off, dispatch_uid="redaksi_desk_signed_off")
    post_delete.connect(given_back, sender=Taking, dispatch_uid="redaksi_desk_given_back")
    for name, signal, stage in _STAGES:
        uid = f"redaksi_desk_{name}"
        signal.connect(_mover(stage), sender=WorkflowState, weak=False, dispatch_uid=uid)


def versioned(
    instance: Revision, created: bool = False, update_fields: Any = None, **_more: Any
) -> None:
    """A version was saved: how long it is, and what it lacks."""
    if update_fields is not None or not _is_story(instance.base_content_type_id):
        return
    if not instance.content.get("aside"):
        work.measured(instance.content_object if created else instance.as_object())


def published(instance: Story, **_more: Any) -> None:
    """Readers have it: the card stands among what is live. Scheduled (Wagtail says so with the same
    signal), it is ready."""
    work.changed(instance.pk, stage=Work.Stage.LIVE if instance.live else Work.Stage.READY)


def unpublished(instance: Story, **_more: Any) -> None:
    """Readers have it no more: whoever goes on with it writes."""
    work.changed(instance.pk, stage=Work.Stage.WRITING)
    withdrawals.forget(instance.pk)


def signed_in(request: Any, user: Any, **_more: Any) -> None:
    """A session began: it is listed."""
    if not request.session.session_key:
        request.session.save()
    guard.see(request, user)


def signed_off(request: Any, **_more: Any) -> None:
    """A session ended by its owner."""
    staff.left(request.session.session_key or "")


def wire_updated(item: Item, **_more: Any) -> None:
    """A newer version of a taken item came: whoever holds the story is told."""
    taking.tell(item)


def given_back(instance: Taking, **_more: Any) -> None:
    """The draft is gone: the item can be taken again."""
    for item in Item.objects.filter(pk__in=filter(None, [instance.item_id])):
        wire.give_back(item)


def _mover(stage: str) -> Any:
    def moved(instance: WorkflowState, **_more: Any) -> None:
        if not _is_story(instance.base_content_type_id):
            return
        pk = int(instance.object_id)
        back = stage == Work.Stage.WRITING and Story.objects.filter(pk=pk, live=True).exists()
        work.changed(pk, stage=Work.Stage.LIVE if back else stage)

    return moved


def _is_story(content_type_id: int | None) -> bool:
    return ContentType.objects.get_for_model(Story).pk == content_type_id
