"""The one door to the outside: everything fetched from the network comes through `fetch`.

    FetchError             what happened, to which address, and why
    ├── Refused            the address, or one a redirect led to, is not allowed; nothing was sent
    ├── TooLarge           more bytes than allowed, as sent or unpacked
    ├── TooSlow            not whole when the time was up
    ├── TooManyRedirects
    ├── BadAnswer          not HTTP, cut short, wrongly packed, or of a type not asked for
    ├── Unreachable        no such name, nobody answers, or no trust in the certificate
    └── GivenUp            the host failed too often; nothing was tried (see `HostFailures`)

Each hop's name is resolved once, every address found is checked, and the connection goes to a
checked address, so a name that changes its mind in between gains nothing. Proxies and
credentials of the environment (HTTP_PROXY, .netrc) are not used: a proxy would resolve again.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import httpcore
import httpx

from redaksi.lib.fetcherrors import (
    BadAnswer,
    FetchError,
    GivenUp,
    Refused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from redaksi.lib.net import (
    Resolve,
    both_families,
    resolve_in_time,
    system_resolve,
    why_not_public,
)
from redaksi.lib.pinned import Deadline, PinnedBackend
from redaksi.lib.targets import NotAllowed, Target, join, printable, take_apart
from redaksi.lib.unpack import BadPacking, Overflow, unpacked

__all__ = [
    "BadAnswer",
    "FetchError",
    "Fetched",
    "GivenUp",
    "Limits",
    "Refused",
    "Resolve",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "fetch",
]

METHODS = ("GET", "HEAD", "POST")
REDIRECTS = (301, 302, 303, 307, 308)
# What may follow a redirect to another origin; anything else might be a credential.
HARMLESS = frozenset({"accept", "accept-language", "user-agent", "range"})
OURS = frozenset({"host", "accept-encoding", "content-length", "transfer-encoding", "connection"})


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
class _Ask:
    """One request on its way through its hops."""

    method: str
    headers: Mapping[str, str]
    content: bytes | None
    accept: tuple[str, ...]
    limits: Limits
    deadline: Deadline
    allow_hosts: AbstractSet[str]
    resolve: Resolve
    trust: ssl.SSLContext


def fetch(
    url: str,
    *,
    limits: Limits = Limits(),  # noqa: B008  # frozen
    allow_hosts: AbstractSet[str] = frozenset(),
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    content: bytes | None = None,
    accept: Sequence[str] | None = None,
    resolve: Resolve = system_resolve,
    trust: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetch `url` and return the answer, whatever its status; raises a FetchError otherwise.

    `allow_hosts`: `host` may be private, `host:port` may also use that port. `accept`: media
    types such as `image/*`, sent along; a successful answer of another type is a BadAnswer,
    found before its body is read. `method` is GET, HEAD or POST; redirects of a POST are not
    followed but returned. `headers` with a secret don't follow a redirect to another origin.
    """
    ask = _Ask(
        method=_known_method(url, method),
        headers=_own_headers(url, headers or {}, accept),
        content=content,
        accept=tuple(accept or ()),
        limits=limits,
        deadline=Deadline(limits.total_seconds),
        allow_hosts=allow_hosts,
        resolve=resolve,
        trust=trust or _public_trust(),
    )
    return _follow(ask, url)


def _known_method(url: str, method: str) -> str:
    if method not in METHODS:
        raise Refused(url, f"the method {method[:20]!r} is not allowed; {', '.join(METHODS)} are")
    return method


def _own_headers(
    url: str, headers: Mapping[str, str], accept: Sequence[str] | None
) -> Mapping[str, str]:
    own = {"user-agent": "Redaksi", "accept": ", ".join(accept or ["*/*"])}
    own |= {name.lower(): value for name, value in headers.items()}
    for name, value in own.items():
        if name in OURS or not f"{name}{value}".isprintable() or not f"{name}{value}".isascii():
            raise Refused(url, f"the header {name[:40]!r} can't be set, or not to this value")
    return own


@functools.lru_cache(maxsize=1)
def _public_trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _follow(ask: _Ask, url: str) -> Fetched:
    target = _target(url, ask)
    for _ in range(ask.limits.max_redirects + 1):
        answer = _one_hop(target, ask)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or location is None or ask.method == "POST":
            return answer
        before, target = target, _next_target(target, location, ask)
        if target.origin != before.origin:
            kept = {name: value for name, value in ask.headers.items() if name in HARMLESS}
            ask = replace(ask, headers=kept)
    raise TooManyRedirects(url, f"more than {ask.limits.max_redirects} times")


def _target(url: str, ask: _Ask) -> Target:
    try:
        return take_apart(url, ask.allow_hosts)
    except NotAllowed as error:
        raise Refused(url, str(error)) from None


def _next_target(before: Target, location: str, ask: _Ask) -> Target:
    try:
        return take_apart(join(before.url, location), ask.allow_hosts)
    except NotAllowed as error:
        why = f"{error} (a redirect from {printable(before.url)})"
        raise Refused(location, why) from None


def _one_hop(target: Target, ask: _Ask) -> Fetched:
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


def _checked_addresses(target: Target, ask: _Ask) -> list[str]:
    addresses = [target.host] if target.is_literal else _resolved(target, ask)
    for address in addresses:
        why = None if target.trusted else why_not_public(address)
        if why:
            raise Refused(
                target.url,
                f"{address} is {why}; an administrator can allow the host {target.authority}",
            )
    return both_families(addresses)


def _resolved(target: Target, ask: _Ask) -> Sequence[str]:
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


def _request(target: Target, addresses: list[str], ask: _Ask) -> Fetched:
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


def _as_sent(target: Target, ask: _Ask) -> httpcore.Request:
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


def _answer(target: Target, response: httpcore.Response, ask: _Ask) -> Fetched:
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


def _check_type(target: Target, status: int, content_type: str, ask: _Ask) -> None:
    if not ask.accept or not 200 <= status < 300 or status == 204:
        return
    family = content_type.partition("/")[0] + "/*"
    if not {content_type, family, "*/*"} & {kind.lower() for kind in ask.accept}:
        seen = content_type[:60] or "no type"
        raise BadAnswer(target.url, f"it is {seen!r}; wanted is {', '.join(ask.accept)}")


def _check_length(headers: Mapping[str, str], ask: _Ask) -> None:
    length = headers.get("content-length", "")
    if ask.method != "HEAD" and length.isdigit() and int(length[:20]) > ask.limits.max_bytes:
        raise Overflow


def _body(response: httpcore.Response, headers: Mapping[str, str], ask: _Ask) -> bytes:
    coding = headers.get("content-encoding", "")
    return unpacked(response.iter_stream(), coding, ask.limits.max_bytes)
