"""The desk's pages of partners, and the first screen with its troubles, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from redaksi.lib import clock
from redaksi.lib.troubles import Troubles
from redaksi.partners.models import Partner
from redaksi.sections.models import Newspaper
from redaksi.staff import actions as staff
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import PASSWORD, enter, newsroom
from tests.partners.made import filled

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Any]


@pytest.fixture
def troubled(newsroom: Newspaper, settings: Any, tmp_path: Path) -> Partner:
    """A partner that is well, one that fails, and a rail that raises; yosef may mend them."""
    settings.RAILS_FOLDER = tmp_path
    Troubles(tmp_path).note("latest", "ZeroDivisionError: division by zero", clock.now())
    Partner.objects.create(
        name="Rusak", kind="headlines", address="https://rusak.example/", failures=3,
        trouble={"says": "status", "values": {"status": 503}},
    )  # fmt: skip
    staff.add_user("yosef", "chief", PASSWORD)
    return filled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_are_accessible_and_fit(
    enter: Enter, troubled: Partner, width: int, scheme: str
) -> None:  # fmt: skip
    page = enter("yosef", width=width, color_scheme=scheme)
    assert page.locator("#desk-rails").count() == page.locator("#desk-partners").count() == 1
    for path in ("", "partners/", "partners/add/", f"partners/edit/{troubled.pk}/"):
        page.goto(f"/desk/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_first_screen_leads_to_the_partner_and_says_why(
    enter: Enter, troubled: Partner
) -> None:  # fmt: skip
    page = enter("yosef")
    assert "503" in page.inner_text("section[aria-labelledby=desk-partners]")
    page.click("section[aria-labelledby=desk-partners] a")
    page.wait_for_url("**/desk/partners/**")
    assert violations(page) == []
    assert "Rusak" in page.inner_text("main")
