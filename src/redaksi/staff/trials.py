"""Wrong codes are counted by name, wherever they come from: whoever gets so far knows the password.

The count of wrong passwords is django-axes' and goes by name and address together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from redaksi.lib import clock
from redaksi.staff.guarding import guarding
from redaksi.staff.models import CodeTrial

#: So many codes may be tried within that time.
MOST, WITHIN = 6, timedelta(minutes=15)


class TooManyCodes(Exception):
    """Too many wrong codes for one name; the next is looked at from *until* on."""

    def __init__(self, name: str, until: datetime) -> None:
        self.until = until
        super().__init__(
            f"{MOST} wrong codes for “{name}”: the next is looked at from {until.isoformat()} on; "
            f"`redaksi user unlock {name}` opens at once."
        )


@contextmanager
def counting(user: Any) -> Iterator[None]:
    """Count a trial of *user* before it is looked at. Raises TooManyCodes.

    At the last one that is allowed the owner is told: somebody who knows the password guesses.
    """
    now = clock.now()
    CodeTrial.objects.get_or_create(user_id=user.pk, defaults={"since": now})
    with transaction.atomic():
        rows = CodeTrial.objects.filter(user_id=user.pk)
        rows.update(wrong=F("wrong") + 1)  # first: nobody else counts until this is committed
        rows.filter(since__lte=now - WITHIN).update(wrong=1, since=now)
        row = rows.get()
        if row.wrong > MOST:
            raise TooManyCodes(user.get_username(), row.since + WITHIN)
        yield
        if rows.filter(wrong=MOST).exists():
            with guarding("codes_guessed", user, by=user):
                pass


def forget(user: Any) -> None:
    """No wrong codes stand against *user* any more."""
    CodeTrial.objects.filter(user_id=user.pk).delete()
