"""Where a user is signed in: each session with its browser and address, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from redaksi.lib import clock
from redaksi.staff.guarding import guarding


@dataclass(frozen=True, kw_only=True)
class SessionView:
    """One browser that is signed in; ``agent`` is what it calls itself."""

    pk: int
    address: str
    agent: str
    since: datetime
    seen: datetime
    is_this: bool


def sessions(user: Any, key: str = "") -> list[SessionView]:
    """Where *user* is signed in, last seen first; *key* is the session that asks."""
    rows = sorted(UserSession.objects.purge_and_list(user), key=lambda row: row.last_seen_at)
    return [
        SessionView(pk=row.pk, address=row.ip, agent=row.user_agent, since=row.created_at,
                    seen=row.last_seen_at, is_this=row.session_key == key)
        for row in reversed(rows)
    ]  # fmt: skip


def see(user: Any, key: str, *, address: str, agent: str) -> None:
    """Note that the session *key* of *user* was used just now; a new one is kept."""
    told = {"ip": address, "user_agent": agent[:200], "last_seen_at": clock.now()}
    if not UserSession.objects.filter(session_key=key, user_id=user.pk).update(**told):
        defaults = {**told, "user_id": user.pk, "created_at": told["last_seen_at"]}
        UserSession.objects.update_or_create(session_key=key, defaults=defaults)


def left(key: str) -> None:
    """The session *key* signed off."""
    UserSession.objects.filter(session_key=key).delete()


def sweep(now: datetime) -> int:
    """Forget sessions that ended by themselves before *now*; how many."""
    gone, _rows = Session.objects.filter(expire_date__lt=now).delete()
    known = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=known).delete()
    return int(gone)


def end_session(user: Any, pk: int, *, by: Any) -> int:
    """End the session *pk* of *user*; how many ended."""
    return _end(user, UserSession.objects.filter(user_id=user.pk, pk=pk), by)


def end_sessions(user: Any, *, but: str = "", by: Any) -> int:
    """End every session of *user*, except the one with the key *but*; how many ended."""
    return _end(user, UserSession.objects.filter(user_id=user.pk).exclude(session_key=but), by)


def _end(user: Any, rows: Any, by: Any) -> int:
    found = list(rows)
    if found:
        with guarding("sessions_ended", user, by=by, sessions=len(found)):
            for one in found:
                one.end()
    return len(found)
