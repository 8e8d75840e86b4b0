"""Whose word on the reader's address is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaksi.config import options, proxies
from redaksi.lib import settingsfile
from tests.config.command import redaksi, refused


def believed(**environ: str) -> list[str]:
    settings = settingsfile.load(options.DECLARED, Path("/nowhere"), environ)
    return [str(one) for one in proxies.believed(settings)]


def test_nobody_is_believed_unless_a_proxy_must_be_there() -> None:
    assert believed() == []
    assert believed(REDAKSI_SERVER_HTTPS="true") == ["127.0.0.1/32", "::1/128"]


def test_those_that_are_named_are_believed_alone() -> None:
    named = "10.0.0.0/24,fd00::1"
    settings = {"REDAKSI_SERVER_HTTPS": "true", "REDAKSI_SERVER_TRUSTED_PROXIES": named}
    assert believed(**settings) == ["10.0.0.0/24", "fd00::1/128"]


@pytest.mark.parametrize("text", ["nginx", "10.0.0.1/24", "10.0.0.0/99"])
def test_what_is_no_address_is_told_before_anything_starts(tmp_path: Path, text: str) -> None:
    redaksi("init", tmp_path / "kabar")
    done = redaksi(
        "up", "--dir", tmp_path / "kabar", "--port", "0", REDAKSI_SERVER_TRUSTED_PROXIES=text
    )
    assert f"server.trusted_proxies: “{text}” is no address" in refused(done)
