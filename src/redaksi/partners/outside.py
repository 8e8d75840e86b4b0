"""What is fetched of a partner, through the one outbound door: its answer and its pictures."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from django.conf import settings

from redaksi.lib import pictures
from redaksi.lib.fetch import FetchError, Limits, fetch
from redaksi.lib.pictureprocess import PictureProcess
from redaksi.lib.picturewords import PictureFailed, PictureLimits, PictureRefused, Recipe
from redaksi.partners import feeds, files
from redaksi.partners.answers import Item

ANSWER = Limits(max_bytes=2_000_000, total_seconds=15, connect_seconds=5, max_redirects=3)
PICTURE = Limits(max_bytes=5_000_000, total_seconds=8, connect_seconds=4, max_redirects=3)
#: All pictures of one answer together may take so long, and so many are made.
MOST_SECONDS, MOST_PICTURES = 30.0, 12
RECIPES = (
    Recipe(ratio=1.5, width=240, quality=70), Recipe(ratio=1.5, width=480, quality=72),
)  # fmt: skip
_darkroom = PictureProcess(
    PictureLimits(max_bytes=5_000_000, megapixels=25, memory=768, seconds=15)
)

#: Files of a picture, narrowest first: name in the media folder, width, height.
Files = list[list[str | int]]


class BadStatus(Exception):
    """The partner answered with a status that is no success."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"The partner answered with status {status}.")


def items(kind: str, address: str) -> list[Item]:
    """What stands at *address* now, read as *kind*.

    Raises a FetchError, BadStatus, NotTaken or PictureFailed.
    """
    answer = fetch(address, limits=ANSWER, allow_hosts=allowed())
    if not answer.ok:
        raise BadStatus(answer.status)
    return feeds.read(kind, answer.body)


def images(pk: int, found: Sequence[Item], known: Mapping[str, Files]) -> dict[str, Files]:
    """The files of the pictures of *found*, by address; *known* ones are not fetched again.

    A picture that does not come, or is none, is left out: its item stands without.
    """
    made: dict[str, Files] = {}
    end = time.monotonic() + MOST_SECONDS
    for address in dict.fromkeys(one.image for one in found if one.image):
        if address in known:
            made[address] = known[address]
        elif len(made) < MOST_PICTURES and time.monotonic() < end:
            files_made = _image(pk, address)
            made |= {address: files_made} if files_made else {}
    return made


def encoded(pk: int, data: bytes) -> Files:
    """The picture *data* encoded anew and saved; raises PictureRefused or PictureFailed."""
    rendered = pictures.render_many(data, RECIPES, process=_darkroom)
    return [[files.save(pk, one.width, one.bytes), one.width, one.height] for one in rendered]


def allowed() -> frozenset[str]:
    """Hosts of private networks that fetching may reach (the setting fetch.allow_hosts)."""
    return frozenset(settings.OPTIONS.texts("fetch.allow_hosts"))


def _image(pk: int, address: str) -> Files:
    try:
        answer = fetch(address, limits=PICTURE, allow_hosts=allowed())
        return encoded(pk, answer.body) if answer.ok else []
    except (FetchError, PictureRefused, PictureFailed):
        return []
