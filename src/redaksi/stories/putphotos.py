"""Photos named in ``redaksi story put``: files of one folder, or photos already in the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from redaksi.photos import actions as photo_actions
from redaksi.photos.models import Photo

_WORDS = {"file", "id", "credit", "caption", "alt"}


class PhotoDoor:
    """Takes in photos from *folder*; ``wrong(field, says)`` hears what cannot be taken."""

    def __init__(self, folder: Path, *, by: Any, wrong: Callable[[str, str], None]) -> None:
        self.folder, self.by, self.wrong = folder.resolve(), by, wrong

    def photo(self, field: str, value: Any) -> Photo | None:
        """The photo of ``{"file" or "id", "credit", "caption", "alt"}``; None with a problem told."""
        if not isinstance(value, Mapping) or set(value) - _WORDS:
            allowed = ", ".join(sorted(_WORDS))
            self.wrong(field, f"A photo is an object with {allowed}, not {value!r:.80}.")
            return None
        if "id" in value:
            found = Photo.objects.filter(pk=value["id"]).first()
            if found is None:
                self.wrong(field, f"There is no photo {value['id']!r:.40}.")
            return found
        place = self._place(field, value.get("file"))
        return self._receive(field, place, value) if place else None

    def _place(self, field: str, name: Any) -> Path | None:
        if not isinstance(name, str) or not name:
            self.wrong(field, f"file is the name of a file, not {name!r:.80}.")
            return None
        place = (self.folder / name).resolve()
        if ".." in Path(name).parts or not place.is_relative_to(self.folder):
            self.wrong(field, f"{name!r:.120} leads out of the folder {self.folder}.")
            return None
        if not place.is_file():
            self.wrong(field, f"There is no file {name!r:.120} in {self.folder}.")
            return None
        return place

    def _receive(self, field: str, place: Path, value: Mapping[str, Any]) -> Photo | None:
        told = {"credit": "credit", "caption": "caption", "alt": "description"}
        overrides = {to: str(value[name]) for name, to in told.items() if value.get(name)}
        try:
            return photo_actions.receive(
                place.read_bytes(), name=place.name, by=self.by, overrides=overrides, crop=False
            )
        except ValidationError as error:
            self.wrong(field, f"{place.name}: {' '.join(error.messages)}")
            return None
