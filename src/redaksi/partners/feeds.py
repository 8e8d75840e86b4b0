"""The near side of the feed process: what a partner sent is read there and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from redaksi.lib.pictureprocess import PictureProcess
from redaksi.lib.picturewords import PictureFailed
from redaksi.partners.answers import FeedLimits, Item, NotTaken

__all__ = ["FeedProcess", "PictureFailed", "read"]


class FeedProcess(PictureProcess):
    """One process that reads feeds; see PictureProcess."""

    program: ClassVar[str] = "redaksi.partners.feed_child"
    thing: ClassVar[str] = "feed"
    again: ClassVar[str] = "It is tried again at its next time."

    def __init__(self, limits: FeedLimits | None = None) -> None:
        super().__init__(limits or FeedLimits())


_shared = FeedProcess()


def read(kind: str, body: bytes, *, process: FeedProcess | None = None) -> list[Item]:
    """The items of *body*, read as *kind* (`campaigns`, `headlines`).

    Raises NotTaken for what is neither, PictureFailed when reading took too much time or memory.
    """
    answer, _ = (process or _shared).ask({"do": kind}, [body])
    if "refused" in answer:
        raise NotTaken(answer["refused"], **answer["values"])
    return [_item(one) for one in answer["items"]]


def _item(told: dict[str, object]) -> Item:
    at = told.pop("published_at")
    return Item(
        **told,  # type: ignore[arg-type]  # our own words, through the pipe
        published_at=datetime.fromisoformat(str(at)) if at else None,
    )
