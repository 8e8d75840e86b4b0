"""What each profile must have before readers see it, and the word it carries."""

from typing import Any

import pytest
from django.utils import translation

from redaksi.stories import profiles, rules
from redaksi.stories.models import Story
from redaksi.stories.put import put
from tests.portal.newspaper import photo
from tests.stories.conftest import Newsroom


def musts(story: Story) -> set[tuple[str, str]]:
    with translation.override("en"):
        return {(one.field, one.told()) for one in rules.musts(rules.ready(story))}


def gallery(captions: list[str]) -> list[dict[str, Any]]:
    photos = [
        {"photo": photo(number, caption="").pk, "caption": caption, "alt": ""}
        for number, caption in enumerate(captions)
    ]
    return [{"type": "gallery", "value": {"photos": photos}}]


LACKS = [
    ({"profile": "opinion", "bylines": []}, "bylines"),
    ({"profile": "advertorial"}, "sponsor"),
    ({"profile": "news", "sponsor": "Bank Teluk"}, "sponsor"),
    ({"profile": "photo"}, "body"),
    ({"profile": "brief", "body": []}, "body"),
]


@pytest.mark.parametrize(("fields", "wrong"), LACKS, ids=lambda one: str(one))
def test_a_profile_without_what_it_needs_is_not_published(
    newsroom: Newsroom, fields: dict[str, Any], wrong: str
) -> None:
    story = newsroom.story()
    for name, value in fields.items():
        setattr(story, name, value)
    assert wrong in {field for field, _says in musts(story)}


def test_a_profile_with_what_it_needs_is_ready(newsroom: Newsroom) -> None:
    for fields in (
        {"profile": "opinion"}, {"profile": "brief"},
        {"profile": "advertorial", "sponsor": "Bank Teluk"},
    ):  # fmt: skip
        assert musts(newsroom.story(**fields)) == set()
    shown = newsroom.story(profile="photo")
    shown.body = gallery(["Pagi.", "Siang.", "Malam."])
    assert musts(shown) == set()
    shown.body = gallery(["Pagi.", "Siang.", ""])
    assert [says for _field, says in musts(shown)] == [
        "The photo “Foto 2” in the text has no caption."
    ]


def test_all_but_news_says_what_it_is() -> None:
    with translation.override("en"):
        said = {one: profiles.label(one) for one in profiles.Profile.values}
        paid = profiles.label("advertorial", "Bank Teluk")
    assert {one for one, word in said.items() if not word} == {"news"}
    assert paid == "Advertorial · Bank Teluk"


def test_the_shell_names_a_profile_and_refuses_another(newsroom: Newsroom, tmp_path: Any) -> None:
    given = {"headline": "Kredit pesisir", "section": "Ekonomi", "sponsor": "Bank Teluk"}
    refused = put({**given, "profile": "iklan"}, folder=tmp_path)
    assert refused["problems"][0]["field"] == "profile"
    made = put({**given, "profile": "advertorial"}, folder=tmp_path)
    assert Story.objects.get(pk=made["id"]).newest().profile == "advertorial"
