"""Which address answers what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from redaksi.lib import clock, ids
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, story

ANSWERED = (
    ["/", "/ekonomi/", "/ekonomi/pesisir/", "/latest/", "/corrections/", "/topic/valdoria/"]
    + ["/person/damar-wirya/", "/page/pedoman-media-siber/", "/archive/2020/08/"]
    + ["/archive/2020/08/17/", "/robots.txt", "/favicon.ico", "/feed/rss.xml", "/sitemap.xml"]
    + ["/ekonomi/feed/rss.xml", "/ekonomi/pesisir/feed/rss.xml", "/sitemap-pages.xml"]
    + ["/sitemap-2020-08.xml", "/feed/atom.xml", "/feed/feed.json", "/ekonomi/feed/atom.xml"]
    + ["/topic/valdoria/feed/rss.xml", "/person/damar-wirya/feed/feed.json", "/lite/"]
)
NOTHING = (
    [
        "/tak-ada/",
        "/tak/ada",
        "/read/999-x",
        "/topic/tak-ada/",
        "/person/tak-ada/",
        "/page/tak-ada/",
    ]
    + ["/archive/2020/13/", "/archive/2020/02/31/", "/archive/2019/01/", "/archive/2020/09/"]
    + ["/archive/2020/08/18/", "/archive/0000/01/", "/latest/?before=rusak", "/latest/?before="]
    + ["/ekonomi/?before=0", "/corrections/?before=../..", "/tak-ada/feed/rss.xml"]
    + ["/topic/tak-ada/feed/atom.xml", "/feed/rss.json", "/person/tak-ada/feed/feed.json"]
    + ["/sitemap-2020-13.xml", "/sitemap-1999-01.xml", "/media/../redaksi.toml", "/baris%0Abaru"]
    + ["/" + "x/" * 900, "/%00/", "/read/999999999999999999-x", "/media/tak-ada.jpg"]
)


def test_addresses_answer(paper: Small, reader: Client) -> None:
    for path in ANSWERED:
        response = reader.get(path)
        assert response.status_code == 200, path
        assert response.getvalue()


def test_nothing_there_is_404(paper: Small, reader: Client) -> None:
    for path in NOTHING:
        assert reader.get(path).status_code == 404, path


SLASHES = dict(
    [("/latest", "/latest/"), ("/ekonomi", "/ekonomi/"), ("/ekonomi/pesisir", "/ekonomi/pesisir/")]
    + [("/topic/valdoria", "/topic/valdoria/"), ("/archive/2020/08", "/archive/2020/08/")]
    + [("/latest?before=abc", "/latest/?before=abc"), ("/latest?utm_source=x", "/latest/")]
)


def test_missing_slash_is_added_for_good(paper: Small, reader: Client) -> None:
    for path, leads_to in SLASHES.items():
        response = reader.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, leads_to)


def test_another_slug_leads_to_the_right_one(paper: Small, reader: Client) -> None:
    right = paper.stories[0]
    for ending in ("", "-judul-lama", "-", "-warga/", "-warga/amp/", "-x/amp"):
        response = reader.get(f"/read/{right.pk}{ending}")
        assert (response.status_code, response.headers["Location"]) == (301, right.url)


def test_a_draft_is_not_found(paper: Small, reader: Client) -> None:
    draft = Story(headline="Rahasia", section=paper.sections[0])
    actions.save_draft(draft)
    assert reader.get(f"/read/{draft.pk}-rahasia").status_code == 404


def test_a_scheduled_story_is_not_found(paper: Small, reader: Client) -> None:
    later = Story(headline="Nanti", section=paper.sections[0], body=paper.stories[0].body)
    actions.schedule(later, datetime.now(UTC) + timedelta(hours=2))
    assert reader.get(f"/read/{later.pk}-nanti").status_code == 404


def test_a_withdrawn_story_is_gone_with_its_notice(paper: Small, reader: Client) -> None:
    actions.withdraw(paper.stories[-1], reason="Fotonya dari peristiwa lain.")
    response = reader.get(paper.stories[-1].url)
    assert response.status_code == 410
    assert "Fotonya dari peristiwa lain." in response.content.decode()
    assert "noindex" in response.content.decode()
    assert paper.stories[-1].body.raw_data[0]["value"][:30] not in response.content.decode()


def test_a_withdrawn_story_stands_in_no_list(paper: Small, reader: Client) -> None:
    gone = paper.stories[-1]
    actions.withdraw(gone, reason="Keliru.")
    section, topic = gone.section.url, gone.topic_rows.first().topic.url
    person = gone.bylines.first().person.url
    lists = ["/", "/latest/", section, topic, person, "/feed/rss.xml", f"{section}feed/rss.xml"]
    for path in [*lists, "/sitemap-2020-08.xml", "/archive/2020/08/17/", paper.stories[3].url]:
        assert gone.slug not in reader.get(path).content.decode(), path


def test_lists_are_paged_by_key(paper: Small, reader: Client) -> None:
    for number in range(12, 30):
        story(paper, number, clock.now() - timedelta(days=number))
    first = reader.get("/latest/").content.decode()
    key = first.split("/latest/?before=")[1].split('"')[0]
    second = reader.get(f"/latest/?before={key}").content.decode()
    assert first.count('class="card r') == 20
    assert second.count('class="card r') == 10
    assert 'href="/latest/?before=' not in second
    assert 'content="noindex"' in second


def test_machines_may_keep_a_month_and_a_day_of_the_archive(paper: Small, reader: Client) -> None:
    for path in ("/archive/2020/08/", "/archive/2020/08/17/"):
        assert 'content="noindex"' not in reader.get(path).content.decode(), path


def test_a_key_of_a_day_to_come_is_refused(paper: Small, reader: Client) -> None:
    key = ids.encode_key(clock.now() + timedelta(days=400_000), 1)
    assert reader.get(f"/latest/?before={key}").status_code == 404


def test_nothing_is_posted_to_readers_pages(paper: Small, reader: Client) -> None:
    for path in ("/", "/latest/", "/robots.txt", "/tak-ada"):
        response = reader.post(path, {"a": "b"})
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_head_says_all_but_the_body(paper: Small, reader: Client) -> None:
    for path in ("/", "/latest/", "/feed/rss.xml", "/tak-ada"):
        whole, head = reader.get(path), reader.head(path)
        assert (head.content, head.status_code) == (b"", whole.status_code)
        assert head.headers["ETag"] == whole.headers["ETag"]
        assert head.headers["Content-Length"] == str(len(whole.content))


def test_trackers_in_an_address_change_nothing(paper: Small, reader: Client) -> None:
    plain = reader.get("/ekonomi/").content
    assert reader.get("/ekonomi/?utm_source=x&fbclid=y&q=z").content == plain


def test_health_is_for_this_machine_only(paper: Small, reader: Client) -> None:
    here: Any = reader.get("/_health")
    assert here.json()["ok"] is True
    assert reader.get("/_health", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert reader.get("/_health", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 404


def test_robots_may_read_readers_pages(paper: Small, reader: Client) -> None:
    text = reader.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: https://tanjung.example/sitemap.xml" in text
