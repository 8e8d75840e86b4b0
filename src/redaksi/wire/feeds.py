"""The near side of the feed process: what a wire sent is read there and nowhere else."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, ClassVar

from redaksi.lib.pictureprocess import PictureProcess
from redaksi.lib.picturewords import PictureFailed
from redaksi.wire.sent import Answer, FeedLimits, Media, NotTaken, Sent

__all__ = ["FeedProcess", "PictureFailed", "read"]


class FeedProcess(PictureProcess):
    """One process that reads feeds; see PictureProcess."""

    program: ClassVar[str] = "redaksi.wire.feed_child"
    thing: ClassVar[str] = "feed"
    again: ClassVar[str] = "It is tried again at its next time."

    def __init__(self, limits: FeedLimits | None = None) -> None:
        super().__init__(limits or FeedLimits())


_shared = FeedProcess()


def read(
    body: bytes, *, address: str = "", content_type: str = "", process: FeedProcess | None = None
) -> Answer:
    """What stands in *body*, an answer from *address*.

    Raises NotTaken for what is no feed, PictureFailed when reading took too much time or memory.
    """
    header = {"address": address, "content_type": content_type}
    answer, blobs = (process or _shared).ask(header, [body])
    if "refused" in answer:
        raise NotTaken(answer["refused"], **answer["values"])
    told = json.loads(blobs[0])
    return Answer(**{**told, "items": tuple(_sent(one) for one in told["items"])})


def _sent(told: dict[str, Any]) -> Sent:
    for name in ("published", "updated"):
        told[name] = datetime.fromisoformat(told[name]) if told[name] else None
    return Sent(**{**told, "media": tuple(Media(**one) for one in told["media"])})
