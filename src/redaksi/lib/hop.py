"""One hop of a fetch: the name resolved once, its addresses checked, the answer kept in limits."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType

import httpcore

from redaksi.lib.fetcherrors import BadAnswer, Refused, TooLarge, TooSlow, Unreachable
from redaksi.lib.net import Resolve, both_families, resolve_in_time, why_not_public
from redaksi.lib.pinned import Deadline, PinnedBackend
from redaksi.lib.targets import Target
from redaksi.lib.unpack import BadPacking, Overflow, unpacked

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one fetch may take: bytes of the body (unpacked too), seconds, redirects."""

    max_bytes: int = 10_000_000
    total_seconds: float = 30.0
    connect_seconds: float = 5.0
    max_redirects: int = 5


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer of any status. `url` is the final address, `headers` have lower-case names."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    content_type: str

    @property
    def ok(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.status < 300


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request on its way through its hops: what is asked, and within which limits."""

    method: str
    headers: Mapping[str, str]
    content: bytes | None
    accept: tuple[str, ...]
    limits: Limits
    deadline: Deadline
    allow_hosts: AbstractSet[str]
    resolve: Resolve
    trust: ssl.SSLContext


def one_hop(target: Target, ask: Ask) -> Fetched:
    """The answer of `target`, a redirect too; raises every FetchError but TooManyRedirects."""
    try:
        return _request(target, _checked_addresses(target, ask), ask)
    except Overflow:
        why = f"it has more than the {ask.limits.max_bytes} bytes allowed"
        raise TooLarge(target.url, why) from None
    except (httpcore.TimeoutException, TimeoutError) as error:
        why = f"not whole in {ask.limits.total_seconds:g} seconds"
        if isinstance(error, httpcore.ConnectTimeout):
            raise Unreachable(target.url, "nobody answered in time") from None
        raise TooSlow(target.url, why) from None
    except httpcore.LocalProtocolError as error:
        raise Refused(target.url, f"the request can't be written ({error})") from None
    except (BadPacking, httpcore.RemoteProtocolError, UnicodeError) as error:
        raise BadAnswer(target.url, str(error)) from None
    except (httpcore.NetworkError, OSError) as error:
        raise Unreachable(target.url, str(error) or type(error).__name__) from None


def _checked_addresses(target: Target, ask: Ask) -> list[str]:
    addresses = [target.host] if target.is_literal else _resolved(target, ask)
    for address in addresses:
        why = None if target.trusted else why_not_public(address)
        if why:
            raise Refused(
                target.url,
                f"{address} is {why}; an administrator can allow the host {target.authority}",
            )
    return both_families(addresses)


def _resolved(target: Target, ask: Ask) -> Sequence[str]:
    try:
        left = ask.deadline.left()
        addresses = resolve_in_time(ask.resolve, target.host, target.port, left)
    except TimeoutError:
        raise
    except OSError as error:
        raise Unreachable(target.url, f"the name {target.host} is not known ({error})") from None
    if not addresses:
        raise Unreachable(target.url, f"the name {target.host} has no address")
    return addresses


def _request(target: Target, addresses: list[str], ask: Ask) -> Fetched:
    backend = PinnedBackend(addresses, ask.deadline, ask.limits.connect_seconds)
    with httpcore.HTTPConnection(
        origin=httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port),
        ssl_context=ask.trust,
        network_backend=backend,
    ) as connection:
        response = connection.handle_request(_as_sent(target, ask))
        try:
            return _answer(target, response, ask)
        finally:
            response.close()


def _as_sent(target: Target, ask: Ask) -> httpcore.Request:
    headers = {"host": target.authority, "accept-encoding": "gzip, deflate", "connection": "close"}
    if ask.content is not None:
        headers["content-length"] = str(len(ask.content))
    return httpcore.Request(
        method=ask.method,
        url=httpcore.URL(
            scheme=target.scheme, host=target.host, port=target.port, target=target.path
        ),
        headers=list((headers | dict(ask.headers)).items()),
        content=ask.content,
        # Every read and write is cut at the deadline by the stream; these only arm it.
        extensions={"timeout": dict.fromkeys(("read", "write"), ask.limits.total_seconds)},
    )


def _answer(target: Target, response: httpcore.Response, ask: Ask) -> Fetched:
    headers = _read_headers(response)
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    redirects = response.status in REDIRECTS and "location" in headers
    _check_type(target, response.status, content_type, ask)
    _check_length(headers, ask)
    body = b"" if redirects or ask.method == "HEAD" else _body(response, headers, ask)
    return Fetched(
        status=response.status,
        url=target.url,
        headers=headers,
        body=body,
        content_type=content_type,
    )


def _read_headers(response: httpcore.Response) -> Mapping[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name = raw_name.decode("ascii", "replace").lower()
        value = raw_value.decode("utf-8" if _is_utf8(raw_value) else "latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return MappingProxyType(headers)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_type(target: Target, status: int, content_type: str, ask: Ask) -> None:
    if not ask.accept or not 200 <= status < 300 or status == 204:
        return
    family = content_type.partition("/")[0] + "/*"
    if not {content_type, family, "*/*"} & {kind.lower() for kind in ask.accept}:
        seen = content_type[:60] or "no type"
        raise BadAnswer(target.url, f"it is {seen!r}; wanted is {', '.join(ask.accept)}")


def _check_length(headers: Mapping[str, str], ask: Ask) -> None:
    length = headers.get("content-length", "")
    if ask.method != "HEAD" and length.isdigit() and int(length[:20]) > ask.limits.max_bytes:
        raise Overflow


def _body(response: httpcore.Response, headers: Mapping[str, str], ask: Ask) -> bytes:
    coding = headers.get("content-encoding", "")
    return unpacked(response.iter_stream(), coding, ask.limits.max_bytes)
