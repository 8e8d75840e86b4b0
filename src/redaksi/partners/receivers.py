"""What follows a deleted partner, after its commit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from redaksi.partners import files
from redaksi.partners.models import Partner


def partner_deleted(instance: Partner, **_kwargs: Any) -> None:
    """The pictures of a partner that is gone are removed."""
    transaction.on_commit(partial(files.keep_only, instance.pk, ()))


def connect() -> None:
    """Listen; called once, when the room is ready."""
    post_delete.connect(partner_deleted, sender=Partner, dispatch_uid="partner_deleted")
