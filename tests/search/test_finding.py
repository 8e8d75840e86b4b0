"""What is found, and in what order."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.press import reading
from redaksi.search import actions, near, queries
from redaksi.search.models import Promotion
from redaksi.search.queries import Filters
from redaksi.stories.models import Story
from tests.search.conftest import found
from tests.stories.conftest import Newsroom

Publish = Callable[..., Story]


@pytest.fixture
def three(newsroom: Newsroom, publish: Publish) -> list[Story]:
    return [
        publish("Kapal perintis tiba", text="Warga menyambutnya di dermaga."),
        publish("Tarif ditahan", text="Tarif kapal penumpang, bukan perintis.",
                section=newsroom.sport),
        publish("Anak-anak berlatih dayung", text="Latihan dimulai pagi.", section=newsroom.coast),
    ]  # fmt: skip


def test_a_word_finds_all_its_forms(three: list[Story]) -> None:
    assert found("anak") == found("anak-anak") == found("anaknya") == ["Anak-anak berlatih dayung"]
    assert found("latih") == found("melatih") == ["Anak-anak berlatih dayung"]


def test_the_headline_counts_more_than_the_text(three: list[Story]) -> None:
    assert found("perintis") == ["Kapal perintis tiba", "Tarif ditahan"]


def test_few_words_are_all_needed(three: list[Story]) -> None:
    assert found("tarif perintis") == ["Tarif ditahan"]
    assert queries.search("tarif perintis").total == 1


def test_without_any_match_of_all_words_the_nearest_are_shown(three: list[Story]) -> None:
    answer = queries.search("dayung perintis sekoci")
    assert (answer.total, answer.close) == (0, True)
    assert len(answer.items) == 3


def test_a_phrase_stands_together(three: list[Story]) -> None:
    assert found('"kapal perintis"') == ["Kapal perintis tiba"]
    assert found('"perintis kapal"') == []


def test_a_mistyped_word_is_taken_for_its_neighbour(three: list[Story]) -> None:
    answer = queries.search("pernitis")
    assert [one.card.headline for one in answer.items] == ["Kapal perintis tiba", "Tarif ditahan"]
    assert answer.read_as


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [("kapal", "kapal", 0), ("kapal", "kpal", 1), ("kapal", "kaapl", 1), ("kapal", "kepel", 2),
     ("kapal", "dermaga", 3)],
)  # fmt: skip
def test_distance_counts_letters_that_differ(first: str, second: str, apart: int) -> None:
    assert near.distance(first, second, 2) == near.distance(second, first, 2) == apart


def test_filters_narrow_it_down(newsroom: Newsroom, three: list[Story]) -> None:
    sport = Filters(sections=(newsroom.sport.pk,))
    assert found("perintis", filters=sport) == ["Tarif ditahan"]
    assert len(found("kapal", filters=Filters(person=newsroom.reporter.pk))) == 2
    assert found("kapal", filters=Filters(topic=newsroom.topic.pk + 1)) == []
    later = int(timezone.now().timestamp()) + 60
    assert found("kapal", filters=Filters(since=later)) == []
    assert len(found("kapal", filters=Filters(until=later))) == 2


def test_newest_first_when_asked_for(publish: Publish) -> None:
    now = timezone.now()
    for number, days in enumerate((3, 1, 2)):
        publish(f"Kapal {number}", published_at=now - timedelta(days=days))
    assert found("kapal", newest=True) == ["Kapal 1", "Kapal 2", "Kapal 0"]


def test_pages_follow_one_another(publish: Publish) -> None:
    for number in range(5):
        publish(f"Kapal {number}")
    pages = [found("kapal", page=page, limit=2) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert len({headline for page in pages for headline in page}) == 5
    assert [queries.search("kapal", page=page, limit=2).more for page in (1, 3)] == [True, False]


def test_a_promoted_story_stands_before_the_results(three: list[Story]) -> None:
    Promotion.objects.create(words="harga perintis", story=three[2])
    assert [card.pk for card in queries.search("Harga kapal perintis").promoted] == [three[2].pk]
    assert queries.search("perintis").promoted == ()


def test_a_promotion_whose_time_is_over_is_not_shown(three: list[Story]) -> None:
    Promotion.objects.create(words="perintis", story=three[2], until=timezone.now())
    assert queries.search("perintis").promoted == ()


def test_suggestions_are_headlines_that_begin_so(three: list[Story]) -> None:
    assert [card.headline for card in queries.suggested("kapal per")] == ["Kapal perintis tiba"]
    assert {card.headline for card in queries.suggested("damar wi")} == {
        one.headline for one in three
    }
    assert queries.suggested("p") == queries.suggested("") == queries.suggested("zzz") == ()


def test_every_read_is_noted_and_there_are_few(three: list[Story]) -> None:
    with reading.reading(strict=True) as record, CaptureQueriesContext(connection) as asked:
        queries.search("kapal perintis")
    assert {f"card:{three[0].pk}", f"story:{three[0].pk}"} <= record.tags
    assert len(asked) <= 7


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=250) | st.text(alphabet='"“kapal perintis~^*?():-\\[]/+', max_size=60))
def test_whatever_is_typed_is_answered(three: list[Story], text: str) -> None:
    assert len(queries.search(text).items) <= queries.PAGE
    assert len(queries.suggested(text)) <= 8
    assert len(queries.at_the_desk(text)) <= 3


def test_an_english_newspaper_is_searched_in_english(newsroom: Newsroom, publish: Publish) -> None:
    newsroom.newspaper.language = "en"
    newsroom.newspaper.save()
    publish("Ships are sailing")
    actions.catch_up()
    assert found("ship sails") == ["Ships are sailing"]
