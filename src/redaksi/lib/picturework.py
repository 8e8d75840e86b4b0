"""Opening, turning, cutting, shrinking and colouring pictures; runs in the picture process only."""

from __future__ import annotations

import functools
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, JpegImagePlugin, UnidentifiedImageError

from redaksi.lib.framing import Pixels, crop, fit
from redaksi.lib.picturechecks import check
from redaksi.lib.picturesave import save
from redaksi.lib.picturewords import Facts, PictureRefused, Recipe, Rendered

ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Everything Pillow is known to raise on broken files.
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    OverflowError, RuntimeError, AssertionError, ZeroDivisionError, struct.error, zlib.error,
)  # fmt: skip


def inspect(data: bytes, megapixels: int) -> Facts:
    """The facts of the picture in `data`, which is decoded once to see that it is whole."""
    with _plainly_refused(megapixels):
        picture = _open(data, check(data), megapixels)
        orientation = _orientation(picture)
        width, height = _upright(picture.size, orientation)
        facts = Facts(
            format="JPEG" if picture.format == "MPO" else str(picture.format),
            width=width,
            height=height,
            frames=int(getattr(picture, "n_frames", 1)),
            orientation=orientation,
            has_alpha=picture.has_transparency_data,
            bytes=len(data),
        )
        picture.seek(0) if facts.frames > 1 else None
        _shrink_while_decoding(picture, (1, 1))
        picture.load()
    return facts


def render(data: bytes, recipes: Sequence[Recipe], megapixels: int) -> list[Rendered]:
    """A rendition of `data` for each recipe, decoded once, just as large as the largest needs."""
    with _plainly_refused(megapixels):
        picture = _open(data, check(data), megapixels)
        orientation = _orientation(picture)
        full = _upright(picture.size, orientation)
        scale = max((_scale(full, recipe) for recipe in recipes), default=1.0)
        _shrink_while_decoding(picture, tuple(max(1, round(side * scale)) for side in picture.size))
        picture.load()
        profile = picture.info.get("icc_profile")
        ready = _turned(_reduced(_plain_mode(picture), max(full) * scale), orientation)
        return [_make(ready, full, recipe, profile) for recipe in recipes]


@contextmanager
def _plainly_refused(megapixels: int) -> Iterator[None]:
    try:
        yield
    except Image.DecompressionBombError as error:
        pixels = int((re.findall(r"\d{7,}", str(error)) or ["0"])[0])
        seen = f"{pixels / 1e6:.0f}"
        raise PictureRefused("too-many-pixels", megapixels=seen, allowed=megapixels) from None
    except UnidentifiedImageError:
        raise PictureRefused("broken", seen="its header makes no sense") from None
    except _BROKEN as error:
        if "runcat" in str(error):
            raise PictureRefused("cut-short") from None
        seen = " ".join(str(error).split())[:80] or type(error).__name__
        raise PictureRefused("broken", seen=seen) from None


def _open(data: bytes, name: str, megapixels: int) -> Image.Image:
    picture: Image.Image
    if name == "JPEG":  # not by Image.open, which would take a preview behind it for a second frame
        picture = JpegImagePlugin.JpegImageFile(BytesIO(data))
    else:
        picture = Image.open(BytesIO(data), formats=[name])
    pixels = picture.width * picture.height
    if pixels > megapixels * 1_000_000:
        seen = f"{pixels / 1e6:.1f}"
        raise PictureRefused("too-many-pixels", megapixels=seen, allowed=megapixels)
    return picture


def _orientation(picture: Image.Image) -> int:
    try:
        number = picture.getexif().get(ORIENTATION, 1)
    except _BROKEN:
        return 1
    return number if number in _TURNS else 1


def _upright(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return (size[1], size[0]) if orientation >= 5 else size


def _scale(full: tuple[int, int], recipe: Recipe) -> float:
    part = _part(full, recipe)
    size = (part[2] - part[0], part[3] - part[1])
    out = fit(size, width=recipe.width, height=recipe.height, ratio=recipe.ratio)
    return max(out[0] / size[0], out[1] / size[1])


def _part(size: tuple[int, int], recipe: Recipe) -> Pixels:
    return crop(size, box=recipe.box, ratio=recipe.ratio, focus=recipe.focus)


def _shrink_while_decoding(picture: Image.Image, size: tuple[int, ...]) -> None:
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        picture.draft(None, (size[0], size[1]))


def _plain_mode(picture: Image.Image) -> Image.Image:
    """`picture` in one of L, RGB, RGBA, CMYK and LAB."""
    mode = picture.mode
    if mode.startswith("I") or mode == "F":
        return _eight_bits(picture)
    if picture.has_transparency_data:
        return picture if mode == "RGBA" else picture.convert("RGBA")
    if mode in ("L", "RGB", "CMYK", "LAB"):
        return picture
    return picture.convert("L" if mode == "1" else "RGB")


def _reduced(picture: Image.Image, longest: float) -> Image.Image:
    """`picture` averaged down while it stays twice as large as needed: cheaper for all recipes."""
    times = int(max(picture.size) / (2 * longest))
    return picture.reduce(times) if times > 1 else picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    deep = picture if picture.mode in ("I", "F") else picture.convert("I")
    low, high = deep.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        raise ValueError("an unknown kind of pixel")
    if picture.mode == "F":
        scale = 255 / ((high - low) or 1)
        return deep.point(lambda value: value * scale - low * scale).convert("L")
    scale = 1 / 256 if high > 255 else 1
    return deep.point(lambda value: value * scale).convert("L")


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    return picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture


def _make(
    picture: Image.Image, full: tuple[int, int], recipe: Recipe, profile: bytes | None
) -> Rendered:
    part = _part(full, recipe)
    wanted = fit(
        (part[2] - part[0], part[3] - part[1]),
        width=recipe.width,
        height=recipe.height,
        ratio=recipe.ratio,
    )
    small = _in_srgb(_resized(picture, full, part, wanted), profile)
    small.info.clear()
    return save(small, recipe)


def _resized(
    picture: Image.Image, full: tuple[int, int], part: Pixels, wanted: tuple[int, int]
) -> Image.Image:
    if picture.size == full and (part[2] - part[0], part[3] - part[1]) == wanted:
        return picture.crop(part)
    across, down = picture.width / full[0], picture.height / full[1]
    box = (part[0] * across, part[1] * down, part[2] * across, part[3] * down)
    return picture.resize(wanted, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode == "RGBA":
        colours = _in_srgb(picture.convert("RGB"), profile)
        colours.putalpha(picture.getchannel("A"))
        return colours
    transform = _transform(profile, picture.mode)
    if transform is None:
        return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    try:
        painted = ImageCms.applyTransform(picture, transform)
    except (ImageCms.PyCMSError, ValueError):
        return picture.convert("RGB")
    return painted or picture


@functools.lru_cache(maxsize=4)
def _transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif profile:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
        else:
            return None
        if mode == "L" or "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a broken profile, or one of another kind of colours: as if there were none
