"""The room's own address."""

from __future__ import annotations

POPULAR = "/popular/"
