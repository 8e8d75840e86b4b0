"""The feed process: reads what partners sent for somebody who must not be harmed by it.

Started as `python -m redaksi.partners.feed_child LIMITS` by `feeds.FeedProcess`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from redaksi.lib.picture_child import Answer, serve
from redaksi.lib.pictureframes import Header
from redaksi.lib.picturewords import PictureLimits
from redaksi.partners import parsers
from redaksi.partners.answers import FeedLimits, Item

PARSERS = {"campaigns": parsers.campaigns, "headlines": parsers.headlines}


def main(arguments: list[str]) -> None:
    """Answer frames about partners' answers until the other side closes the pipe."""
    serve(FeedLimits(**json.loads(arguments[0])), _work)


def _work(header: Header, blobs: list[bytes], _limits: PictureLimits) -> Answer:
    found = PARSERS[header["do"]](blobs[0])
    return {"items": [_written(one) for one in found]}, []


def _written(item: Item) -> dict[str, Any]:
    at = item.published_at
    return {**asdict(item), "published_at": at.isoformat() if at else None}


if __name__ == "__main__":
    main(sys.argv[1:])
