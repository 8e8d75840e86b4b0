"""Before a new version changes the tables: the database as the old one left it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

import redaksi
from redaksi.ops.backup import make


def keep_old() -> Path | None:
    """Back database and settings up; where, or None when the settings want none.

    Photos stay out: no version changes them. Raises BackupFailed, and then nothing may be changed.
    """
    if not settings.OPTIONS.flag("backup.before_upgrade"):
        return None
    return make.make(make.folder(), whole=False, before=redaksi.__version__).place
