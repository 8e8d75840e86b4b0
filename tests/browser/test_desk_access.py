"""The desk's own screens are accessible: axe finds nothing that we caused."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from redaksi.fronts import actions as fronts
from redaksi.lib import clock as now
from redaksi.staff import actions as staff
from redaksi.stories.models import Story
from tests.browser.test_desk_flow import PASSWORD, enter, live_story, newsroom, retype

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


#: Whether the button of the menu stands over a heading: only on a phone it is there.
COVERED = """() => {
    const menu = document.querySelector(".sidebar-nav-toggle")?.getBoundingClientRect();
    const text = document.createRange();
    return [...document.querySelectorAll("h1")].filter((one) => {
        text.selectNodeContents(one);
        const seen = menu?.width && one.clientWidth > 1 && !one.closest(".w-sr-only");
        return seen && [...text.getClientRects()].some((line) =>
            line.width && line.left < menu.right && line.top < menu.bottom);
    }).map((one) => one.textContent);
}"""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_screens_beside_it(enter: Callable[..., Any], width: int, scheme: str) -> None:
    story = live_story()
    staff.add_user("ratna", "admin", PASSWORD)
    end = now.now() + timedelta(hours=1)
    fronts.announce("Gempa terasa di Tanjung", ends_at=end)
    page = enter("ratna", width=width, color_scheme=scheme)
    for path in (
        "", "breaking/", "board/", "fronts/", "wires/", "adverts/", "adverts/new/",
        "newspaper/look/",
        f"stories/{story.pk}/share/", f"stories/{story.pk}/work/", "partners/", "editions/",
    ):  # fmt: skip
        assert page.goto(f"/desk/{path}").status == 200, path
        assert violations(page) == [], path
        assert page.evaluate(COVERED) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto("/desk/breaking/")
    icons = page.locator("main .button .icon").evaluate_all(
        "all => all.map(one => one.clientWidth)"
    )
    assert all(wide <= 24 for wide in icons), icons


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
