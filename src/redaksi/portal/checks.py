"""What must be so before readers' pages may be kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error


def no_page_in_a_transaction(**_named: Any) -> list[Error]:
    """A page made in an open transaction shows the past, and would be kept as the present."""
    return [
        Error(
            f"ATOMIC_REQUESTS is set for the database “{name}”: pages that are made in an open "
            "transaction may be older than the tags say.",
            hint="Take ATOMIC_REQUESTS out of DATABASES; verbs open their own transactions.",
            id="redaksi_portal.E001",
        )
        for name, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]
