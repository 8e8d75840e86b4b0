"""Cards: the pictures of links to stories without a photo."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from redaksi.portal import cardpicture
from redaksi.portal.cardpicture import Words
from redaksi.stories import actions
from tests.portal.newspaper import Small

HOSTILE = ["x" * 3000, "kata " * 400, "", " ", "\n\t", "\u202e\u0000\ufffe", "🙂" * 50, "ي" * 200]
HOSTILE += ["漢字" * 100, "a\u0301" * 300, "<script>&amp;"]


def picture(words: Words) -> Image.Image:
    return Image.open(BytesIO(cardpicture.drawn(words)))


def words(headline: str) -> Words:
    return Words(headline=headline, section="Ekonomi", newspaper="Harian Tanjung")


def card_of(reader: Client, path: str) -> str:
    (found,) = re.findall(
        r'og:image" content="https://tanjung.example([^"]+)"', reader.get(path).content.decode()
    )
    return str(found)


@pytest.mark.parametrize("headline", HOSTILE, ids=lambda text: ascii(text[:4]))
def test_every_headline_makes_a_card_of_the_one_size(headline: str) -> None:
    octets = cardpicture.drawn(words(headline))
    assert Image.open(BytesIO(octets)).size == (1200, 630)
    assert len(octets) < 60_000


def test_nothing_is_drawn_over_the_edge() -> None:
    for headline in HOSTILE:
        shown = picture(words(headline)).convert("L")
        margin = shown.crop((1200 - cardpicture.MARGIN + 8, 0, 1200, 610))
        assert margin.getextrema() == (255, 255), ascii(headline[:4])


def test_letters_that_no_face_has_leave_the_name_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = words("")
    for headline in ("الرئيس يرفض", "漢字"):
        assert cardpicture.drawn(words(headline)) == cardpicture.drawn(alone)
    assert cardpicture.drawn(words("Kapal")) != cardpicture.drawn(alone)


def test_the_newspapers_own_face_comes_first(
    newspaper_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: Any = str(newspaper_folder / "static" / "card-font.ttf")
    monkeypatch.setattr(
        cardpicture.finders, "find", lambda name: own if name == "card-font.ttf" else None
    )
    cardpicture._files.cache_clear()
    assert cardpicture._files() == (own,)
    cardpicture._files.cache_clear()


def test_the_same_words_have_the_same_name_and_bytes() -> None:
    assert words("Kapal").name == words("Kapal").name != words("Kapal.").name
    assert cardpicture.drawn(words("Kapal")) == cardpicture.drawn(words("Kapal"))


def test_a_story_without_a_photo_is_shared_with_its_card(paper: Small, reader: Client) -> None:
    bare, shown = paper.stories[0], paper.stories[1]
    assert bare.photo is None and shown.photo is not None
    path = card_of(reader, bare.url)
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "/card-" not in card_of(reader, shown.url)


def test_another_headline_is_another_card_and_the_old_name_leads_to_it(
    paper: Small, reader: Client
) -> None:
    made = paper.stories[0]
    before = card_of(reader, made.url)
    made.headline = "Judul lain"
    actions.update(made)
    after = card_of(reader, made.url)
    answer = reader.get(before)
    assert (answer.status_code, answer.headers["Location"]) == (302, after) and after != before


def test_a_withdrawn_storys_card_is_gone(paper: Small, reader: Client) -> None:
    path = card_of(reader, paper.stories[0].url)
    tags = reader.get(path).headers["X-Redaksi-Tags"].split()
    assert f"card:{paper.stories[0].pk}" in tags
    actions.withdraw(paper.stories[0], reason="Keliru.")
    assert reader.get(path).status_code == 404


def test_a_fix_in_the_text_draws_no_card_anew(paper: Small, reader: Client) -> None:
    tags = reader.get(card_of(reader, paper.stories[0].url)).headers["X-Redaksi-Tags"].split()
    assert not [tag for tag in tags if tag.startswith(("story:", "list:"))]
