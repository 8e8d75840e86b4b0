"""What of a request's and an answer's headers goes over to the other side."""

from __future__ import annotations

from collections.abc import Iterable

from redaksi.edge import clients
from redaksi.edge.addresses import Refused
from redaksi.edge.requests import Way
from redaksi.edge.rsgi import HeaderList, Scope
from redaksi.edge.rules import Options
from redaksi.edge.upstream import text_of

LARGEST_HEAD = 65_536  # octets of a request's headers
HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
     "te", "trailer", "transfer-encoding", "upgrade")
)  # fmt: skip
#: What only we may say to the application.
OURS = frozenset(
    ("host", "expect", "content-length", "forwarded", "x-forwarded-for", "x-forwarded-proto",
     "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-real-ip", "x-script-name",
     "surrogate-capability")
)  # fmt: skip
PRIVATE = frozenset({"cookie", "authorization"})
#: What is between the application and us.
INNER = frozenset({"server", "date", "surrogate-control", "x-good-until"})


def forwarded(
    scope: Scope, way: Way, options: Options, without: Iterable[str]
) -> list[tuple[bytes, bytes]]:
    """The headers for the application: the client's own but those `without`, and what we know.

    A name with an underscore is dropped: to CGI and its like it is the same as one with a hyphen.
    """
    items = scope.headers.items()
    if sum([len(name) + len(value) + 4 for name, value in items]) > LARGEST_HEAD:
        raise Refused(431, f"The headers of a request have at most {LARGEST_HEAD} octets.")
    dropped = HOP_BY_HOP | OURS | set(without) | _named(scope.headers.get_all("connection"))
    kept = [(name, value) for name, value in items if name not in dropped and _is_theirs(name)]
    length = scope.headers.get("content-length")
    if length is not None:
        kept.append(("content-length", length))
    kept += [
        ("host", way.host), ("x-forwarded-for", clients.client(scope, options.trusted)),
        ("x-forwarded-proto", options.scheme), ("x-forwarded-host", way.host),
    ]  # fmt: skip
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in kept]


def _is_theirs(name: str) -> bool:
    return "_" not in name and not name.startswith("x-redaksi-")


def _named(connection: list[str]) -> set[str]:
    """The headers that Connection names: they are for this hop only."""
    return {name.strip().lower() for line in connection for name in line.split(",")}


def for_client(headers: list[tuple[bytes, bytes]]) -> HeaderList:
    """The headers of the application's answer as its client may see them."""
    told = text_of(headers)
    dropped = HOP_BY_HOP | INNER | _named([value for name, value in told if name == "connection"])
    return [
        (name, value) for name, value in told
        if name not in dropped and not name.startswith("x-redaksi-")
    ]  # fmt: skip


def value(headers: HeaderList, wanted: str) -> str:
    """The first value of a header; "" when there is none."""
    return next((told for name, told in headers if name == wanted), "")


def length(headers: HeaderList) -> int:
    """The length that an answer says it has; -1 when it says none."""
    said = value(headers, "content-length")
    return int(said) if said.isascii() and said.isdigit() else -1
