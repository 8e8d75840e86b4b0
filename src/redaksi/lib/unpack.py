"""Bodies unpacked no further than a limit, whatever their headers say."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

MOST_MEMBERS = 100
Unpack = Callable[[bytes | None, int], Iterable[bytes]]


class Overflow(Exception):
    """More bytes than the limit, as sent or as unpacked."""


class BadPacking(Exception):
    """A body that is not packed as its headers say."""


def unpacked(chunks: Iterable[bytes], coding: str, most: int) -> bytes:
    """The body, unpacked (`gzip`, `deflate` or empty coding), never holding more than `most` bytes.

    Raises Overflow as soon as either form passes `most`, BadPacking for anything else wrong.
    """
    unpack = _unpackers(coding)
    body = bytearray()
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        for piece in unpack(chunk, most + 1 - len(body)):
            body += piece
            if len(body) > most:
                raise Overflow
        if sent > most:
            raise Overflow
    unpack(None, 0)
    return bytes(body)


def _unpackers(coding: str) -> Unpack:
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return lambda chunk, most: [chunk] if chunk else []
    if coding in ("gzip", "x-gzip"):
        return _Inflate(16 + zlib.MAX_WBITS)
    if coding == "deflate":
        return _Inflate(zlib.MAX_WBITS)
    raise BadPacking(f"the body is packed as {coding[:40]!r}; gzip and deflate are understood")


class _Inflate:
    """Unpacks a zlib or gzip stream, of several members too, a bounded piece at a time."""

    def __init__(self, bits: int) -> None:
        self._bits, self._stream = bits, zlib.decompressobj(bits)
        self._began, self._members = False, 1

    def __call__(self, chunk: bytes | None, most: int) -> Iterator[bytes]:
        if chunk is None:
            self._finish()
            return iter(())
        return self._pieces(chunk, most)

    def _pieces(self, rest: bytes, most: int) -> Iterator[bytes]:
        while rest:
            if self._stream.eof:
                if self._bits < 16 or rest[:1] != b"\x1f":
                    return  # padding after the end
                self._next_member()
            piece = self._step(rest, min(most, 65_536))
            rest = self._stream.unused_data or self._stream.unconsumed_tail
            if piece:
                yield piece

    def _next_member(self) -> None:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise BadPacking(f"the packed body has more than {MOST_MEMBERS} members")
        self._stream = zlib.decompressobj(self._bits)

    def _step(self, rest: bytes, most: int) -> bytes:
        try:
            piece = self._stream.decompress(rest, most)
        except zlib.error as error:
            if self._began or self._bits != zlib.MAX_WBITS:
                raise BadPacking(f"the packed body is broken: {error}") from None
            # Some servers send "deflate" without the zlib wrapper (RFC 9110, 8.4.1.2, note).
            self._bits, self._stream = -zlib.MAX_WBITS, zlib.decompressobj(-zlib.MAX_WBITS)
            self._began = True
            return self._step(rest, most)
        self._began = True
        return piece

    def _finish(self) -> None:
        if self._began and not self._stream.eof:
            raise BadPacking("the packed body ends too early")
