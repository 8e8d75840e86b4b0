"""What allauth's second factors ask a newspaper: its name, and how secrets are kept.

The secrets of apps and recovery codes stand in the database under a key that comes of the
newspaper's own (``secret.key``): a copy of the database alone signs nobody in.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from redaksi.sections.queries import newspaper


class UnreadableSecret(ValueError):
    """A secret was kept under another ``secret.key``."""


class Adapter(DefaultMFAAdapter):
    """Allauth's questions, answered by the newspaper."""

    def get_totp_issuer(self) -> str:
        return str(newspaper().name)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host that was asked; a passkey is good for this one name."""
        host = context.request.get_host().rpartition("]")[2].partition(":")[0]
        return {"id": host, "name": str(newspaper().name)}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise UnreadableSecret(
                "A second factor was kept under another secret.key: put the old key back, or "
                "`redaksi user reset-factor NAME` and set it up anew."
            ) from error


def _box() -> Fernet:
    key = hashlib.sha256(b"redaksi second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
