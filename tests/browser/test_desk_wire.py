"""The wires at the desk in a real browser: read and taken by keyboard alone, on a phone too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from redaksi.sections.models import Newspaper
from redaksi.stories.models import Story
from redaksi.wire.models import Item, Source
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import enter, newsroom
from tests.wire.made import LONG, item, receive, sent, source

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Any]


@pytest.fixture
def wires(newsroom: Newspaper) -> Source:
    """A wire with a plain item, a newer version, one that says the same, one in quarantine."""
    one = source(credit="Lintang")
    receive(one, sent(1, title="Kapal merapat", body=f"<p>{LONG}</p>"), sent(2))
    receive(
        one, sent(2, body="<p>Teks <b>baru</b>.</p>", link="https://lintang.example/" + "a" * 90)
    )
    item(source(name="Orbis", address="http://127.0.0.1:9/o", failures=3), body=f"<p>{LONG}</p>")
    return one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_are_accessible_and_fit(
    enter: Enter, wires: Source, width: int, scheme: str
) -> None:
    page = enter("mira", width=width, color_scheme=scheme)
    shown = Item.objects.get(version=2)
    for path in ("wire/", f"wire/?item={shown.pk}", "wire/?state=dropped"):
        page.goto(f"/desk/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_item_is_read_and_taken_by_keyboard_alone(enter: Enter, wires: Source) -> None:
    """What was just gone to is taken, however fast the keys come."""
    page = enter("mira")
    page.goto("/desk/wire/")
    titles = [one.inner_text() for one in page.locator("[data-items] a").all()]
    page.keyboard.press("j")
    page.wait_for_selector(f".desk-wire__pane h2:text-is('{titles[0]}')")
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/stories/edit/**")
    assert Story.objects.get().newest().headline == titles[1]


def test_on_a_phone_one_item_fills_the_screen_and_leads_back(enter: Enter, wires: Source) -> None:
    page = enter("mira", width=390)
    page.goto("/desk/wire/?q=kapal")
    page.click("[data-items] a")
    page.wait_for_selector(".desk-wire__pane h2")
    assert not page.is_visible("[data-items]")
    page.click(".desk-wire__back a")
    page.wait_for_selector("[data-items] a")
    assert "q=kapal" in page.url
