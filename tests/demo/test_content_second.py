"""The second sixty stories of the demo newspaper and its static pages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tests.demo import content_rules as rules

SECOND = ("hum-", "mega-", "opi-", "week-")
PAGES = ("about", "kode-etik", "pedoman-media-siber", "perlindungan-data", "redaksi")
PAGE_TAGS = {"h2", "p", "ul", "ol", "li", "b", "i", "a", "br"}


def pages() -> list[dict[str, str]]:
    return [
        rules.read(f"pages/{path.name}") for path in sorted((rules.CONTENT / "pages").iterdir())
    ]


def test_every_second_story_keeps_the_rules() -> None:
    cast, keys = rules.read("cast.json"), {story["key"] for story in rules.stories()}
    found = [
        line for story in rules.stories(*SECOND) for line in rules.story_problems(story, cast, keys)
    ]
    assert found == []


def test_the_house_style_has_no_advice_for_the_second_stories() -> None:
    day = date(2026, 3, 4)
    assert [line for s in rules.stories(*SECOND) for line in rules.style_problems(s, day)] == []


def test_each_section_has_its_number_of_stories() -> None:
    counted = Counter(story["section"] for story in rules.stories(*SECOND))
    assert counted == {"Humaniora": 16, "Megapolitan": 16, "Opini": 12, "Weekend": 16}


def test_headlines_and_teasers_fit_their_cards() -> None:
    assert [
        (story["key"], name, len(story[name]))
        for story in rules.stories(*SECOND)
        for name, low, high in (("headline", 45, 85), ("teaser", 90, 160))
        if not low <= len(story[name]) <= high
    ] == []


def test_every_kind_of_block_occurs_in_the_second_half() -> None:
    kinds = {block["type"] for story in rules.stories(*SECOND) for block in story["body"]}
    assert kinds == rules.BLOCKS.keys()


def test_a_third_of_the_stories_is_of_the_last_three_days() -> None:
    ages = [story["days_ago"] for story in rules.stories(*SECOND)]
    assert sum(age <= 3 for age in ages) >= 20
    assert sum(age < 0.5 for age in ages) >= 5


def test_a_story_of_hours_ago_names_no_time_of_day_and_an_older_one_does() -> None:
    for story in rules.stories(*SECOND):
        assert ("at" in story) == (story["days_ago"] >= 1), story["key"]


def test_changes_happened_between_publication_and_now() -> None:
    for story in rules.stories(*SECOND):
        hours = [note["hours_after"] for note in story.get("corrections", [])]
        hours += [story["updated_hours_after"]] if "updated_hours_after" in story else []
        assert all(0 < after <= story["days_ago"] * 24 for after in hours), story["key"]


def test_two_stories_are_in_english_and_carry_the_topic() -> None:
    english = [story for story in rules.stories(*SECOND) if "English" in story["topics"]]
    assert len(english) == 2
    assert all(story["section"] == "Weekend" for story in english)


def test_running_text_writes_rupiah_and_thousands_as_the_house_does() -> None:
    wrong = re.compile(r"\bRp \d|\b\d{1,3},\d{3}\b(?! of)|\bRp\d{4,}")
    assert [
        (story["key"], wrong.search(text).group())  # type: ignore[union-attr]
        for story in rules.stories(*SECOND)
        if "English" not in story["topics"]
        for text in rules.texts(story)
        if wrong.search(text)
    ] == []


def test_no_photo_leads_more_than_three_stories() -> None:
    leads = Counter(story["photo"]["file"] for story in rules.stories() if story.get("photo"))
    assert [file for file, times in leads.items() if times > 3] == []


def test_the_static_pages_exist_under_their_slugs() -> None:
    assert tuple(page["slug"] for page in pages()) == PAGES
    assert all(page["title"] and len(page["html"]) > 1000 for page in pages())


def test_the_static_pages_use_plain_tags_and_inner_links() -> None:
    for page in pages():
        tags = rules.TAG.findall(page["html"])
        assert {tag for tag, _ in tags} <= PAGE_TAGS, page["slug"]
        links = [rest for tag, rest in tags if tag == "a" and rest]
        assert all(re.match(r' href="(/|mailto:[^"]+\.example")', rest) for rest in links)


def test_the_static_pages_say_that_this_is_an_example() -> None:
    assert [page["slug"] for page in pages() if "koran contoh" not in page["html"].lower()] == []


def test_links_between_the_static_pages_lead_somewhere() -> None:
    linked = {slug for page in pages() for slug in re.findall(r"/page/([a-z-]+)/", page["html"])}
    assert linked <= set(PAGES)


def test_the_static_pages_hold_no_real_name() -> None:
    assert [text for page in pages() for text in page.values() if rules.REAL.search(text)] == []


def test_the_guideline_names_every_duty() -> None:
    text = rules.read("pages/pedoman-media-siber.json")["html"]
    duties = ("Verifikasi", "Isi buatan pembaca", "hak jawab", "Pencabutan", "Iklan", "Hak cipta")
    assert [duty for duty in duties if duty not in text] == []


def test_the_editors_box_names_everyone_with_a_code() -> None:
    text = rules.read("pages/redaksi.json")["html"]
    coded = [person for person in rules.read("cast.json")["people"] if "code" in person]
    assert [p["name"] for p in coded if p["name"] not in text or p["code"] not in text] == []
