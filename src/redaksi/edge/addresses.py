"""One address for each page: paths and queries written in one way, or refused.

The server hands over a decoded path without the raw one, so a path is encoded again before it is a
key or is passed on: what was `%2F` is a slash to everybody behind us. A path with a control
character, a backslash or bytes that are no UTF-8 is refused; one with an empty, `.` or `..` segment
is nobody's address. Both are decided on the decoded text, so no encoding gets round them.
"""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, unquote_plus

LONGEST_PATH = 4096  # octets, encoded
LONGEST_QUERY = 2048  # octets of the query that is kept, encoded
LONGEST_RAW_QUERY = 16_384
PLAIN = "/:@!$&'()*+,;=~-._"
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\\\\\ufffd]")
_NOWHERE = re.compile(r"//|/\.{1,2}(?:/|$)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


class Refused(Exception):
    """A request that gets a short answer and nothing else: `status`, and what `says` why."""

    def __init__(self, status: int, says: str, *, allow: str = "") -> None:
        super().__init__(f"{status} {says}")
        self.status = status
        self.says = says
        self.allow = allow


def canonical_path(path: str) -> str:
    """The decoded `path` in the one encoding that we use; raises Refused (400, 404, 414)."""
    if not path.startswith("/") or _FORBIDDEN.search(path):
        raise Refused(400, "This address holds characters that no address may hold.")
    if len(path) > LONGEST_PATH:
        raise Refused(414, f"An address has at most {LONGEST_PATH} octets.")
    if _NOWHERE.search(path):
        raise Refused(404, "There is nothing at this address.")
    encoded = quote(path, safe=PLAIN)
    if len(encoded) > LONGEST_PATH:
        raise Refused(414, f"An address has at most {LONGEST_PATH} octets.")
    return encoded


def kept_query(query: str, names: frozenset[str]) -> str:
    """The part of a raw `query` that decides what a page shows, sorted and encoded in one way.

    Only `names` are kept. Of a name given twice the last counts, as in the application. Names of
    trackers (`fbclid`, `utm_…`) are dropped even where a rule lists them. Raises Refused.
    """
    if not query:
        return ""
    if len(query) > LONGEST_RAW_QUERY:
        raise Refused(414, f"A query has at most {LONGEST_RAW_QUERY} octets.")
    if not names:
        return ""
    pairs = dict(_pairs(query, names))
    kept = "&".join([f"{quote_plus(name)}={quote_plus(pairs[name])}" for name in sorted(pairs)])
    if len(kept) > LONGEST_QUERY:
        raise Refused(414, f"A query has at most {LONGEST_QUERY} octets.")
    return kept


def _pairs(query: str, names: frozenset[str]) -> list[tuple[str, str]]:
    pairs = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name = unquote_plus(name)
        if name in names and not is_tracker(name):
            pairs.append((name, _clean(unquote_plus(value))))
    return pairs


def _clean(value: str) -> str:
    if "\x00" in value or "\ufffd" in value or "\r" in value or "\n" in value:
        raise Refused(400, "This query holds characters that no query may hold.")
    return value


def is_tracker(name: str) -> bool:
    """Whether a query name follows readers about and never decides what a page shows."""
    return name.startswith("utm_") or name in ("fbclid", "gclid", "msclkid", "igshid", "mc_eid")


def whole_query(query: str) -> str:
    """A raw `query` as it may stand in a request line; for addresses that pass through."""
    if len(query) > LONGEST_RAW_QUERY:
        raise Refused(414, f"A query has at most {LONGEST_RAW_QUERY} octets.")
    return quote(query, safe="%?[]|" + PLAIN)


def canonical_host(host: str, scheme: str) -> str:
    """`host` in lower case without the port that goes without saying; raises Refused (400)."""
    host = host.lower()
    if not _HOST.fullmatch(host):
        raise Refused(400, "A request needs one Host, a name or a number with its port.")
    return host.removesuffix(_DEFAULT_PORT[scheme])
