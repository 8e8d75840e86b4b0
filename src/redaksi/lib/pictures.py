"""Pictures, opened where they can do no harm: in a process with little memory and time.

PictureRefused     the picture is at fault: `code` and `values` say why, the text tells it
PictureFailed      the process ended or took too long; the next call starts another
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from redaksi.lib.pictureframes import Header
from redaksi.lib.pictureprocess import PictureProcess
from redaksi.lib.picturewords import (
    READABLE,
    REFUSALS,
    WRITABLE,
    Facts,
    PictureFailed,
    PictureLimits,
    PictureRefused,
    Recipe,
    Rendered,
)

__all__ = [
    "READABLE",
    "REFUSALS",
    "WRITABLE",
    "Facts",
    "PictureFailed",
    "PictureLimits",
    "PictureProcess",
    "PictureRefused",
    "Recipe",
    "Rendered",
    "close",
    "inspect",
    "render",
    "render_many",
]

Source = bytes | Path
_shared = PictureProcess()


def inspect(source: Source, *, process: PictureProcess | None = None) -> Facts:
    """The facts of a picture (its bytes or the path of its file), decoded once to see it whole.

    Raises PictureRefused for what is not a whole, harmless picture within the limits of the
    process, PictureFailed when the process ended.
    """
    answer, _ = _ask(process or _shared, {"do": "inspect"}, source, [])
    return Facts(**answer["facts"])


def render(source: Source, recipe: Recipe, *, process: PictureProcess | None = None) -> Rendered:
    """One rendition of `source`; raises as `inspect` does."""
    return render_many(source, [recipe], process=process)[0]


def render_many(
    source: Source, recipes: Sequence[Recipe], *, process: PictureProcess | None = None
) -> list[Rendered]:
    """A rendition of `source` for each recipe, in order, decoding it once; all or none."""
    told = [{k: v for k, v in asdict(recipe).items() if k != "xmp"} for recipe in recipes]
    question = {"do": "render", "recipes": told}
    answer, files = _ask(process or _shared, question, source, [r.xmp for r in recipes])
    pairs = zip(answer["rendered"], files, strict=True)
    return [Rendered(bytes=data, **facts) for facts, data in pairs]


def close() -> None:
    """End the shared process, if it runs; the next call starts another."""
    _shared.close()


def _ask(
    process: PictureProcess, question: Header, source: Source, blobs: list[bytes]
) -> tuple[Header, list[bytes]]:
    _check_bytes(source, process.limits)
    path = str(source.absolute()) if isinstance(source, Path) else None
    first = [source] if isinstance(source, bytes) else []
    answer, files = process.ask({**question, "path": path}, first + blobs)
    if "refused" in answer:
        raise PictureRefused(answer["refused"], **answer["values"])
    return answer, files


def _check_bytes(source: Source, limits: PictureLimits) -> None:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
    except OSError as error:
        raise PictureRefused("broken", seen=error.strerror or "it can't be read") from None
    if size > limits.max_bytes:
        megabytes, allowed = f"{size / 1e6:.1f}", f"{limits.max_bytes / 1e6:g}"
        raise PictureRefused("too-many-bytes", megabytes=megabytes, allowed=allowed)
