"""Filled places in a real browser: nothing moves, and everybody can tell what they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from redaksi.lib import clock
from tests.adverts.test_places import advert, paper, reader
from tests.portal.newspaper import Small, photo, story
from tests.portal.test_in_browser import AXE, HOST, RULES, browser, window

__all__ = ["browser", "paper", "reader"]
pytestmark = pytest.mark.browser
SHIFTS = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.moved += one.value;
    }).observe({type: "layout-shift", buffered: true});
"""


def test_three_filled_places_move_nothing(paper: Small, reader: Client, browser: Any) -> None:
    picture = photo(9, width=300, height=250)
    for place in ("article", "list", "foot"):
        advert(place, photo=picture)
    body = [{"type": "paragraph", "value": f"<p>Alinea {number}. {'Kapal. ' * 40}</p>"}
            for number in range(6)]  # fmt: skip
    made = story(paper, 40, clock.now(), body=body)
    for width in (390, 1280):
        page = window(browser, reader, width)
        page.add_init_script(SHIFTS)
        for path in (made.url, "/latest/"):
            page.goto(HOST + path)
            for _step in range(12):
                page.mouse.wheel(0, 500)
                page.evaluate("new Promise(requestAnimationFrame)")
            page.wait_for_load_state("networkidle")
            assert page.locator(".spot").count() == 2
            assert page.evaluate("window.moved") <= 0.05, (path, width)
            sizes = page.locator(".spot .hold").evaluate_all(
                "all => all.map(one => Math.round(one.getBoundingClientRect().height))"
            )
            assert set(sizes) <= {250, 100, 90}
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert [one["id"] for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
