"""Times in forms: typed and shown in the newspaper's zone, which is named beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from redaksi.desk import times


class MomentField(forms.DateTimeField):
    """A moment in the newspaper's own zone, whatever zone the machine or the user has set."""

    def __init__(self, *, wall: times.Wall, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wall = wall

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(self.wall.zone):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(self.wall.zone):
            return super().to_python(value)


def in_own_zone(form: Any, names: tuple[str, ...], wall: times.Wall) -> None:
    """Make the fields *names* of *form* (those it has) fields of the newspaper's zone."""
    for name in names:
        if was := form.fields.get(name):
            form.fields[name] = MomentField(
                wall=wall, label=was.label, required=was.required, widget=was.widget,
                help_text=was.help_text,
            )  # fmt: skip


class MomentPanel(FieldPanel):
    """A moment with the name of its zone, and below it the same moment elsewhere."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "redaksi_desk/stories/moment.html"
        help_text: Any

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.elsewhere = ""
            field = self.bound_field.field if self.bound_field else None
            if isinstance(field, MomentField):
                moment = getattr(self.instance, self.field_name)
                self.elsewhere = field.wall.elsewhere(moment) if moment else ""
                self.help_text = f"{field.wall.zone_name()}. {self.help_text}"
