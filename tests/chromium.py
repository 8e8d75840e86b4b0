"""Debian's chromium, driven by playwright, for tests that look at pages as people do."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Quiet, and with no way to another machine: only this one's names are resolved.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


class NoChromium(RuntimeError):
    """No chromium on this machine answers; says how to get one."""


def find() -> str:
    """The path of a chromium that runs. Raises NoChromium.

    Ubuntu's ``chromium`` package is only a pointer to a snap: it is there and does not run.
    """
    paths = [path for path in map(shutil.which, NAMES) if path]
    for path in paths:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
        if answer.returncode == 0:
            return path
    seen = f"{', '.join(paths)} does not run" if paths else f"none of {', '.join(NAMES)} is here"
    raise NoChromium(
        f"the browser tests need chromium, and {seen}; "
        "install it (Debian: apt-get install chromium) or run `make test` with sudo"
    )


@contextmanager
def running() -> Iterator["Browser"]:
    """A running chromium with a fresh profile; ``new_page(viewport=…)`` gives a window."""
    from playwright.sync_api import sync_playwright

    # playwright keeps an event loop in this thread; the tests still call the database from it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments)
        _let_playwright_look(browser)
        try:
            yield browser
        finally:
            browser.close()
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _let_playwright_look(browser: "Browser") -> None:
    """Windows without their pages' policies: wait_for_function evaluates text, which the desk's
    policy forbids. ``bypass_csp=False`` keeps them, where they are what is tried."""
    for name in ("new_context", "new_page"):
        make = getattr(browser, name)
        setattr(browser, name, partial(_window, make))


def _window(make: Any, **more: Any) -> Any:
    return make(**{"bypass_csp": True, **more})
