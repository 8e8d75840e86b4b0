"""Bringing a newspaper up to date before it starts: tables, first rows, static files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

import redaksi
from redaksi.ops.backup import upgrading
from redaksi.sections.models import Newspaper

STAMP = ".collected"


def prepare() -> Newspaper:
    """Migrate, make the newspaper's row when there is none, and collect the static files."""
    migrate()
    newspaper = first_rows()
    collect()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=2000")
            cursor.execute("ANALYZE")
    return newspaper


def migrate() -> bool:
    """Apply the migrations that are missing; whether there were any.

    A database that an older version filled is backed up first. Asked of files and table alone,
    because Django's own look loads every migration, which takes longer than putting a story.
    Raises BackupFailed.
    """
    applied = _applied()
    if not _files() - applied:
        return False
    if applied:
        upgrading.keep_old()
    call_command("migrate", interactive=False, verbosity=0)
    return True


def _files() -> set[tuple[str, str]]:
    """The migrations that stand in the packages: label and name."""
    found = set()
    for app in apps.get_app_configs():
        names = Path(app.path, "migrations").glob("[0-9]*.py")
        found |= {(app.label, name.stem) for name in names}
    return found


def _applied() -> set[tuple[str, str]]:
    try:
        return set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return set()


def first_rows() -> Newspaper:
    """The newspaper's row; made from the settings when there is none."""
    found = Newspaper.objects.order_by("pk").first()
    return found or Newspaper.objects.create(
        name=settings.WAGTAIL_SITE_NAME,
        host="localhost",
        language=settings.LANGUAGE_CODE,
        zone=settings.TIME_ZONE,
    )


def collect() -> bool:
    """Collect the static files under immutable names, unless they are as they were."""
    place, stamp = Path(settings.STATIC_ROOT), _stamp()
    if (place / STAMP).is_file() and (place / STAMP).read_text() == stamp:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    (place / STAMP).write_text(stamp)
    return True


def _stamp() -> str:
    """What the static files are: every file's name, size and time."""
    seen = hashlib.sha256(redaksi.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list(None):
            facts = Path(storage.path(name)).stat()
            name = f"{getattr(storage, 'prefix', None) or ''}/{name}"
            seen.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
