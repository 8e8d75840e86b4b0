"""Names that can never be changed again: app labels, tables; and no migration is missing."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.house.rooms import room_of


def test_labels_say_the_house_and_the_room() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("redaksi.")]
    assert ours
    assert [app.name for app in ours if app.label != f"redaksi_{room_of(app.name)}"] == []


def test_tables_carry_the_label() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("redaksi.")]
    strays = [m.__name__ for m in ours if not m._meta.db_table.startswith(m._meta.app_label)]
    assert strays == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"models changed without a migration:\n{said.getvalue()}")
