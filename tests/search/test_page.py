"""The readers' search page and its JSON: exact, escaped, kept until the next publish."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from redaksi.lib import clock
from redaksi.press import acts, reading, remembering
from redaksi.search import actions, queries
from redaksi.stories import actions as stories
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom

Publish = Callable[..., Story]


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def page(reader: Client, **asked: object) -> str:
    answer = reader.get("/search/", asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_page_marks_what_was_found_and_counts_it(publish: Publish, reader: Client) -> None:
    publish("Kapal perintis merapat")
    shown = page(reader, q="perintis")
    assert "1 berita memuat “perintis”" in shown
    assert "Kapal <mark>perintis</mark> merapat" in shown


def test_nothing_that_was_typed_or_written_becomes_html(publish: Publish, reader: Client) -> None:
    publish("Harga <b>beras</b> & garam", text="Beras &lt;script&gt;alert(1)&lt;/script&gt; naik")
    shown = reader.get("/search/", {"q": '"><script>beras'}).content.decode()
    assert "<script>beras" not in shown
    assert "<script>alert" not in shown
    assert "&lt;b&gt;<mark>beras</mark>&lt;/b&gt; &amp; garam" in shown


def test_a_page_without_a_query_asks_for_one(publish: Publish, reader: Client) -> None:
    publish("Kapal merapat")
    assert "Ketik yang Anda cari" in page(reader)


def test_filters_in_the_address_narrow_it_down(
    newsroom: Newsroom, publish: Publish, reader: Client
) -> None:
    publish("Kapal merapat")
    publish("Kapal balap", section=newsroom.sport)
    assert "Kapal</mark> balap" not in page(reader, q="kapal", section="ekonomi")
    assert "Kapal</mark> balap" in page(reader, q="kapal", section="olahraga")
    assert "Kapal</mark>" in page(reader, q="kapal", person="damar-wirya", when="day")
    assert "Kapal</mark>" not in page(reader, q="kapal", to="2001-02-03")


@pytest.mark.parametrize(
    "asked",
    [{"section": "tak/ada"}, {"topic": "x"}, {"person": "\x00"}, {"when": "x"}, {"sort": "; --"},
     {"page": "-1"}, {"page": "99999999"}, {"page": "²"}, {"from": "2020-13-45"},
     {"to": "0001-01-01"}],
)  # fmt: skip
def test_what_makes_no_sense_in_an_address_is_passed_over(
    publish: Publish, reader: Client, asked: dict[str, str]
) -> None:
    publish("Kapal merapat")
    page(reader, q="kapal", **asked)


def test_pages_lead_on_with_everything_that_was_asked(publish: Publish, reader: Client) -> None:
    for number in range(11):
        publish(f"Kapal {number}")
    shown = page(reader, q="kapal merapat", section="ekonomi", sort="newest")
    assert 'href="/search/?q=kapal+merapat&section=ekonomi&sort=newest&page=2" rel="next"' in shown
    assert page(reader, q="kapal", page=2).count("Kapal</mark>") >= 1


FOUND = ("/search/?q=kapal", "/search.json?q=kapal", "/search.json?suggest=1&q=kapal")


@pytest.mark.parametrize("path", FOUND)
def test_what_was_found_is_kept_aside_until_the_next_row_of_the_log(
    publish: Publish, reader: Client, path: str
) -> None:
    story = publish("Kapal merapat")
    with reading.reading(strict=True) as record:
        answer = reader.get(path)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Redaksi-Passing"] == "1"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert {"*", f"card:{story.pk}"} <= record.tags
    assert timedelta(0) < _good_for(answer) <= queries.LONG


def _good_for(answer: Any) -> timedelta:
    return datetime.fromisoformat(answer.headers["X-Good-Until"]) - clock.now()


def test_while_the_index_is_behind_it_is_asked_again_soon(
    publish: Publish, reader: Client, newsroom: Newsroom
) -> None:
    publish("Kapal merapat")
    newsroom.sport.description = "Laga"
    newsroom.sport.save()
    assert _good_for(reader.get(FOUND[1])) <= queries.SHORT


@pytest.mark.parametrize(
    "path",
    ["/search/?q=belalai", "/search.json?q=belalai", "/search/", "/search/?q=kapal&when=day"],
)
def test_what_was_not_found_or_goes_by_the_hour_is_not_kept(
    publish: Publish, reader: Client, path: str
) -> None:
    publish("Kapal merapat")
    answer = reader.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_same_search_after_a_publish_is_made_of_what_is_new(
    publish: Publish, reader: Client
) -> None:
    story, other = publish("Kapal merapat"), publish("Kapal tenggelam")
    memory = remembering.Memory()

    def found() -> list[str]:
        with remembering.moment(memory, acts.last_seq()):
            return [one.card.headline for one in queries.search("kapal").items]

    before = found()
    story.headline = "Kapal berlayar"
    stories.update(story)
    stories.withdraw(other, reason="Keliru.")
    assert set(before) == {"Kapal merapat", "Kapal tenggelam"}
    assert found() == ["Kapal berlayar"]


def test_a_withdrawn_story_is_gone_with_the_commit(publish: Publish, reader: Client) -> None:
    story = publish("Kapal merapat")
    stories.withdraw(story, reason="Keliru.")
    assert "Kapal</mark>" not in page(reader, q="kapal")
    assert reader.get("/search.json?q=kapal").json()["results"] == []


def test_json_says_what_the_page_says(publish: Publish, reader: Client) -> None:
    story = publish("Kapal merapat")
    answer = reader.get("/search.json?q=kapal").json()
    assert (answer["total"], answer["ready"], answer["more"]) == (1, True, False)
    assert answer["results"][0]["url"] == f"https://uji.example{story.url}"


def test_suggestions_come_as_headlines(publish: Publish, reader: Client) -> None:
    publish("Kapal merapat")
    answer = reader.get("/search.json?suggest=1&q=kap").json()
    assert [one["text"] for one in answer["suggestions"]] == ["Kapal merapat"]


def test_without_an_index_the_page_says_so_and_the_rest_stands(
    newsroom: Newsroom, top: Path, reader: Client
) -> None:
    assert "Pencarian sedang disiapkan" in page(reader, q="kapal")
    assert reader.get("/search.json?q=kapal").json()["ready"] is False
    assert reader.get("/").status_code == 200


def test_an_english_newspaper_answers_in_english(
    newsroom: Newsroom, publish: Publish, reader: Client
) -> None:
    newsroom.newspaper.language = "en"
    newsroom.newspaper.save()
    actions.catch_up()
    publish("Ships are sailing")
    assert "1 story holds “ship”" in page(reader, q="ship")
