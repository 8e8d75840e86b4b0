"""How the newest stories fill a front."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redaksi.photos.queries import Picture
from redaksi.portal import frontpage
from redaksi.sections.queries import SectionRef
from redaksi.stories.shapes import Card

NOON = datetime(2020, 8, 17, 5, tzinfo=UTC)


def section(pk: int) -> SectionRef:
    return SectionRef(
        pk=pk, name=f"Rubrik {pk}", path=f"r{pk}", url=f"/r{pk}/", colour="", description=""
    )


def card(pk: int, where: int = 1, photo: bool = True) -> Card:
    picture = Picture(
        pk=pk, alt="", credit="", caption="", width=60, height=40, original=f"/media/{pk}.jpg"
    )
    return Card(
        pk=pk, url=f"/read/{pk}", headline=f"Judul {pk}", kicker="", teaser="",
        section=section(where), bylines=(), published_at=NOON - timedelta(minutes=pk),
        photo=picture if photo else None,
    )  # fmt: skip


def filled(sections: int, each: int, photos: bool = True) -> frontpage.FrontPage:
    of = {
        s: [card(s + sections * n, s, photos) for n in range(each)] for s in range(1, sections + 1)
    }
    newest = sorted((c for cards in of.values() for c in cards), key=lambda c: c.pk)
    return frontpage.arrange(newest[:9], [section(s) for s in of], of)


def shown(front: frontpage.FrontPage) -> list[int]:
    top = [one for one in (front.lead, front.second, *front.small) if one]
    parts = [part for block in front.blocks for part in block.parts]
    return [one.pk for one in top] + [c.pk for p in parts for c in (p.lead, *p.cards)]


def test_an_empty_newspaper_has_an_empty_front() -> None:
    front = frontpage.arrange([], [section(1)], {1: []})
    assert (front.lead, front.second, front.small, front.blocks) == (None, None, (), ())


def test_the_newest_story_with_a_photo_leads() -> None:
    cards = [card(1, 1, photo=False), card(2, 2), card(3, 1)]
    front = frontpage.arrange(cards, [section(1), section(2)], {1: cards[:1], 2: cards[1:]})
    assert front.lead is not None and front.lead.pk == 2


def test_without_photos_the_newest_leads() -> None:
    front = filled(3, 4, photos=False)
    assert front.lead is not None and front.lead.pk == 1


def test_the_top_row_shows_many_sections() -> None:
    front = filled(8, 8)
    top = [one for one in (front.lead, front.second, *front.small) if one and one.section]
    assert len({one.section.pk for one in top if one.section}) == 5


def test_blocks_take_turns() -> None:
    shapes = [block.shape for block in filled(8, 10).blocks]
    assert shapes == ["split", "row", "columns", "band", "pair"]


def test_a_section_with_little_left_stands_aside() -> None:
    front = filled(2, 2)
    assert all(len(part.cards) >= 1 for block in front.blocks for part in block.parts)


@given(st.data())
def test_no_story_stands_twice(data: Any) -> None:
    sections = data.draw(st.integers(0, 13))
    front = filled(sections, data.draw(st.integers(0, 10)), data.draw(st.booleans()))
    assert len(shown(front)) == len(set(shown(front)))
    assert len(front.latest) <= frontpage.RAIL
