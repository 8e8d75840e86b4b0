"""What the archive knows of one site: finding and remembering its items in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from redaksi.archive.models import ImportedItem

SYSTEM = "wordpress"


def of(site: str, kind: str, remotes: Iterable[str] | None = None) -> dict[str, ImportedItem]:
    """The items of a kind by what names them there; all of them without *remotes*."""
    rows = ImportedItem.objects.filter(system=SYSTEM, site=site, kind=kind)
    if remotes is not None:
        rows = rows.filter(remote__in=[remote[:255] for remote in remotes])
    return {row.remote: row for row in rows}


def at_places(site: str, places: Iterable[str]) -> dict[str, ImportedItem]:
    """Files by where they stood."""
    rows = ImportedItem.objects.filter(system=SYSTEM, site=site, place__in=list(places))
    return {row.place: row for row in rows}


def attached_to(site: str, number: int) -> list[int]:
    """The numbers of the files attached to a post, in their order."""
    rows = ImportedItem.objects.filter(
        system=SYSTEM, site=site, kind="attachment", parent=number
    ).values_list("data", "remote")
    ordered = sorted(
        (data.get("order", 0), int(remote)) for data, remote in rows if remote.isdigit()
    )
    return [remote for _, remote in ordered]


def row(site: str, kind: str, remote: str, now: datetime, **fields: object) -> ImportedItem:
    """A new row, not yet saved."""
    return ImportedItem(
        system=SYSTEM, site=site, kind=kind, remote=remote[:255], at=now, **fields
    )  # fmt: skip


def remember(rows: Iterable[ImportedItem], *fields: str) -> None:
    """Save rows in bulk; one that is known already gets the new values of *fields*."""
    ImportedItem.objects.bulk_create(
        list(rows),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["system", "site", "kind", "remote"],
        update_fields=[*fields, "at"],
    )
