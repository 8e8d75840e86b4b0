"""The desk's own screens are accessible: axe finds nothing that we caused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from redaksi.stories.models import Story
from tests.browser.test_desk_flow import enter, live_story, newsroom, retype

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Found by axe in markup that is Wagtail's alone, rule to the reason why it stays.
WAGTAILS: dict[str, str] = {}


def violations(page: Any, within: str = "html") -> list[str]:
    """What axe finds on *page*, or in the part of it that *within* selects."""
    page.evaluate(AXE)
    wanted = {"runOnly": {"type": "tag", "values": RULES}}
    script = "([within, options]) => axe.run(within, options)"
    found = page.evaluate(script, [within, wanted])["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found if one["id"] not in WAGTAILS
        for node in one["nodes"]
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_screens_of_the_desk(enter: Callable[..., Any], width: int, scheme: str) -> None:
    story = live_story()
    anonymous = enter(width=width, color_scheme=scheme)
    anonymous.goto("/desk/login/")
    assert violations(anonymous) == []
    page = enter("mira", width=width, color_scheme=scheme)
    assert violations(page) == []
    for path in (
        "/desk/stories/",
        f"/desk/stories/edit/{story.pk}/",
        f"/desk/stories/withdraw/{story.pk}/",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], path


def test_the_page_of_both_texts(enter: Callable[..., Any]) -> None:
    story = live_story()
    page = enter("mira")
    page.goto(f"/desk/stories/edit/{story.pk}/")
    retype(page, "Teks saya.")
    newest = Story.objects.get().newest()
    newest.teaser = "Ringkasan orang lain."
    newest.save_revision()
    page.click("[name=action-publish]")
    page.wait_for_selector(".desk-compare")
    assert violations(page) == []
