"""More like this: of the same matter, never itself, never the same text twice."""

from collections.abc import Callable

import pytest

from redaksi.search import queries
from redaksi.stories import actions as stories
from redaksi.stories.models import Story

Publish = Callable[..., Story]
SHIP = "Kapal perintis membawa beras, garam dan buku ke pulau terluar setiap pekan."
WAVES = "Nakhoda kapal perintis menunda pelayaran ke pulau terluar karena gelombang."
BALL = "Kesebelasan kota itu menang tiga gol di stadion baru."


@pytest.fixture
def few(publish: Publish) -> dict[str, Story]:
    return {
        "ship": publish("Beras untuk pulau", text=SHIP),
        "copy": publish("Beras untuk pulau terluar", text=SHIP + " Demikian."),
        "waves": publish("Pelayaran ditunda", text=WAVES),
        "ball": publish("Menang lagi", text=BALL),
    }


def like(story: int | str, **how: int) -> list[int]:
    return [one.story for one in queries.more_like(story, **how)]


def test_stories_of_the_same_matter_are_found(few: dict[str, Story]) -> None:
    assert like(few["ship"].pk)[0] == few["waves"].pk
    assert few["ball"].pk not in like(few["ship"].pk)[:1]


def test_neither_the_story_nor_its_copy_is_like_it(few: dict[str, Story]) -> None:
    assert not {few["ship"].pk, few["copy"].pk} & set(like(few["ship"].pk))


def test_of_two_copies_one_is_offered(few: dict[str, Story]) -> None:
    assert len({few["ship"].pk, few["copy"].pk} & set(like(few["waves"].pk))) == 1


def test_a_text_that_is_still_written_has_its_like(few: dict[str, Story]) -> None:
    assert few["waves"].pk in like("Gelombang tinggi menunda pelayaran kapal")
    assert like("") == like("zzz") == []


def test_a_withdrawn_story_is_like_nothing(few: dict[str, Story]) -> None:
    stories.withdraw(few["waves"], reason="Keliru.")
    assert few["waves"].pk not in like(few["ship"].pk)
