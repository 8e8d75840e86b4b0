"""What every test shares: a newspaper's folder, a stopped clock, the samples, and no network.

The settings module reads ``REDAKSI_DIR`` when it is imported, so the folder is made here, at import
time, before Django is set up (this is why pyproject.toml names no DJANGO_SETTINGS_MODULE).
Each process, xdist's workers included, has a folder of its own; it is removed at exit.

``REDAKSI_TEST_DATABASE=postgresql`` runs the same suite on a private PostgreSQL server.
"""

import atexit
import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import HealthCheck, settings

from tests import chromium as chromium_program
from tests import postgres

# A busy machine makes data slowly; that is no fault of what is tested.
settings.register_profile("redaksi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("redaksi")
ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
NOON = datetime(2020, 8, 17, 5, 0, tzinfo=UTC)  # Monday, 12:00 WIB


def make_newspaper_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="redaksi-test-"))
    for name in ("data", "data/static", "templates", "static"):
        (folder / name).mkdir()
    (folder / "redaksi.toml").write_text("", encoding="utf-8")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def choose_database() -> None:
    """Starts PostgreSQL when asked; xdist's workers find its address in the environment."""
    wanted = os.environ.get("REDAKSI_TEST_DATABASE", "sqlite")
    if wanted not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"REDAKSI_TEST_DATABASE is {wanted!r}; it is sqlite or postgresql")
    if wanted == "postgresql" and "REDAKSI_TEST_DATABASE_URL" not in os.environ:
        try:
            os.environ["REDAKSI_TEST_DATABASE_URL"] = postgres.start().url
        except RuntimeError as problem:
            raise pytest.UsageError(str(problem)) from problem


def forget_settings_of_this_shell() -> None:
    for name in [name for name in os.environ if name.startswith("REDAKSI_")]:
        if not name.startswith("REDAKSI_TEST_DATABASE"):
            del os.environ[name]


forget_settings_of_this_shell()
NEWSPAPER = make_newspaper_folder()
os.environ["REDAKSI_DIR"] = str(NEWSPAPER)
os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
choose_database()
django.setup()


def is_this_machine(address: object) -> bool:
    """True for a Unix socket's path and for an address on the loopback network."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with tests that empty the database behind them come last, whatever order chance gave
    the rest: what migrations put there is gone after them. Slow files come first, so that at the
    end no process waits for another."""
    last = {item.path for item in items if _empties_the_database(item)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def turn(item: pytest.Item) -> tuple[bool, bool, bool]:
        return item.path in last, item.path not in slow, _empties_the_database(item)

    items.sort(key=turn)


def _empties_the_database(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    transactional = {"live_server", "transactional_db"} & set(fixtures)
    return bool(transactional or (mark and mark.kwargs.get("transaction")))


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """No test speaks to another machine: a connection beyond 127.0.0.1 fails at once."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if not is_this_machine(address):
            raise OSError(f"tests reach only this machine, not {address!r}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect_here)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of captured samples that stands beside the checkout, read in place."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the samples are not beside this checkout: no folder {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(scope="session")
def newspaper_folder() -> Path:
    """The folder the settings were read from: redaksi.toml, data/, templates/, static/."""
    return NEWSPAPER


@pytest.fixture
def clock() -> Iterator[Any]:
    """The time source, stopped at Monday 17 August 2020, 12:00 WIB."""
    from redaksi.lib import clock as source

    with source.frozen(NOON) as stopped:
        yield stopped


@pytest.fixture
def at() -> Callable[..., Any]:
    """``with at(datetime):`` stops the time source at another moment."""
    from redaksi.lib import clock as source

    return source.frozen


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running chromium (playwright's Browser); without one the test fails, saying what to do.

    One for each file: playwright keeps an event loop running in this thread, and other files have
    loops of their own.
    """
    try:
        with chromium_program.running() as browser:
            yield browser
    except chromium_program.NoChromium as problem:
        pytest.fail(str(problem), pytrace=False)
