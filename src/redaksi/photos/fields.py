"""The photo's file field: it knows the size of the picture as readers see it, turned upright."""

from __future__ import annotations

from PIL import ExifTags, Image, UnidentifiedImageError
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

#: EXIF orientations that lay a picture on its side.
_LYING = (5, 6, 7, 8)


class UprightFile(WagtailImageFieldFile):
    """A photo's file; its size is asked of the header only, its pixels are not decoded."""

    def get_image_dimensions(self) -> tuple[int, int]:
        known = getattr(self.instance, "known_size", None)
        return known or _read_upright(self)


class UprightImageField(WagtailImageField):
    """Wagtail's image field with upright width and height."""

    attr_class = UprightFile


def _read_upright(file: UprightFile) -> tuple[int, int]:
    was_closed = file.closed
    file.open()
    try:
        with Image.open(file.file) as picture:
            width, height = picture.size
            lying = "exif" in picture.info and _orientation(picture) in _LYING
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return 0, 0
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)
    return (height, width) if lying else (width, height)


def _orientation(picture: Image.Image) -> object:
    try:
        return picture.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001 - a broken EXIF block turns nothing
        return None
