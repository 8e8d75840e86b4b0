"""The locks that the editor of a story knows, in Wagtail's shape."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from redaksi.desk import holding
from redaksi.stories.models import Story


class HeldLock(BaseLock):
    """Somebody else has the story open: they alone write, until their tab is closed."""

    def __init__(self, story: Story, held: holding.Lock) -> None:
        super().__init__(story)
        self.held = held

    def for_user(self, user: Any) -> bool:
        return bool(user.pk != self.held.user_id)

    def get_message(self, user: Any) -> str:
        """Who has it and since when; for a senior with the button to take it over."""
        says = self.held.told()
        if not user.has_perm(holding.SENIOR):
            return format_html("{} {}", says, _("You can read it; it is free when they close it."))
        return format_html(
            '{} <span class="buttons"><button type="button" class="button button-small '
            'button-secondary" data-controller="w-action" data-action="w-action#post" '
            'data-w-action-url-value="{}">{}</button></span>',
            says, reverse("stories:take", args=[self.object.pk]), _("Take over"),
        )  # fmt: skip

    def get_locked_by(self, user: Any) -> str:
        return _("Open at somebody else's")

    def get_description(self, user: Any) -> str:
        return self.held.told()


def lock_for(story: Story, user: Any) -> BaseLock | None:
    """The lock on *story* that *user* meets: who has it open, else Wagtail's workflow or schedule.

    One's own lock, and one whose page is silent, is none.
    """
    held = holding.lock_against(story, user)
    if held:
        return HeldLock(story, held)
    locked, story.locked = story.locked, False
    try:
        lock: BaseLock | None = story.get_lock()
    finally:
        story.locked = locked
    return lock
