"""What the doctor says of the machine."""

from __future__ import annotations

import socket
import ssl
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from redaksi.lib import settingsfile
from redaksi.lib.settingsfile import Setting
from redaksi.ops import machine
from redaksi.press import acts
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DECLARED = (
    Setting(key="mail.url", default="", secret=True),
    Setting(key="server.hosts", type=tuple, default=()),
    Setting(key="server.trusted_proxies", type=tuple, default=()),
)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A newspaper's folder for readers from outside."""
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "redaksi.sqlite3").write_text("x")
    settings.FOLDER, settings.DATA, settings.HTTPS = tmp_path, tmp_path / "data", True
    settings.OPTIONS = settingsfile.load(DECLARED, tmp_path, {})
    return tmp_path


def write(settings: Any, folder: Path, toml: str) -> None:
    (folder / "redaksi.toml").write_text(toml)
    settings.OPTIONS = settingsfile.load(DECLARED, folder, {})


def test_a_clock_behind_the_log_is_found(clock: Any) -> None:
    acts.act_now("published", "story:1", "story:1")
    assert machine.time()[0]
    clock.move(to=NOON - timedelta(hours=2))
    well, says = machine.time()
    assert not well
    assert "the newest row of the log is of 2020-08-17 05:00:00 UTC" in says


def test_a_clock_that_nothing_keeps_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_is_kept", lambda: False)
    assert machine.time() == (
        False,
        "nothing keeps it right; `timedatectl set-ntp true` (systemd-timesyncd)",
    )


def test_a_database_that_others_may_read_is_found(folder: Path) -> None:
    assert machine.rights()[0]
    (folder / "data").chmod(0o755)
    (folder / "data" / "redaksi.sqlite3").chmod(0o644)
    assert f"`chmod o= {folder / 'data'}`" in machine.rights()[1]


def test_settings_with_a_password_that_others_may_read_are_found(
    folder: Path, settings: Any
) -> None:
    folder.chmod(0o755)
    write(settings, folder, "[mail]\nurl = 'smtp://me:secret@localhost'\n")
    (folder / "redaksi.toml").chmod(0o644)
    assert f"others may read {folder / 'redaksi.toml'}" in machine.rights()[1]
    write(settings, folder, "")
    assert machine.rights()[0]


def test_mail_that_is_only_printed_is_wrong_for_readers_from_outside(
    folder: Path, settings: Any
) -> None:
    assert machine.letters() == (False, "it is printed, not sent; mail.url names a server")
    settings.HTTPS = False
    assert machine.letters()[0]


def test_a_mail_server_that_does_not_answer_is_found(folder: Path, settings: Any) -> None:
    write(settings, folder, "[mail]\nurl = 'smtp://127.0.0.1:9'\n")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
        well, says = machine.letters()
    assert not well
    assert "look at mail.url" in says


def test_a_proxy_that_is_not_up_is_found(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings, folder, "[server]\nhosts = ['tanjung.example']\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(machine, "HTTPS", free.getsockname())
        well, says = machine.certificates()
    assert not well
    assert "tanjung.example: nothing speaks TLS at port" in says


@pytest.mark.parametrize(("days", "well"), [(60, True), (13, False)])
def test_a_certificate_that_ends_soon_is_found(
    days: int, well: bool, folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings, folder, "[server]\nhosts = ['tanjung.example']\n")
    monkeypatch.setattr(machine, "_good_until", lambda _name: NOON + timedelta(days=days))
    assert machine.certificates()[0] is well
    assert f"good for {days} days" in machine.certificates()[1]


def test_a_certificate_of_another_is_found(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str) -> None:
        error = ssl.SSLCertVerificationError("no")
        error.verify_message = "Hostname mismatch"
        raise error

    write(settings, folder, "[server]\nhosts = ['tanjung.example']\n")
    monkeypatch.setattr(machine, "_good_until", refuse)
    assert "Hostname mismatch; look at the proxy" in machine.certificates()[1]


def test_a_certificate_that_another_machine_keeps_is_not_looked_for(
    folder: Path, settings: Any
) -> None:
    write(settings, folder, "[server]\ntrusted_proxies = ['192.0.2.0/24']\n")
    assert machine.certificates()[0]
    write(settings, folder, "[server]\ntrusted_proxies = ['127.0.0.1']\n")
    assert machine.certificates()[1].startswith("server.hosts names no host")


def test_https_without_a_name_is_found(folder: Path, settings: Any) -> None:
    assert machine.certificates() == (
        False,
        "server.hosts names no host that readers come to by HTTPS",
    )
    settings.HTTPS = False
    assert machine.certificates()[0]


def test_a_program_that_is_too_old_to_dump_the_server_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = SimpleNamespace(stdout="pg_dump (PostgreSQL) 15.10 (Debian 15.10-0)\n")
    monkeypatch.setattr(machine.subprocess, "run", lambda *_words, **_how: said)
    assert machine._dumper(17) == "; pg_dump is of 15, the server of 17"
    assert machine._dumper(15) == ""
