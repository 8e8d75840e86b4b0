"""Consent in a real browser: nothing of others before it, the policy holds after it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from redaksi.portal import outside
from tests.portal.newspaper import Small
from tests.portal.test_in_browser import AXE, HOST, RULES, browser, rich, window

__all__ = ["browser"]
pytestmark = pytest.mark.browser
#: Not pages: files, feeds; twins have pages of their own without any script.
MACHINES = re.compile(r"^/(?:media|lite)/|/feed/")
#: Asks a stranger whom no tag needs; the browser says what it refused.
REFUSED = """new Promise((said) => {
    document.addEventListener("securitypolicyviolation", (one) => said(one.blockedURI));
    new Image().src = "http://127.0.0.1:10/";
    setTimeout(said, 5000, "nothing");
})"""
STATS = "http://127.0.0.1:9/"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Matomo and an advertising server, both of them this machine's."""
    tags = outside.chosen({
        "tags.matomo": STATS, "tags.revive": f"{STATS}ads/", "tags.revive_id": "0" * 32,
        "tags.revive_zones": ("foot=3",),
    })  # fmt: skip
    monkeypatch.setattr(settings, "OUTSIDE_TAGS", tags)


def opened(browser: Any, reader: Client, width: int = 390, **more: Any) -> Any:
    """A window that keeps whom it asked, and where the stranger answers with a script."""
    page = window(browser, reader, width, **more)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))

    def stranger(route: Any) -> None:
        said = "document.documentElement.dataset.counted = (window._paq || []).length"
        route.fulfill(status=200, content_type="text/javascript", body=said)

    page.context.route(f"{STATS}**", stranger)
    return page


def strangers(page: Any) -> list[str]:
    return [one for one in page.asked if urlsplit(one).hostname != "localhost"]


def test_a_crawl_without_consent_asks_nobody_and_keeps_no_cookie(
    paper: Small, reader: Client, browser: Any, counted: None
) -> None:
    rich(paper)
    page, seen, ahead = opened(browser, reader), set(), ["/"]
    while ahead and len(seen) < 40:
        path = ahead.pop(0)
        seen.add(path)
        page.goto(HOST + path, wait_until="domcontentloaded")
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.href)")
        found = {re.sub("#.*", "", one) for one in links if urlsplit(one).hostname == "localhost"}
        paths = {urljoin("/", urlsplit(one).path) for one in found}
        ahead += sorted(one for one in paths - seen - set(ahead) if not MACHINES.search(one))
    assert len(seen) > 20
    assert strangers(page) == []
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_who_allows_is_counted_and_the_policy_holds(
    paper: Small, reader: Client, browser: Any, counted: None
) -> None:
    page = opened(browser, reader)
    page.goto(HOST + "/")
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [one["id"] for one in found["violations"]] == []
    page.get_by_role("checkbox").first.check()
    page.click("[data-answer=chosen]")
    page.wait_for_selector("html[data-counted]", state="attached")
    assert strangers(page) == [f"{STATS}matomo.js"]  # what was not ticked is not fetched
    assert page.troubles == [] and page.context.cookies() == []
    page.goto(HOST + "/latest/")
    assert not page.locator("#consent").is_visible()
    page.wait_for_selector("html[data-counted]", state="attached")
    refused = page.evaluate(REFUSED)
    assert refused.startswith("http://127.0.0.1:10/")


def test_refusing_is_as_near_as_allowing_and_can_be_changed(
    paper: Small, reader: Client, browser: Any, counted: None
) -> None:
    page = opened(browser, reader)
    page.goto(HOST + "/")
    sizes = page.locator("[data-answer]").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).backgroundColor, one.offsetHeight])"
    )
    assert all(size == sizes[0] for size in sizes)
    page.focus("#consent")
    for _step in range(3):  # two boxes, then the first button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.locator("#consent").is_visible()
    assert strangers(page) == []
    page.reload()
    assert not page.locator("#consent").is_visible()
    page.click("#consent-open")
    page.click("[data-answer=all]")
    page.wait_for_selector("html[data-counted]", state="attached")
    assert len(strangers(page)) == 2
