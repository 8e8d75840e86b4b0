"""The e-paper in a real browser: accessible, wide as a phone, read without script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from redaksi.editions import actions
from tests.editions.made import TODAY, published, row
from tests.portal.newspaper import Small
from tests.portal.test_in_browser import AXE, HOST, RULES, browser, window

__all__ = ["browser"]
pytestmark = pytest.mark.browser
FIRST = "/epaper/2020-08-17/1"


@pytest.mark.slow
def test_the_e_paper_is_accessible(paper: Small, reader: Client, browser: Any) -> None:  # noqa: F811
    published(title="Edisi khusus")
    gone = row(TODAY - timedelta(days=1))
    actions.withdraw(gone, reason="Salah cetak.")
    paths = [FIRST, "/epaper/2020-08-17/2", "/epaper/editions/", gone.url, paper.stories[-1].url]
    for width, scheme in ((320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")):
        page = window(browser, reader, width, scheme)
        for path in paths:
            page.goto(HOST + path)
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            told = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
            assert told == [], f"{path} at {width}, {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_page_is_as_wide_as_a_phone_and_leads_on_without_script(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    published()
    page = window(browser, reader, 390, java_script_enabled=False)
    page.goto(HOST + FIRST)
    assert page.locator(".zoom img").bounding_box()["width"] >= 350
    page.click("text=Berikutnya")
    assert page.url == f"{HOST}/epaper/2020-08-17/2"
    page.click(".said summary")
    assert page.locator(".said .prose p").is_visible()
    assert page.troubles == []


def test_a_browser_takes_the_file_that_fits(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    published()
    page = window(browser, reader, 390, device_scale_factor=3)
    page.goto(HOST + FIRST)
    page.wait_for_load_state("networkidle")
    assert "-1600-" in page.evaluate("document.querySelector('.zoom img').currentSrc")
