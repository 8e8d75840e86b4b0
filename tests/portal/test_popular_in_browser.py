"""A story's page says that it was read, after three seconds before somebody's eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.portal.newspaper import Small
from tests.portal.test_in_browser import HOST, browser, window

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


def opened(browser: Any, reader: Client, path: str) -> Any:  # noqa: F811
    page = window(browser, reader, 390)
    page.context.add_cookies([{"name": "a", "value": "1", "url": HOST}])
    page.clock.install()
    page.goto(HOST + path)
    return page


def test_a_story_says_once_that_it_was_read_and_brings_no_cookie(
    browser: Any,
    paper: Small,
    reader: Client,  # noqa: F811
) -> None:
    story = paper.stories[0]
    page = opened(browser, reader, story.url)
    page.clock.run_for(2_900)
    assert page.beacons == []
    with page.expect_request("**/_b"):
        page.clock.run_for(200)
    page.clock.run_for(60_000)
    ((method, body, headers),) = page.beacons
    assert (method, body) == ("POST", str(story.pk))
    assert "cookie" not in headers


def test_no_other_page_says_anything(browser: Any, paper: Small, reader: Client) -> None:  # noqa: F811
    page = opened(browser, reader, "/")
    page.clock.run_for(60_000)
    assert page.beacons == []
    assert page.troubles == []
