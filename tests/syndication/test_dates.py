"""One story, one time: the page, its data, the sitemaps, the feeds and the headers agree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from redaksi.lib import clock
from redaksi.stories import actions
from redaksi.stories.models import RelatedPick, Story
from tests.portal.newspaper import TEXT, Small, photo, story
from tests.syndication.formats import TYPES, entries

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
CROPS = {use: {"jpeg": [[f"/media/x/{use}.jpg", 1200, 900]]} for use in ("16x9", "4x3", "1x1")}


def full(paper: Small) -> Story:
    """A story with every feature, corrected an hour after it was published."""
    figure = {"photo": paper.photos[0].pk, "caption": "", "alt": ""}
    body = [
        {"type": "paragraph", "value": TEXT}, {"type": "photo", "value": figure},
        {"type": "crosslink", "value": paper.stories[3].pk},
        {"type": "quote", "value": {"html": "<p>Ya.</p>", "by": "Lena"}},
    ]  # fmt: skip
    made = story(
        paper, 50, clock.now() - timedelta(hours=2), body=body, kicker="Laut", dateline="MINSK",
        short_headline="Kapal", photo=photo(8, crops=CROPS), topics=paper.topics,
        bylines=[(one, "") for one in paper.people[:2]], sources=paper.agencies,
    )  # fmt: skip
    made.related_picks = [RelatedPick(target=paper.stories[1])]
    actions.update(made)
    return Story.objects.get(pk=actions.correct(made, kind="significant", note="12.").story.pk)


def bare(paper: Small) -> Story:
    """A story with a headline and one paragraph, never touched again."""
    body = [{"type": "paragraph", "value": TEXT}]
    return story(
        paper, 51, clock.now() - timedelta(hours=2), body=body, teaser="", photo=None, bylines=[],
        topics=[], sources=[],
    )  # fmt: skip


Make = Callable[[Small], Story]
STORIES = pytest.mark.parametrize("make", [full, bare])


def data(page: str, kind: str) -> dict[str, Any]:
    found = [json.loads(one) for one in re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)]
    return next(one for one in found if one["@type"] == kind)


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written)


def row(reader: Client, path: str, url: str) -> Any:
    rows = fromstring(reader.get(path).content).findall(f"{MAP}url")
    return next(one for one in rows if (one.findtext(f"{MAP}loc") or "").endswith(url))


@STORIES
def test_all_say_the_same_times(paper: Small, reader: Client, make: Make) -> None:
    made = make(paper)
    published, updated = made.published_at, made.updated_at or made.published_at
    answer = reader.get(made.url)
    page = answer.content.decode()
    article, line = data(page, "NewsArticle"), page.split('class="when"')[1]
    news = row(reader, "/sitemap-news.xml", made.url)
    feeds = [next(one for one in entries(reader, "/", file) if one["url"].endswith(made.url))
             for file in TYPES]  # fmt: skip
    assert {
        utc(re.findall(r'<time datetime="([^"]+)"', line)[0]), utc(article["datePublished"]),
        utc(re.findall(r'published_time" content="([^"]+)"', page)[0]),
        utc(news.findtext(f"{NEWS}news/{NEWS}publication_date")),
    } == {published.replace(microsecond=0)}  # fmt: skip
    assert {
        utc(article["dateModified"]), utc(news.findtext(f"{MAP}lastmod")),
        utc(row(reader, "/sitemap-2020-08.xml", made.url).findtext(f"{MAP}lastmod")),
        parsedate_to_datetime(answer.headers["Last-Modified"]),
    } == {updated.replace(microsecond=0)}  # fmt: skip
    assert {one["published"] for one in feeds} == {published.utctimetuple()[:6]}
    assert {one["updated"] for one in feeds} == {updated.utctimetuple()[:6]}


@STORIES
def test_the_data_of_an_article_has_what_search_engines_ask_for(
    paper: Small, reader: Client, make: Make
) -> None:
    made = make(paper)
    page = reader.get(made.url).content.decode()
    article = data(page, "NewsArticle")
    urls = [one["url"] for one in article["author"]] + [article["publisher"]["url"]]
    urls += [one["url"] if isinstance(one, dict) else one for one in article["image"]]
    urls += [article["url"], article["publisher"]["correctionsPolicy"]]
    assert all(url.startswith("https://tanjung.example/") for url in urls)
    assert 0 < len(article["headline"]) <= 110
    assert all(reader.get(one["url"].removeprefix("https://tanjung.example")).status_code == 200
               for one in article["author"])  # fmt: skip
    trail = data(page, "BreadcrumbList")["itemListElement"]
    assert [one["position"] for one in trail] == list(range(1, len(trail) + 1))
    assert trail[-1]["item"] == article["url"]


def test_each_crop_of_a_photo_bears_its_credit(paper: Small, reader: Client) -> None:
    images = data(reader.get(full(paper).url).content.decode(), "NewsArticle")["image"]
    assert [one["url"].rpartition("/")[2] for one in images] == ["16x9.jpg", "4x3.jpg", "1x1.jpg"]
    assert {one["creditText"] for one in images} == {"LINTANG/Danu Prakoso 8"}
    assert images[0]["caption"] and images[0]["width"] == 1200


def test_a_correction_stands_in_the_data(paper: Small, reader: Client) -> None:
    article = data(reader.get(full(paper).url).content.decode(), "NewsArticle")
    assert article["correction"] == [
        {"@type": "CorrectionComment", "text": "12.", "datePublished": "2020-08-17T12:00:00+07:00"}
    ]
