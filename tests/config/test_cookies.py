"""The names of the desk's cookies: bound to the host where there is a certificate."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAY = "from redaksi.config import settings as s; print(getattr(s, 'SESSION_COOKIE_NAME', '-'), "
SAY += "getattr(s, 'CSRF_COOKIE_NAME', '-'), s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
SAY += "s.SESSION_COOKIE_PATH, getattr(s, 'SESSION_COOKIE_DOMAIN', None))"


@pytest.mark.parametrize(
    ("https", "told"),
    [("true", "__Host-session __Host-csrf True True / None"), ("false", "- - False False / None")],
)
def test_cookies_are_bound_to_the_host_behind_a_certificate(
    tmp_path: Path, https: str, told: str
) -> None:
    (tmp_path / "redaksi.toml").write_text("", encoding="utf-8")
    (tmp_path / "data").mkdir()
    more = {"REDAKSI_DIR": str(tmp_path), "REDAKSI_SERVER_HTTPS": https}
    answer = subprocess.run(
        [sys.executable, "-c", SAY],
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == told
