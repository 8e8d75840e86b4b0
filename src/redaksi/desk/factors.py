"""Who gave a second factor in this session, and what needs one.

The setting ``safety.second_factor`` says who needs it. What readers get is asked for at its act
(``lib.registries.before_acts``), so that every door of the desk asks the same: button, bulk, JSON.
The shell, the clock and programs come by no session and are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from redaksi.lib import clock

NONE, PUBLISH, EVERYONE = "none", "publish", "everyone"
#: Acts that readers see, as the log names them; and taking another's factors away.
PUBLIC = frozenset(
    {
        "published", "updated", "corrected", "withdrawn", "launched", "announced", "undone",
        "ended", "unverified", "verified", "factor_reset",
    }
)  # fmt: skip
#: Where a session keeps when it gave a second factor, and when it last showed who it is.
PROVEN, FRESH = "redaksi.factor", "redaksi.fresh"
#: So long after that one may change how one signs in.
FRESHNESS = timedelta(minutes=15)

_request: ContextVar[HttpRequest | None] = ContextVar("redaksi_desk_request", default=None)


class FactorNeeded(Exception):
    """An act that readers see was asked for in a session without a second factor."""

    def __init__(self, kind: str, subject: str) -> None:
        self.kind, self.subject = kind, subject
        super().__init__(
            f"{subject} is not {kind}: safety.second_factor is “{settings.SECOND_FACTOR}”, and "
            "this session gave no second factor. Give it, then do it again."
        )


@contextmanager
def asking(request: HttpRequest) -> Iterator[None]:
    """Acts within come of *request*, a request to the desk."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def before(kind: str, subject: str) -> None:
    """Raise FactorNeeded when the request under way may not do what readers see."""
    request = _request.get()
    if request is not None and kind in PUBLIC and not enough(request):
        raise FactorNeeded(kind, subject)


def enough(request: HttpRequest) -> bool:
    """Whether *request* gave what the settings want before readers see something."""
    return settings.SECOND_FACTOR == NONE or proven(request)


def missing(request: HttpRequest) -> bool:
    """Whether the settings keep *request* from the desk until it gave a second factor."""
    return settings.SECOND_FACTOR == EVERYONE and not proven(request)


def proven(request: HttpRequest) -> bool:
    """Whether a second factor was given in this session."""
    return bool(request.session.get(PROVEN))


def prove(request: HttpRequest) -> None:
    """A second factor was given just now."""
    request.session[PROVEN] = True
    refresh(request)


def refresh(request: HttpRequest) -> None:
    """Whoever is there showed just now who they are."""
    request.session[FRESH] = clock.now().isoformat()


def fresh(request: HttpRequest) -> bool:
    """Whether whoever is there showed lately who they are."""
    said = request.session.get(FRESH)
    return bool(said) and clock.now() - datetime.fromisoformat(str(said)) < FRESHNESS


def form(request: HttpRequest) -> dict[str, Any]:
    """What was sent besides the factor, to be sent again: ``[(name, value)]`` under ``again``."""
    kept = [
        (name, value) for name, values in request.POST.lists() for value in values
        if name not in ("csrfmiddlewaretoken", CODE, CREDENTIAL)
    ]  # fmt: skip
    return {"again": kept, "action": request.get_full_path()}


#: Fields of the form that asks for a factor.
CODE, CREDENTIAL = "second_factor_code", "second_factor_credential"
