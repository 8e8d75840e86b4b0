"""Lite pages, forced colours and paper in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from redaksi.portal import twins
from redaksi.stories import actions
from tests.portal.newspaper import Small
from tests.portal.test_in_browser import AXE, HOST, RULES, browser, rich, window

__all__ = ["browser"]
pytestmark = pytest.mark.browser
HIDDEN = (".nav", ".share", ".twin", ".tags", ".crumb", ".foot nav")


def violations(page: Any) -> list[Any]:
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


@pytest.mark.slow
def test_every_lite_page_is_accessible_and_as_wide_as_the_window(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    made, gone = rich(paper), paper.stories[0]
    actions.withdraw(gone, reason="Keliru.")
    paths = ["/", "/ekonomi/", made.url, gone.url, "/latest/", "/corrections/", "/tak-ada"]
    paths += ["/archive/2020/08/", "/page/pedoman-media-siber/", "/search/?q=x", "/epaper/"]
    for width, scheme in ((320, "light"), (1280, "dark")):
        page = window(browser, reader, width, scheme)
        for path in paths:
            page.goto(HOST + twins.address(path))
            assert violations(page) == [], f"{path} at {width}, {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.slow
def test_forced_colours_hide_nothing(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    page = window(browser, reader, 390, forced_colors="active")
    for path in ("/", "/ekonomi/", rich(paper).url, "/lite/"):
        page.goto(HOST + path)
        assert page.evaluate("matchMedia('(forced-colors:active)').matches")
        assert violations(page) == [], path


def test_a_story_on_paper_is_its_text_black_on_white(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    page = window(browser, reader, 800, "dark")
    page.goto(HOST + rich(paper).url)
    page.emulate_media(media="print", color_scheme="dark")
    assert [name for name in HIDDEN if page.locator(name).first.is_visible()] == []
    shown = "one => getComputedStyle(document.querySelector(one)).color"
    assert {page.evaluate(shown, one) for one in ("h1", ".prose p", "body")} == {"rgb(0, 0, 0)"}
    assert page.locator("h1").is_visible() and page.locator(".prose img").first.is_visible()
