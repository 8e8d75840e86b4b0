"""What a page asks the database, question by question: a miss of the edge costs no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redaksi.stories import actions
from redaksi.stories.models import RelatedPick
from tests.portal.newspaper import TEXT, Small
from tests.portal.surrogate import shell

FIRST_TABLE = re.compile(r'FROM \(?(?:SELECT .*? FROM )?"redaksi_(\w+)"', re.DOTALL)
#: The question that the first table of a statement stands for.
NAMES = {
    "press_logcounter": "how far the log is",
    "sections_newspaper": "the newspaper",
    "sections_section": "the tree of sections",
    "sections_staticpage": "the pages of the foot",
    "stories_byline": "who signed",
    "stories_storytopic": "topics",
    "stories_storysource": "sources",
    "stories_correction": "corrections",
    "stories_relatedpick": "what the desk picked",
    "photos_photo": "photos in the text",
    "fronts_railplace": "the rails beside it",
}
STORY = ["how far the log is", "the newspaper", "the story", "topics", "sources", "who signed"]
STORY += ["corrections", "photos in the text", "stories it leads to", "what the desk picked"]
STORY += ["the tree of sections", "the newest of the section"]


def asked(ask: Callable[[], Any]) -> list[str]:
    """The names of the questions that *ask* puts to the database, in order."""
    with CaptureQueriesContext(connection) as seen:
        ask()
    return [name_of(one["sql"]) for one in seen]


def name_of(sql: str) -> str:
    if '"is_corrected"' in sql:
        return "the story"
    table = FIRST_TABLE.search(sql)
    assert table, sql
    return NAMES.get(table[1]) or story_question(sql)


def story_question(sql: str) -> str:
    if "AS part0" in sql:
        return "the newest of the section"
    if '"reply_by"' in sql and '"teaser"' not in sql:
        return "who answers it"
    if '"teaser"' in sql:
        return "cards"
    return "the newest headlines" if "LIMIT" in sql else "stories it leads to"


def full_story(paper: Small) -> str:
    """A story with all that costs a question: links, photos, picks, topics, a correction."""
    made, other = paper.stories[8], paper.stories[2]
    figure = {"photo": paper.photos[0].pk, "caption": "", "alt": ""}
    link = f'<p>Lihat <a linktype="story" id="{other.pk}">ini</a>.</p>'
    made.body = [
        {"type": "paragraph", "value": TEXT}, {"type": "paragraph", "value": link},
        {"type": "list", "value": {"ordered": False, "items": [link]}},
        {"type": "crosslink", "value": paper.stories[3].pk}, {"type": "photo", "value": figure},
        {"type": "gallery", "value": {"photos": [figure] * 2}},
        {"type": "factbox", "value": {"title": "Angka", "html": link}},
    ]  # fmt: skip
    made.related_picks = [RelatedPick(target=one) for one in paper.stories[4:7]]
    actions.update(made)
    actions.correct(made, kind="minor", note="Ejaan.")
    return str(made.url)


def test_a_story_asks_twelve_questions(paper: Small, reader: Client) -> None:
    path = full_story(paper)
    assert asked(lambda: shell(reader, path)) == STORY
    page = reader.get(path).content.decode()
    assert page.count(f'href="{paper.stories[2].url}"') >= 3
    assert page.count('class="card r') == 4


def test_a_plain_story_asks_no_more_than_it_has(paper: Small, reader: Client) -> None:
    rare = {"photos in the text", "stories it leads to", "corrections"}
    found = asked(lambda: shell(reader, paper.stories[0].url))
    assert found == [one for one in STORY if one not in rare]


def test_what_each_rail_asks(paper: Small, reader: Client) -> None:
    section = paper.stories[0].section_id
    every = ["how far the log is", "the newspaper"]
    wanted = {
        "sheet/story": [], "head/0": ["the tree of sections"], "foot": ["the pages of the foot"],
        "latest": ["the newest headlines"],
        f"picks/{paper.stories[0].pk}": ["what the desk picked"],
        f"also/{section}/6/-": ["the tree of sections", "the newest of the section", "cards",
                                "who signed"],
    }  # fmt: skip
    for path, more in wanted.items():
        found = asked(lambda path=path: shell(reader, f"/_rail/{path}"))
        assert found == every + more, path
