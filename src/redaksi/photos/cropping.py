"""Making the crops of one photo: recipes to the picture process, files to the media folder."""

from __future__ import annotations

from typing import Any

from redaksi.lib.pictures import Recipe, Rendered
from redaksi.photos import crops, darkroom, files, imprint

SUFFIX = {"webp": "webp", "jpeg": "jpg"}
Crops = dict[str, dict[str, list[list[Any]]]]
Fractions = tuple[float, float, float, float]


def make(photo: Any) -> Crops:
    """Make and save every crop of *photo*; returns what its row keeps of them.

    `{"3x2": {"webp": [[address, width, height], …], "jpeg": […]}, …}`, narrowest first. Raises
    PhotoRefused, OSError when the original is missing or the disk is full.
    """
    cuts = crops.cuts(photo.width, photo.height)
    with photo.open_file() as file:
        data = file.read()
    made = darkroom.prints(data, _recipes(photo, cuts), photo.filename)
    names = [_name(cut, one) for cut, one in zip(cuts, made, strict=True)]
    where = files.save_set(
        photo.pk, {name: one.bytes for name, one in zip(names, made, strict=True)}
    )
    kept: Crops = {}
    for cut, name, one in zip(cuts, names, made, strict=True):
        formats = kept.setdefault(cut.use, {})
        formats.setdefault(cut.format, []).append([where[name], one.width, one.height])
    return kept


def focus(photo: Any) -> Fractions | None:
    """The focal rectangle of *photo* in fractions of its sides, None when nobody marked one."""
    area = photo.get_focal_point()
    if area is None:
        return None
    across, down = photo.width or 1, photo.height or 1
    left, top, right, bottom = area.left, area.top, area.right, area.bottom
    return (
        _within(left / across),
        _within(top / down),
        _within(right / across),
        _within(bottom / down),
    )


def _recipes(photo: Any, cuts: list[crops.Cut]) -> list[Recipe]:
    packet, marked = imprint.packet(photo), focus(photo)
    return [
        Recipe(
            format=cut.format,
            ratio=cut.ratio and cut.ratio[0] / cut.ratio[1],
            focus=marked,
            width=cut.width,
            quality=cut.quality,
            max_bytes=cut.max_bytes,
            xmp=packet,
        )
        for cut in cuts
    ]


def _name(cut: crops.Cut, made: Rendered) -> str:
    return f"{cut.use}-{made.width}.{SUFFIX[cut.format]}"


def _within(part: float) -> float:
    return min(max(part, 0.0), 1.0)
