"""Photos named in ``redaksi story put``: files of one folder, or photos already in the library."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from redaksi.photos import actions as photo_actions
from redaksi.photos.models import Photo
from redaksi.stories.putchecks import is_id, shown

#: What may be said of a photo, and the field of Photo that keeps it.
WORDS = {"credit": "credit", "caption": "caption", "alt": "description"}
_NAMES = {"file", "id", *WORDS}
_LONGEST_CAPTION = 5000


class PhotoDoor:
    """Takes in photos from *folder*; ``wrong(field, says)`` hears what cannot be taken."""

    def __init__(self, folder: Path, *, by: Any, wrong: Callable[[str, str], None]) -> None:
        self.folder, self.by, self.wrong = folder.resolve(), by, wrong
        self.taken: list[Photo] = []

    def photo(self, field: str, value: Any) -> Photo | None:
        """The photo of ``{"file" or "id", "credit", "caption", "alt"}``; None with a problem told.

        The credit and alt text given here win over what the photo says of itself. A caption belongs
        to the story that shows the photo; a photo without one keeps it too.
        """
        if not isinstance(value, Mapping) or set(value) - _NAMES:
            allowed = ", ".join(sorted(_NAMES))
            self.wrong(field, f"A photo is an object with some of {allowed}; not {_told(value)}.")
            return None
        words = self._words(field, value)
        if "id" in value:
            found = self._known(field, value["id"])
            return self._said(found, words) if found else None
        place = self._place(field, value.get("file"))
        return self._taken_in(field, place, words) if place else None

    def forget(self) -> None:
        """The story was refused after all: leave no file of a photo whose row is gone with it."""
        with suppress(DatabaseError, OSError):
            kept = set(
                Photo.objects.filter(file__in=[one.file.name for one in self.taken]).values_list(
                    "file", flat=True
                )
            )
            for one in self.taken:
                if one.file.name not in kept:
                    one.file.storage.delete(one.file.name)

    def _words(self, field: str, value: Mapping[str, Any]) -> dict[str, str]:
        """What is said of the photo, by field of Photo; empty ones left out."""
        said = {}
        for name, to in WORDS.items():
            text = value.get(name)
            most = getattr(Photo._meta.get_field(to), "max_length", None) or _LONGEST_CAPTION
            if text is not None and not isinstance(text, str):
                self.wrong(field, f"{name} is a text, not {shown(text)}.")
            elif text and len(text) > most:
                self.wrong(field, f"{name} has {len(text)} characters; at most {most} are allowed.")
            elif text and text.strip():
                said[to] = text.strip()
        return said

    def _known(self, field: str, pk: Any) -> Photo | None:
        if not is_id(pk):
            self.wrong(field, f"The id of a photo is a whole number, not {shown(pk)}.")
            return None
        found = Photo.objects.filter(pk=pk).first()
        if found is None:
            self.wrong(field, f"There is no photo {pk}.")
        return found

    def _taken_in(self, field: str, place: Path, words: dict[str, str]) -> Photo | None:
        try:
            data = place.read_bytes()
            known = Photo.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
            photo = photo_actions.receive(
                data, name=place.name, by=self.by, overrides=_fitting(words, known), crop="soon"
            )
        except ValidationError as error:
            self.wrong(field, f"{place.name}: {' '.join(error.messages)}")
            return None
        except OSError as error:
            self.wrong(field, f"{place.name} cannot be taken in: {error.strerror or error}.")
            return None
        self.taken.append(photo)
        return photo

    def _said(self, photo: Photo, words: dict[str, str]) -> Photo:
        """*photo*, of which *words* are said from now on."""
        fitting = _fitting(words, photo)
        changed = [name for name, text in fitting.items() if getattr(photo, name) != text]
        for name in changed:
            setattr(photo, name, fitting[name])
        if changed:
            photo.save()
        return photo

    # Files -----------------------------------------------------------------------------------

    def _place(self, field: str, name: Any) -> Path | None:
        if not isinstance(name, str) or not name.strip():
            self.wrong(field, f"file is the name of a file, not {shown(name)}.")
            return None
        try:
            place = (self.folder / name).resolve()
            inside = not Path(name).is_absolute() and place.is_relative_to(self.folder)
            size = place.stat().st_size if inside and place.is_file() else None
        except (OSError, ValueError, RuntimeError):  # too long, a loop of links
            self.wrong(field, f"{shown(name, 120)} cannot be the name of a file.")
            return None
        if ".." in Path(name).parts or not inside:
            self.wrong(field, f"{shown(name, 120)} leads out of the folder {self.folder}.")
        elif size is None:
            self.wrong(field, f"There is no file {shown(name, 120)} in {self.folder}.")
        elif size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024**2
            self.wrong(field, f"{place.name} has {size // 1024**2} MB; at most {most} are allowed.")
        else:
            return place
        return None


def _fitting(words: dict[str, str], known: Photo | None) -> dict[str, str]:
    """The *words* for the photo itself: one that has a caption keeps it, stories have their own."""
    keeps = known is not None and bool(known.caption.strip())
    return {name: text for name, text in words.items() if not (keeps and name == "caption")}


def _told(value: Any) -> str:
    if not isinstance(value, Mapping):
        return shown(value)
    return ", ".join(shown(name, 30) for name in sorted(set(value) - _NAMES)[:5])
