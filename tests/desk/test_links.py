"""Links to stories in running text: kept by number, opened with the address of the moment."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from redaksi.press import reading
from redaksi.stories import actions, queries
from redaksi.stories.models import Story
from redaksi.stories.shapes import StoryView
from tests.desk.conftest import form_of
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def linked(target: Story) -> str:
    return f'Lihat <a id="{target.pk}" linktype="story">berita lain</a>.'


def html_of(pk: int) -> str:
    view = queries.story_at(pk)
    assert isinstance(view, StoryView)
    return view.blocks[0].html


def test_a_link_opens_with_the_address_of_the_moment(newsroom: Newsroom, live: Story) -> None:
    story = actions.update(newsroom.story("Penunjuk", text=linked(live))).story
    with reading.reading(strict=True) as record:
        assert f'href="{live.url}"' in html_of(story.pk)
    assert f"card:{live.pk}" in record.tags
    actions.withdraw(live, reason="Keliru.")
    assert "href" not in html_of(story.pk)
    assert "berita lain" in html_of(story.pk)


def test_a_link_survives_the_editor(live: Story) -> None:
    converter = ContentstateConverter(features=["story-link", "link", "bold"])
    stored = f'<p data-block-key="a1">{linked(live)}</p>'
    state = converter.from_database_format(stored)
    assert '"type": "STORY"' in state and f'"id": {live.pk}' in state
    assert f'<a linktype="story" id="{live.pk}">' in converter.to_database_format(state)


def test_the_link_of_the_editor_asks_for_an_address_not_for_a_page(desk: Desk) -> None:
    page = desk("reporter").get(reverse("stories:add")).content.decode()
    assert "choose-external-link" in page
    assert "/desk/choose-page/" not in page


def test_an_empty_slug_follows_the_headline(desk: Desk, newsroom: Newsroom) -> None:
    form = form_of(newsroom.story("Judul baru yang panjang"), slug="")
    desk("reporter").post(reverse("stories:add"), form)
    assert Story.objects.get().slug == "judul-baru-yang-panjang"


def test_a_slug_follows_the_headline_until_readers_have_seen_it(desk: Desk, draft: Story) -> None:
    url, client = reverse("stories:edit", args=[draft.pk]), desk("editor")
    client.post(url, form_of(draft, headline="Judul kedua"))
    assert Story.objects.get().slug == "judul-kedua"
    client.post(url, form_of(Story.objects.get(), slug="pilihan-sendiri", headline="Judul ketiga"))
    assert Story.objects.get().slug == "pilihan-sendiri"
    client.post(url, form_of(Story.objects.get(), slug="terbit", **{"action-publish": "1"}))
    client.post(url, form_of(Story.objects.get(), headline="Keempat", **{"action-publish": "1"}))
    assert Story.objects.get().slug == "terbit"


def test_the_preview_is_the_readers_page_for_the_desk_alone(desk: Desk, draft: Story) -> None:
    url = reverse("stories:preview_on_edit", args=[draft.pk])
    editor = desk("editor")
    editor.post(url, form_of(draft, headline="Judul yang sedang diketik"))
    answer = editor.get(url)
    assert answer.status_code == 200
    assert "Judul yang sedang diketik" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "frame-ancestors 'none'" not in answer.headers.get("Content-Security-Policy", "")
    assert answer.headers.get("X-Frame-Options", "SAMEORIGIN") == "SAMEORIGIN"
