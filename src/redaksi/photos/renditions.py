"""Wagtail's own renditions (the desk's thumbnails), made in the picture process like all others."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from wagtail.images.image_operations import FormatOperation
from wagtail.images.models import Filter

from redaksi.lib.pictures import Recipe
from redaksi.photos import crops, darkroom, imprint
from redaksi.photos.locks import one_at_a_time

SUFFIX = {"webp": ".webp", "jpeg": ".jpg", "png": ".png", "avif": ".avif"}
#: A thumbnail of these keeps its transparency; everything else becomes JPEG.
_SEE_THROUGH = (".png", ".gif", ".webp", ".avif")
#: Nobody at the desk needs more, and `original` would write out fifty megapixels.
LARGEST = 2400


class RenditionsInAChild:
    """For an image model: filter specs such as `fill-480x320-c0|format-webp` without Willow."""

    def create_rendition(self, filter: Filter) -> Any:
        """Make one rendition, or return the one that somebody else made while we waited."""
        with one_at_a_time("rendition", self.pk):  # type: ignore[attr-defined]
            made = self.renditions.filter(  # type: ignore[attr-defined]
                filter_spec=filter.spec, focal_point_key=filter.get_cache_key(self)
            ).first()
            return made or super().create_rendition(filter)  # type: ignore[misc]

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        """Make several, one after another: the picture process does one thing at a time."""
        return {filter: self.create_rendition(filter) for filter in filters}

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """One rendition as a file in memory, named by the photo, its focal point and the spec."""
        data = source.read() if source is not None else _octets(self)
        recipe = recipe_for(filter, self)
        (made,) = darkroom.prints(data, [recipe], self.filename, waited_for=True)  # type: ignore[attr-defined]
        parts = (self.sha256[:16], filter.get_cache_key(self), filter.spec.replace("|", "."))  # type: ignore[attr-defined]
        name = ".".join(part for part in parts if part)[:55] + SUFFIX[made.format]
        return File(BytesIO(made.bytes), name=name)


def recipe_for(filter: Filter, photo: Any) -> Recipe:
    """The recipe that does what Wagtail's *filter* says; its colour filters are not for photos."""
    size = (photo.width, photo.height)
    transform = filter.get_transform(photo, size)
    part = transform.get_rect().round()
    across, down = (min(side, LARGEST) for side in transform.size)
    return Recipe(
        format=_format(filter, photo),
        box=(
            max(part.left, 0) / size[0],
            max(part.top, 0) / size[1],
            min(part.right, size[0]) / size[0],
            min(part.bottom, size[1]) / size[1],
        ),
        width=max(1, round(across)),
        height=max(1, round(down)),
        quality=crops.QUALITY["jpeg"],
        xmp=imprint.packet(photo),
    )


def _format(filter: Filter, photo: Any) -> str:
    asked = [one.format for one in filter.operations if isinstance(one, FormatOperation)]
    if asked:
        return asked[-1] if asked[-1] in SUFFIX else "jpeg"
    return "png" if PurePosixPath(photo.filename).suffix in _SEE_THROUGH else "jpeg"


def _octets(photo: Any) -> bytes:
    with photo.open_file() as file:
        return bytes(file.read())
