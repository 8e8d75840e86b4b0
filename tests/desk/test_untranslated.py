"""Every screen of the desk in Indonesian: no message without Indonesian words."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from redaksi.stories.models import Story
from tests.desk.addresses import open_addresses
from tests.desk.conftest import form_of
from tests.desk.test_rights import things, undone, where
from tests.desk.words import missing_words

__all__ = ["things"]
Desk = Callable[[str], Client]
#: Messages that are the same word in both languages, or data of the newspaper itself.
SAME: set[str] = set()


def test_no_screen_shows_a_message_without_indonesian_words(desk: Desk, things: Any) -> None:
    with missing_words() as found:
        for role in ("admin", "editor", "reporter"):
            client = desk(role)
            for address in open_addresses():
                if address.name != "wagtailadmin_logout":
                    with undone():
                        client.get(where(address, things))
    assert sorted(found - SAME) == []


def test_no_answer_to_a_form_does_either(desk: Desk, draft: Story, live: Story) -> None:
    edit = {one.pk: reverse("stories:edit", args=[one.pk]) for one in (draft, live)}
    stale = form_of(live, text="Lama.")
    with missing_words() as found:
        editor = desk("editor")
        editor.post(edit[draft.pk], form_of(draft, headline="", section=""), follow=True)
        publishing = form_of(Story.objects.get(pk=draft.pk), headline="", text="")
        editor.post(edit[draft.pk], {**publishing, "action-publish": "1"}, follow=True)
        editor.post(
            edit[live.pk], form_of(live, text="Baru.", **{"action-publish": "1"}), follow=True
        )
        editor.post(edit[live.pk], stale)
        desk("reporter").post(edit[live.pk], {**stale, "action-submit": "1"}, follow=True)
        editor.post(reverse("stories:unpublish", args=[live.pk]), {"reason": ""}, follow=True)
        editor.post(
            reverse("stories:unpublish", args=[live.pk]),
            {"reason": "Keliru.", "ground": "untrue"},
            follow=True,
        )
        editor.post(reverse("stories:delete", args=[draft.pk]), follow=True)
        editor.post(reverse("people:add"), {"name": ""}, follow=True)
    assert sorted(found - SAME) == []


def test_the_scripts_of_the_desk_have_their_indonesian_words(desk: Desk) -> None:
    import wagtail

    known: set[str] = set()
    for path in Path(wagtail.__file__).parent.glob("*/locale/en/LC_MESSAGES/djangojs.po"):
        known |= set(_message_ids(path.read_text(encoding="utf-8")))
    served = desk("editor").get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    have = json.loads(served.split("const newcatalog = ")[1].split(";\n")[0])
    assert sorted(one for one in known if one and one not in have) == []


def _message_ids(text: str) -> list[str]:
    found, reading = [], False
    for line in text.splitlines():
        if line.startswith("msgid "):
            found.append(line[7:-1])
            reading = True
        elif line.startswith('"') and reading:
            found[-1] += line[1:-1]
        else:
            reading = False
    return [
        one.encode().decode("unicode_escape").encode("latin-1").decode("utf-8") for one in found
    ]


@pytest.mark.parametrize("seconds", [0, 1, 5, 60, 300, 3600, 7200, 90_000, 10_000_000])
def test_how_long_ago_is_said_in_indonesian(seconds: int) -> None:
    with missing_words() as found, override("id"):
        for moment in (timedelta(seconds=seconds), timedelta(seconds=-seconds)):
            assert naturaltime(timezone.now() - moment)
    assert found == set()


@pytest.mark.parametrize("language", ["en", "id"])
def test_everybody_may_choose_the_language(desk: Desk, language: str) -> None:
    from wagtail.users.models import UserProfile

    from tests.desk.conftest import somebody

    profile = UserProfile.get_for_user(somebody("reporter"))
    profile.preferred_language = language
    profile.save()
    page = desk("reporter").get("/desk/", headers={"accept-language": "fr"}).content.decode()
    assert f'lang="{language}"' in page


def test_the_desk_speaks_the_newspapers_language_by_default(desk: Desk) -> None:
    page = desk("reporter").get("/desk/", headers={"accept-language": "en"}).content.decode()
    assert 'lang="id"' in page
