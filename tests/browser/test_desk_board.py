"""The board in real browsers: moved by drag, keys and menu; seen by a colleague without reload."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from redaksi.desk import holding, work
from redaksi.desk.models import Work
from redaksi.lib import clock as now
from redaksi.sections.models import Section
from redaksi.staff.models import User
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.browser.doors import Door
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import TEXT, enter, live_story, newsroom
from tests.browser.test_desk_keeping import door, signed_in

__all__ = ["door", "enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Any]


def drafted(headline: str, stage: str = "writing", **values: Any) -> Story:
    body = [{"type": "paragraph", "value": f"<p>{TEXT}</p>"}]
    story = Story(headline=headline, section=Section.objects.get(), body=body)
    saved = actions.save_draft(story).story
    work.changed(saved.pk, stage=stage, **values)
    return saved


def stage(story: Story) -> str:
    return Work.objects.get(pk=story.pk).stage


@pytest.fixture
def day(newsroom: Any) -> dict[str, Story]:
    """A board with a card of every kind."""
    mira = User.objects.get(username="mira")
    late = now.now() - timedelta(minutes=25)
    made = {
        "idea": drafted("Peta jalur evakuasi lima desa", "idea"),
        "writing": drafted("Lelang ikan memotong tiga mata rantai", due_at=late, holder=mira),
        "held": drafted("Warga lereng mengungsi", due_at=now.now() + timedelta(hours=1)),
        "ready": drafted("Dua gol telat membawa ke puncak", "ready", holder=mira),
        "live": live_story(),
    }
    holding.keep(made["held"], by=User.objects.get(username="damar"))
    return made


def lane_of(page: Any, story: Story) -> str:
    return str(page.locator(f"#k{story.pk}").evaluate("card => card.closest('[data-lane]').id"))


def wait_for(page: Any, story: Story, lane: str) -> None:
    page.wait_for_selector(f"#{lane} #k{story.pk}")


def test_a_card_is_moved_by_keys_and_a_colleague_sees_it_without_reload(
    enter: Enter, day: dict[str, Story]
) -> None:
    story, page, other = day["idea"], enter("mira"), enter("damar")
    for one in (page, other):
        one.goto("/desk/board/")
    page.focus(f"#k{story.pk} h3 a")
    page.keyboard.press("Shift+ArrowRight")
    wait_for(page, story, "writing")
    wait_for(other, story, "writing")
    assert stage(story) == "writing"
    assert "kini di tahap Ditulis" in page.locator("[data-status]").inner_text()
    page.wait_for_function(f"document.activeElement.closest('#k{story.pk}')")


def test_a_card_is_moved_by_its_menu_on_a_phone(enter: Enter, day: dict[str, Story]) -> None:
    page = enter("mira", width=390, has_touch=True)
    page.goto("/desk/board/")
    page.tap(f"#k{day['writing'].pk} [data-menu]")
    page.tap("dialog [data-to=editor]")
    wait_for(page, day["writing"], "editor")
    assert Story.objects.get(pk=day["writing"].pk).workflow_in_progress
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_a_card_is_dragged_and_publishing_asks_first(enter: Enter, day: dict[str, Story]) -> None:
    page, story = enter("mira"), day["ready"]
    page.goto("/desk/board/")
    page.once("dialog", lambda asked: asked.dismiss())
    page.drag_and_drop(f"#k{story.pk} h3", "#live h2")
    assert lane_of(page, story) == "ready"
    page.once("dialog", lambda asked: asked.accept())
    page.drag_and_drop(f"#k{story.pk} h3", "#live h2")
    wait_for(page, story, "live")
    assert Story.objects.get(pk=story.pk).live


def test_what_somebody_has_open_stays_and_the_reason_is_said(
    enter: Enter, day: dict[str, Story]
) -> None:
    page, story = enter("mira"), day["held"]
    page.goto("/desk/board/")
    page.focus(f"#k{story.pk} h3 a")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("document.querySelector('[data-status]').textContent.includes('damar')")
    assert stage(story) == "writing" and lane_of(page, story) == "writing"


def test_filters_stay_in_the_address(enter: Enter, day: dict[str, Story]) -> None:
    page = enter("mira")
    page.goto("/desk/board/")
    page.select_option("[name=holder]", "me")
    page.wait_for_function("document.querySelectorAll('.desk-k').length == 2")
    assert page.url.endswith("/desk/board/?holder=me")
    page.reload()
    assert page.locator(".desk-k").count() == 2
    assert page.input_value("[name=holder]") == "me"


def test_a_dead_server_is_said_and_the_board_comes_back_by_itself(
    enter: Enter, door: Door, day: dict[str, Story]
) -> None:
    page = signed_in(enter, door)
    page.goto(f"{door.url}/desk/board/")
    door.shut()
    page.wait_for_function("document.querySelector('[data-status]').textContent.includes('putus')")
    work.changed(day["idea"].pk, stage="writing")
    door.open()
    wait_for(page, day["idea"], "writing")
    assert page.locator("[data-status]").inner_text() == ""


def test_five_hundred_cards_can_be_worked_with(enter: Enter, newsroom: Any) -> None:
    Story.objects.bulk_create(
        [Story(headline=f"Berita nomor {one}", section=Section.objects.get()) for one in range(500)]
    )
    Work.objects.bulk_create(
        [Work(story=one, stage="writing", changed_at=now.now()) for one in Story.objects.all()]
    )
    page, story = enter("mira"), Story.objects.order_by("pk")[250]
    page.goto("/desk/board/")
    assert page.locator(".desk-k").count() == 500
    page.focus(f"#k{story.pk} h3 a")
    page.keyboard.press("Shift+ArrowLeft")
    wait_for(page, story, "idea")


@pytest.fixture(params=["light", "dark"])
def scheme(request: Any) -> Iterator[str]:
    yield request.param


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_board(
    enter: Enter, day: dict[str, Story], width: int, scheme: str
) -> None:
    page = enter("mira", width=width, color_scheme=scheme)
    page.goto("/desk/board/")
    assert violations(page) == []
    page.click(f"#k{day['writing'].pk} [data-menu]")
    assert violations(page) == []
    page.goto(f"/desk/stories/{day['writing'].pk}/work/")
    assert violations(page) == []
