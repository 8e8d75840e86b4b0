"""Stories of before there was a board stand on it, and open at the desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from redaksi.desk import board, stages
from redaksi.desk.due import Beginning
from redaksi.desk.models import Work
from redaksi.lib import clock
from redaksi.press.public import unlogged
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom, paragraphs

Desk = Callable[[str], Client]


@pytest.fixture
def old(draft: Story) -> Story:
    """A draft with a version and no row of work, as an earlier Redaksi left it."""
    Work.objects.all().delete()
    before = clock.now() - timedelta(days=400)
    Revision.objects.filter(pk=draft.latest_revision_id).update(created_at=before)
    return Story.objects.get(pk=draft.pk)


def shown(due: str) -> list[int]:
    lanes = board.order(board.Filters(due=due), somebody("editor"))
    return [pk for lane in lanes.values() for pk in lane]


def test_an_old_draft_stands_on_the_board_without_crowding_today(old: Story) -> None:
    assert Beginning().run(clock.now()) == 1
    assert shown(board.ALL) == [old.pk] and shown(board.TODAY) == []
    (card,) = board.cards([old.pk], somebody("editor"))
    assert (card.stage, card.words, card.musts) == ("writing", 6, 0)


def test_what_was_submitted_is_with_the_editor(old: Story) -> None:
    stages.move(old, "editor", by=somebody("reporter"))
    Work.objects.all().delete()
    Beginning().run(clock.now())
    assert Work.objects.get().stage == "editor"


def test_an_imported_draft_without_a_version_opens_is_saved_and_goes_out(
    desk: Desk, newsroom: Newsroom
) -> None:
    made = Story(headline="Dari impor", section=newsroom.sport, body=paragraphs("Isi lama."))
    unlogged(Story).bulk_create([made])
    beginning = Beginning()
    assert beginning.run(clock.now()) == 1 and beginning.run(clock.now()) == 0
    client, url = desk("editor"), reverse("stories:edit", args=[made.pk])
    assert "Isi lama." in client.get(url).content.decode()
    client.post(url, form_of(Story.objects.get(pk=made.pk), text="Isi baru."))
    stages.move(Story.objects.get(pk=made.pk), "live", by=somebody("editor"))
    assert Story.objects.get(pk=made.pk).live and Work.objects.get().stage == "live"


def test_even_before_it_has_its_row_it_opens_and_is_held(desk: Desk, old: Story) -> None:
    assert desk("editor").get(reverse("stories:edit", args=[old.pk])).status_code == 200
    beat = desk("editor").post(reverse("stories:hold", args=[old.pk])).json()
    assert beat["mine"] and Work.objects.get().holder == somebody("editor")


def test_what_readers_have_needs_none(live: Story) -> None:
    Work.objects.all().delete()
    assert Beginning().run(clock.now()) == 0
