"""What the doctor looks at on the machine: its clock, rights, mail, certificates and versions."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from importlib import metadata
from ipaddress import ip_network
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.db import connection

import redaksi
from redaksi.lib import clock, settingsfile
from redaksi.press.models import LogEntry

#: Seconds to wait for a server that does not answer.
PATIENCE = 5
#: A certificate with fewer days to go should have been renewed.
ENOUGH_DAYS = 14
#: Where a proxy with the certificate of an HTTPS newspaper listens.
HTTPS = ("127.0.0.1", 443)


def time() -> tuple[bool, str]:
    """Whether the machine's clock is kept right, and has not gone behind the log."""
    newest = LogEntry.objects.order_by("-seq").values_list("at", flat=True).first()
    if newest is not None and newest > clock.now() + timedelta(seconds=5):
        return False, (
            f"the machine says {_told(clock.now())}, but the newest row of the log is of "
            f"{_told(newest)}; set the clock right (`timedatectl set-ntp true`)"
        )
    kept = _is_kept()
    if kept is False:
        return False, "nothing keeps it right; `timedatectl set-ntp true` (systemd-timesyncd)"
    how = ", kept right by the network" if kept else ""
    return True, f"{_told(clock.now())}{how}"


def _is_kept() -> bool | None:
    """Whether systemd says that the clock is synchronised; None where there is no systemd."""
    if not Path("/run/systemd/system").is_dir():
        return None
    try:
        said = subprocess.run(
            ["timedatectl", "show", "--property=NTPSynchronized", "--value"],  # noqa: S607
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(said)


def rights() -> tuple[bool, str]:
    """Whether settings and database are readable by their owner alone, and we are that owner."""
    found = [*_open_to_others(), *_of_others()]
    return not found, "; ".join(found) or "secrets are for this user alone"


def _open_to_others() -> list[str]:
    """Secrets that every user of the machine may read: passwords in the settings, and, where
    readers come from outside, the database with its drafts."""
    data, file = Path(settings.DATA), Path(settings.FOLDER) / settingsfile.FILE_NAME
    told = settings.OPTIONS
    secrets = [file] if any(
        one.secret and told.source(one.key) == settingsfile.FILE_NAME
        for one in told.declared.values()
    ) else []  # fmt: skip
    if settings.HTTPS:
        secrets += [data / "redaksi.sqlite3", data / "secret-key"]
    return [
        f"others may read {one}; `chmod o= {one.parent if one.parent == data else one}`"
        for one in secrets
        if one.is_file() and one.stat().st_mode & 0o004 and one.parent.stat().st_mode & 0o001
    ]


def _of_others() -> list[str]:
    if os.geteuid() == 0:
        return []
    places = [Path(settings.DATA), Path(settings.DATA) / "media", Path(settings.MEDIA_ROOT)]
    return [
        f"{one} cannot be written by this user; `chown -R` it to the newspaper's user"
        for one in dict.fromkeys(places)
        if one.exists() and not os.access(one, os.W_OK | os.X_OK)
    ]


def letters() -> tuple[bool, str]:
    """Whether the mail server answers and knows us; nothing is sent."""
    if not settings.OPTIONS.text("mail.url"):
        return not settings.HTTPS, "it is printed, not sent; mail.url names a server"
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        line = mail.get_connection(fail_silently=False, timeout=PATIENCE)
        line.open()
        line.close()
    except (OSError, smtplib.SMTPException) as error:
        return False, f"{where} refused: {error}; look at mail.url"
    return True, f"{where} answers"


def certificates() -> tuple[bool, str]:
    """How long the certificates of the newspaper's names are good, as this machine's proxy says."""
    if not settings.HTTPS:
        return True, "none is needed: server.https is false"
    if elsewhere := _proxies_elsewhere():
        return True, f"kept by {', '.join(elsewhere)} (server.trusted_proxies); look there"
    names = [one for one in settings.OPTIONS.texts("server.hosts") if one.strip("*.")]
    if not names:
        return False, "server.hosts names no host that readers come to by HTTPS"
    found = [_certificate(one) for one in names]
    return all(well for well, _says in found), "; ".join(says for _well, says in found)


def _proxies_elsewhere() -> tuple[str, ...]:
    """The proxies in front, when all of them are other machines."""
    named = settings.OPTIONS.texts("server.trusted_proxies")
    here = [one for one in named if ip_network(one, strict=False).is_loopback]
    return () if here else named


def _certificate(name: str) -> tuple[bool, str]:
    try:
        until = _good_until(name)
    except ssl.SSLCertVerificationError as error:
        return False, f"{name}: {error.verify_message}; look at the proxy's certificate"
    except OSError as error:
        return False, f"{name}: nothing speaks TLS at port {HTTPS[1]} ({error}); is the proxy up?"
    days = (until - clock.now()).days
    renew = "" if days >= ENOUGH_DAYS else "; it should have been renewed by now"
    return not renew, f"{name}: good for {days} days{renew}"


def _good_until(name: str) -> datetime:
    with (
        socket.create_connection(HTTPS, timeout=PATIENCE) as line,
        ssl.create_default_context().wrap_socket(line, server_hostname=name) as secured,
    ):
        told = secured.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)


def versions() -> tuple[bool, str]:
    """Which versions are installed; whether PostgreSQL can be dumped by what is installed."""
    found = {name: metadata.version(name) for name in ("Django", "wagtail", "granian")}
    told = ", ".join(f"{name} {number}" for name, number in found.items())
    server = getattr(connection, "pg_version", 0) // 10_000
    wrong = _dumper(server) if server else ""
    return not wrong, f"Redaksi {redaksi.__version__}, {told}{wrong}"


def _dumper(server: int) -> str:
    """What is wrong with ``pg_dump`` for a *server* of that version; empty when nothing is."""
    try:
        said = subprocess.run(
            ["pg_dump", "--version"],  # noqa: S607
            capture_output=True, text=True, timeout=PATIENCE, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return "; backups need pg_dump: apt-get install postgresql-client"
    digits = re.search(r"\) (\d+)", said)
    has = int(digits[1]) if digits else server
    return f"; pg_dump is of {has}, the server of {server}" if has < server else ""


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
