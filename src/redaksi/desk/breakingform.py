"""The form of breaking news: what the bar says, where it leads, until when it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from redaksi.desk import momentfields, times
from redaksi.fronts import rules
from redaksi.lib import clock
from redaksi.stories.models import Story


class BreakingForm(forms.Form):
    """A bar; everything the rules say of it is told at its field."""

    text = forms.CharField(
        label=_("Text"), max_length=rules.TEXT_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("One sentence that says what happened."),
    )  # fmt: skip
    story = forms.ModelChoiceField(
        Story.objects.defer("body"), label=_("Leads to"), required=False,
        widget=AdminSnippetChooser(Story), help_text=_("A story that readers see, or nothing."),
    )  # fmt: skip
    ends_at = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wall, usual = times.wall(), clock.now() + rules.USUAL
        momentfields.in_own_zone(self, ("ends_at",), wall)
        self.initial.setdefault("ends_at", usual.replace(second=0, microsecond=0))
        field: Any = self.fields["ends_at"]
        limit = _("At most a day; it is taken away by itself.")
        field.help_text = f"{wall.zone_name()}. {limit}"
        field.input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            said["text"] = " ".join(said["text"].split())
            now = clock.now()
            for one in rules.announcing(said["text"], said["ends_at"], said["story"], now):
                self.add_error(one.field, one.says)
        return said
