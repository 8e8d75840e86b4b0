"""What may be done to several stories at once: publish, withdraw with one reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from redaksi.desk import holding, withdrawals
from redaksi.desk.forms import WithdrawForm
from redaksi.stories import actions
from redaksi.stories.models import Story

#: More at once are refused: each is one act in one transaction.
MOST = 100


class StoryBulkAction(SnippetBulkAction):
    """A verb over the stories that were ticked."""

    form_class: type[forms.Form] = forms.Form
    template_name = "redaksi_desk/stories/bulk.html"
    explained: ClassVar[Any] = ""

    @classproperty
    def models(cls) -> list[type[Story]]:
        return [Story]

    @classmethod
    def get_queryset(cls, model: type[Story], object_ids: Sequence[str]) -> QuerySet[Any]:
        wanted = [int(one) for one in object_ids if str(one).isdecimal()][:MOST]
        return model.objects.filter(pk__in=wanted)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[str]:
        """*All* means those on the page: nobody publishes a whole archive with one click."""
        return []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.permission_policy.user_has_permission(request.user, "publish"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, obj: Story) -> bool:
        return self.permission_policy.user_has_permission_for_instance(
            self.request.user, "publish", obj
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verb=self.display_name, explained=self.explained, **kwargs)

    def get_execution_context(self) -> dict[str, Any]:
        said = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {**super().get_execution_context(), "user": self.request.user, "said": said}


class PublishStories(StoryBulkAction):
    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen stories")
    explained = _("The newest version of each goes to readers now.")
    action_priority = 10

    @classmethod
    def execute_action(cls, objects: Sequence[Story], **kwargs: Any) -> tuple[int, int]:
        for story in objects:
            holding.refuse_held(story, kwargs["user"])
            actions.publish(story, by=kwargs["user"])
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext("%(count)d story published.", "%(count)d stories published.",
                        num_parent_objects)  # fmt: skip
        return said % {"count": num_parent_objects}


class WithdrawStories(StoryBulkAction):
    display_name = _("Withdraw")
    action_type = "withdraw"
    aria_label = _("Withdraw the chosen stories")
    explained = _("They leave every list at once; their addresses answer with your reason.")
    action_priority = 20
    classes: ClassVar[set[str]] = {"serious"}
    form_class = WithdrawForm

    @classmethod
    def execute_action(cls, objects: Sequence[Story], **kwargs: Any) -> tuple[int, int]:
        live = [story for story in objects if story.live]
        for story in live:
            cls._withdraw(story, kwargs["user"], kwargs["said"])
        return len(live), 0

    @staticmethod
    def _withdraw(story: Story, by: Any, said: dict[str, Any]) -> None:
        reason, ground = said["reason"], said["ground"]
        if not settings.WITHDRAWAL_BY_TWO:
            actions.withdraw(story, by=by, reason=reason, ground=ground)
        elif not withdrawals.asked(story):
            withdrawals.ask(story, by=by, reason=reason, ground=ground)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if settings.WITHDRAWAL_BY_TWO:
            said = ngettext("Asked for the withdrawal of %(count)d story.",
                            "Asked for the withdrawal of %(count)d stories.",
                            num_parent_objects)  # fmt: skip
            return said % {"count": num_parent_objects}
        said = ngettext("%(count)d story withdrawn.", "%(count)d stories withdrawn.",
                        num_parent_objects)  # fmt: skip
        return said % {"count": num_parent_objects}
