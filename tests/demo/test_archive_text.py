"""The generated archive: repeatable, distinct, invented, and quick."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from redaksi.ops import archive_text, archive_words
from redaksi.ops.archive_text import GeneratedStory, make_story
from tests.demo import content_rules as rules

WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def stories() -> list[GeneratedStory]:
    return [make_story(n, seed=7) for n in range(500)]


def runs(story: GeneratedStory) -> Iterator[tuple[str, ...]]:
    found = WORD.findall(" ".join(story.paragraphs).lower())
    return zip(*(found[i:] for i in range(4)), strict=False)


def words(story: GeneratedStory) -> int:
    return sum(len(paragraph.split()) for paragraph in story.paragraphs)


def test_the_same_seed_and_number_give_the_same_story() -> None:
    assert make_story(12, seed=3) == make_story(12, seed=3)
    assert make_story(12, seed=3) != make_story(12, seed=4)


def test_runs_of_four_words_are_distinct(stories: list[GeneratedStory]) -> None:
    counted = Counter(run for story in stories for run in runs(story))
    once = sum(1 for times in counted.values() if times == 1)
    assert once / counted.total() >= 0.95


def test_no_story_is_told_twice(stories: list[GeneratedStory]) -> None:
    assert len({story.headline for story in stories}) == len(stories)
    assert len({story.paragraphs for story in stories}) == len(stories)


def test_lengths_vary_between_a_brief_and_a_long_read(stories: list[GeneratedStory]) -> None:
    counted = sorted(words(story) for story in stories)
    assert counted[0] >= 60 and counted[-1] <= 900
    assert counted[50] < 120 and counted[-50] > 500


def test_headlines_and_teasers_fit_their_cards(stories: list[GeneratedStory]) -> None:
    assert all(45 <= len(story.headline) <= 85 for story in stories)
    assert all(90 <= len(story.teaser) <= 160 for story in stories)


def test_indexes_point_into_the_published_tables(stories: list[GeneratedStory]) -> None:
    assert {story.section for story in stories} == set(range(len(archive_text.SECTIONS)))
    assert all(0 <= story.person < len(archive_text.PEOPLE) for story in stories)
    topics = [topic for story in stories for topic in story.topics]
    assert set(topics) == set(range(len(archive_text.TOPICS)))


def test_the_archive_is_older_than_the_hand_written_days(stories: list[GeneratedStory]) -> None:
    ages = [story.minutes_ago for story in stories]
    assert min(ages) > 90 * 24 * 60 and max(ages) < 15 * 365 * 24 * 60


def test_nothing_is_left_of_a_pattern(stories: list[GeneratedStory]) -> None:
    for story in stories:
        text = "\n".join((story.headline, story.teaser, *story.paragraphs))
        assert not re.search(r"[{}@%]|  |\n\n", text), text


def test_every_sentence_begins_with_a_capital(stories: list[GeneratedStory]) -> None:
    begun = [re.split(r"(?<=[.?!]) ", text) for story in stories for text in story.paragraphs]
    small = [s for sentences in begun for s in sentences if re.match(r"“?[a-z]", s)]
    assert small == []


def test_no_real_name_occurs(stories: list[GeneratedStory]) -> None:
    text = "\n".join(part for story in stories for part in (story.headline, *story.paragraphs))
    assert not rules.REAL.search(text)


def test_no_place_is_a_real_one() -> None:
    assert not archive_words.REAL_PLACES & set(archive_words.PLACES)
    assert len(set(archive_words.PLACES)) > 5000


def test_no_pattern_repeats_three_fixed_words() -> None:
    groups = ("HEADLINES", "LEADS", "INTROS", "FACTS", "QUOTES", "CLOSINGS")
    for pattern in (p for group in groups for p in getattr(archive_text.grammar, group)):
        fixed = re.split(r"\S*[{@]\S*", pattern)
        assert max(len(WORD.findall(part)) for part in fixed) <= 3, pattern


def test_a_thousand_stories_take_about_a_third_of_a_second() -> None:
    started = time.process_time()
    for n in range(1000):
        make_story(n, seed=11)
    assert time.process_time() - started < 1  # a slow, busy machine has three times as long
