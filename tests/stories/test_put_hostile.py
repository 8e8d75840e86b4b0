"""Whatever JSON comes: ``put`` answers, raises nothing and writes a story whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper, Section
from redaksi.staff.models import Person
from redaksi.stories.models import Story
from redaksi.stories.put import put
from redaksi.stories.putblocks import KINDS
from redaksi.stories.putfields import FIELDS

FOLDER = Path(__file__).parent
HALF, NUL = "\ud800", "\x00"

texts = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["Ekonomi", "OL-1", "2020-08-17T09:53:00+07:00", NUL, HALF, "\x0b", "\u202e", "../x", "x" * 300]
)
values = st.recursive(
    st.none() | st.booleans() | st.floats() | texts
    | st.integers(-(2**70), 2**70) | st.sampled_from([0, 1, 2**63, -1]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
names = sorted({name for kind in KINDS.values() for name in kind})
blocks = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(KINDS)) | values},
    optional=dict.fromkeys(names, values),
)
photos = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("file", "id", "credit", "caption", "alt"), values)
)
bylines = st.fixed_dictionaries({"name": values}, optional={"role": values})
corrections = st.fixed_dictionaries({}, optional={"kind": values, "note": values})
stories = st.fixed_dictionaries(
    {"headline": texts | values},
    optional={
        **dict.fromkeys((*FIELDS[1:], "id", "version", "withdraw"), values),
        "body": st.lists(blocks | values, max_size=4) | values,
        "photo": photos | values,
        "bylines": st.lists(bylines | values, max_size=3) | values,
        "correct": corrections | values,
        "bad": values,
    },
)


class Hostile(TestCase):
    """Hypothesis needs a fresh transaction an example, which its own TestCase gives."""

    def setUp(self) -> None:
        newspaper = Newspaper.objects.create(name="Harian Uji", host="uji.example")
        Section.objects.create(newspaper=newspaper, name="Ekonomi")
        Person.objects.create(name="Mira Hasan", code="OL-1")

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(story=stories, publish=st.booleans(), create=st.booleans(), change=st.booleans())
    def test_any_json_is_answered(
        self, story: dict[str, Any], publish: bool, create: bool, change: bool
    ) -> None:
        pk = put({"headline": "Judul lama"}, folder=FOLDER)["id"]
        before = counted()
        answer = put(
            story, folder=FOLDER, publish=publish, create=create, pk=pk if change else None
        )
        json.dumps(answer, ensure_ascii=False).encode()
        if "problems" in answer:
            assert answer["problems"]
            assert counted() == before
        else:
            assert Story.objects.get(pk=answer["id"]).newest().version == answer["version"]


def counted() -> tuple[object, ...]:
    return (
        *(model.objects.count() for model in (Story, Person, Section, LogEntry)),
        *Story.objects.order_by("pk").values_list("headline", "version", "live"),
    )


def fields(given: dict[str, Any]) -> list[str]:
    return [one["field"] for one in put(given, folder=FOLDER)["problems"]]


@pytest.mark.django_db
@pytest.mark.parametrize("text", [f"a{NUL}b", HALF, "\x0b", "\x1f", "\ufffe"])
def test_characters_that_no_database_or_feed_takes_are_problems(text: str) -> None:
    assert fields({"headline": text}) == ["headline"]
    assert fields({"body": [{"type": "paragraph", "html": text}]}) == ["body[1].html"]
    assert fields({"topics": ["a", text]}) == ["topics[2]"]


@pytest.mark.django_db
def test_deep_nesting_is_a_problem() -> None:
    deep: Any = "x"
    for _ in range(50_000):
        deep = [deep]
    assert fields({"headline": "Judul", "body": deep})[0].startswith("body[1][1]")


@pytest.mark.django_db
def test_deep_markup_is_cleaned() -> None:
    html = "<b>" * 50_000 + "x"
    answer = put({"headline": "J", "body": [{"type": "paragraph", "html": html}]}, folder=FOLDER)
    assert "id" in answer or "problems" in answer


@pytest.mark.django_db
def test_huge_texts_and_numbers_are_problems() -> None:
    assert fields({"teaser": "x" * 300_000}) == ["teaser"]
    assert fields({"id": 10**30}) == ["id"]
    assert fields({"related": [10**30, float("inf")]}) == ["related[1]", "related[2]"]
    assert fields({"body": [{"type": "paragraph", "html": "x" * 190_000}] * 11}) == ["json"]
    assert fields({"related": list(range(60_000))}) == ["json"]


@pytest.mark.django_db
def test_an_unknown_field_names_those_there_are() -> None:
    answer = put({"headlin": "x", "": 1}, folder=FOLDER)
    assert [one["field"] for one in answer["problems"]] == ["headlin", "(empty)"]
    assert "headline" in answer["problems"][0]["says"]
