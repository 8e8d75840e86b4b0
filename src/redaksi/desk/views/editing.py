"""Writing a story: create, edit, restore an older version; stale writes are refused at the door."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from redaksi.desk import (
    board,
    conflicts,
    drafts,
    factors,
    holding,
    kept,
    locks,
    passing,
    proofing,
    telling,
)
from redaksi.desk.views.receipts import Receipted
from redaksi.sections.queries import own_zone
from redaksi.stories import actions, rules
from redaksi.stories.errors import NotReady, StaleWrite, StoryError
from redaksi.stories.models import Story

_PUBLISHING = ("publish", "workflow-action")


class Told:
    """Publishing that says why not: shared by the screens that write a story."""

    object: Any
    form: Any
    action: str
    request: HttpRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        drafts.refuse_broken(request)
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and let the browser know that the copy it kept has arrived (keep.js)."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return kept.arrived(self.request, answer)

    def save_instance(self) -> Any:
        """Save a version; whoever publishes or passes it signs for it."""
        if self.action in _PUBLISHING:
            factors.before("published", str(self.form.instance))  # before anything is kept
            passing.passes(self.form.instance, self.request.user)
        return super().save_instance()  # type: ignore[misc]

    def publish_action(self) -> HttpResponse | None:
        return self._or_told(super().publish_action)  # type: ignore[misc]

    def workflow_action_action(self) -> HttpResponse | None:
        return self._or_told(super().workflow_action_action)  # type: ignore[misc]

    def _or_told(self, verb: Any) -> HttpResponse | None:
        try:
            return verb()
        except NotReady as error:
            messages.error(self.request, telling.told(error))
            return redirect("stories:edit", self.object.pk)

    def get_error_message(self) -> str:
        """What the form refuses; when publishing, with everything the rules say, all at once."""
        says = super().get_error_message()  # type: ignore[misc]
        if self.action not in _PUBLISHING or conflicts.wants_json(self.request):
            return says
        drafted = drafts.drafted(self.get_form())  # type: ignore[attr-defined]
        found = rules.publishable(drafted, settings.LANGUAGE_CODE, zone=own_zone)
        problems = rules.musts(found)
        return telling.told_problems(says, problems) if problems else says

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["checks"] = proofing.checks_of(self.form)
        return context


class StoryCreateView(Receipted, Told, snippets.CreateView):
    """A new story."""

    def get_initial_form_instance(self) -> Story:
        """An empty story; with ``reply_to`` in the address one that answers another."""
        asked = self.request.GET.get("reply_to", "")
        answered = Story.objects.live().filter(pk=asked).first() if board.is_id(asked) else None
        return Story(reply_to=answered, section=answered.section) if answered else Story()


class StoryEditView(Receipted, Told, snippets.EditView):
    """The newest version of a story; a form that began from an older one is refused with 409, and
    one that comes while somebody else has the story open."""

    corrected = False
    lock: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        drafts.refuse_broken(request)
        held = self.lock.held if isinstance(self.lock, locks.HeldLock) else None
        if held or request.POST.get("base_version") != str(self.object.version):
            return conflicts.refuse_form(request, self.object, self.get_form_class(), held)
        if request.POST.get("rebased"):
            drafts.without_children(self.object)
        return super().post(request, *args, **kwargs)

    def get_lock(self) -> Any:
        """Who has it open, else Wagtail's locks: of the workflow, of a schedule."""
        return locks.lock_for(self.object, self.request.user)

    def user_has_permission(self, permission: str) -> bool:
        """Wagtail's; nobody locks by hand: the open page does."""
        return permission not in ("lock", "unlock") and super().user_has_permission(permission)

    @property
    def can_delete(self) -> bool:
        """Drafts only: what readers have seen is withdrawn."""
        return not self.object.live_version and self.user_has_permission_for_instance(
            "delete", self.object
        )

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's, and reading; withdrawing for those who may."""
        pk, buttons = self.object.pk, list(super().header_more_buttons)
        buttons.append(Button(_("Read"), url=reverse("stories:read", args=[pk]), icon_name="view"))
        share = reverse("stories:share", args=[pk])
        buttons.append(Button(_("Preview link"), url=share, icon_name="link"))
        work = reverse("stories:work", args=[pk])
        buttons.append(Button(_("Hand over, deadline"), url=work, icon_name="user"))
        if self.object.live and self.user_has_permission("publish"):
            bar = f"{reverse('breaking:index')}?story={pk}"
            buttons.append(Button(_("Announce as breaking"), url=bar, icon_name="warning"))
            url = reverse("stories:unpublish", args=[pk])
            buttons.append(Button(_("Withdraw"), url=url, icon_name="no-view", priority=50))
        if self.user_has_permission("publish"):
            url = reverse("stories:verification", args=[pk])
            buttons.append(Button(_("Not yet verified"), url=url, icon_name="help"))
        if self.object.live:
            url = f"{reverse('stories:add')}?reply_to={pk}"
            buttons.append(Button(_("Right of reply"), url=url, icon_name="comment"))
        return buttons

    def save_instance(self) -> Any:
        return self._correct() if self._is_correction() else super().save_instance()

    def _is_correction(self) -> bool:
        note = self.form.cleaned_data.get("correction_note") or ""
        return self.action == "publish" and bool(note.strip())

    def _correct(self) -> Story:
        if self.form.instance.go_live_at:
            raise StoryError(_("A correction is published at once; take its schedule off first."))
        story = self.form.save(commit=False)
        said = self.form.cleaned_data
        kind = said.get("correction_kind") or "minor"
        passing.passes(story, self.request.user)
        done = actions.correct(
            story, by=self.request.user, kind=kind, note=said["correction_note"],
            origin=said.get("correction_origin") or "own",
        )  # fmt: skip
        self.corrected, self.new_revision = True, done.story.latest_revision
        return done.story

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer = super().form_valid(form)
            if self.action != "edit":
                holding.release(self.object, by=self.request.user)
            return answer
        except StoryError as error:
            if not self._is_correction() or isinstance(error, StaleWrite):
                raise
            messages.error(self.request, telling.told(error))
            self.produced_error_message = None
            return self.form_invalid(form)

    def publish_action(self) -> HttpResponse | None:
        return None if self.corrected else super().publish_action()

    def get_success_message(self, instance: Any = None) -> str:
        if self.corrected:
            return _("The correction of “%(headline)s” is published.") % {"headline": self.object}
        return super().get_success_message(instance)


class StoryRevertView(RevisionsRevertMixin, StoryEditView):
    """An older version in the form, to be saved as the newest one."""

    view_name = "revisions_revert"

    def get_success_message(self, instance: Any = None) -> str:
        return RevisionsRevertMixin.get_success_message(self)
