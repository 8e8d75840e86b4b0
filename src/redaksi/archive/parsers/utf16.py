"""Streams of bytes: exports that were saved again as UTF-16, and counting what was read."""

import codecs
import io
from collections.abc import Callable
from typing import BinaryIO

BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def plain(stream: BinaryIO) -> BinaryIO:
    """The stream in an ASCII-compatible encoding, without a byte order mark."""
    start = stream.read(3)
    if start == codecs.BOM_UTF8:
        return stream
    encoding = BOMS.get(start[:2])
    if encoding is None:
        return io.BufferedReader(_Joined(start, stream))
    rest = io.BufferedReader(_Joined(start[2:], stream))
    return io.BufferedReader(_Joined(b"", codecs.EncodedFile(rest, "utf-8", encoding, "replace")))


class _Joined(io.RawIOBase):
    """Bytes already read, then the stream they came from."""

    def __init__(self, start: bytes, stream: codecs.StreamRecoder | BinaryIO) -> None:
        self.start = start
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        if not self.start:
            self.start = self.stream.read(len(room))
        piece, self.start = self.start[: len(room)], self.start[len(room) :]
        room[: len(piece)] = piece
        return len(piece)


class Watched(io.BufferedReader):
    """A stream that tells how many bytes were read each time."""

    def __init__(self, stream: BinaryIO, watch: Callable[[int], object]) -> None:
        super().__init__(_Joined(b"", stream))
        self.watch = watch

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any stream does, and tell."""
        found = super().read(size)
        self.watch(len(found))
        return found
