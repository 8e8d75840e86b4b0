"""What follows a deleted edition, after its commit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from redaksi.editions import files
from redaksi.editions.models import Edition


def edition_deleted(instance: Edition, **_kwargs: Any) -> None:
    """The files of an edition that is gone are removed."""
    transaction.on_commit(partial(files.forget, instance.original))
    transaction.on_commit(partial(files.remove_all, instance.pk))


def connect() -> None:
    """Listen; called once, when the room is ready."""
    post_delete.connect(edition_deleted, sender=Edition, dispatch_uid="edition_deleted")
