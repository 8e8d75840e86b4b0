"""What can go wrong with a fetch.

FetchError             what happened, to which address, and why
├── Refused            the address, or one a redirect led to, is not allowed; nothing was sent
├── TooLarge           more bytes than allowed, as sent or unpacked
├── TooSlow            not whole when the time was up
├── TooManyRedirects
├── BadAnswer          not HTTP, cut short, wrongly packed, or of a type not asked for
├── Unreachable        no such name, nobody answers, or no trust in the certificate
└── GivenUp            the host failed too often; nothing was tried (see `HostFailures`)
"""

from __future__ import annotations

from redaksi.lib.targets import printable


class FetchError(Exception):
    """A fetch that gave nothing; `url` is the address at fault, `why` the reason."""

    said = "could not be fetched"

    def __init__(self, url: str, why: str) -> None:
        self.url, self.why = printable(url), why
        super().__init__(f"{self.url} {self.said}: {why}.")


class Refused(FetchError):
    """An address that is not allowed; nothing was sent to it."""

    said = "is not fetched"


class TooLarge(FetchError):
    """More bytes than allowed."""

    said = "is too large"


class TooSlow(FetchError):
    """Not whole in time."""

    said = "took too long"


class TooManyRedirects(FetchError):
    """Redirected more often than allowed."""

    said = "redirects too often"


class BadAnswer(FetchError):
    """An answer that can't be used."""

    said = "gave a bad answer"


class Unreachable(FetchError):
    """Nobody there, or nobody to be trusted."""

    said = "can't be reached"


class GivenUp(FetchError):
    """A host that failed too often; nothing was tried."""

    said = "is not tried"
