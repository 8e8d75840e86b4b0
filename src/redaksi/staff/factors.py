"""Second factors of a user: the app that shows codes, passkeys, recovery codes.

The rows and the mathematics are django-allauth's; the verbs are ours, each with its row in the log.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from redaksi.staff.guarding import guarding
from redaksi.staff.trials import counting, forget

Kind = Authenticator.Type


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A second factor as its owner sees it; ``name`` is a passkey's, ``used`` None when never."""

    pk: int
    kind: str
    name: str
    made: datetime
    used: datetime | None


def factors(user: Any) -> list[Factor]:
    """The second factors of *user*, oldest first, without recovery codes; one query."""
    rows = Authenticator.objects.filter(user_id=user.pk).exclude(type=Kind.RECOVERY_CODES)
    return [
        Factor(pk=row.pk, kind=str(row.type), name=row.data.get("name", ""),
               made=row.created_at, used=row.last_used_at)
        for row in rows.order_by("created_at", "pk")
    ]  # fmt: skip


def has_factor(user: Any) -> bool:
    """Whether *user* has a second factor; one query."""
    return bool(Authenticator.objects.filter(user_id=user.pk).exists())


def codes_left(user: Any) -> int:
    """How many recovery codes of *user* are not used."""
    row = Authenticator.objects.filter(user_id=user.pk, type=Kind.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def add_app(user: Any, secret: str, code: str) -> bool:
    """Keep *secret* (base 32) as the app of *user* if *code* is one of its codes of now.

    An app from before is replaced. Recovery codes are made when there are none.
    """
    counter = _counter(secret, _plain(code), after=0)
    if counter is None:
        return False
    with guarding("factor_added", user, by=user, factor="totp"):
        Authenticator.objects.filter(user_id=user.pk, type=Kind.TOTP).delete()
        data = {"secret": encrypt(secret), "counter": counter}
        Authenticator.objects.create(user_id=user.pk, type=Kind.TOTP, data=data)
        RecoveryCodes.activate(user)
    return True


def add_passkey(user: Any, name: str, credential: dict[str, Any]) -> None:
    """Keep *credential*, as a browser answered and ``desk.passkeys`` checked it, under *name*."""
    with guarding("factor_added", user, by=user, factor="webauthn", name=name):
        data = {"name": name, "credential": credential}
        Authenticator.objects.create(user_id=user.pk, type=Kind.WEBAUTHN, data=data)
        RecoveryCodes.activate(user)


def remove_factor(user: Any, pk: int) -> bool:
    """Take the factor *pk* of *user* away, with the last one the recovery codes; whether it was."""
    row = Authenticator.objects.filter(user_id=user.pk, pk=pk).first()
    if row is None or row.type == Kind.RECOVERY_CODES:
        return False
    with guarding("factor_removed", user, by=user, factor=str(row.type)):
        row.delete()
        if not factors(user):
            Authenticator.objects.filter(user_id=user.pk).delete()
    return True


def recovery_codes(user: Any) -> list[str]:
    """The recovery codes of *user* that are not used, to be shown once."""
    row = Authenticator.objects.filter(user_id=user.pk, type=Kind.RECOVERY_CODES).first()
    return list(RecoveryCodes(row).get_unused_codes()) if row else []


def make_codes(user: Any) -> list[str]:
    """New recovery codes for *user*; the old ones are void. Nothing without another factor."""
    if not factors(user):
        return []
    with guarding("codes_made", user, by=user):
        Authenticator.objects.filter(user_id=user.pk, type=Kind.RECOVERY_CODES).delete()
        return list(RecoveryCodes.activate(user).get_unused_codes())


def check_code(user: Any, code: str) -> bool:
    """Whether *code* is one of *user*'s app now, or an unused recovery code; each is good once.

    Wrong ones are counted, whatever address they come from. Raises TooManyCodes.
    """
    plain = _plain(code)
    with counting(user):
        fits = _fits(user, plain)
        if fits:
            forget(user)
    return fits


@transaction.atomic
def _fits(user: Any, code: str) -> bool:
    rows = Authenticator.objects.select_for_update().filter(user_id=user.pk)
    app = rows.filter(type=Kind.TOTP).first()
    if app and _of_the_app(app, code):
        return True
    spare = rows.filter(type=Kind.RECOVERY_CODES).first()
    if not (spare and RecoveryCodes(spare).validate_code(code)):
        return False
    with guarding("code_used", user, by=user):
        spare.record_usage()
    return True


def _of_the_app(row: Authenticator, code: str) -> bool:
    counter = _counter(decrypt(row.data["secret"]), code, after=row.data.get("counter", 0))
    if counter is None:
        return False
    row.data["counter"] = counter
    row.save(update_fields=["data"])
    row.record_usage()
    return True


def _counter(secret: str, code: str, *, after: int) -> int | None:
    """The half minute whose code *code* is, of those allowed now and later than *after* (RFC 6238,
    5.2: a code is accepted once)."""
    for counter in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and hmac.compare_digest(right.encode(), code.encode()):
            return int(counter)
    return None


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "")[:20]
