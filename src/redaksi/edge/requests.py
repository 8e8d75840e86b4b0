"""A request looked over: what cannot be told apart is refused, the rest is led one of six ways."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from redaksi.edge.addresses import (
    Refused,
    canonical_host,
    canonical_path,
    kept_query,
    whole_query,
)
from redaksi.edge.asking import Ask, Key
from redaksi.edge.rsgi import Scope
from redaksi.edge.rules import Files, Options

READING = ("GET", "HEAD")
OWN = ("/_health", "/_metrics")


class Kind(Enum):
    """Where a request goes."""

    PAGE = "page"
    FILE = "file"
    PASSING = "passing"
    OWN = "own"
    HANDLER = "handler"
    BEACON = "beacon"


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """Where a request goes: `address` is its canonical path and query, `path` the decoded path."""

    kind: Kind
    path: str
    address: str
    host: str
    ask: Ask | None = None
    key: Key | None = None
    files: Files | None = None


def host_of(scope: Scope) -> str:
    """The one host that a request names, in whichever form; raises Refused (400)."""
    hosts, authority = scope.headers.get_all("host"), scope.authority
    if not hosts and authority and scope.http_version.startswith("2"):
        hosts = [authority]
    if len(hosts) != 1:
        raise Refused(400, "A request needs one Host.")
    if authority is not None and authority.lower() != hosts[0].lower():
        raise Refused(400, "The Host is not that of the address asked for.")
    return hosts[0]


def look_at_body(scope: Scope) -> None:
    """Refuse a body whose length could be read in two ways; raises Refused (400, 411).

    The server below keeps only Transfer-Encoding of a request that gives Content-Length as well,
    so that the two cannot be told apart here; and the application reads no body without a length.
    """
    headers = scope.headers
    lengths, codings = headers.get_all("content-length"), headers.get_all("transfer-encoding")
    if codings and (scope.method in READING or codings != ["chunked"] or lengths):
        raise Refused(400, "The length of this request cannot be told.")
    if codings:
        raise Refused(411, "A request with a body needs its Content-Length.")
    if len(lengths) > 1 or not all(one.isascii() and one.isdigit() for one in lengths):
        raise Refused(400, "The length of this request cannot be told.")
    if scope.method in READING and lengths not in ([], ["0"]):
        raise Refused(400, "A request to read has no body.")


def variant_of(save_data: str | None) -> str:
    """The page's variant: "s" for readers who save data, "" for all others."""
    return "s" if save_data and save_data.lower() == "on" else ""


def way_of(options: Options, path: str, query: str, host: str, variant: str) -> Way:
    """Where a request for the decoded `path` and raw `query` goes; raises Refused."""
    canonical = canonical_path(path)
    host = canonical_host(host, options.scheme)
    if not options.host_allowed(host):
        raise Refused(400, "This is not a host of this site.")
    kind = _kind(options, path)
    if kind is not Kind.PAGE:
        whole = whole_query(query)
        return Way(
            kind=kind, path=path, host=host, files=options.files_of(path),
            address=f"{canonical}?{whole}" if whole else canonical,
        )  # fmt: skip
    kept = kept_query(query, options.names(path))
    address = f"{canonical}?{kept}" if kept else canonical
    ask = Ask(address=address, host=host, scheme=options.scheme, variant=variant)
    return Way(kind=kind, path=path, address=address, host=host, ask=ask, key=ask.key)


def _kind(options: Options, path: str) -> Kind:
    if _under(options.hidden, path):
        raise Refused(404, "There is nothing at this address.")
    if path in OWN:
        return Kind.OWN
    if options.beacon and path == options.beacon.path:
        return Kind.BEACON
    if any(path == mine for _, mine in options.handlers):
        return Kind.HANDLER
    if _under(options.passing, path):
        return Kind.PASSING
    return Kind.FILE if options.files_of(path) else Kind.PAGE


def _under(prefixes: tuple[str, ...], path: str) -> bool:
    return f"{path}/".startswith(prefixes)
