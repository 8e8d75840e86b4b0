"""The panel beside the text: everything that is wrong, while one types."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from redaksi.stories.models import Story
from tests.desk.conftest import form_of
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def test_the_checks_are_of_the_form_and_nothing_is_saved(desk: Desk, draft: Story) -> None:
    url = reverse("stories:problems", args=[draft.pk])
    answer = desk("reporter").post(url, form_of(draft, headline="", section="", text=""))
    assert answer.context["checks"].musts
    fields = {one.field for one in answer.context["checks"].musts}
    assert {"headline", "section", "body"} <= fields
    assert Story.objects.get(pk=draft.pk).version == draft.version


def test_a_story_not_yet_saved_is_checked_too(desk: Desk, newsroom: Newsroom) -> None:
    url = reverse("stories:problems_of_new")
    answer = desk("reporter").post(url, form_of(newsroom.story()))
    assert answer.context["checks"].musts == ()
    assert answer.context["checks"].sign_off == "(Samudra/OL-1)"
    assert not Story.objects.exists()


def test_what_the_form_refuses_is_a_must(desk: Desk, draft: Story) -> None:
    url = reverse("stories:problems", args=[draft.pk])
    answer = desk("reporter").post(url, form_of(draft, teaser="x" * 600))
    assert [one.field for one in answer.context["checks"].musts] == ["teaser"]
    assert answer.context["checks"].musts[0].told()
