"""The rails and pages of partners in a real browser: accessible, nothing of theirs ever runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from redaksi.partners.answers import Item
from tests.partners.made import BOAT, filled, heads
from tests.portal.newspaper import Small
from tests.portal.test_blocks import EVIL
from tests.portal.test_in_browser import AXE, HOST, RULES, browser, window

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_partners_are_accessible_and_run_nothing(
    paper: Small, reader: Client, browser: Any  # noqa: F811
) -> None:  # fmt: skip
    filled(Item(**BOAT), Item(title=EVIL[:190], link="https://a.example/"))
    heads()
    for width, scheme in ((320, "light"), (390, "dark"), (1280, "light")):
        page = window(browser, reader, width, scheme)
        for path in ("/partner/talikasih/", "/partner/tj-niaga/", paper.stories[-1].url):
            page.goto(HOST + path)
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            told = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
            assert told == [], f"{path} at {width}, {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.troubles == []
