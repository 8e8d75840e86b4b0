"""A small newspaper with the front of its home page, nothing launched yet."""

from __future__ import annotations

from typing import Any

import pytest

from redaksi.fronts import actions
from redaksi.fronts.models import Container, Front
from tests.portal.newspaper import Small, small_newspaper


@pytest.fixture
def paper(db: None, clock: Any) -> Small:
    """Twelve stories of this morning, Monday 17 August 2020."""
    return small_newspaper(12)


@pytest.fixture
def front(paper: Small) -> Front:
    """The home page's front, without a container."""
    return actions.create_front()


@pytest.fixture
def lead(front: Front) -> Container:
    """Its lead: three places, filled with the newest."""
    return actions.add_container(front, kind="lead", title="Utama", rule="newest", length=3)
