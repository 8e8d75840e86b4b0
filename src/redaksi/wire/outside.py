"""What is asked of a source, through the one outbound door: its feed, and only when it changed."""

from __future__ import annotations

from django.conf import settings

from redaksi.lib.fetch import Fetched, Limits, fetch

ANSWER = Limits(max_bytes=10_000_000, total_seconds=20, connect_seconds=5, max_redirects=3)
#: Longer ones than these are not sent back: the answer is read whole again instead.
LONGEST_ETAG, LONGEST_MODIFIED = 200, 80
UNCHANGED = 304


class BadStatus(Exception):
    """The source answered with a status that is no success."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"The wire answered with status {status}.")


def ask(address: str, *, etag: str = "", modified: str = "") -> Fetched:
    """What stands at *address* now; status 304 when it is what *etag* or *modified* stand for
    (RFC 9110, 13). Raises a FetchError or BadStatus."""
    wanted = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {name: said for name, said in wanted.items() if said}
    answer = fetch(address, limits=ANSWER, allow_hosts=allowed(), headers=headers)
    if not answer.ok and not (headers and answer.status == UNCHANGED):
        raise BadStatus(answer.status)
    return answer


def marks(answer: Fetched) -> tuple[str, str]:
    """The etag and the time of *answer*, to be sent back with the next question."""
    etag = answer.headers.get("etag", "")
    modified = answer.headers.get("last-modified", "")
    return (
        etag if _can_be_sent(etag, LONGEST_ETAG) else "",
        modified if _can_be_sent(modified, LONGEST_MODIFIED) else "",
    )


def allowed() -> frozenset[str]:
    """Hosts of private networks that fetching may reach (the setting fetch.allow_hosts)."""
    return frozenset(settings.OPTIONS.texts("fetch.allow_hosts"))


def _can_be_sent(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isascii() and text.isprintable()
