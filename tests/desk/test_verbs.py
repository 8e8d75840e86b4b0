"""Each verb through the desk's own screens, with the row it leaves in the log."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.press.models import LogEntry
from redaksi.stories import actions, queries
from redaksi.stories.models import Correction, Story
from redaksi.stories.shapes import StoryView, Withdrawn
from tests.desk.conftest import form_of, live_text
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def last() -> tuple[str, str]:
    row = LogEntry.objects.order_by("-seq")[0]
    return row.kind, row.actor


def edit(story: Story) -> str:
    return reverse("stories:edit", args=[story.pk])


def bulk(action: str, *stories: Story) -> str:
    url = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", action])
    return f"{url}?{'&'.join(f'id={one.pk}' for one in stories)}&next=/desk/stories/"


def test_publishing_with_the_button_is_logged_and_signed(
    desk: Desk, draft: Story, newsroom: Newsroom
) -> None:
    answer = desk("editor").post(edit(draft), form_of(draft, **{"action-publish": "1"}))
    assert answer.status_code == 302
    assert last() == ("published", "editor")
    view = queries.story_at(draft.pk)
    assert isinstance(view, StoryView)
    assert view.sign_off == "(Samudra/OL-1)"


def test_a_story_that_is_not_ready_is_told_everything_and_kept(
    desk: Desk, newsroom: Newsroom
) -> None:
    story = actions.save_draft(Story(headline="Hanya judul", section=newsroom.sport)).story
    form = form_of(story, teaser="Diketik barusan", **{"action-publish": "1"})
    answer = desk("editor").post(edit(story), form, follow=True)
    assert answer.status_code == 200
    assert "Berita belum" in answer.content.decode() or "no text" in answer.content.decode()
    story.refresh_from_db()
    assert not story.live
    assert story.newest().teaser == "Diketik barusan"


def test_a_new_story_may_be_published_at_once(desk: Desk, newsroom: Newsroom) -> None:
    form = form_of(newsroom.story(passed_by=None), **{"action-publish": "1"})
    desk("editor").post(reverse("stories:add"), form)
    assert Story.objects.get().live
    assert last() == ("published", "editor")


def test_a_correction_is_published_with_its_note(desk: Desk, live: Story) -> None:
    form = form_of(live, text="Benar.", correction_kind="significant",
                   correction_note="Angka diperbaiki.", **{"action-publish": "1"})  # fmt: skip
    desk("editor").post(edit(live), form)
    assert last() == ("corrected", "editor")
    note = Correction.objects.get()
    assert (note.kind, note.note) == ("significant", "Angka diperbaiki.")
    assert ">Benar.</p>" in live_text(live)


def test_a_correction_that_is_not_ready_loses_nothing(desk: Desk, live: Story) -> None:
    form = form_of(live, text="", correction_note="Angka diperbaiki.", **{"action-publish": "1"})
    answer = desk("editor").post(edit(live), form)
    assert answer.status_code == 200
    assert "Angka diperbaiki." in answer.content.decode()
    assert not Correction.objects.exists()


def test_withdrawing_asks_for_a_reason(desk: Desk, live: Story) -> None:
    url = reverse("stories:unpublish", args=[live.pk])
    assert desk("editor").get(url).status_code == 200
    assert desk("editor").post(url, {"reason": " "}).status_code == 200
    assert Story.objects.get(pk=live.pk).live
    assert (
        desk("editor").post(url, {"reason": "Foto keliru.", "ground": "untrue"}).status_code == 302
    )
    assert last() == ("withdrawn", "editor")
    view = queries.story_at(live.pk)
    assert isinstance(view, Withdrawn) and view.reason == "Foto keliru."


def test_many_are_published_by_the_same_verb(desk: Desk, draft: Story) -> None:
    client = desk("editor")
    assert client.get(bulk("publish", draft)).status_code == 200
    client.post(bulk("publish", draft))
    assert Story.objects.get(pk=draft.pk).live
    assert last() == ("published", "editor")


def test_many_are_withdrawn_with_one_reason(desk: Desk, live: Story, newsroom: Newsroom) -> None:
    other = actions.update(newsroom.story("Berita kedua")).story
    client = desk("editor")
    client.post(bulk("withdraw", live, other), {"reason": " "})
    assert Story.objects.filter(live=True).count() == 2
    client.post(
        bulk("withdraw", live, other), {"reason": "Satu sumber, keliru.", "ground": "untrue"}
    )
    assert not Story.objects.filter(live=True).exists()
    assert last() == ("withdrawn", "editor")


def test_many_published_ones_are_not_deleted(desk: Desk, live: Story) -> None:
    answer = desk("editor").post(bulk("delete", live))
    assert answer.status_code == 302
    assert Story.objects.filter(pk=live.pk).exists()


def test_drafts_may_be_deleted_by_an_editor_and_published_ones_by_nobody(
    desk: Desk, draft: Story, live: Story
) -> None:
    client = desk("editor")
    client.post(reverse("stories:delete", args=[draft.pk]))
    client.post(reverse("stories:delete", args=[live.pk]))
    desk("admin").post(reverse("stories:delete", args=[live.pk]))
    assert [one.pk for one in Story.objects.all()] == [live.pk]


def test_a_schedule_is_taken_off_again(desk: Desk, draft: Story) -> None:
    later = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    client = desk("editor")
    client.post(edit(draft), form_of(draft, go_live_at=later, **{"action-publish": "1"}))
    story = Story.objects.get(pk=draft.pk)
    assert not story.live and story.scheduled_revision
    url = reverse("stories:revisions_unschedule", args=[story.pk, story.scheduled_revision.pk])
    client.post(url)
    assert Story.objects.get(pk=draft.pk).scheduled_revision is None


def test_an_older_version_is_restored_as_a_new_one(desk: Desk, live: Story) -> None:
    first = live.revisions.order_by("pk").first()
    assert first is not None
    old = form_of(live)
    newest = Story.objects.get(pk=live.pk).newest()
    newest.headline = "Judul lain"
    actions.update(newest)
    old["base_version"] = Story.objects.get(pk=live.pk).version
    url = reverse("stories:revisions_revert", args=[live.pk, first.pk])
    assert desk("editor").get(url).status_code == 200
    desk("editor").post(url, {**old, "action-publish": "1"})
    assert Story.objects.get(pk=live.pk).headline == live.headline
    assert last() == ("updated", "editor")
