"""A day at the desk in a real browser: written, passed, published, read; and two on one story."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from redaksi.desk import rights
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper, Section
from redaksi.staff import actions as staff
from redaksi.staff.models import Person
from redaksi.stories import actions
from redaksi.stories.models import Byline, Story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSWORD = "tanjung-dermaga-12"
HEADLINE = "Kapal logistik merapat di dermaga timur"
TEXT = "Kapal itu merapat pada pagi hari setelah tiga hari tertahan ombak."


@pytest.fixture
def newsroom(transactional_db: Any) -> Newspaper:
    """A newspaper with one section, a reporter and an editor who can sign in."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    rights.apply()
    made = Newspaper.objects.first() or Newspaper.objects.create(
        name="Harian Uji", host="uji.example"
    )
    Section.objects.create(newspaper=made, name="Ekonomi")
    staff.add_user("damar", "reporter", PASSWORD)
    mira = staff.add_user("mira", "editor", PASSWORD)
    Person.objects.create(name="Mira Hasan", code="OL-1", user=mira)
    return made


@pytest.fixture
def enter(chromium: Any, live_server: Any, newsroom: Newspaper) -> Iterator[Callable[..., Any]]:
    """``enter("mira")``: a window of somebody who has signed in at the desk."""
    contexts = []

    def window(name: str = "", width: int = 1280, **more: Any) -> Any:
        size = {"width": width, "height": 900}
        more = {"base_url": live_server.url, **more}
        contexts.append(chromium.new_context(viewport=size, **more))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        if name:
            page.goto("/desk/login/")
            page.fill("[name=username]", name)
            page.fill("[name=password]", PASSWORD)
            page.click(".login-form [type=submit]")
            page.wait_for_url("**/desk/")
        return page

    yield window
    for one in contexts:
        one.close()


def live_story() -> Story:
    body = [{"type": "paragraph", "value": f"<p>{TEXT}</p>"}]
    story = Story(headline=HEADLINE, section=Section.objects.get(), body=body)
    story.bylines = [Byline(person=Person.objects.get())]
    return actions.update(story).story


def retype(page: Any, text: str) -> None:
    """Put *text* in place of the first paragraph, and wait until the form holds it."""
    page.wait_for_load_state("networkidle")
    page.click(".public-DraftEditor-content")
    page.wait_for_function("document.activeElement.matches('.public-DraftEditor-content')")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    held = (
        "text => [...document.querySelectorAll('[name^=body-]')].some(f => f.value.includes(text))"
    )
    page.wait_for_function(held, arg=text)


def test_written_submitted_passed_published_and_read(enter: Callable[..., Any]) -> None:
    reporter = enter("damar")
    reporter.click("a[href='/desk/stories/add/']")
    reporter.fill("[name=headline]", HEADLINE)
    reporter.select_option("[name=section]", label="Ekonomi")
    reporter.click(".c-sf-add-button")
    reporter.locator("[role=option]").first.click()
    reporter.click(".public-DraftEditor-content")
    reporter.keyboard.type(TEXT)
    reporter.wait_for_selector("#desk-checks [data-desk-musts='0']")
    assert reporter.locator("[name=action-publish]").count() == 0
    reporter.click("[name=action-submit]")
    reporter.wait_for_url("**/desk/stories/")

    editor = enter("mira")
    editor.click(f"text={HEADLINE}")
    editor.wait_for_selector(".public-DraftEditor-content")
    editor.click("[data-workflow-action-name=approve]")
    editor.wait_for_url("**/desk/stories/")
    story = Story.objects.get()
    assert story.live and story.passed_by and story.passed_by.code == "OL-1"
    row = LogEntry.objects.get(subject=story.subject)
    assert (row.kind, row.actor) == ("published", "mira")

    for width in (390, 1280):
        for script in (True, False):
            reader = enter(width=width, java_script_enabled=script)
            reader.goto(story.url)
            assert reader.locator("h1").inner_text() == HEADLINE
            assert "tertahan ombak" in reader.locator("article").first.inner_text()
            assert "(OL-1)" in reader.content()


def test_the_stale_one_of_two_browsers_sees_both_texts_and_undoes_nothing(
    enter: Callable[..., Any],
) -> None:
    story = live_story()
    address = f"/desk/stories/edit/{story.pk}/"
    first, second = enter("mira"), enter("mira")
    for page in (first, second):
        page.goto(address)
        page.wait_for_selector(".public-DraftEditor-content")
    retype(first, "Angka yang benar: dua belas kapal.")
    first.fill("[name=correction_note]", "Jumlah kapal diperbaiki.")
    first.click("[name=action-publish]")
    first.wait_for_url("**/desk/stories/")
    retype(second, "Angka yang lama: dua puluh satu kapal.")
    with second.expect_response(
        lambda one: one.status == 409 and one.request.is_navigation_request()
    ):
        second.click("[name=action-publish]")
    told = second.locator(".desk-compare").inner_text()
    assert "dua belas" in told and "dua puluh satu" in told, told
    assert "dua puluh satu" in second.input_value("#desk-my-text")
    story.refresh_from_db()
    assert "dua belas" in str(story.body.raw_data[0]["value"])
    assert story.corrections.count() == 1
    reader = enter()
    reader.goto(story.url)
    assert "Jumlah kapal diperbaiki." in reader.content()
    second.click("#main .desk-ways [form=desk-mine]")
    second.wait_for_url(f"**{address}")
    story.refresh_from_db()
    assert "dua belas" in str(story.body.raw_data[0]["value"])
    assert "dua puluh satu" in str(story.newest().body.raw_data[0]["value"])


def test_autosave_keeps_what_was_typed_and_the_second_browser_is_told(
    enter: Callable[..., Any],
) -> None:
    story = live_story()
    page = enter("mira")
    page.goto(f"/desk/stories/edit/{story.pk}/")
    page.wait_for_timeout(2500)  # Wagtail looks for edits two seconds after the page stands
    with page.expect_response(lambda one: one.request.method == "POST" and "/edit/" in one.url):
        retype(page, "Diketik dan ditinggal.")
    page.wait_for_function("document.querySelector('[name=base_version]').value == '2'")
    assert "Diketik" in str(Story.objects.get().newest().body.raw_data[0]["value"])
    retype(page, "Diketik lagi.")
    page.wait_for_function("document.querySelector('[name=base_version]').value == '3'")
    assert Story.objects.get().revisions.count() == 2


def test_a_withdrawn_story_answers_410_with_its_notice(enter: Callable[..., Any]) -> None:
    story = live_story()
    page = enter("mira")
    page.goto(f"/desk/stories/withdraw/{story.pk}/")
    page.check("[name=ground][value=untrue]")
    page.fill("[name=reason]", "Foto dari peristiwa lain.")
    page.click("button.serious")
    page.wait_for_url("**/desk/stories/")
    reader = enter()
    answer = reader.goto(story.url)
    assert answer.status == 410
    assert "Foto dari peristiwa lain." in reader.content()
    reader.goto("/latest/")
    assert HEADLINE not in reader.content()
