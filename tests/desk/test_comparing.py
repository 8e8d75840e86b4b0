"""Two versions side by side, with byline, photo and credit; restoring an older one."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from redaksi.press.models import LogEntry
from redaksi.stories import actions
from redaksi.stories.models import Byline, Story
from tests.desk.conftest import somebody
from tests.portal.newspaper import photo
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def two_versions(newsroom: Newsroom) -> tuple[Story, int]:
    """A live story whose newest draft has another headline, text, byline, photo and section; and
    the id of its first version."""
    first = actions.update(newsroom.story(photo=photo(1, credit="MRD"))).story
    old = first.latest_revision_id
    draft = first.newest()
    draft.headline, draft.section, draft.photo = (
        "Kapal tiba",
        newsroom.sport,
        photo(2, credit="LTG"),
    )
    shown = {"photo": photo(3, title="Dermaga", credit="SMD").pk, "caption": "Pagi.", "alt": ""}
    draft.body = [*draft.body.raw_data, {"type": "photo", "value": shown}]
    draft.bylines = [Byline(person=newsroom.editor)]
    return actions.save_draft(draft).story, old


def test_all_that_differs_is_shown(newsroom: Newsroom, desk: Desk) -> None:
    story, old = two_versions(newsroom)
    url = reverse("stories:revisions_compare", args=[story.pk, old, "latest"])
    answer = desk("reporter").get(url)
    found = {str(one.label): one for one in answer.context["changed"]}
    sides = {
        name: tuple(" ".join(run.text for run in side) for side in (one.theirs, one.mine))
        for name, one in found.items()
    }
    assert sides["judul"] == ("Kapal merapat di dermaga timur", "Kapal tiba")
    assert sides["penulis"] == ("Damar Wirya", "Mira Hasan")
    assert sides["rubrik"] == ("Ekonomi", "Olahraga")
    assert sides["kredit foto utama"] == ("MRD", "LTG")
    assert "Dermaga · SMD · Pagi." in sides["teks"][1]
    assert "titimangsa" not in sides


def test_an_older_version_is_restored_as_the_newest_and_the_log_says_which(
    newsroom: Newsroom, desk: Desk
) -> None:
    story, old = two_versions(newsroom)
    before = story.revisions.count()
    url = reverse("stories:restore", args=[story.pk, old])
    assert desk("reporter").get(url).status_code == 405
    desk("reporter").post(url)
    story.refresh_from_db()
    newest = story.newest()
    assert (newest.headline, newest.photo.credit) == ("Kapal merapat di dermaga timur", "MRD")
    assert [one.person.name for one in newest.bylines.all()] == ["Damar Wirya"]
    assert story.revisions.count() == before + 1
    row = LogEntry.objects.order_by("-seq")[0]
    assert (row.kind, row.actor, row.payload["revision"]) == ("restored", "reporter", old)
    assert row.payload["as"] == story.version == newest.version


def test_nobody_restores_what_somebody_else_has_open(newsroom: Newsroom, desk: Desk) -> None:
    story, old = two_versions(newsroom)
    editor = desk("editor")
    editor.post(reverse("stories:hold", args=[story.pk]))
    answer = desk("reporter").post(reverse("stories:restore", args=[story.pk, old]), follow=True)
    assert "Mira Hasan" in answer.content.decode()
    assert Story.objects.get(pk=story.pk).newest().headline == "Kapal tiba"
    assert somebody("editor").pk == Story.objects.get(pk=story.pk).locked_by_id
