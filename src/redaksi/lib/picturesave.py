"""Writing a finished picture: format, quality, size in bytes, XMP."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

from redaksi.lib.picturewords import PictureRefused, Recipe, Rendered

LOWEST_QUALITY = 10
_ENCODING: dict[str, dict[str, Any]] = {
    "jpeg": {"optimize": True, "progressive": True},
    "webp": {"method": 4},
    "avif": {"speed": 6, "max_threads": 1},
}


def save(picture: Image.Image, recipe: Recipe) -> Rendered:
    """`picture` (L, RGB or RGBA, in sRGB) as the file `recipe` asks for.

    Raises PictureRefused("does-not-fit") when even the lowest quality has more than `max_bytes`.
    """
    picture = _laid_on_white(picture) if recipe.format == "jpeg" else picture
    data, quality = _small_enough(lambda quality: _written(picture, recipe, quality), recipe)
    return Rendered(
        bytes=data,
        format=recipe.format,
        width=picture.width,
        height=picture.height,
        quality=quality,
    )


def _laid_on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _small_enough(write: Callable[[int], bytes], recipe: Recipe) -> tuple[bytes, int]:
    data = write(recipe.quality)
    most = recipe.max_bytes
    if most is None or len(data) <= most:
        return data, recipe.quality
    low, high, best = min(LOWEST_QUALITY, recipe.quality), recipe.quality - 1, None
    while low <= high and recipe.format != "png":
        middle = (low + high) // 2
        data = write(middle)
        if len(data) <= most:
            best, low = (data, middle), middle + 1
        else:
            high = middle - 1
    if best is None:
        raise PictureRefused("does-not-fit", bytes=len(data), allowed=most)
    return best


def _written(picture: Image.Image, recipe: Recipe, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, recipe.format.upper(), **_options(recipe, quality))
    return out.getvalue()


def _options(recipe: Recipe, quality: int) -> dict[str, Any]:
    if recipe.format == "png":
        return {"optimize": True, "pnginfo": _png_text(recipe.xmp)}
    options: dict[str, Any] = {"quality": quality, **_ENCODING[recipe.format]}
    if recipe.xmp:
        options["xmp"] = recipe.xmp
    return options


def _png_text(xmp: bytes) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    if xmp:
        info.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8", "replace"))
    return info
