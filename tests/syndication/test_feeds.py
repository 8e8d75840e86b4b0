"""Feeds in all formats: valid, the same entries in each, for every list that has one."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from redaksi.fronts.models import Collection
from redaksi.lib import clock
from redaksi.staff.models import FormerSlug
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, photo, small_newspaper, story
from tests.syndication.formats import TYPES, body, broken_rules, entries

PAGES = ("/", "/ekonomi/", "/ekonomi/pesisir/", "/topic/valdoria/", "/person/damar-wirya/")
PAGES += ("/collection/berita-weekend/",)
EVIL = "]]><script>&amp; \x0b \ufffe 🙂 \"'"


def test_no_feed_breaks_a_rule(paper: Small, reader: Client) -> None:
    story(paper, 20, clock.now(), headline=EVIL, teaser="", bylines=[], topics=[], sources=[])
    story(paper, 21, clock.now(), photo=photo(5), section=paper.sections[1])
    actions.correct(paper.stories[-1], note=EVIL)
    Collection.objects.get_or_create(name="Berita Weekend")
    broken = {(page, file): broken_rules(body(reader, page, file), file)
              for page in PAGES for file in TYPES}  # fmt: skip
    assert not any(broken.values()), broken


def test_every_format_says_the_same(paper: Small, reader: Client) -> None:
    actions.correct(paper.stories[3], note="Ejaan.")
    Collection.objects.get_or_create(name="Berita Weekend")
    for page in PAGES:
        rss, atom, made = (entries(reader, page, file) for file in TYPES)
        assert rss == atom == made


def test_a_correction_moves_updated_and_nothing_else(
    paper: Small, reader: Client, clock: Any
) -> None:
    before = {file: entries(reader, "/", file)[0] for file in TYPES}
    clock.move(seconds=600)
    actions.correct(paper.stories[-1], note="Angkanya 12, bukan 21.")
    after = {file: entries(reader, "/", file)[0] for file in TYPES}
    moved = {"updated": (2020, 8, 17, 5, 10, 0)}
    assert after == {file: one | moved for file, one in before.items()}


def test_a_withdrawn_story_leaves_every_feed(paper: Small, reader: Client) -> None:
    gone = paper.stories[0]
    actions.withdraw(gone, reason="Keliru.")
    pages = ("/", gone.section.url, "/topic/valdoria/", "/person/damar-wirya/")
    said = b"".join(body(reader, page, file) for page in pages for file in TYPES)
    assert gone.url.encode() not in said and gone.headline.encode() not in said


def test_a_feed_without_entries_is_valid(reader: Client, db: None) -> None:
    small_newspaper(0)
    assert [broken_rules(body(reader, "/", file), file) for file in TYPES] == [[], [], []]


def test_the_newest_twenty_stand_in_it(paper: Small, reader: Client) -> None:
    for number in range(30):
        story(paper, 40 + number, clock.now() - timedelta(minutes=number))
    assert [len(entries(reader, "/", file)) for file in TYPES] == [20, 20, 20]


def test_a_story_that_nobody_signed_is_the_houses(paper: Small, reader: Client) -> None:
    story(paper, 20, clock.now(), bylines=[])
    assert entries(reader, "/", "atom.xml")[0]["author"] == "Harian Tanjung"
    signed = json.loads(body(reader, "/", "feed.json"))["items"][1]["authors"][0]
    assert signed["url"].startswith("https://tanjung.example/person/")


def test_a_former_address_of_a_person_leads_to_the_feed_of_now(
    paper: Small, reader: Client
) -> None:
    FormerSlug.objects.create(slug="damar", person=paper.people[0])
    answer = reader.get("/person/damar/feed/atom.xml")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/person/damar-wirya/feed/atom.xml"


def test_a_feed_depends_on_the_change_that_it_tells(paper: Small, reader: Client) -> None:
    tags = reader.get("/feed/atom.xml").headers["X-Redaksi-Tags"].split()
    assert {f"story:{pk}" for pk in Story.objects.values_list("pk", flat=True)} <= set(tags)


def test_lists_name_their_own_feed_and_the_front_all_formats(paper: Small, reader: Client) -> None:
    front = reader.get("/").content.decode()
    assert all(f'href="/feed/{file}" type="{kind}"' in front for file, kind in TYPES.items())
    topic = reader.get("/topic/valdoria/").content.decode()
    assert topic.count('href="/topic/valdoria/feed/rss.xml"') == 1
