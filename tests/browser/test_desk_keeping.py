"""Nothing that was typed is lost: a dead server, a closed tab, a colleague; in real browsers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from redaksi.desk import holding
from redaksi.stories.models import Story
from tests.browser.doors import Door
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import PASSWORD, enter, live_story, newsroom, retype

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
COPIES = "Object.keys(localStorage).filter(one => one.startsWith('redaksi:kept:')).length"
#: How long a copy may take to be written, in milliseconds.
WRITTEN = 2500


@pytest.fixture
def door(live_server: Any) -> Iterator[Door]:
    made = Door(live_server.url)
    yield made
    made.shut()


def signed_in(enter: Callable[..., Any], door: Door, name: str = "mira") -> Any:
    """A window at *door*, signed in."""
    page = enter()
    page.goto(f"{door.url}/desk/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click(".login-form [type=submit]")
    page.wait_for_url("**/desk/")
    return page


def newest_text(story: Story) -> str:
    return str(Story.objects.get(pk=story.pk).newest().body.raw_data[0]["value"])


def copies(page: Any) -> int:
    return int(page.evaluate(COPIES))


def test_typed_while_the_server_is_dead_and_the_tab_is_closed_it_comes_back(
    enter: Callable[..., Any], door: Door
) -> None:
    story = live_story()
    page = signed_in(enter, door)
    address = f"{door.url}/desk/stories/edit/{story.pk}/"
    page.goto(address)
    page.wait_for_timeout(2500)
    door.shut()
    retype(page, "Diketik saat peladen mati.")
    page.wait_for_timeout(WRITTEN)
    context = page.context
    page.close(run_before_unload=False)
    door.open()
    again = context.new_page()
    again.goto(address)
    again.wait_for_selector("[data-desk-back]")
    again.wait_for_load_state("networkidle")
    assert violations(again, ".desk-kept") == []
    again.click("[data-desk-back]")
    again.wait_for_load_state("networkidle")
    assert "Diketik saat peladen mati." in newest_text(story)
    again.goto(address)
    again.wait_for_load_state("networkidle")
    assert again.locator("[data-desk-back]").count() == 0
    assert copies(again) == 0


def test_a_server_that_comes_back_gets_the_text_by_itself(
    enter: Callable[..., Any], door: Door
) -> None:
    story = live_story()
    page = signed_in(enter, door)
    page.goto(f"{door.url}/desk/stories/edit/{story.pk}/")
    page.wait_for_timeout(2500)
    door.shut()
    retype(page, "Menunggu peladen hidup.")
    page.wait_for_timeout(6000)
    assert copies(page) == 1
    door.open()
    page.wait_for_function("document.querySelector('[name=base_version]').value == '2'")
    assert "Menunggu peladen hidup." in newest_text(story)
    page.wait_for_function(f"{COPIES} == 0")


def test_who_types_on_and_on_is_saved_meanwhile(enter: Callable[..., Any]) -> None:
    story = live_story()
    page = enter("mira")
    page.goto(f"/desk/stories/edit/{story.pk}/")
    retype(page, "Mulai.")
    for number in range(40):
        page.keyboard.type(f" kata{number}", delay=20)
        page.wait_for_timeout(300)  # the editor itself hands its text on when a key rests so long
        if "kata" in newest_text(story):
            break
    assert "Mulai. kata0" in newest_text(story)


def test_a_new_story_that_never_reached_the_desk_comes_back(
    enter: Callable[..., Any], door: Door
) -> None:
    page = signed_in(enter, door)
    page.goto(f"{door.url}/desk/stories/add/")
    page.wait_for_load_state("networkidle")
    door.shut()
    page.fill("[name=headline]", "Judul yang belum sampai")
    page.wait_for_timeout(WRITTEN)
    context = page.context
    page.close(run_before_unload=False)
    door.open()
    again = context.new_page()
    again.goto(f"{door.url}/desk/stories/add/")
    again.click("[data-desk-back]")
    again.wait_for_load_state("networkidle")
    assert Story.objects.get().newest().headline == "Judul yang belum sampai"


def test_a_copy_that_is_older_than_the_newest_version_shows_both_texts(
    enter: Callable[..., Any], door: Door
) -> None:
    story = live_story()
    page = signed_in(enter, door)
    page.goto(f"{door.url}/desk/stories/edit/{story.pk}/")
    page.wait_for_timeout(2500)
    door.shut()
    retype(page, "Teks dari peramban.")
    page.wait_for_timeout(WRITTEN)
    context = page.context
    page.close(run_before_unload=False)
    other = Story.objects.get().newest()
    other.teaser = "Ringkasan dari rekan."
    other.save_revision()
    door.open()
    again = context.new_page()
    again.goto(f"{door.url}/desk/stories/edit/{story.pk}/")
    again.click("[data-desk-back]")
    told = again.locator(".desk-compare").inner_text()
    assert "Teks dari peramban." in told and "Ringkasan dari rekan." in told
    again.click("#main .desk-ways [form=desk-mine]")
    again.wait_for_url("**/edit/**")
    again.wait_for_load_state("networkidle")
    assert "Teks dari peramban." in newest_text(story)
    assert copies(again) == 0


def test_the_lock_names_its_holder_ends_with_the_tab_and_a_senior_breaks_it(
    enter: Callable[..., Any],
) -> None:
    story = live_story()
    address = f"/desk/stories/edit/{story.pk}/"
    reporter, editor = enter("damar"), enter("mira")
    with reporter.expect_response(lambda one: one.url.endswith("/hold/")):
        reporter.goto(address)
    editor.goto(address)
    assert "dibuka damar sejak" in editor.locator("#main").inner_text()
    assert editor.locator("[name=action-publish]").count() == 0
    retype(reporter, "Teks reporter.")
    reporter.wait_for_function("document.querySelector('[name=base_version]').value == '2'")
    editor.click("text=Ambil alih")
    editor.wait_for_url(f"**{address}")
    retype(reporter, "Teks reporter yang terlambat.")
    reporter.wait_for_selector(".desk-held:not([hidden])", timeout=40_000)
    assert "Mira Hasan (OL-1)" in reporter.locator(".desk-held").inner_text()
    kept = [str(one.content["body"]) for one in story.revisions.all()]
    assert sum("terlambat" in one for one in kept) == 1
    assert "terlambat" not in newest_text(story)
    editor.close(run_before_unload=True)
    for _try in range(50):
        if holding.lock_on(story) is None:
            break
        reporter.wait_for_timeout(200)
    assert holding.lock_on(story) is None
