"""The desk's policy holds in a real browser: nothing of ours or Wagtail's is refused by it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from redaksi.photos import actions as photos
from redaksi.staff import actions as staff
from tests.browser.test_desk_flow import PASSWORD, enter, live_story, newsroom
from tests.photos.pictures import jpeg

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SMUGGLED = """() => {
  const script = document.createElement("script");
  script.src = "http://127.0.0.1:9/x.js";
  document.body.append(script);
  setTimeout("window.evaluated = true", 0);
}"""


def watched(page: Any) -> list[str]:
    """What the browser refuses or trips over from now on, as it happens."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
    page.on(
        "console", lambda line: line.type == "error" and seen.append(f"{page.url}: {line.text}")
    )
    return seen


def test_nothing_of_the_desk_is_refused_and_what_is_smuggled_in_is(
    enter: Callable[..., Any],
) -> None:
    story, photo = live_story(), photos.receive(jpeg(), name="kapal.jpg")
    staff.add_user("boss", "admin", PASSWORD)
    page = enter("boss", bypass_csp=False)
    seen = watched(page)
    for path in (
        "", "board/", "stories/", "log/", "fronts/", "editions/new/", "images/", "account/",
        f"images/{photo.pk}/", "promotions/new/", f"stories/history/{story.pk}/",
        "users/", "workflows/list/", "partners/new/", f"stories/edit/{story.pk}/",
    ):  # fmt: skip
        page.goto(f"/desk/{path}")
        page.wait_for_load_state("networkidle")
    rows = page.locator("[name$=-person]").count()
    page.click("#id_bylines-ADD")
    assert page.locator("[name$=-person]").count() == rows + 1
    refused = [one for one in seen if not one.startswith(("log ", "info ", "debug "))]
    assert refused == [], "\n".join(refused)
    page.evaluate(SMUGGLED)
    page.wait_for_timeout(200)
    assert page.evaluate("window.evaluated") is None
    assert [one for one in seen if "127.0.0.1:9/x.js" in one and "Content Security Policy" in one]


def test_each_answer_of_the_desk_says_its_policy(db: None) -> None:
    for path in ("login/", "", "nowhere/"):
        policy = Client().get(f"/desk/{path}").headers["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline';" in policy and "'unsafe-eval'" not in policy
        assert "default-src 'none'" in policy and "base-uri 'none'" in policy
