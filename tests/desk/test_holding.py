"""One person holds a story: the lock of the open tab, taking and handing over, both texts."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from redaksi.desk import holding
from redaksi.desk.models import Notice, Work
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}


def beat(client: Client, story: Story) -> dict[str, Any]:
    """One beat of the heart of an open editor."""
    answer = client.post(reverse("stories:hold", args=[story.pk]))
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def edit(client: Client, story: Story, **more: Any) -> Any:
    url = reverse("stories:edit", args=[story.pk])
    return client.post(url, form_of(Story.objects.get(pk=story.pk), **more))


def texts(story: Story) -> list[str]:
    """The first paragraph of every version, oldest first."""
    rows = story.revisions.order_by("created_at", "pk")
    return [json.loads(one.content["body"])[0]["value"] for one in rows]


def test_the_first_to_open_a_story_holds_it_and_the_second_is_told_who(
    desk: Desk, draft: Story
) -> None:
    assert beat(desk("reporter"), draft)["mine"]
    answer = beat(desk("editor"), draft)
    assert not answer["mine"]
    assert "dibuka reporter sejak" in answer["says"]
    assert Work.objects.get(pk=draft.pk).holder == somebody("reporter")


def test_opening_the_page_alone_changes_nothing(desk: Desk, draft: Story) -> None:
    desk("reporter").get(reverse("stories:edit", args=[draft.pk]))
    assert holding.lock_on(draft) is None


def test_the_second_sees_who_has_it_and_a_senior_the_way_to_take_over(
    desk: Desk, draft: Story
) -> None:
    beat(desk("reporter"), draft)
    page = desk("editor").get(reverse("stories:edit", args=[draft.pk])).content.decode()
    assert "Berita ini dibuka reporter sejak" in page
    assert reverse("stories:take", args=[draft.pk]) in page
    beat(desk("chief"), draft)
    page = desk("reporter").get(reverse("stories:edit", args=[draft.pk])).content.decode()
    assert "Berita ini dibuka" not in page


def test_a_write_while_somebody_else_has_it_open_is_refused_and_kept(
    desk: Desk, draft: Story
) -> None:
    beat(desk("reporter"), draft)
    answer = edit(desk("editor"), draft, text="Teks redaktur.")
    assert answer.status_code == 409
    assert "Teks redaktur." in answer.content.decode()
    newest = Story.objects.get(pk=draft.pk).newest()
    assert "Teks redaktur." not in str(newest.body.raw_data)
    assert any("Teks redaktur." in one for one in texts(draft))


def test_autosave_is_refused_as_locked_and_keeps_one_version_for_all_its_tries(
    desk: Desk, draft: Story
) -> None:
    beat(desk("reporter"), draft)
    url = reverse("stories:edit", args=[draft.pk])
    for text in ("Satu.", "Satu dua.", "Satu dua tiga."):
        answer = desk("editor").post(url, form_of(draft, text=text), **JSON)
        assert (answer.status_code, json.loads(answer.content)["error_code"]) == (409, "locked")
    assert [one for one in texts(draft) if "Satu" in one][-1].count("tiga") == 1
    assert len([one for one in texts(draft) if "Satu" in one]) == 1


def test_a_stale_text_is_kept_as_a_version_just_before_the_newest(desk: Desk, draft: Story) -> None:
    stale = form_of(draft, text="Teks lama.")
    edit(desk("chief"), draft, text="Teks baru.")
    assert desk("editor").post(reverse("stories:edit", args=[draft.pk]), stale).status_code == 409
    assert "Teks baru." in texts(draft)[-1]
    assert "Teks lama." in texts(draft)[-2]
    history = desk("editor").get(reverse("stories:history", args=[draft.pk])).content.decode()
    assert "Naskah yang ditolak disimpan sebagai versi" in history


def test_what_was_kept_aside_can_be_restored_and_never_goes_live_by_itself(
    desk: Desk, live: Story
) -> None:
    stale = form_of(live, text="Teks lama.")
    edit(desk("chief"), live, text="Teks baru.")
    desk("editor").post(reverse("stories:edit", args=[live.pk]), stale)
    aside = live.revisions.get(content__version=0)
    actions.publish(Story.objects.get(pk=live.pk))
    assert "Teks baru." in str(Story.objects.get(pk=live.pk).body.raw_data)
    with pytest.raises(StoryError):
        aside.publish()
    url = reverse("stories:revisions_revert", args=[live.pk, aside.pk])
    assert "Teks lama." in desk("editor").get(url).content.decode()


def test_who_waits_for_a_story_to_be_passed_keeps_nobody_from_passing_it(
    desk: Desk, draft: Story
) -> None:
    edit(desk("reporter"), draft, **{"action-submit": "1"})
    assert not beat(desk("reporter"), draft)["mine"]
    assert holding.lock_on(draft) is None
    assert beat(desk("editor"), draft)["mine"]


def test_the_lock_ends_with_the_tab(desk: Desk, draft: Story) -> None:
    beat(desk("reporter"), draft)
    desk("reporter").post(reverse("stories:release", args=[draft.pk]))
    assert holding.lock_on(draft) is None
    assert Work.objects.get(pk=draft.pk).holder == somebody("reporter")


def test_a_tab_that_fell_silent_holds_nothing(desk: Desk, draft: Story, clock: Any) -> None:
    beat(desk("reporter"), draft)
    clock.move(seconds=holding.SILENT.total_seconds() - 1)
    assert not beat(desk("editor"), draft)["mine"]
    clock.move(seconds=2)
    assert beat(desk("editor"), draft)["mine"]
    assert edit(desk("editor"), draft, text="Diteruskan.").status_code == 302


def test_a_heartbeat_keeps_it(desk: Desk, draft: Story, clock: Any) -> None:
    for _minute in range(10):
        beat(desk("reporter"), draft)
        clock.move(seconds=60)
    assert not beat(desk("editor"), draft)["mine"]


def test_somebody_elses_closed_tab_does_not_end_it(desk: Desk, draft: Story) -> None:
    beat(desk("reporter"), draft)
    desk("editor").post(reverse("stories:release", args=[draft.pk]))
    assert not beat(desk("editor"), draft)["mine"]


def test_a_senior_takes_over_and_both_texts_are_versions(desk: Desk, draft: Story) -> None:
    reporter, editor = desk("reporter"), desk("editor")
    beat(reporter, draft)
    edit(reporter, draft, text="Teks reporter.")
    beat(reporter, draft)
    later = form_of(Story.objects.get(pk=draft.pk), text="Teks reporter, terlambat.")
    editor.post(reverse("stories:take", args=[draft.pk]))
    assert edit(editor, draft, text="Teks redaktur.").status_code == 302
    refused = reporter.post(reverse("stories:edit", args=[draft.pk]), later)
    assert refused.status_code == 409
    kept = " ".join(texts(draft))
    assert "Teks reporter." in kept and "terlambat" in kept and "Teks redaktur." in kept


def test_who_lost_a_story_is_told_at_the_first_screen(desk: Desk, draft: Story) -> None:
    beat(desk("reporter"), draft)
    desk("editor").post(reverse("stories:take", args=[draft.pk]))
    notice = Notice.objects.get(user=somebody("reporter"))
    page = desk("reporter").get("/desk/").content.decode()
    assert "diambil alih dari Anda" in page
    desk("reporter").post(reverse("stories:notice_seen", args=[notice.pk]))
    assert not Notice.objects.exists()


def test_a_reporter_takes_over_nothing_that_is_open(desk: Desk, draft: Story) -> None:
    beat(desk("editor"), draft)
    desk("reporter").post(reverse("stories:take", args=[draft.pk]))
    lock = holding.lock_on(draft)
    assert lock and lock.user_id == somebody("editor").pk
    desk("editor").post(reverse("stories:release", args=[draft.pk]))
    desk("reporter").post(reverse("stories:take", args=[draft.pk]))
    assert Work.objects.get(pk=draft.pk).holder == somebody("reporter")


def test_a_story_is_handed_over_with_a_word_and_a_notice(
    desk: Desk, draft: Story, newsroom: Newsroom
) -> None:
    beat(desk("reporter"), draft)
    to = somebody("editor", newsroom)
    form = {"holder": to.pk, "note": "Angkanya belum dicek.", "due_at": ""}
    answer = desk("reporter").post(reverse("stories:work", args=[draft.pk]), form, follow=True)
    assert answer.redirect_chain == [(reverse("board:index"), 302)]  # its form would hold it again
    assert "Mira Hasan (OL-1)" in answer.content.decode()
    assert Work.objects.get(pk=draft.pk).holder == to
    assert holding.lock_on(draft) is None
    page = desk("editor").get("/desk/").content.decode()
    assert "diserahkan kepada Anda" in page and "Angkanya belum dicek." in page


def test_nobody_puts_away_a_notice_of_somebody_else(desk: Desk, draft: Story) -> None:
    beat(desk("reporter"), draft)
    desk("editor").post(reverse("stories:take", args=[draft.pk]))
    notice = Notice.objects.get()
    desk("editor").post(reverse("stories:notice_seen", args=[notice.pk]))
    assert Notice.objects.exists()


def test_a_story_is_handed_only_to_who_may_write(desk: Desk, draft: Story) -> None:
    with pytest.raises(StoryError):
        holding.hand_over(draft, by=somebody("editor"), to=somebody("photo"))
    assert Permission.objects.filter(codename="change_story").exists()


def test_a_deadline_is_set_in_the_newsrooms_time(desk: Desk, draft: Story) -> None:
    form = {"holder": "", "note": "", "due_at": "2020-08-17T16:00"}
    desk("editor").post(reverse("stories:work", args=[draft.pk]), form)
    due = Work.objects.get(pk=draft.pk).due_at
    assert due and due.isoformat() == "2020-08-17T09:00:00+00:00"


def test_the_work_page_leads_back_only_within_the_desk(desk: Desk, draft: Story) -> None:
    form = {"holder": "", "note": "", "due_at": "", "next": "https://lain.example/"}
    answer = desk("editor").post(reverse("stories:work", args=[draft.pk]), form)
    assert answer.url == reverse("stories:edit", args=[draft.pk])


def test_a_new_version_measures_the_story(draft: Story) -> None:
    row = Work.objects.get(pk=draft.pk)
    assert (row.words, row.photos, row.musts, row.stage) == (6, 0, 0, "writing")


def test_the_stage_follows_the_workflow_and_the_readers(desk: Desk, draft: Story) -> None:
    edit(desk("reporter"), draft, **{"action-submit": "1"})
    assert Work.objects.get(pk=draft.pk).stage == "editor"
    passing = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    edit(desk("editor"), draft, **passing)
    assert Work.objects.get(pk=draft.pk).stage == "live"
    actions.withdraw(Story.objects.get(pk=draft.pk), reason="Keliru.")
    assert Work.objects.get(pk=draft.pk).stage == "writing"


def test_a_saved_form_lets_go_of_the_copy_in_the_browser(desk: Desk, draft: Story) -> None:
    editor = desk("editor")
    edit(editor, draft, kept_copy="redaksi:kept:1:7")
    edit(editor, draft, kept_copy="redaksi:kept:1:new-abc")
    assert editor.cookies["redaksi_kept"].value.count("%7C") == 1
    refused = edit(editor, draft, kept_copy="x\r\nSet-Cookie: a=b")
    assert "a%3Db" not in str(refused.cookies)


def test_the_first_screen_has_no_panel_of_notices_when_there_are_none(desk: Desk) -> None:
    assert "desk-notices" not in desk("reporter").get("/desk/").content.decode()
