"""A stock Wagtail project, as ``wagtail start`` makes it, served by granian; its home is published
through an open pipe as our stories are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parts import processes, rivals

SETTINGS = """
from stock.settings.base import *  # noqa: F403
DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": True}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
"""
PIPE = """
import json, sys, django
django.setup()
from home.models import HomePage
for line in sys.stdin:
    page = HomePage.objects.get()
    page.title = json.loads(line)["headline"]
    page.save_revision().publish()
    print(json.dumps({"id": page.pk}), flush=True)
"""
BASE_URL = "http://localhost"


class Stock:
    """A stock Wagtail that is up, and its pipe."""

    def __init__(self, port: int, pid: int, writer: subprocess.Popen[bytes]) -> None:
        self.port, self.pid, self.writer = port, pid, writer

    def publish(self, headline: str) -> None:
        """Give the home page a new title and publish it."""
        assert self.writer.stdin and self.writer.stdout
        self.writer.stdin.write(json.dumps({"headline": headline}).encode() + b"\n")
        self.writer.stdin.flush()
        json.loads(self.writer.stdout.readline())

    def pids(self) -> list[int]:
        return processes.family(self.pid)


@contextmanager
def up(folder: Path) -> Iterator[Stock]:
    """Make the project in *folder*, migrate, and serve it with as many processes as we have."""
    folder.mkdir()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "stock.settings.bench",
        "PYTHONPATH": str(folder),
    }
    _make(folder, env)
    port = rivals.free_port()
    serve = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2",
        "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(port),
        "--log-level", "warning", "stock.wsgi:application",
    ]  # fmt: skip
    with (
        processes.running(serve, folder / "log", env=env, cwd=folder) as child,
        subprocess.Popen(
            [sys.executable, "-c", PIPE], env=env, cwd=folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as writer,
    ):  # fmt: skip
        try:
            processes.until(lambda: rivals.listens(port), 60, "Wagtail did not start")
            yield Stock(port, child.pid, writer)
        finally:
            assert writer.stdin
            writer.stdin.close()
            writer.wait(30)


def _make(folder: Path, env: dict[str, str]) -> None:
    """The project of ``wagtail start``; its wsgi.py names the settings of production, ours do."""
    start = [sys.executable, "-m", "wagtail.bin.wagtail", "start", "stock", "."]
    subprocess.run(start, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (folder / "stock" / "settings" / "bench.py").write_text(SETTINGS)
    base = folder / "stock" / "settings" / "base.py"
    base.write_text(
        re.sub(
            r"WAGTAILADMIN_BASE_URL = .*", f'WAGTAILADMIN_BASE_URL = "{BASE_URL}"', base.read_text()
        )
    )
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=folder, env=env, check=True)
