"""The form behind every upload at the desk: one photo, thirty at once, the chooser, a new file."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from redaksi.photos import intake, words
from redaksi.photos.models import Photo

#: How the fields stand at the desk, in the order an editor thinks.
GROUPS = (
    (_("Picture"), ("file",)),
    (_("What it shows"), ("title", "caption", "description", "keywords", "tags")),
    (_("Whose it is"), ("credit", "byline", "source", "copyright_notice", "usage_terms",
                        "expires_at", "instructions")),
    (_("When and where"), ("taken_at", "city", "country")),
    (_("Library"), ("collection",)),
)  # fmt: skip


class PhotoFileField(WagtailImageField):
    """A file field that takes what the picture process takes, and says why it refuses the rest.

    Its value carries `seen`: what the file is and says.
    """

    def to_python(self, data: Any) -> Any:
        file: Any = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        file.seek(0)
        file.seen = intake.look(file.read(), file.name)
        file.seek(0)
        file.name = file.seen.file_name
        return file


class PhotoForm(BaseImageForm):
    """Empty fields are filled with what the file says; what an editor typed stays."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _ours(self.fields["file"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen = getattr(cleaned.get("file"), "seen", None)
        if seen is not None:
            intake.put(seen, self.instance)
            cleaned.update(self._from_file(seen))
        return cleaned

    def save(self, commit: bool = True) -> Photo:
        replaced = self.original_file if "file" in self.changed_data else None
        self.original_file = None  # Wagtail would remove it before we know that the row is saved
        photo: Photo = super().save(commit=commit)
        if commit and replaced:
            photo.renditions.all().delete()
            transaction.on_commit(partial(replaced.storage.delete, replaced.name))
        return photo

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The visible fields under their headings; what is in no group comes last."""
        named = {name for _title, names in GROUPS for name in names}
        rest = [field.name for field in self.visible_fields() if field.name not in named]
        groups = [*GROUPS[:-1], (GROUPS[-1][0], (*GROUPS[-1][1], *rest))]
        found = [
            (
                title,
                [self[name] for name in names if name in self.fields and not self[name].is_hidden],
            )
            for title, names in groups
        ]
        return [(str(title), fields) for title, fields in found if fields]

    def _from_file(self, seen: intake.Seen) -> dict[str, Any]:
        found = words.for_desk(seen.words, timezone.get_default_timezone())
        if not self.instance.pk:
            found.setdefault("title", words.title_from(seen.name))
        return {
            name: value
            for name, value in intake.fitted(found).items()
            if name in self.fields and self._is_open(name, seen)
        }

    def _is_open(self, name: str, seen: intake.Seen) -> bool:
        """Whether the file may speak: nobody typed something here just now."""
        if self.instance.pk:
            return name not in self.changed_data
        typed = self.cleaned_data.get(name)
        return not typed or (name == "title" and words.is_from(seen.name, typed))

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            "caption": AdminAutoHeightTextInput,
            "usage_terms": AdminAutoHeightTextInput,
            "keywords": AdminAutoHeightTextInput,
            "instructions": AdminAutoHeightTextInput,
            "taken_at": AdminDateTimeInput,
            "expires_at": AdminDateTimeInput,
        }
        help_texts = {
            "credit": _("Photographer and agencies, as readers see it under the photo."),
            "description": _("What the photo shows, for those who cannot see it."),
            "keywords": _("Separated by commas."),
            "instructions": _("For the desk only; never shown to readers."),
        }


def _ours(field: WagtailImageField) -> PhotoFileField:
    return PhotoFileField(
        required=field.required, label=capfirst(field.label), widget=field.widget,
        initial=field.initial, max_length=field.max_length,
    )  # fmt: skip
