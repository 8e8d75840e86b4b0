"""Two hundred and more script vectors went through every input; in a real browser none fires."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from redaksi.search import actions as search
from redaksi.staff import actions as staff
from tests.browser import hostile
from tests.browser.test_desk_flow import PASSWORD, enter, newsroom

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TRAP = "window.fired = []; window.fire = (...what) => window.fired.push(what.join() || 'fire');"
TRAP += "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = window.fire;"
#: What would fire when somebody clicks or types, or did not get the chance to.
ARMED = r"""() => [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(
  (a) =>
  (/^on/i.test(a.name) && /fire|alert/.test(a.value)) ||
  (/^(href|src|action|formaction|xlink:href|srcdoc|data|values)$/i.test(a.name) &&
    /^[\x00-\x20]*(javascript:|vbscript:|data:text|<script)/i.test(a.value))
)).map((one) => one.outerHTML.slice(0, 200))"""
MARKUP = """() => [...document.querySelectorAll("script:not([src])")].filter((one) =>
  !/json|template/.test(one.type) && /fire|alert/.test(one.textContent)).length"""


def test_no_vector_fires_at_the_portal_or_at_the_desk(
    enter: Callable[..., Any], tmp_path: Path
) -> None:
    assert len(hostile.vectors()) >= 200
    made = hostile.newspaper(tmp_path)
    search.rebuild()
    staff.add_user("boss", "admin", PASSWORD)
    # Without the policies: what is tried is that everything is escaped; they are the second lock.
    page = enter("boss", bypass_csp=True)
    page.set_default_timeout(60_000)
    page.add_init_script(TRAP)
    page.on("dialog", lambda dialog: dialog.dismiss())
    armed = {}
    for path in [*portal(made), *desk(made)]:
        answer = page.goto(path, wait_until="load")
        assert answer.status < 500, path
        found = [*page.evaluate("window.fired"), *page.evaluate(ARMED), page.evaluate(MARKUP)]
        if found != [0]:
            armed[path] = found
    assert armed == {}, "\n".join(f"{path}: {found}" for path, found in armed.items())


def portal(made: dict[str, Any]) -> list[str]:
    story, more = made["big"], made["more"][0]
    word = quote('"><img src=x onerror=fire()>')
    lists = [f"/topic/{one.topic.slug}/" for one in more.topic_rows.all()]
    lists += [f"/person/{one.person.slug}/" for one in more.bylines.all()]
    return [
        "/", story.url, f"/lite{story.url}", more.url, "/awas/", "/ekonomi/", "/latest/", *lists,
        f"/search/?q={word}&section={word}&topic={word}&sort={word}", f"/nowhere/{word}/",
        f"/latest/?before={word}", "/lite/", "/corrections/", "/feed/rss.xml", "/feed/atom.xml",
    ]  # fmt: skip


def desk(made: dict[str, Any]) -> list[str]:
    story, more, word = made["big"], made["more"][0], quote('"><img src=x onerror=fire()>')
    return [
        f"/desk/stories/edit/{story.pk}/", f"/desk/stories/edit/{more.pk}/", "/desk/board/",
        "/desk/", "/desk/stories/", f"/desk/stories/?q={word}",
        f"/desk/stories/history/{more.pk}/",
        f"/desk/stories/read/{more.pk}/", "/desk/images/", f"/desk/images/{made['photo'].pk}/",
        f"/desk/fronts/{made['front'].pk}/", "/desk/partners/", "/desk/people/", "/desk/topics/",
        "/desk/sections/", "/desk/log/", f"/desk/log/?q={word}", f"/desk/nowhere/{word}/",
    ]  # fmt: skip
