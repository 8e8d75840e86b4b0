"""The form of a preview link: until when it works."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redaksi.desk import momentfields, times
from redaksi.lib import clock
from redaksi.stories.models import PREVIEW_USUAL


class ShareForm(forms.Form):
    """Until when the link works, in the newspaper's zone."""

    ends_at = forms.DateTimeField(
        label=_("Works until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wall, usual = times.wall(), clock.now() + PREVIEW_USUAL
        momentfields.in_own_zone(self, ("ends_at",), wall)
        self.initial.setdefault("ends_at", usual.replace(second=0, microsecond=0))
        field: Any = self.fields["ends_at"]
        limit = _("At most thirty days; it can be revoked before.")
        field.help_text = f"{wall.zone_name()}. {limit}"
        field.input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
