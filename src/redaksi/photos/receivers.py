"""What follows a saved or deleted photo, after its commit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from redaksi.photos import files, tasks
from redaksi.photos.models import Photo


def photo_saved(instance: Photo, raw: bool = False, **_kwargs: Any) -> None:
    """Crop soon what is due; an import by `loaddata` leaves it to the clock."""
    if instance.crops_due and not raw and not instance.cropped_by_clock:
        transaction.on_commit(partial(tasks.soon, instance.pk))


def photo_deleted(instance: Photo, **_kwargs: Any) -> None:
    """The crops of a photo that is gone are removed (Wagtail removes the original)."""
    transaction.on_commit(partial(files.remove_all, instance.pk))


def connect() -> None:
    """Listen; called once, when the room is ready."""
    post_save.connect(photo_saved, sender=Photo, dispatch_uid="photo_saved")
    post_delete.connect(photo_deleted, sender=Photo, dispatch_uid="photo_deleted")
