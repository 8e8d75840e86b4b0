"""Labels on every surface, and the faces of opinion and photo stories."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from redaksi.lib import clock
from redaksi.popular import actions as popular
from redaksi.popular import queries as read_most
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, story

LABEL = "Advertorial · Bank Teluk"
LINK = '<p>Lihat <a href="https://bank.example/kredit">syaratnya</a>.</p>'


@pytest.fixture
def paid(paper: Small) -> Story:
    made = story(
        paper, 70, clock.now(), profile="advertorial", sponsor="Bank Teluk", bylines=[],
        section=paper.sections[0], headline="Kredit usaha pesisir",
        body=[{"type": "paragraph", "value": LINK}],
    )  # fmt: skip
    other = Story.objects.get(pk=paper.stories[3].pk)
    other.body = [{"type": "paragraph", "value": LINK}, {"type": "crosslink", "value": made.pk}]
    actions.update(other)
    return made


def text_of(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


SURFACES = ["/", "/latest/", "/nusantara/", "/lite/", "/lite/latest/", "/lite/nusantara/",
            "/feed/rss.xml", "/feed/atom.xml", "/feed/feed.json", "/nusantara/feed/rss.xml",
            "/_rail/latest"]  # fmt: skip


def test_what_was_paid_for_says_so_wherever_its_headline_stands(
    paid: Story, reader: Client
) -> None:
    pages = {address: text_of(reader, address) for address in SURFACES}
    assert [one for one, page in pages.items() if "Kredit usaha pesisir" not in page] == []
    assert [one for one, page in pages.items() if LABEL not in page] == []


def test_its_own_page_says_who_paid(paid: Story, paper: Small, reader: Client) -> None:
    page = text_of(reader, paid.url)
    assert page.index(f"<b>{LABEL}</b>") < page.index("<h1>")
    assert '<a rel="sponsored noopener" href="https://bank.example/kredit">' in page
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[0])
    assert data["@type"] == "AdvertiserContentArticle"
    assert data["sponsor"]["name"] == "Bank Teluk"
    assert f'og:title" content="{LABEL}: ' in page
    assert LABEL in text_of(reader, f"/lite{paid.url}")
    assert f'<span class="lab">{LABEL}</span>' in text_of(reader, paper.stories[3].url)


def test_it_is_no_news_and_never_among_what_is_read_most(
    paid: Story, paper: Small, reader: Client
) -> None:
    assert paid.url not in text_of(reader, "/sitemap-news.xml")
    assert paper.stories[-1].url in text_of(reader, "/sitemap-news.xml")
    popular.count({one.pk: 90 for one in (paid, *paper.stories[-8:])}, clock.now())
    popular.show(clock.now())
    assert paper.stories[-1].pk in read_most.most_read_ids()
    assert paid.pk not in read_most.most_read_ids()


def test_an_opinion_begins_with_the_portrait_and_name_of_who_holds_it(
    paper: Small, reader: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    writer = paper.people[0]
    octets = BytesIO()
    Image.new("RGB", (88, 88), "teal").save(octets, "JPEG")
    writer.portrait.save("damar.jpg", ContentFile(octets.getvalue()))
    page = text_of(reader, story(paper, 71, clock.now(), profile="opinion",
                                 bylines=[(writer, "")]).url)  # fmt: skip
    assert page.index(f'<img src="{writer.portrait.url}"') < page.index("<h1>")
    assert '<span class="lab">Opini</span>' in page
    assert '"@type": "OpinionNewsArticle"' in page


def test_a_photo_story_leads_from_photo_to_photo(paper: Small, reader: Client) -> None:
    photos = [{"photo": one.pk, "caption": f"Keterangan {one.pk}."} for one in paper.photos]
    body = [
        {"type": "photo", "value": photos[0]},
        {"type": "gallery", "value": {"photos": photos[1:]}},
    ]
    page = text_of(reader, story(paper, 72, clock.now(), profile="photo", body=body).url)
    assert re.findall(r'<li id="photo-(\d)"', page) == ["1", "2", "3"]
    assert re.findall(r'href="#photo-(\d)">Foto berikutnya', page) == ["2", "3"]
    assert f"3/3</span>Keterangan {paper.photos[2].pk}." in page
    assert "LINTANG/Danu Prakoso 2" in page
