"""What an update of a live story asks of the database: each statement is named, none creeps in."""

import re
from collections import Counter
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom, paragraphs

TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(?:redaksi_|wagtailcore_|django_)?(\w+)"')

UPDATE_OF_THE_TEXT = Counter(
    {
        "SELECT stories_story": 11,
        "UPDATE stories_story": 5,
        # read to be put into the version, by modelcluster before it saves, before and after to be
        # compared, for the reference index, and to tell the board what the version lacks
        "SELECT stories_byline": 6,
        "SELECT stories_storytopic": 6,
        "SELECT stories_storysource": 5,
        "SELECT stories_relatedpick": 6,
        "UPDATE stories_byline": 1,
        "UPDATE stories_storytopic": 1,
        "UPDATE stories_storysource": 1,
        # modelcluster asks whether what a version points to is still there
        "SELECT sections_section": 1,
        "SELECT staff_person": 2,
        "SELECT sections_topic": 1,
        "SELECT staff_agency": 1,
        # Wagtail: the version, its log, its workflow, its index
        "INSERT revision": 1,
        "UPDATE revision": 1,
        "SELECT revision": 6,
        "SELECT content_type": 2,
        "INSERT modellogentry": 2,
        "SELECT workflowstate": 1,
        "SELECT referenceindex": 1,
        # the board: the version and its going live
        "UPDATE desk_work": 2,
        # the log, chained to its last row
        "UPDATE press_logcounter": 1,
        "SELECT press_logentry": 1,
        "SELECT press_logcounter": 1,
        "INSERT press_logentry": 1,
    }
)
"""A fix in the text of a live story with a byline, a topic and a source."""


def asked(caught: CaptureQueriesContext) -> Counter[str]:
    """The statements by verb and table; savepoints left aside."""
    statements = (query["sql"] for query in caught.captured_queries)
    return Counter(
        f"{sql.split()[0]} {table[1]}" for sql in statements if (table := TABLE.search(sql))
    )


def test_the_statements_of_an_update(newsroom: Newsroom, clock: Any) -> None:
    story = Story.objects.get(pk=actions.update(newsroom.story()).story.pk)
    clock.move(seconds=60)
    story.body = paragraphs("Teks lain.")
    with CaptureQueriesContext(connection) as caught:
        actions.update(story)
    assert asked(caught) == UPDATE_OF_THE_TEXT


def test_a_new_headline_asks_for_no_list(newsroom: Newsroom, clock: Any) -> None:
    story = Story.objects.get(pk=actions.update(newsroom.story()).story.pk)
    story.headline = "Judul lain"
    with CaptureQueriesContext(connection) as caught:
        actions.update(story)
    found = asked(caught)
    assert found["SELECT sections_section"] == 1
    assert found.total() <= UPDATE_OF_THE_TEXT.total() + 5  # Wagtail notes the renaming


def test_an_update_asks_the_same_however_many_stories_there_are(newsroom: Newsroom) -> None:
    for number in range(4):
        actions.update(newsroom.story(f"Berita {number}"))
    story = Story.objects.latest("pk")
    story.body = paragraphs("Teks lain.")
    with CaptureQueriesContext(connection) as caught:
        actions.update(story)
    assert asked(caught) == UPDATE_OF_THE_TEXT
