"""Every page says what it read, asks few questions, and carries the headers it must."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redaksi.editions import actions as edition_verbs
from redaksi.press import reading
from redaksi.press.models import LogEntry
from redaksi.sections.models import OldAddress
from redaksi.stories import actions
from tests.editions import made as editions
from tests.partners.made import filled, heads
from tests.portal.newspaper import Small


def every_page(paper: Small) -> Iterator[str]:
    actions.correct(paper.stories[0], kind="significant", note="Angkanya keliru.")
    actions.withdraw(paper.stories[1], reason="Keliru.")
    OldAddress.keep("/lama/", paper.stories[0].subject)
    yield from ("/", "/latest/", "/popular/", "/corrections/", "/archive/2020/08/")
    yield from ("/archive/2020/08/17/", "/feed/rss.xml", "/ekonomi/feed/rss.xml")
    yield from ("/topic/valdoria/feed/atom.xml", "/person/damar-wirya/feed/feed.json")
    yield from ("/sitemap-news.xml", "/.well-known/security.txt", "/.well-known/tdmrep.json")
    yield from ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-topics-1.xml")
    yield from ("/sitemap-people-1.xml", "/sitemap-collections.xml")
    yield from ("/sitemap-2020-08.xml", "/robots.txt", "/ads.txt", "/tak-ada", "/lama/", "/?p=3")
    today, gone = editions.row(), editions.row(editions.TODAY - timedelta(days=1))
    edition_verbs.withdraw(gone, reason="Salah cetak.")
    filled()
    heads()
    yield from ("/partner/talikasih/", "/partner/tj-niaga/")
    yield from ("/epaper/", "/epaper/editions/", today.url, gone.url, "/epaper/2020-08-17/")
    rows = (*paper.sections, *paper.people, *paper.topics, *paper.pages, *paper.stories)
    yield from (row.url for row in rows)


def test_no_page_asks_without_a_note(paper: Small, reader: Client) -> None:
    for path in every_page(paper):
        with reading.reading(strict=True) as record:
            response = reader.get(path)
        assert response.status_code in (200, 301, 404, 410), path
        assert {"site", "template"} <= record.tags, path
        said = set(response.headers["X-Redaksi-Tags"].split())
        assert said == record.tags, path


MOST = {"/": 14, "/ekonomi/": 20, "story": 24, "/latest/": 10, "/topic/valdoria/": 15}
MOST |= {"/person/damar-wirya/": 15, "/feed/rss.xml": 7, "/tak-ada": 15}


def test_a_page_asks_few_questions(paper: Small, reader: Client) -> None:
    for name, most in MOST.items():
        path = paper.stories[-1].url if name == "story" else name
        with CaptureQueriesContext(connection) as asked:
            reader.get(path)
        told = "\n".join(one["sql"][:160] for one in asked)
        assert len(asked) <= most, f"{len(asked)} queries for {path}:\n{told}"


def test_a_page_says_how_far_the_log_was(paper: Small, reader: Client) -> None:
    newest = LogEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
    assert reader.get("/").headers["X-Seq"] == str(newest)


def test_a_page_is_good_until_midnight_of_the_newspaper(paper: Small, reader: Client) -> None:
    assert reader.get("/").headers["X-Good-Until"] == "2020-08-17T17:00:00Z"


def test_forty_keys_say_most_of_a_page(paper: Small, reader: Client) -> None:
    for path in ("/", paper.stories[-1].url):
        keys = reader.get(path).headers["Surrogate-Key"].split()
        assert len(keys) <= 40
        assert any(key.startswith("list:latest") for key in keys)
    assert keys[0] == f"story:{paper.stories[-1].pk}"


def test_what_did_not_change_is_not_sent_again(paper: Small, reader: Client) -> None:
    first = reader.get("/")
    again = reader.get("/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Redaksi-Tags"] == first.headers["X-Redaksi-Tags"]
    actions.withdraw(paper.stories[-1], reason="Keliru.")
    assert reader.get("/", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_an_old_date_never_hides_a_change(paper: Small, reader: Client) -> None:
    story = paper.stories[0]
    date = reader.get(story.url).headers["Last-Modified"]
    assert reader.get(story.url, headers={"if-modified-since": date}).status_code == 200


def test_no_cookie_for_readers(paper: Small, reader: Client) -> None:
    for path in every_page(paper):
        response = reader.get(path)
        assert not response.cookies, path
        assert "cookie" not in response.headers.get("Vary", "").lower(), path


def test_a_page_is_the_same_for_everybody(paper: Small, reader: Client) -> None:
    plain = reader.get("/")
    other = reader.get("/", headers={"accept-language": "en", "cookie": "sessionid=x", "dnt": "1"})
    assert other.content == plain.content
    assert plain.headers["Content-Language"] == "id"
    assert "accept-language" not in plain.headers["Vary"].lower()


def test_packed_for_those_who_unpack(paper: Small, reader: Client) -> None:
    plain, packed = reader.get("/"), reader.get("/", headers={"accept-encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.content == reader.get("/", headers={"accept-encoding": "gzip"}).content


def test_who_saves_data_gets_no_font(paper: Small, reader: Client) -> None:
    assert "woff2" in reader.get("/").content.decode()
    assert "woff2" not in reader.get("/", headers={"save-data": "on"}).content.decode()


def test_the_policy_allows_our_sheet_and_nothing_inline(paper: Small, reader: Client) -> None:
    for path in ("/", "/ekonomi/", paper.stories[0].url, "/tak-ada"):
        response = reader.get(path)
        page, policy = response.content.decode(), response.headers["Content-Security-Policy"]
        (css,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in policy
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert not re.search(r"\sstyle=|\son\w+=|<script>", page)


def test_every_answer_is_what_it_says(paper: Small, reader: Client) -> None:
    for path in ("/", "/feed/rss.xml", "/robots.txt", "/tak-ada", "/sitemap.xml"):
        headers = reader.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cache-Control"] == "no-cache"
        assert headers["Content-Security-Policy"]
