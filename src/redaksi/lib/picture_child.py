"""The picture process: opens pictures for somebody who must not be harmed by them.

Started as `python -m redaksi.lib.picture_child LIMITS` by `pictureprocess`, with frames on
standard input and output. It limits its own memory, processor time and files before it reads
the first byte of a picture, so a bomb ends here and nowhere else.
"""

from __future__ import annotations

import json
import math
import os
import resource
import signal
import stat
import sys
import warnings
from collections.abc import Callable
from dataclasses import asdict
from typing import BinaryIO

from PIL import AvifImagePlugin, GifImagePlugin, Image, TiffImagePlugin, WebPImagePlugin

from redaksi.lib import picturework
from redaksi.lib.pictureframes import Header, pack, unpack
from redaksi.lib.picturewords import PictureLimits, PictureRefused, Recipe

PLUGINS = (AvifImagePlugin, GifImagePlugin, TiffImagePlugin, WebPImagePlugin)
OPEN_FILES = 32
Answer = tuple[Header, list[bytes]]
Work = Callable[[Header, list[bytes], PictureLimits], Answer]


def main(arguments: list[str]) -> None:
    """Answer frames about pictures until the other side closes the pipe."""
    serve(PictureLimits(**json.loads(arguments[0])), _work)


def serve(limits: PictureLimits, work: Work) -> None:
    """Answer each frame with what `work` makes of it, within `limits`, until the pipe closes."""
    inlet, outlet = _pipes()
    confine(limits)
    _send(outlet, ({"ready": True}, []))
    while True:
        try:
            header, blobs = unpack(lambda count: _exactly(inlet, count))
        except EOFError:
            return
        _allow_seconds(limits.seconds)
        answer = _answer(work, header, blobs, limits)
        _send(outlet, answer)
        if answer[0].get("leaving"):
            return


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    outlet = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not write into the frames
    return sys.stdin.buffer, outlet


def confine(limits: PictureLimits) -> None:
    """Give up what opening a picture does not need, for good."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side decides when to end
    warnings.simplefilter("ignore")
    Image.init()
    # Pillow refuses twice this while opening; up to there we count for ourselves.
    Image.MAX_IMAGE_PIXELS = limits.megapixels * 1_000_000
    _limit(resource.RLIMIT_AS, limits.memory * 1_048_576)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    os.nice(5)


def _limit(what: int, amount: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(what, (amount, amount))


def _allow_seconds(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or end < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (end, hard))


def _exactly(inlet: BinaryIO, count: int) -> bytes:
    data = inlet.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _send(outlet: BinaryIO, answer: Answer) -> None:
    outlet.writelines(pack(*answer))
    outlet.flush()


def _answer(work: Work, header: Header, blobs: list[bytes], limits: PictureLimits) -> Answer:
    try:
        return work(header, blobs, limits)
    except PictureRefused as refusal:
        return {"refused": refusal.code, "values": refusal.values}, []
    except MemoryError:
        # What is left of the memory may be in pieces: the next picture gets a new process.
        values = {"allowed": limits.memory}
        return {"refused": "too-heavy", "values": values, "leaving": True}, []


def _work(header: Header, blobs: list[bytes], limits: PictureLimits) -> Answer:
    data = _read(header["path"], limits) if header["path"] else blobs.pop(0)
    if header["do"] == "inspect":
        return {"facts": asdict(picturework.inspect(data, limits.megapixels))}, []
    recipes = [
        Recipe(**_from_json(written), xmp=xmp)
        for written, xmp in zip(header["recipes"], blobs, strict=True)
    ]
    made = picturework.render(data, recipes, limits.megapixels)
    told = [
        {"format": r.format, "width": r.width, "height": r.height, "quality": r.quality}
        for r in made
    ]
    return {"rendered": told}, [r.bytes for r in made]


def _from_json(written: Header) -> Header:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in written.items()}


def _read(path: str, limits: PictureLimits) -> bytes:
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as f:
            status = os.fstat(f.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise PictureRefused("broken", seen="it is no file")
            return f.read(limits.max_bytes + 1)
    except OSError as error:
        raise PictureRefused("broken", seen=error.strerror or "it can't be read") from None


if __name__ == "__main__":
    main(sys.argv[1:])
