"""Small files for machines, and what they may do with the stories."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from redaksi.lib import clock
from redaksi.sections.models import Newspaper
from redaksi.stories import actions
from tests.portal.newspaper import Small, story

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def lines(reader: Client, path: str) -> list[str]:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode().splitlines()


def robots(reader: Client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(lines(reader, "/robots.txt"))
    return parser


def test_robots_are_kept_from_desk_rails_and_search(paper: Small, reader: Client) -> None:
    parser = robots(reader)
    assert all(parser.can_fetch("GPTBot", path) for path in ("/", "/read/1-x", "/lite/"))
    closed = ("/desk/", "/_rail/latest", "/search/?q=x", "/lite/search/?q=x", "/api/v1/")
    assert not any(parser.can_fetch("Googlebot", path) for path in closed)
    assert parser.site_maps() == [
        "https://tanjung.example/sitemap.xml", "https://tanjung.example/sitemap-news.xml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ai", "trains", "answers", "reserved"),
    [("unsaid", True, True, 0), ("search", False, True, 1), ("refuse", False, False, 1)],
)
def test_one_setting_says_what_models_may_do(
    paper: Small, reader: Client, settings: Any, ai: str, trains: bool, answers: bool, reserved: int
) -> None:
    settings.MACHINES_AI = ai
    parser = robots(reader)
    said: Any = reader.get("/.well-known/tdmrep.json")
    assert parser.can_fetch("GPTBot", "/") is trains
    assert parser.can_fetch("OAI-SearchBot", "/read/1-x") is answers
    assert parser.can_fetch("Googlebot", "/read/1-x")
    assert said.json() == [{"location": "/", "tdm-reservation": reserved}]
    assert any(line.startswith("Content-Usage:") for line in lines(reader, "/robots.txt")) == (
        ai != "unsaid"
    )


def test_nobody_sells_places_until_the_setting_names_them(
    paper: Small, reader: Client, settings: Any
) -> None:
    assert lines(reader, "/ads.txt") == [
        "placeholder.example.com, placeholder, DIRECT, placeholder", "OWNERDOMAIN=tanjung.example",
    ]  # fmt: skip
    settings.MACHINES_ADS = ("iklan.example, pub-7, DIRECT",)
    assert lines(reader, "/ads.txt")[0] == "iklan.example, pub-7, DIRECT"


def test_a_hole_is_reported_to_the_setting_or_the_newspaper(
    paper: Small, reader: Client, settings: Any
) -> None:
    path = "/.well-known/security.txt"
    assert lines(reader, path) == [
        "Contact: mailto:redaksi@tanjung.example", "Expires: 2021-02-01T00:00:00Z",
        "Preferred-Languages: id, en", f"Canonical: https://tanjung.example{path}",
    ]  # fmt: skip
    settings.MACHINES_SECURITY = "https://tanjung.example/page/lapor/"
    assert lines(reader, path)[0] == "Contact: https://tanjung.example/page/lapor/"
    settings.MACHINES_SECURITY = ""
    Newspaper.objects.update(email="")
    assert reader.get(path).status_code == 404


def test_security_txt_is_another_once_a_month_has_come(paper: Small, reader: Client) -> None:
    answer = reader.get("/.well-known/security.txt")
    assert answer.headers["X-Good-Until"] == "2020-08-31T17:00:00Z"
    assert "day:2020-09-01" in answer.headers["X-Redaksi-Tags"].split()


def news(reader: Client) -> list[dict[str, str]]:
    answer = reader.get("/sitemap-news.xml")
    names = ("title", "publication_date", "publication/" + NEWS + "name")
    return [
        {"loc": row.findtext(f"{MAP}loc") or "", "lastmod": row.findtext(f"{MAP}lastmod") or ""}
        | {name: row.findtext(f"{NEWS}news/{NEWS}{name}") or "" for name in names}
        for row in fromstring(answer.content).findall(f"{MAP}url")
    ]


def test_news_holds_the_stories_of_two_days(paper: Small, reader: Client) -> None:
    edge = clock.now() - timedelta(hours=48)
    old, young = story(paper, 30, edge), story(paper, 31, edge + timedelta(seconds=1))
    found = [one["loc"].removeprefix("https://tanjung.example") for one in news(reader)]
    assert found == [one.url for one in (*reversed(paper.stories), young)]
    assert old.url not in found
    assert reader.get("/sitemap-news.xml").headers["X-Good-Until"] == "2020-08-17T05:00:01Z"


def test_news_says_headline_and_both_times(paper: Small, reader: Client) -> None:
    made = paper.stories[-1]
    made.headline = "Angka & kata <naik>\x0b"
    actions.update(made)
    first = news(reader)[0]
    assert first["title"] == "Angka & kata <naik>"
    assert datetime.fromisoformat(first["publication_date"]) == made.published_at
    assert first["lastmod"] == "2020-08-17T12:00:00+07:00"
    assert first["publication/" + NEWS + "name"] == "Harian Tanjung"


def test_news_is_a_thousand_at_most_and_kept_while_tags_can_name_it(
    paper: Small, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Surrogate-Control" not in reader.get("/sitemap-news.xml").headers
    monkeypatch.setattr("redaksi.syndication.views.sitemaps.MOST_NEWS", 5)
    monkeypatch.setattr("redaksi.syndication.views.sitemaps.NAMED", 4)
    assert len(news(reader)) == 5
    assert reader.get("/sitemap-news.xml").headers["Surrogate-Control"] == "no-store"


def test_a_withdrawn_story_is_no_news(paper: Small, reader: Client) -> None:
    actions.withdraw(paper.stories[-1], reason="Keliru.")
    assert not any(paper.stories[-1].url in one["loc"] for one in news(reader))
