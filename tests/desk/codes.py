"""What an app for codes shows, and users who have one."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from redaksi.staff import actions as staff
from redaksi.staff.factors import Kind

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(ahead: int = 0, secret: str = SECRET) -> str:
    """The code of now, or of so many half minutes ahead."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def with_app(user: Any) -> Any:
    """*user*, who has an app with ``SECRET``; the code of now may be given again."""
    assert staff.add_app(user, SECRET, code())
    row = staff.Authenticator.objects.get(user=user, type=Kind.TOTP)
    row.data["counter"] = 0
    row.save()
    return user
