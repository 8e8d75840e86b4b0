"""Verbs about users and their roles."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from redaksi.staff import roles
from redaksi.staff.factors import (  # noqa: F401 (handed on)
    add_app,
    add_passkey,
    check_code,
    make_codes,
    remove_factor,
)
from redaksi.staff.guarding import guarding
from redaksi.staff.models import CodeTrial, User
from redaksi.staff.sessions import (  # noqa: F401 (handed on)
    end_session,
    end_sessions,
    left,
    see,
    sweep,
)
from redaksi.staff.trials import TooManyCodes  # noqa: F401 (handed on)


class StaffError(Exception):
    """Something about a user or role that cannot be done; the message says what and why."""


@transaction.atomic
def add_user(name: str, role: str, password: str) -> User:
    """Make the user *name* with *role* (a key of ``roles.NAMES``). Raises StaffError."""
    if User.objects.filter(username__iexact=name).exists():
        raise StaffError(f"There is a user “{name}” already; choose another name.")
    user = User(username=name)
    _check_name(user)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    give_role(user, role)
    return user


def set_password(name: str, password: str) -> User:
    """Give the user *name* a new *password*, and forget how often it was mistyped. Raises
    StaffError."""
    user = named(name)
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    unlock(name)
    return user


def unlock(name: str) -> bool:
    """Let whoever is locked out as *name* try again at once; whether somebody had mistyped a
    password or a code."""
    codes, _rows = CodeTrial.objects.filter(user__username=name, wrong__gt=0).delete()
    return bool(reset(username=name)) or bool(codes)


def reset_factor(name: str, *, reason: str, by: Any = None) -> int:
    """Take every second factor of the user *name* away (a lost phone), and end their sessions.

    The log keeps *reason*. Returns how many factors there were. Raises StaffError.
    """
    user = named(name)
    rows = Authenticator.objects.filter(user_id=user.pk)
    found = rows.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    if not reason.strip():
        raise StaffError(f"Say why the second factor of “{name}” is taken away; the log keeps it.")
    if not rows.exists():
        raise StaffError(f"“{name}” has no second factor; there is nothing to take away.")
    with guarding("factor_reset", user, by=by, reason=reason.strip()[:300], factors=found):
        rows.delete()
        end_sessions(user, by=by)
    unlock(name)
    return int(found)


def named(name: str) -> User:
    """The user *name*. Raises StaffError."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise StaffError(f"There is no user “{name}”; `redaksi user add` makes one.")
    return user


def give_role(user: Any, role: str) -> None:
    """Make *role* the one role of *user*; an admin may do everything."""
    if role not in roles.NAMES:
        raise StaffError(f"“{role}” is not a role; allowed are {', '.join(roles.NAMES)}.")
    user.is_superuser = user.is_staff = role == roles.ADMIN
    user.save(update_fields=["is_superuser", "is_staff"])
    group, _made = Group.objects.get_or_create(name=roles.NAMES[role])
    user.groups.set([group])


def _check_name(user: User) -> None:
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise StaffError(f"“{user.username}” cannot be a name: {_told(error)}") from error


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise StaffError(f"This password is refused: {_told(error)}") from error


def _told(error: ValidationError) -> str:
    return " ".join(str(one) for one in error.messages)
