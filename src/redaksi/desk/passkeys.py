"""Passkeys: what the browser is asked (WebAuthn level 3), and whether its answer is right.

The challenge stands in the session in between and is good once. A wrong answer is None.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

#: What a made-up answer makes the parsers raise.
WRONG = (
    ValidationError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError, struct.error,
)  # fmt: skip
#: Longer answers are refused unread.
LONGEST = 20_000


def to_be_made(user: Any) -> dict[str, Any]:
    """What a browser is asked to make a passkey for *user*: one that also signs in by itself."""
    return auth.begin_registration(user, passwordless=True)


def made(text: str) -> dict[str, Any] | None:
    """The credential that a browser made, as JSON *text*, checked; None when it is none."""
    try:
        said = _read(text)
        auth.parse_registration_response(said)
        binding = auth.complete_registration(said)
    except WRONG:
        return None
    return said if binding.is_user_verified() else None


def to_be_shown(user: Any = None) -> dict[str, Any]:
    """What a browser is asked to show a passkey of *user*, or (None) any that it has."""
    return auth.begin_authentication(user)


def shown(text: str, user: Any = None) -> Any:
    """Whose passkey the JSON *text* of a browser shows: *user*, or anybody's; None when wrong."""
    try:
        said = _read(text)
        auth.parse_authentication_response(said)
        owner = user or auth.extract_user_from_response(said)
        row: Authenticator = auth.complete_authentication(owner, said)
    except WRONG:
        return None
    row.record_usage()
    return owner


def _read(text: str) -> dict[str, Any]:
    said = json.loads(text[:LONGEST])
    if not isinstance(said, dict):
        raise ValueError("A browser's answer is an object.")
    return said
