"""Taking a wire item: it becomes a draft of ours, once, with its source and its link kept."""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from redaksi.desk import holding
from redaksi.desk.models import Notice, Taking, name_of
from redaksi.lib import clock
from redaksi.lib.markup import closed
from redaksi.press import acts
from redaksi.stories import actions
from redaksi.stories.models import Story, StorySource
from redaksi.wire import actions as wire
from redaksi.wire import queries
from redaksi.wire.models import Item
from redaksi.wire.queries import Block

#: Characters of what a story may hold of an item.
HEADLINE, TEASER, HEADING = 255, 300, 200
RIGHTS = ("redaksi_wire.change_item", "redaksi_stories.add_story")


class AlreadyTaken(wire.WireError):
    """Somebody took the item before: ``taking`` says who, and which story it became."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        says = _("%(name)s has taken this item already: “%(headline)s”.")
        told = {"name": name_of(taking.by) or _("Somebody"), "headline": taking.story.newest()}
        super().__init__(says % told)


def take(item: Item, *, by: Any) -> Story:
    """Make *item* a draft that *by* holds; the story, with the item's text, agency and link.

    All versions of the item count as taken from then on. Raises AlreadyTaken, PermissionDenied,
    and WireError for an item in quarantine.
    """
    if not all(by.has_perm(right) for right in RIGHTS):
        raise PermissionDenied(f"{by} may not take wire items: that needs a writing role.")
    with acts.gathering(actor=by):
        first = Item.objects.select_for_update().get(pk=item.thread)
        taking = Taking.objects.filter(item=first).select_related("story", "by__person").first()
        if taking is not None:
            raise AlreadyTaken(taking)
        item.refresh_from_db()
        if item.state == Item.State.QUARANTINED:
            raise wire.WireError(_("This item is in quarantine: look at it, then let it in first."))
        story = actions.save_draft(_draft(item), by=by).story
        now = clock.now()
        Taking.objects.create(
            item=first, story=story, source=item.source.name, link=item.link,
            version=item.version, seen=item.version, by=by, at=now,
        )  # fmt: skip
        wire.mark_taken(item, by=by, now=now)
        holding.take(story, by=by)
    return story


def newer(taking: Taking) -> Item | None:
    """The newest version of what was taken, when the holder has not put it away; else None."""
    newest = queries.newest(taking.item_id) if taking.item_id else None
    return newest if newest and newest.version > taking.seen else None


def see(taking: Taking, version: int) -> None:
    """Whoever works on the story has looked at *version*; nobody need be told of it any more."""
    Taking.objects.filter(pk=taking.pk, seen__lt=version).update(seen=version)
    if newer(Taking.objects.get(pk=taking.pk)) is None:
        Notice.objects.filter(story=taking.story_id, kind=Notice.Kind.WIRE).delete()


def tell(item: Item) -> None:
    """Tell whoever holds the story made of *item* that this newer version of it came; once."""
    taking = Taking.objects.filter(item=item.thread).select_related("story__work").first()
    if taking is None:
        return
    work = getattr(taking.story, "work", None)
    user = work.holder_id if work and work.holder_id else taking.by_id
    known = {"story": taking.story, "user_id": user, "kind": Notice.Kind.WIRE}
    if user is not None and not Notice.objects.filter(**known).exists():
        Notice.objects.create(**known, at=clock.now(), note=item.source.name)


def _draft(item: Item) -> Story:
    source = item.source
    story = Story(
        headline=item.title[:HEADLINE], section=source.section, body=list(_body(item)),
        teaser=item.summary if len(item.summary) <= TEASER else "",
    )  # fmt: skip
    if source.agency_id:
        story.source_rows = [StorySource(agency=source.agency)]
    return story


def _body(item: Item) -> Iterable[dict[str, Any]]:
    yield from (_block(one) for one in queries.blocks(item))
    if item.source.credit:
        said = html.escape(item.source.credit, quote=False)
        linked = f'<a href="{html.escape(item.link)}">{said}</a>' if item.link else said
        yield _stored("paragraph", f"<p>{linked}</p>")


def _block(one: Block) -> dict[str, Any]:
    if one.items:
        items = [_stored("item", f"<p>{closed(text)}</p>") for text in one.items]
        return _stored("list", {"ordered": one.kind == "ol", "items": items})
    if one.kind == "heading":
        return _stored("heading", html.unescape(one.html)[:HEADING])
    rich = f"<p>{closed(one.html)}</p>"
    return (
        _stored("quote", {"html": rich, "by": ""})
        if one.kind == "quote"
        else _stored("paragraph", rich)
    )


def _stored(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
