"""The readers' pages in a real browser: accessible, as wide as the window, nothing refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.db import connections
from django.test import Client

from redaksi.lib import clock
from redaksi.stories import actions
from tests.portal.newspaper import TEXT, Small, story
from tests.portal.test_blocks import EVIL

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOST = "http://localhost"


@pytest.fixture
def browser(chromium: Any) -> Any:
    """The one browser of the run: playwright allows no second one in a process."""
    return chromium


def window(browser: Any, reader: Client, width: int, scheme: str = "light", **more: Any) -> Any:
    """A window whose every request is answered by the application itself, here in the test.

    What a page says of itself to the edge is kept in ``beacons``.
    """

    connection, beacons = connections["default"], []

    def answer(route: Any) -> None:
        # playwright calls back in a context of its own, where Django would open another database.
        connections["default"] = connection
        parts = urlsplit(route.request.url)
        if parts.hostname != "localhost":
            route.abort()
            return
        if parts.path == "/_b":
            beacons.append((route.request.method, route.request.post_data, route.request.headers))
            route.fulfill(status=204)
            return
        response = reader.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        route.fulfill(
            status=response.status_code, headers=dict(response.headers), body=response.getvalue()
        )

    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False, **more
    )
    context.route("**/*", answer)
    page = context.new_page()
    page.troubles, page.beacons = [], beacons
    page.on("console", lambda said: page.troubles.append(said.text) if said.type == "error" else 0)
    page.on("dialog", lambda dialog: (page.troubles.append("dialog"), dialog.dismiss()))
    return page


def rich(paper: Small) -> Any:
    """A story with every kind of block, corrected."""
    figure = {"photo": paper.photos[0].pk, "caption": "", "alt": ""}
    table = {"caption": "Harga", "header": "Barang|Rp", "rows": "Beras|13.200"}
    blocks = [
        ("paragraph", TEXT), ("heading", "Pabrik"), ("crosslink", paper.stories[2].pk),
        ("quote", {"html": "<p>Hitung ulang.</p>", "by": "Lena"}), ("photo", figure),
        ("pullquote", {"text": "Menunggu", "by": "Lena"}), ("gallery", {"photos": [figure] * 3}),
        ("list", {"ordered": False, "items": ["<p>Satu</p>", "<p>Dua</p>"]}), ("table", table),
        ("embed", {"url": "https://www.youtube.com/watch?v=abcdefghijk", "caption": "Video"}),
        ("factbox", {"title": "Angka", "html": "<p>Dua</p>"}), ("document", figure),
    ]  # fmt: skip
    body = [{"type": kind, "value": value} for kind, value in blocks]
    made = story(paper, 80, clock.now() - timedelta(minutes=9), body=body, kicker="Politik")
    actions.correct(made, kind="significant", note="Angkanya 12, bukan 21.")
    return made


@pytest.mark.slow
def test_every_kind_of_page_is_accessible(paper: Small, reader: Client, browser: Any) -> None:
    made, gone = rich(paper), paper.stories[0]
    actions.withdraw(gone, reason="Keliru.")
    paths = ["/", "/ekonomi/", made.url, gone.url, "/latest/", "/corrections/", "/tak-ada"]
    paths += ["/archive/2020/08/", "/person/damar-wirya/", "/page/pedoman-media-siber/"]
    for width, scheme in ((320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")):
        page = window(browser, reader, width, scheme)
        for path in paths:
            status = page.goto(HOST + path).status
            assert status == {gone.url: 410, "/tak-ada": 404}.get(path, 200)
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            told = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
            assert told == [], f"{path} at {width}, {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_policy_refuses_nothing_of_ours(paper: Small, reader: Client, browser: Any) -> None:
    page = window(browser, reader, 390)
    for path in ("/", "/ekonomi/", rich(paper).url):
        page.goto(HOST + path)
        page.wait_for_load_state("networkidle")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.nav')).borderTopWidth")
            == "2px"
        )
    assert page.troubles == []


def test_an_embed_opens_when_it_is_asked_to(paper: Small, reader: Client, browser: Any) -> None:
    page = window(browser, reader, 390)
    page.goto(HOST + rich(paper).url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("iframe").count() == 0
    page.click("[data-frame]")
    assert page.locator("iframe").get_attribute("src") == (
        "https://www.youtube-nocookie.com/embed/abcdefghijk"
    )
    # Photos of ours that come late are no strangers.
    strangers = [one for one in asked if not one.startswith(HOST)]
    assert strangers == ["https://www.youtube-nocookie.com/embed/abcdefghijk"]


def test_everything_can_be_read_without_script(paper: Small, reader: Client, browser: Any) -> None:
    page = window(browser, reader, 390, java_script_enabled=False)
    page.goto(HOST + rich(paper).url)
    assert page.locator("a.tap").get_attribute("href").startswith("https://www.youtube.com/")
    page.click(".menu summary")
    assert page.locator(".menu a", has_text="Ekonomi").is_visible()


def test_typed_scripts_never_run(paper: Small, reader: Client, browser: Any) -> None:
    made = story(paper, 90, clock.now(), headline=EVIL, teaser=EVIL, kicker=EVIL, slug="jahat")
    page = window(browser, reader, 1280)
    for path in ("/", made.url, "/latest/"):
        page.goto(HOST + path)
        page.wait_for_load_state("networkidle")
    assert page.troubles == []


def test_by_keyboard_to_the_text(paper: Small, reader: Client, browser: Any) -> None:
    page = window(browser, reader, 1280)
    page.goto(HOST + paper.stories[0].url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
