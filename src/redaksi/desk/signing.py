"""What a user is told when the way they sign in changed: at the desk, and by e-mail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.desk.models import Notice, name_of
from redaksi.lib import clock
from redaksi.sections.queries import newspaper


def tell(user: int, kind: str, by: Any = None, **_more: Any) -> None:
    """Leave a notice for *user*, to be mailed too."""
    now, pk = clock.now(), getattr(by, "pk", None)
    Notice.objects.create(
        user_id=user, by_id=pk, kind=Notice.Kind.SAFETY, note=kind, at=now, mail_at=now
    )


def told(notice: Notice) -> str:
    """The sentence of *notice*, in the language of the moment."""
    by = name_of(notice.by) if notice.by_id != notice.user_id else ""
    says = _sentence(notice.note)
    return says if not by else _("%(says)s By: %(by)s.") % {"says": says, "by": by}


def parts(notice: Notice) -> list[str]:
    """The paragraphs of the mail of *notice*."""
    path, host = reverse("safety:factors"), newspaper().host
    doubt = _("It was not you? Change your password and tell an administrator at once.")
    return [told(notice), doubt, f"https://{host.strip('/')}{path}" if host else path]


def _sentence(kind: str) -> str:
    return {
        "factor_added": _("A second factor was set up for you."),
        "factor_removed": _("A second factor of yours was taken away."),
        "factor_reset": _("All your second factors were taken away, and every browser signed off."),
        "codes_made": _("New recovery codes were made for you; the old ones are void."),
        "code_used": _("Somebody signed in with one of your recovery codes."),
        "codes_guessed": _("Wrong codes were tried with your right password."),
        "sessions_ended": _("Browsers of yours were signed off."),
    }.get(kind, _("The way you sign in changed."))
