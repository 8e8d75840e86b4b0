"""The plainest of requests, read from their octets: the only ones that the kiosk answers.

Whatever could be read in more than one way, or needs more than a look, is not read here at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redaksi.edge.rsgi import HeaderList

LONGEST, MOST = 8_192, 64  # octets of a head, and its fields
END = b"\r\n\r\n"
#: A path without percent-encoding is the same before and after decoding.
_LINE = re.compile(
    rb"GET (/[A-Za-z0-9/_.~!$&'()*+,;=:@-]*)(?:\?([!\"$-~]*))? HTTP/1\.1\r\n", re.ASCII
)
_POSTED = re.compile(rb"POST (/[A-Za-z0-9/_-]*) HTTP/1\.1\r\n", re.ASCII)
_FIELD = re.compile(rb"([A-Za-z0-9-]+):[ \t]*([!-~](?:[ -~\t]*[!-~])?)?[ \t]*\r\n", re.ASCII)
#: What changes how a request or its connection is to be read (RFC 9110, RFC 9112).
_MEANT_FOR_OTHERS = frozenset(
    ("content-length", "transfer-encoding", "upgrade", "expect", "te", "trailer", "http2-settings")
)


class Fields:
    """The fields of a head by their names in lower case."""

    __slots__ = ("_by_name",)

    def __init__(self, pairs: HeaderList) -> None:
        self._by_name: dict[str, list[str]] = {}
        for name, value in pairs:
            self._by_name.setdefault(name, []).append(value)

    def get(self, key: str, default: str | None = None) -> str | None:
        """The first value, or *default*."""
        found = self._by_name.get(key)
        return found[0] if found else default

    def get_all(self, key: str) -> list[str]:
        """Every value, in order."""
        return self._by_name.get(key, [])

    def items(self) -> HeaderList:
        """Every name with each of its values."""
        return [(name, value) for name, values in self._by_name.items() for value in values]

    def __contains__(self, key: str) -> bool:
        return key in self._by_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A request as `rsgi.Scope` has it."""

    path: str
    query_string: str
    headers: Fields
    client: str
    method: str = "GET"
    http_version: str = "1.1"
    authority: str | None = None


def read(octets: bytes, client: str) -> Head | None:
    """The head that *octets* are, all of them; None when they are anything else.

    `client` is the address at the other end, with its port.
    """
    if len(octets) > LONGEST or octets.find(END) != len(octets) - len(END):
        return None
    line = _LINE.match(octets)
    pairs = _pairs(octets, line.end()) if line else None
    if line is None or pairs is None or not _is_plain(fields := Fields(pairs)):
        return None
    path, query = line.groups(default=b"")
    return Head(
        path=path.decode(), query_string=query.decode(), headers=fields, client=client
    )  # fmt: skip


def posted(octets: bytes, client: str) -> tuple[Head, bytes] | None:
    """The head and the body of a plain POST that *octets* are, all of them, or None.

    Its one Content-Length is exactly what came: a body that is still on its way is not read here.
    """
    end = octets.find(END, 0, LONGEST)
    line = _POSTED.match(octets)
    if end < 0 or line is None:
        return None
    head, body = octets[: end + len(END)], octets[end + len(END) :]
    pairs = _pairs(head, line.end())
    if pairs is None or Fields(pairs).get_all("content-length") != [str(len(body))]:
        return None
    if not _is_plain(Fields([pair for pair in pairs if pair[0] != "content-length"])):
        return None
    made = Head(
        path=line[1].decode(), query_string="", headers=Fields(pairs), client=client, method="POST"
    )  # fmt: skip
    return made, body


def _pairs(octets: bytes, start: int) -> HeaderList | None:
    pairs: HeaderList = []
    while start < len(octets) - 2:
        field = _FIELD.match(octets, start)
        if field is None:
            return None
        name, value = field.groups(default=b"")
        pairs.append((name.decode().lower(), value.decode()))
        start = field.end()
    return pairs if len(pairs) <= MOST else None


def _is_plain(fields: Fields) -> bool:
    if len(fields.get_all("host")) != 1 or any(name in fields for name in _MEANT_FOR_OTHERS):
        return False
    return all(one.lower() == "keep-alive" for one in fields.get_all("connection"))
