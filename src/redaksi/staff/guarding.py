"""What every verb about signing in shares: one row of the log, and the owner is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction

from redaksi.press import acts
from redaksi.staff import events
from redaksi.staff.models import User


@contextmanager
def guarding(kind: str, user: Any, *, by: Any, **payload: Any) -> Iterator[None]:
    """One act of *kind* about *user*, by *by* (None: the shell); ``events.guarded`` follows it."""
    told = {"user": user.get_username(), **payload}
    with acts.act(kind, f"user:{user.pk}", actor=by, payload=told, always=True):
        yield
        send = partial(events.guarded.send, sender=User, user=user.pk, kind=kind, by=by)
        transaction.on_commit(send)
