"""The feed process: reads what wires sent for somebody who must not be harmed by it.

Started as `python -m redaksi.wire.feed_child LIMITS` by `feeds.FeedProcess`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime

from redaksi.lib.picture_child import Answer, serve
from redaksi.lib.pictureframes import Header
from redaksi.lib.picturewords import PictureLimits
from redaksi.wire import parsers
from redaksi.wire.sent import FeedLimits


def main(arguments: list[str]) -> None:
    """Answer frames about wires' answers until the other side closes the pipe."""
    serve(FeedLimits(**json.loads(arguments[0])), _work)


def _work(header: Header, blobs: list[bytes], _limits: PictureLimits) -> Answer:
    found = parsers.parse(blobs[0], address=header["address"], content_type=header["content_type"])
    return {}, [json.dumps(asdict(found), default=datetime.isoformat).encode()]


if __name__ == "__main__":
    main(sys.argv[1:])
