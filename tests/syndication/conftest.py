"""Fixtures of the feeds: a small newspaper at noon, and a client that asks for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.portal.newspaper import Small, small_newspaper


@pytest.fixture
def paper(db: None, clock: Any) -> Small:
    """Eight stories of this morning, Monday 17 August 2020, in Indonesian."""
    return small_newspaper(8)


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})
