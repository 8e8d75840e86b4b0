"""The photographs, the cast and the first sixty stories of the demo newspaper."""

from __future__ import annotations

from collections import Counter
from datetime import date

from redaksi.stylebook import credits
from tests.demo import content_rules as rules

FIRST = ("nus-", "eko-", "int-", "olah-")
WITH_PAID = (*FIRST, "iklan-")


def test_every_first_story_keeps_the_rules() -> None:
    cast, keys = rules.read("cast.json"), {story["key"] for story in rules.stories()}
    found = [
        line
        for story in rules.stories(*WITH_PAID)
        for line in rules.story_problems(story, cast, keys)
    ]
    assert found == []


def test_the_house_style_has_no_advice_for_the_first_stories() -> None:
    day = date(2026, 3, 4)
    assert [line for s in rules.stories(*WITH_PAID) for line in rules.style_problems(s, day)] == []


def test_every_credit_reads_as_a_chain_and_prints_back() -> None:
    lines = [row["credit"] for row in rules.read("photos.json")]
    assert [str(credits.parse(line)) for line in lines] == lines


def test_there_are_fifteen_stories_for_each_of_four_sections() -> None:
    counted = Counter(story["key"].split("-")[0] for story in rules.stories(*FIRST))
    assert counted == {"nus": 15, "eko": 15, "int": 15, "olah": 15}


def test_every_key_is_unique_and_is_its_file_name() -> None:
    files = sorted(path.stem for path in (rules.CONTENT / "stories").glob("*.json"))
    assert files == sorted({story["key"] for story in rules.stories()})


def test_no_headline_or_teaser_is_used_twice() -> None:
    told = Counter(story[name] for story in rules.stories() for name in ("headline", "teaser"))
    assert [text for text, times in told.items() if times > 1] == []


def test_every_kind_of_block_occurs_several_times() -> None:
    counted = Counter(block["type"] for story in rules.stories() for block in story["body"])
    assert {kind: counted[kind] for kind in rules.BLOCKS if counted[kind] < 2} == {}


def test_every_photo_names_author_licence_and_package() -> None:
    wanted = (
        "credit",
        "caption",
        "alt",
        "author",
        "licence",
        "licence_url",
        "source_package",
        "looks_like",
    )
    assert [
        (row["file"], name)
        for row in rules.read("photos.json")
        for name in wanted
        if not row.get(name)
    ] == []


def test_every_photo_file_is_listed_and_small() -> None:
    files = {
        f"photos/{path.name}": path.stat().st_size for path in (rules.CONTENT / "photos").iterdir()
    }
    assert set(files) == {row["file"] for row in rules.read("photos.json")}
    assert max(files.values()) < 400_000 and sum(files.values()) < 7_000_000


def test_every_photo_stands_in_the_credits_page() -> None:
    page = (rules.Path(__file__).parents[2] / "docs" / "credits.md").read_text(encoding="utf-8")
    assert [
        row["file"]
        for row in rules.read("photos.json")
        if row["file"] not in page or row["author"] not in page
    ] == []


def test_the_cast_names_nobody_twice_and_nothing_real() -> None:
    cast = rules.read("cast.json")
    slugs = Counter(
        row["slug"] for kind in ("people", "agencies", "topics", "sections") for row in cast[kind]
    )
    assert [slug for slug, times in slugs.items() if times > 1] == []
    assert [text for text in rules.texts(cast) if rules.REAL.search(text)] == []


def test_the_cast_holds_a_code_for_every_desk_that_edits() -> None:
    cast = rules.read("cast.json")
    codes = {person["code"].split("-")[0] for person in cast["people"] if "code" in person}
    assert codes == {desk["prefix"] for desk in cast["desks"]} - {"FO"}
