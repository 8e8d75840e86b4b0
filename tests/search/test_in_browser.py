"""The search page in a real browser: accessible, as wide as the window, suggestions by script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from redaksi.stories.models import Story
from tests.portal.test_in_browser import AXE, HOST, RULES, window

pytestmark = pytest.mark.browser
Publish = Callable[..., Story]


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (1280, "dark")])
def test_the_page_is_accessible_and_fits(
    publish: Publish, reader: Client, chromium: Any, width: int, scheme: str
) -> None:
    publish("Kapal perintis merapat di dermaga timur yang baru")
    page = window(chromium, reader, width, scheme)
    page.goto(f"{HOST}/search/?q=perintis")
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.troubles == []


def test_the_form_works_without_script_and_from_the_masthead(
    publish: Publish, reader: Client, chromium: Any
) -> None:
    publish("Kapal perintis merapat")
    page = window(chromium, reader, 390, java_script_enabled=False)
    page.goto(f"{HOST}/")
    page.get_by_role("link", name="Cari berita").click()
    page.locator("#q").fill("perintis")
    page.locator("#q").press("Enter")
    assert page.get_by_role("status").inner_text() == "1 berita memuat “perintis”"


def test_suggestions_come_while_one_types(publish: Publish, reader: Client, chromium: Any) -> None:
    publish("Kapal perintis merapat")
    page = window(chromium, reader, 1280)
    page.goto(f"{HOST}/search/")
    page.locator("#q").press_sequentially("kap")
    page.wait_for_selector("#suggested option", state="attached", timeout=10_000)
    assert (
        page.locator("#suggested option").first.get_attribute("value") == "Kapal perintis merapat"
    )
    assert page.troubles == []
