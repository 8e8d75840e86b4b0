"""The theme at the desk in a real browser: its preview follows what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from redaksi.sections.models import Newspaper
from redaksi.staff import actions as staff
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import PASSWORD, enter, newsroom

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Any]


def test_the_preview_follows_the_form_and_says_what_would_be_refused(
    enter: Enter, newsroom: Newspaper
) -> None:
    staff.add_user("yosef", "chief", PASSWORD)
    page = enter("yosef", width=1280)
    page.goto("/desk/newspaper/look/")
    assert violations(page) == []
    frame = page.frame(name="look-preview")
    frame.wait_for_selector(".nav")
    page.fill("[name=paper]", "#fff8f0")
    frame.wait_for_selector("meta[name=theme-color][content='#fff8f0']", state="attached")
    page.fill("[name=link]", "#bbbbbb")
    frame.wait_for_selector(".desk-look-refused li")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    newsroom.refresh_from_db()
    assert newsroom.theme == {}
