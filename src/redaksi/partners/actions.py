"""The verbs of partners: refresh one, try an address, hide what has grown too old.

Other changes (name, schedule, order) are an ordinary save of the row, which logs itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.lib.fetch import FetchError
from redaksi.lib.picturewords import PictureFailed
from redaksi.partners import files, outside, rules
from redaksi.partners.answers import Item, NotTaken
from redaksi.partners.models import Partner, PartnerItem
from redaksi.press import acts
from redaksi.sections.queries import newspaper

#: What the desk is told, by what went wrong.
SENTENCES: Mapping[str, str] = {
    "not-json": _("The answer is no JSON (%(seen)s)."),
    "no-list": _("The answer holds no list of campaigns."),
    "not-a-feed": _("The answer is no feed (%(seen)s); RSS, Atom or JSON Feed is wanted."),
    "no-items": _("None of the %(seen)s entries has a title and a link that begins with http."),
    "too-heavy": _("Reading the answer takes more than the %(allowed)s MB of memory allowed."),
    "failed": _("Reading the answer took too much time or memory."),
    "status": _("The partner answered with status %(status)s."),
    "fetch": _("The partner could not be fetched: %(why)s"),
}
Trouble = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of a try: items, or the trouble, as it is kept; one of them is empty."""

    items: tuple[Item, ...] = ()
    trouble: Trouble | None = None


def try_out(kind: str, address: str) -> Tried:
    """What stands at *address* now, read as *kind*; nothing is kept. May take 25 seconds."""
    try:
        return Tried(items=tuple(outside.items(kind, address)))
    except FetchError as error:
        return Tried(trouble={"says": "fetch", "values": {"why": str(error)[:300]}})
    except outside.BadStatus as error:
        return Tried(trouble={"says": "status", "values": {"status": error.status}})
    except NotTaken as refusal:
        return Tried(trouble={"says": refusal.code, "values": refusal.values})
    except PictureFailed:
        return Tried(trouble={"says": "failed", "values": {}})


def refresh(partner: Partner, now: datetime) -> Tried:
    """Fetch *partner* and keep what came, or the trouble; the last good copy stays.

    A change that readers see is one act that moves `rail:partner-SLUG`. May take a minute: never
    call it inside a transaction.
    """
    tried = try_out(partner.kind, partner.address)
    if tried.trouble is None:
        keep(partner, tried.items, now)
    _noted(partner, tried, now)
    return tried


def keep(
    partner: Partner, found: Sequence[Item], now: datetime, *,
    pictures: Mapping[str, outside.Files] | None = None,
) -> int | None:  # fmt: skip
    """Make *found* the last good copy of *partner*; the number of the log's row, None when
    readers see no difference. *pictures* are files made already, by the address in `Item.image`.
    """
    known = {one.image_url: one.images for one in partner.items.all() if one.images}
    made = pictures if pictures is not None else outside.images(partner.pk, found, known)
    today = now.astimezone(newspaper().zone).date()
    rows = [
        PartnerItem(
            partner=partner, order=place, title=one.title, link=one.link, image_url=one.image,
            images=made.get(one.image, []), target=one.target, collected=one.collected,
            ends_on=None if one.days_left is None else today + timedelta(days=one.days_left),
            published_at=one.published_at,
        )
        for place, one in enumerate(found)
    ]  # fmt: skip
    with acts.act("refreshed", partner.subject) as act:
        current = list(partner.items.order_by("order"))
        if [_facts(one) for one in current] != [_facts(one) for one in rows]:
            partner.items.all().delete()
            PartnerItem.objects.bulk_create(rows)
        Partner.objects.filter(pk=partner.pk).update(good_at=now, hidden=False)
        kept = {str(file[0]) for one in rows for file in one.images}
        transaction.on_commit(lambda: files.keep_only(partner.pk, kept))
    partner.refresh_from_db()
    return act.seq


def hide_stale(now: datetime) -> int:
    """Hide the rails whose last good copy is too old; how many. Each is an act of its own."""
    shown = Partner.objects.filter(live=True, hidden=False, good_at__isnull=False)
    stale = [one for one in shown if rules.too_old(one, now)]
    for partner in stale:
        with acts.act("hidden", partner.subject):
            partner.hidden = True
            partner.save(update_fields=["hidden"])
    return len(stale)


def told(trouble: Trouble) -> str:
    """The trouble as a sentence in the language of the moment; empty without any."""
    return gettext(SENTENCES[trouble["says"]]) % trouble["values"] if trouble else ""


def _noted(partner: Partner, tried: Tried, now: datetime) -> None:
    following = rules.after(partner, now, good=tried.trouble is None)
    Partner.objects.filter(pk=partner.pk).update(
        checked_at=now, next_at=following.at, failures=following.failures,
        trouble=tried.trouble or {},
    )  # fmt: skip
    partner.refresh_from_db()


def _facts(row: PartnerItem) -> tuple[Any, ...]:
    return (
        row.title, row.link, row.image_url, row.images, row.target, row.collected, row.ends_on,
        row.published_at,
    )  # fmt: skip
