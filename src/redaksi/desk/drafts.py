"""The story that a form holds at this moment, bound and never saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

from redaksi.stories.models import Story

#: Children of a story, each a formset of its form.
RELATIONS = ("bylines", "topic_rows", "source_rows", "related_picks")
_OURS = {
    "csrfmiddlewaretoken", "base_version", "rebased", "loaded_revision_id",
    "loaded_revision_created_at", "overwrite_revision_id", "next",
}  # fmt: skip


def drafted(form: Any) -> Story:
    """The story as the bound *form* has it, children included, in memory only.

    What the form refuses keeps the value it had before; required fields may be empty.
    """
    form.defer_required_fields()
    if form.is_valid():
        return form.save(commit=False)
    for formset in form.formsets.values():
        if formset.is_valid():
            formset.save(commit=False)
    return form.instance


def refuse_broken(request: HttpRequest) -> None:
    """Raise BadRequest for a form without its text: a browser that was cut off, or a robot."""
    if request.method == "POST" and "body-count" not in request.POST:
        raise BadRequest("The form came without the story's text (body-count); nothing was saved.")


def rebased(data: QueryDict) -> QueryDict:
    """*data* of a form with every child as a new one, so that it can be put on any version.

    A child that somebody else removed meanwhile has no id to be found by; rows marked as deleted
    are left out.
    """
    made = data.copy()
    for name in (*_OURS, *(f"{relation}-INITIAL_FORMS" for relation in RELATIONS)):
        made.pop(name, None)
    for relation in RELATIONS:
        made[f"{relation}-INITIAL_FORMS"] = "0"
        for number in range(_total(data, relation)):
            made.pop(f"{relation}-{number}-id", None)
    return made


def without_children(story: Story) -> Story:
    """*story* with no children in memory: a rebased form brings them all."""
    for relation in RELATIONS:
        setattr(story, relation, [])
    return story


def _total(data: QueryDict, relation: str) -> int:
    text = data.get(f"{relation}-TOTAL_FORMS", "0")
    return min(int(text), 1000) if text.isdecimal() else 0
