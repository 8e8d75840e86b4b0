"""Which names the site answers to: those of the settings, and the newspaper's own.

The newspaper's host is a row that editors change, so Django's fixed ALLOWED_HOSTS cannot know it.
Numbers are answered to only when the server listens beyond this machine: a phone in the network
types one, and no stranger's name can be made to lead to it.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from redaksi.sections.queries import own_host

#: Seconds for which a newspaper's old host is still answered to after it was changed.
REMEMBERED = 5.0


class HostMiddleware:
    """Refuses, with 400, a request for a host that is not ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.asked, self.own = -REMEMBERED, ""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.get_host()
        domain, _port = split_domain_port(asked)
        if not (_is_known(domain) or self._is_own(domain)):
            raise DisallowedHost(
                f"{asked[:200]!r} is not a host of this newspaper: name it in its settings at the "
                "desk, or as server.hosts in redaksi.toml."
            )
        return self.get_response(request)

    def _is_own(self, domain: str) -> bool:
        if time.monotonic() - self.asked >= REMEMBERED:
            self.own = split_domain_port(own_host().strip().strip("/").lower())[0]
            self.asked = time.monotonic()
        return bool(self.own) and domain.removeprefix("www.") == self.own.removeprefix("www.")


def _is_known(domain: str) -> bool:
    if validate_host(domain, settings.HOSTS):
        return True
    return bool(settings.ANSWERS_TO_NUMBERS and _is_number(domain))


def _is_number(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return False
    return True
