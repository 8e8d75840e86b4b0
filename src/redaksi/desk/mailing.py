"""Notices by e-mail: plain text, in the language of whoever gets it, sent by the clock.

The act is done and its notice stands at the desk before anything is sent; a mail server that is
down or slow delays a mail, never an act, and is asked again for a day.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from redaksi.desk import signing, times
from redaksi.desk.models import Notice, Work, name_of
from redaksi.sections.queries import newspaper

logger = logging.getLogger(__name__)
#: Mails of one round, seconds that a server may take, when it is asked again, and how long.
MOST, PATIENCE, AGAIN, GIVE_UP = 20, 20, timedelta(minutes=10), timedelta(days=1)


def run(now: datetime) -> int:
    """Send what is due at *now*; how many notices were looked at."""
    rows = Notice.objects.filter(mail_at__lte=now).select_related(
        "user__person", "by__person", "story__latest_revision"
    )
    due = list(rows.defer("story__body", "story__latest_revision__content").order_by("mail_at"))
    for notice in due[:MOST]:
        _send(notice, now)
    return len(due[:MOST])


def _send(notice: Notice, now: datetime) -> None:
    address = _address(notice.user)
    try:
        if address and notice.user.is_active:
            with translation.override(_language(notice.user)):
                message(notice, address).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        about = f"story:{notice.story_id}" if notice.story_id else "signing in"
        logger.error("The mail to %s about %s was not sent: %s", notice.user, about, error)
        later = now + AGAIN if now - notice.at < GIVE_UP else None
        Notice.objects.filter(pk=notice.pk).update(mail_at=later)
    else:
        Notice.objects.filter(pk=notice.pk).update(mail_at=None)


def message(notice: Notice, address: str) -> EmailMessage:
    """The mail of *notice*, in the language of the moment."""
    if notice.story is None:
        return _mail(_("Your way to sign in"), signing.parts(notice), address)
    newest = notice.story.latest_revision
    headline = (newest.object_str if newest else "") or str(notice.story)
    told = {"by": name_of(notice.by), "headline": headline}
    parts = [_sentence(notice.kind) % told, notice.note, _deadline(notice), _link(notice)]
    return _mail(headline, parts, address)


def _mail(about: str, parts: list[str], address: str) -> EmailMessage:
    return EmailMessage(
        subject=" ".join(f"{newspaper().name}: {about}".split())[:200],
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[address],
        connection=get_connection(timeout=PATIENCE),
    )


def _sentence(kind: str) -> str:
    return {
        Notice.Kind.HANDED: _("%(by)s handed “%(headline)s” over to you."),
        Notice.Kind.WITHDRAW: _("%(by)s asks you to agree that “%(headline)s” is withdrawn."),
        Notice.Kind.VERIFY: _("“%(headline)s” is not yet verified, and its time is up."),
    }.get(Notice.Kind(kind), _("There is news of “%(headline)s” for you at the desk."))


def _deadline(notice: Notice) -> str:
    row = Work.objects.filter(pk=notice.story_id).only("due_at").first()
    if notice.kind != Notice.Kind.HANDED or row is None or row.due_at is None:
        return ""
    return _("Deadline: %(time)s") % {"time": times.wall().told(row.due_at)}


def _link(notice: Notice) -> str:
    path, host = reverse("stories:edit", args=[notice.story_id]), newspaper().host
    return f"https://{host.strip('/')}{path}" if host else path


def _address(user: Any) -> str:
    person = getattr(user, "person", None)
    return user.email or (person.email if person else "")


def _language(user: Any) -> str:
    profile = UserProfile.objects.filter(user=user).first()
    return str((profile or UserProfile()).get_preferred_language())
