"""PHP's serialized values, as WordPress keeps them in post meta.

Grammar: https://www.php.net/manual/en/function.serialize.php. Objects are not built: their
properties come out as a dict.
"""

from typing import Any

DEEPEST = 50  # nested arrays; WordPress's own go to 4


class NotSerialized(ValueError):
    """The text is not a PHP serialized value."""


def unserialize(text: str) -> Any:
    """Read ``text`` (lengths inside it count UTF-8 bytes) into dict, str, int, float, bool or None.

    An array becomes a dict with int or str keys. Raises NotSerialized.
    """
    reader = _Reader(text.encode("utf-8", "surrogatepass"))
    try:
        return reader.value(0)
    except (ValueError, IndexError) as wrong:
        raise NotSerialized(f"not a PHP value near byte {reader.at}: {text[:40]!r}") from wrong


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def upto(self, mark: bytes) -> bytes:
        end = self.raw.index(mark, self.at)
        piece, self.at = self.raw[self.at : end], end + len(mark)
        return piece

    def string(self) -> str:
        length = int(self.upto(b":"))
        piece = self.raw[self.at + 1 : self.at + 1 + length]
        if length < 0 or self.raw[self.at + 1 + length : self.at + 2 + length] != b'"':
            raise ValueError("string length")
        self.at += length + 2
        return piece.decode("utf-8", "replace")

    def value(self, depth: int) -> Any:
        kind = self.raw[self.at : self.at + 1]
        self.at += 2
        if depth > DEEPEST:
            raise ValueError("too deep")
        if kind in b"aO" and kind:
            return self.array(kind, depth)
        if kind == b"s":
            text = self.string()
            self.upto(b";")
            return text
        return self.scalar(kind)

    def scalar(self, kind: bytes) -> Any:
        if kind == b"N":
            return None
        piece = self.upto(b";")
        if kind == b"b":
            return piece == b"1"
        if kind == b"i":
            return int(piece)
        if kind == b"d":
            return float(piece)
        raise ValueError("kind")

    def array(self, kind: bytes, depth: int) -> dict[Any, Any]:
        if kind == b"O":
            self.string()
            self.at += 1
        count = int(self.upto(b":"))
        self.upto(b"{")
        found: dict[Any, Any] = {}
        for _ in range(count):
            key = self.value(depth + 1)
            found[key if isinstance(key, str | int) else str(key)] = self.value(depth + 1)
        self.upto(b"}")
        return found
