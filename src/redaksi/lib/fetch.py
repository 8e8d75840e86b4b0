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
from dataclasses import replace

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
from redaksi.lib.hop import REDIRECTS, Ask, Fetched, Limits, one_hop
from redaksi.lib.net import Resolve, system_resolve
from redaksi.lib.pinned import Deadline
from redaksi.lib.targets import NotAllowed, Target, join, printable, take_apart

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
# What may follow a redirect to another origin; anything else might be a credential.
HARMLESS = frozenset({"accept", "accept-language", "user-agent", "range"})
OURS = frozenset({"host", "accept-encoding", "content-length", "transfer-encoding", "connection"})


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
    ask = Ask(
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


def _follow(ask: Ask, url: str) -> Fetched:
    target = _target(url, ask)
    for _ in range(ask.limits.max_redirects + 1):
        answer = one_hop(target, ask)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or location is None or ask.method == "POST":
            return answer
        before, target = target, _next_target(target, location, ask)
        if target.origin != before.origin:
            kept = {name: value for name, value in ask.headers.items() if name in HARMLESS}
            ask = replace(ask, headers=kept)
    raise TooManyRedirects(url, f"more than {ask.limits.max_redirects} times")


def _target(url: str, ask: Ask) -> Target:
    try:
        return take_apart(url, ask.allow_hosts)
    except NotAllowed as error:
        raise Refused(url, str(error)) from None


def _next_target(before: Target, location: str, ask: Ask) -> Target:
    try:
        return take_apart(join(before.url, location), ask.allow_hosts)
    except NotAllowed as error:
        why = f"{error} (a redirect from {printable(before.url)})"
        raise Refused(location, why) from None
