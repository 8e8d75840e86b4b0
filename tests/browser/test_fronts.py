"""A front is curated in a real browser: by mouse, by keyboard, and by two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from redaksi.fronts import actions, due
from redaksi.fronts.models import Container, Front, FrontVersion, Pick
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper, Section
from redaksi.staff import actions as staff
from redaksi.staff.models import Person
from redaksi.stories import actions as stories
from redaksi.stories.models import Byline, Story
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import PASSWORD, enter, newsroom

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Any]
HEADS = ("Kapal merapat", "Parlemen bersidang", "Sawah menunggu air", "Dua gol telat", "Tarif naik")


@pytest.fixture
def lead(newsroom: Newspaper) -> Container:
    """Five stories, the newest last in HEADS, and a front whose lead shows three."""
    now = clock.now()
    for number, head in enumerate(HEADS):
        body = [{"type": "paragraph", "value": f"<p>{head} pada pagi hari.</p>"}]
        made = Story(headline=head, section=Section.objects.get(), body=body,
                     published_at=now - timedelta(hours=9 - number))  # fmt: skip
        made.bylines = [Byline(person=Person.objects.get())]
        stories.update(made)
    front = actions.create_front()
    actions.add_container(front, kind="lead", title="Utama", rule="newest", length=3)
    actions.add_container(front, kind="opinion", title="Opini", length=2)
    actions.launch(front, why="Pagi")
    return Container.objects.get(title="Utama")


def story(number: int) -> Story:
    return Story.objects.get(headline=HEADS[number])


def opened(enter: Enter, lead: Container, name: str = "mira", **more: Any) -> Any:
    page = enter(name, **more)
    page.goto(f"/desk/fronts/{lead.front_id}/")
    page.wait_for_selector("#df-found article")
    return page


def places(page: Any, box: str = "Utama") -> list[str]:
    found = page.locator(".df-box", has=page.get_by_role("heading", name=box, exact=True))
    return list(found.locator("[data-desk-slot] h3").all_inner_texts())


def told(page: Any, words: str) -> None:
    """Wait until the screen says *words* of the draft."""
    page.wait_for_function(
        "words => document.getElementById('df-changes')?.textContent.includes(words)", arg=words
    )


def seen(enter: Enter) -> str:
    reader = enter()
    reader.goto("/")
    html: str = reader.content()
    reader.context.close()
    return html


def shown(html: str, *heads: str) -> list[int]:
    """Where each of *heads* stands in the page, the largest first."""
    return [html.index(head) for head in heads]


def test_by_mouse_from_the_pick_to_the_front_as_it_was(enter: Enter, lead: Container) -> None:
    began = clock.now()
    page = opened(enter, lead)
    assert places(page) == [HEADS[4], HEADS[3], HEADS[2]]
    # pick
    page.fill("#df-q", "Kapal")
    page.wait_for_function("document.querySelectorAll('#df-found article').length === 1")
    page.click(f"#df-put-{story(0).pk}")
    told(page, "3 perubahan")
    assert places(page) == [HEADS[0], HEADS[4], HEADS[3]]
    # held below what the rule fills
    page.click(f"#df-down-{lead.pk}-{story(0).pk}")
    page.wait_for_selector("text=Ditahan di 2")
    assert places(page) == [HEADS[4], HEADS[0], HEADS[3]]
    # dressed and timed, in its place
    page.click(f"#df-card-{lead.pk}-{story(0).pk}")
    page.fill(".df-inplace [name=headline]", "Kapal bantuan tiba")
    page.fill(".df-inplace [name=leaves_at]", "salah")
    page.click(".df-inplace .df-on")
    page.wait_for_selector(".df-inplace [role=alert]")
    leaves = clock.now() + timedelta(days=1)
    page.fill(".df-inplace [name=leaves_at]", f"{leaves:%d/%m/%Y} 23:50")
    page.click(".df-inplace .df-on")
    page.wait_for_selector("text=judul lain")
    # previewed: the readers' page of the draft
    with page.context.expect_page() as preview:
        page.click("#df-preview")
    assert "Kapal bantuan tiba" in preview.value.content()
    assert "Kapal bantuan tiba" not in seen(enter)
    # launched
    page.fill("#df-why", "Kapal tiba")
    page.click("#df-launch")
    told(page, "Sama dengan yang tampil")
    row = LogEntry.objects.get(kind="launched", payload={"why": "Kapal tiba"})
    assert (row.actor, row.tags) == ("mira", [f"front:{lead.front_id}"])
    html = seen(enter)
    assert shown(html, "Kapal bantuan tiba", HEADS[3]) == sorted(
        shown(html, "Kapal bantuan tiba", HEADS[3])
    )
    assert HEADS[0] in seen_story(enter)
    # the front as it was an hour ago
    FrontVersion.objects.filter(why="Pagi").update(at=began - timedelta(hours=3))
    FrontVersion.objects.filter(why="Kapal tiba").update(at=began - timedelta(minutes=5))
    hour_ago = (began - timedelta(hours=1)).astimezone(_zone())
    page.fill("#df-at", f"{hour_ago:%d/%m/%Y %H:%M}")
    with page.context.expect_page() as was:
        page.click(".df-was button")
    was.value.wait_for_load_state()
    assert HEADS[4] in was.value.content() and "Kapal bantuan tiba" not in was.value.content()
    # an older version as the draft; readers see no change
    page.click("table .df-a >> nth=1")
    told(page, "perubahan")
    assert places(page) == [HEADS[4], HEADS[3], HEADS[2]]
    assert "Kapal bantuan tiba" in seen(enter)


def _zone() -> Any:
    from redaksi.sections.queries import own_zone

    return own_zone()


def seen_story(enter: Enter) -> str:
    reader = enter()
    reader.goto(story(0).url)
    return str(reader.inner_text("h1"))


def test_by_keyboard_alone(enter: Enter, lead: Container) -> None:
    page = opened(enter, lead)
    _to(page, "df-q")
    page.keyboard.type("Sawah")
    page.wait_for_function("document.querySelectorAll('#df-found article').length === 1")
    _to(page, f"df-put-{story(2).pk}")
    page.keyboard.press("Enter")
    told(page, "perubahan")
    assert places(page)[0] == HEADS[2]
    _to(page, f"df-down-{lead.pk}-{story(2).pk}")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ditahan di 2")
    assert page.evaluate("document.activeElement.id") == f"df-down-{lead.pk}-{story(2).pk}"
    _to(page, f"df-card-{lead.pk}-{story(2).pk}")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.name === 'headline'")
    page.keyboard.type("Air datang")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=judul lain")
    _to(page, "df-undo")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.body.textContent.includes('judul lain')")
    _to(page, "df-launch")
    page.keyboard.press("Enter")
    told(page, "Sama dengan yang tampil")
    assert Pick.objects.get().position == 2
    assert Front.objects.get().live() == Front.objects.get().draft()


def _to(page: Any, key: str) -> None:
    """Walk with Tab until the element *key* has the focus."""
    for _step in range(160):
        if page.evaluate("document.activeElement.id") == key:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {key}")


def test_escape_closes_the_form_and_gives_the_focus_back(enter: Enter, lead: Container) -> None:
    actions.pick(lead, story(0))
    page = opened(enter, lead)
    page.click(f"#df-card-{lead.pk}-{story(0).pk}")
    page.wait_for_selector(".df-inplace")
    page.keyboard.press("Escape")
    assert page.locator(".df-inplace").count() == 0
    assert page.evaluate("document.activeElement.id") == f"df-card-{lead.pk}-{story(0).pk}"


def test_a_story_is_dragged_onto_its_place(enter: Enter, lead: Container) -> None:
    page = opened(enter, lead)
    page.drag_and_drop(f"#df-found [data-desk-story='{story(0).pk}']", "[data-desk-slot] >> nth=1")
    page.wait_for_selector("text=Ditahan di 2")
    assert places(page) == [HEADS[4], HEADS[0], HEADS[3]]


def test_the_second_curators_stale_launch_is_refused(enter: Enter, lead: Container) -> None:
    staff.add_user("yosef", "chief", PASSWORD)
    first, second = opened(enter, lead), opened(enter, lead, "yosef")
    first.click(f"#df-put-{story(1).pk}")
    told(first, "perubahan")
    with second.expect_response(lambda one: one.status == 409):
        second.click("#df-launch")
    second.wait_for_selector("#desk-front-conflict")
    both = second.inner_text("#desk-front-conflict")
    assert "mira" in both and HEADS[1] in both
    assert HEADS[1] not in seen(enter).split("<footer", 1)[0].split("Terkini", 1)[0]
    assert violations(second) == []
    second.click("#desk-front-conflict form button")
    second.wait_for_selector("#df-changes")
    assert FrontVersion.objects.filter(launched__isnull=False).count() == 2


def test_two_in_one_container_cannot_overwrite_each_other(enter: Enter, lead: Container) -> None:
    first, second = opened(enter, lead), opened(enter, lead)
    first.click(f"#df-put-{story(1).pk}")
    told(first, "perubahan")
    with second.expect_response(lambda one: one.status == 409):
        second.click(f"#df-put-{story(0).pk}")
    second.click("#desk-front-conflict .df-on")
    second.wait_for_selector("#df-changes")
    assert Pick.objects.get().story == story(1)


def test_a_timed_pick_enters_the_readers_front_by_itself(enter: Enter, lead: Container) -> None:
    pick = actions.pick(lead, story(0))
    enters = clock.now() + timedelta(hours=1)
    actions.time(pick, enters_at=enters)
    actions.launch(Front.objects.get())
    assert HEADS[0] not in seen(enter)
    page = opened(enter, lead)
    assert "Waktunya belum tiba" in page.inner_text(".df-aside")
    with clock.frozen(enters):
        assert due.run(enters) == 1
        assert HEADS[0] in seen(enter)


def test_a_reporter_does_not_get_in(enter: Enter, lead: Container) -> None:
    page = enter("damar")
    page.goto(f"/desk/fronts/{lead.front_id}/")
    assert page.locator("#desk-front").count() == 0


def test_it_works_without_its_script(enter: Enter, lead: Container) -> None:
    page = enter("mira")
    page.route("**/fronts*.js", lambda route: route.abort())
    page.goto(f"/desk/fronts/{lead.front_id}/?q=Kapal")
    page.click(f"#df-put-{story(0).pk}")
    page.wait_for_selector(".messages .success")
    assert places(page)[0] == HEADS[0]
    page.click(f"#df-card-{lead.pk}-{story(0).pk}")
    page.fill("[name=headline]", "Judul lain")
    page.click(".df-card .df-on")
    page.wait_for_selector("#df-launch")
    assert Pick.objects.get().headline == "Judul lain"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_screens_of_fronts(enter: Enter, lead: Container, width: int, scheme: str) -> None:
    pick = actions.pick(lead, story(0))
    actions.leave_out(lead, story(3))
    page = opened(enter, lead, width=width, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    version = FrontVersion.objects.filter(launched__isnull=False).first()
    assert version is not None
    for path in (
        "", f"containers/{lead.pk}/", f"picks/{pick.pk}/", f"{lead.front_id}/new/",
        f"{lead.front_id}/versions/{version.number}/",
    ):  # fmt: skip
        page.goto(f"/desk/fronts/{path}")
        assert violations(page) == [], path


def test_a_phone_has_one_button_for_each_place(enter: Enter, lead: Container) -> None:
    page = opened(enter, lead, width=390)
    assert not page.is_visible(f"#df-down-{lead.pk}-{story(4).pk}")
    page.click(f"[popovertarget='df-m-{lead.pk}-{story(4).pk}']")
    page.click(f"#df-down-{lead.pk}-{story(4).pk}")
    page.wait_for_selector("text=Ditahan di 2")
    assert page.is_visible("#df-launch")
