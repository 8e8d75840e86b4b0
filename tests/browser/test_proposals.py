"""Links proposed beside a story, picked and put into its text by keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from redaksi.search import actions as search
from redaksi.sections.models import Newspaper, Section
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.browser.test_desk_flow import enter, live_story, newsroom

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ALIKE = (
    "Nakhoda kapal menunda pelayaran karena ombak di selat.",
    "Kapal tertahan ombak selama tiga hari di teluk seberang.",
)


@pytest.fixture
def two(tmp_path: Path, newsroom: Newspaper) -> Any:
    """Two live stories like the one that is edited, and an index that knows them."""
    with override_settings(SEARCH_FOLDER=tmp_path / "search"):
        section = Section.objects.get()
        for number, text in enumerate(ALIKE):
            body = [{"type": "paragraph", "value": f"<p>{text}</p>"}]
            actions.update(Story(headline=f"Kapal ke-{number}", section=section, body=body))
        search.catch_up()
        yield


def press(page: Any, name: str) -> None:
    """Press the first proposal's button *name*, reached by Tab from where the focus stands."""
    for _step in range(6):
        if page.evaluate("document.activeElement.dataset.deskLink") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no button {name} near the focus")


def test_proposals_are_picked_and_put_into_the_text_by_keyboard(
    enter: Callable[..., Any], two: None
) -> None:
    story = live_story()
    page = enter("mira")
    page.goto(f"/desk/stories/edit/{story.pk}/")
    page.wait_for_selector(".public-DraftEditor-content")
    page.wait_for_load_state("networkidle")
    page.focus("[data-desk-propose]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-desk-story]")
    first, second = (row.get_attribute("data-desk-story")
                     for row in page.locator("[data-desk-story]").all())  # fmt: skip
    press(page, "pick")
    assert page.input_value("[name=related_picks-0-target]") == first
    press(page, "text")
    page.wait_for_function("document.querySelectorAll('[data-desk-story]').length == 0")
    assert page.evaluate("document.activeElement.matches('[data-desk-propose]')")
    page.click("[name=action-publish]")
    page.wait_for_url("**/desk/stories/")
    out = Story.objects.get(pk=story.pk)
    assert [str(one.target_id) for one in out.related_picks.all()] == [first]
    assert [str(one["value"]) for one in out.body.raw_data if one["type"] == "crosslink"] == [
        second
    ]
