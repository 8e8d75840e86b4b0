"""The first reading of an export: who, which terms, which files, which shared blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from redaksi.archive import addresses, known
from redaksi.archive.models import ImportedItem
from redaksi.archive.parsers import php
from redaksi.archive.parsers.facts import Author, Fact, Item, Site, Term
from redaksi.archive.rules import digest

TYPES = ("attachment", "wp_block")
AT_ONCE = 500
CREDITS = ("_media_credit", "media_credit", "_credit", "credit", "photo_credit", "_wp_credit")


@dataclass(kw_only=True)
class Survey:
    """What one site's files hold besides its posts; files are kept in the archive, not here."""

    site: Site | None = None
    key: str = ""
    authors: list[Author] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    shared: dict[int, str] = field(default_factory=dict)
    files: int = 0


def survey(facts: Iterable[Fact], now: datetime, *, keep: bool) -> Survey:
    """Read everything but posts; files are remembered in the archive when *keep*."""
    found = Survey()
    rows: dict[str, ImportedItem] = {}
    for fact in facts:
        if isinstance(fact, Site) and found.site is None:
            found.site, found.key = fact, addresses.site_key(fact)
        elif isinstance(fact, Author):
            found.authors.append(fact)
        elif isinstance(fact, Term):
            found.terms.append(fact)
        elif isinstance(fact, Item):
            _take(found, rows, fact, now)
        if len(rows) >= AT_ONCE:
            _write(rows, keep=keep)
    _write(rows, keep=keep)
    return found


def _take(found: Survey, rows: dict[str, ImportedItem], item: Item, now: datetime) -> None:
    if item.type == "wp_block" and item.number is not None:
        found.shared[item.number] = item.content
    if item.type != "attachment" or item.status == "trash":
        return
    found.files += 1
    rows[item.key] = known.row(
        found.key, "attachment", item.key, now, digest=digest(item), parent=item.parent,
        place=addresses.place_of(item.attachment_url or item.guid), waiting=True, data=told(item),
    )  # fmt: skip


def _write(rows: dict[str, ImportedItem], *, keep: bool) -> None:
    """Remember the files that are new, and those whose words changed."""
    if keep and rows:
        here = known.of(next(iter(rows.values())).site, "attachment", rows)
        fresh = [row for row in rows.values() if not _same(row, here.get(row.remote))]
        known.remember(fresh, "digest", "parent", "place", "data", "waiting")
    rows.clear()


def _same(row: ImportedItem, held: ImportedItem | None) -> bool:
    if held is None or held.digest != row.digest:
        row.data["changed"] = held is not None and bool(held.ref)
        return False
    return True


def told(item: Item) -> dict[str, Any]:
    """What an attachment says of its file, as the archive keeps it."""
    meta = _image_meta(item.meta.get("_wp_attachment_metadata", ""))
    credit = next((item.meta[name] for name in CREDITS if item.meta.get(name)), "")
    said = {
        "url": item.attachment_url or item.guid,
        "file": item.meta.get("_wp_attached_file", ""),
        "title": item.title,
        "caption": item.excerpt.strip(),
        "alt": item.meta.get("_wp_attachment_image_alt", "").strip(),
        "credit": credit.strip(),
        "credit_in_file": str(meta.get("credit") or meta.get("copyright") or ""),
        "order": item.order,
        "keys": list(addresses.of_item(item)),
        "line": item.line,
    }
    return {name: value for name, value in said.items() if value}


def _image_meta(text: str) -> dict[str, Any]:
    try:
        found = php.unserialize(text) if text else {}
    except php.NotSerialized:
        return {}
    meta = found.get("image_meta") if isinstance(found, dict) else None
    return meta if isinstance(meta, dict) else {}
