"""What other rooms may know of photos.

Each hand-out notes ``photo:ID``, which stands for the picture, its crops and its alternative text;
``credit:ID`` is noted by whoever reads the credit or the caption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from redaksi.photos.models import Photo
from redaksi.press import reading

#: The formats a page offers, best first; the last one is for every browser.
FORMATS = ("webp", "jpeg")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file of a photo: its address and its size in pixels."""

    url: str
    width: int
    height: int


class Words:
    """A text that stands beside a picture: whoever reads it notes ``credit:ID``.

    Most places show a picture without its words; they need not be made again for a new credit.
    """

    def __set_name__(self, _owner: type, name: str) -> None:
        self.name = name

    def __get__(self, picture: Picture | None, _owner: type | None = None) -> str:
        if picture is None:
            raise AttributeError(self.name)  # so that a dataclass asks for it
        reading.note(f"credit:{picture.pk}")
        return str(picture.__dict__[self.name])

    def __set__(self, picture: Picture, text: str) -> None:
        picture.__dict__[self.name] = text


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A photo as pages show it. ``crops`` maps a crop (``3x2``, ``whole``, ``16x9``, ``4x3``,
    ``1x1``, ``share``) to a format (``webp``, ``jpeg``) to its files, narrowest first.

    ``original`` is the widest JPEG of the whole photo, which carries only the words of the desk;
    while there are no crops it is the file as it came in.
    """

    pk: int
    alt: str
    credit: Words = Words()
    caption: Words = Words()
    width: int
    height: int
    original: str
    crops: Mapping[str, Mapping[str, tuple[Source, ...]]] = field(default_factory=dict)

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    def sources(self, crop: str, kind: str = "jpeg") -> tuple[Source, ...]:
        """The files of *crop* in format *kind*; the original when none was made yet."""
        found = self.crops.get(crop, {}).get(kind, ())
        if found or kind != "jpeg":
            return found
        return (Source(url=self.original, width=self.width, height=self.height),)

    def srcset(self, crop: str, kind: str = "jpeg") -> str:
        """The ``srcset`` of *crop* in format *kind*; empty when there is none."""
        return ", ".join(f"{one.url} {one.width}w" for one in self.sources(crop, kind))

    def at_least(self, crop: str, width: int, kind: str = "jpeg") -> Source:
        """The narrowest file of *crop* that is *width* pixels wide, else the widest there is."""
        files = self.sources(crop, kind) or self.sources(crop)
        return next((one for one in files if one.width >= width), files[-1])


def picture(photo: Photo) -> Picture:
    """*photo* as pages show it, from its row alone; notes ``photo:ID``."""
    reading.note(f"photo:{photo.pk}")
    reading.carry(f"credit:{photo.pk}")
    crops = {
        crop: {
            kind: tuple(Source(url=url, width=width, height=height) for url, width, height in files)
            for kind, files in kinds.items()
        }
        for crop, kinds in (photo.crops or {}).items()
    }
    whole = crops.get("whole", {}).get("jpeg", ())
    return Picture(
        pk=photo.pk,
        alt=photo.description,
        credit=photo.credit,
        caption=photo.caption,
        width=photo.width,
        height=photo.height,
        original=whole[-1].url if whole else photo.file.url,
        crops=crops,
    )


def pictures(pks: set[int]) -> dict[int, Picture]:
    """The photos *pks* as pages show them, by id, in one query; a missing one is absent."""
    for pk in pks:
        reading.note(f"photo:{pk}")
    return {photo.pk: picture(photo) for photo in Photo.objects.filter(pk__in=pks)} if pks else {}
