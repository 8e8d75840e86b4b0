"""An older page stands in when the application fails, but never for what must not be shown."""

import asyncio

import pytest

from redaksi.edge.asking import Unavailable
from redaksi.edge.engine import Page
from tests.edge.conftest import House
from tests.edge.desk import ask, reply

MUST = ["takedown", "story:1"]


@pytest.fixture(autouse=True)
def stored(house: House) -> None:
    house.application.says["/a"] = reply("Old", tags=["story:1", "card:2"], must=MUST)
    get(house)
    house.application.says["/a"] = reply("New", tags=["story:1", "card:2"], must=MUST)


def get(house: House) -> Page:
    return asyncio.run(house.engine.get(ask()))


def test_an_older_page_stands_in_and_says_so(house: House) -> None:
    house.application.down = True
    house.publish("card:2")
    page = get(house)
    assert (page.plain(), page.stale, page.seq) == (b"Old", True, 0)
    assert house.engine.counters.stale == 1


def test_an_older_page_stands_for_a_second_without_asking(house: House) -> None:
    house.application.down = True
    house.publish("card:2")
    get(house)
    asked = len(house.application.asked)
    page = house.engine.at_once(ask())
    assert page and (page.stale, page.seq, len(house.application.asked)) == (True, 0, asked)


def test_the_new_page_comes_when_the_second_is_over(house: House) -> None:
    house.application.down = True
    seq = house.publish("card:2")
    get(house)
    house.application.down = False
    house.time += 1
    page = get(house)
    assert (page.plain(), page.stale, page.seq) == (b"New", False, seq)


def test_the_new_page_comes_as_soon_as_anything_moves(house: House) -> None:
    house.application.down = True
    house.publish("card:2")
    get(house)
    house.application.down = False
    house.publish("menu")
    assert get(house).plain() == b"New"


@pytest.mark.parametrize("tag", MUST)
def test_an_older_page_is_never_shown_when_what_must_be_seen_moved(house: House, tag: str) -> None:
    house.application.down = True
    house.publish("card:2")
    get(house)
    house.publish(tag)
    with pytest.raises(Unavailable):
        get(house)


def test_a_slow_application_is_not_waited_for(house: House) -> None:
    house.publish("card:2")

    async def scene() -> tuple[Page, bytes]:
        house.application.gate = asyncio.Event()
        page = await house.engine.get(ask())
        assert page.stale
        house.application.gate.set()
        await asyncio.sleep(0.01)
        later = house.engine.at_once(ask())
        assert later and not later.stale
        return page, later.plain()

    page, later = asyncio.run(scene())
    assert (page.plain(), later) == (b"Old", b"New")


def test_a_slow_application_is_waited_for_when_the_older_page_may_not_be_shown(
    house: House,
) -> None:
    house.publish("story:1")

    async def scene() -> Page:
        house.application.gate = asyncio.Event()
        asking = asyncio.ensure_future(house.engine.get(ask()))
        await asyncio.sleep(0.1)  # twice the patience
        assert not asking.done()
        house.application.gate.set()
        return await asking

    assert asyncio.run(scene()).plain() == b"New"


def test_what_must_be_seen_makes_no_page_anew_by_itself(house: House) -> None:
    """`takedown` stands in every page: each withdrawal would empty the store."""
    asked = len(house.application.asked)
    house.publish("takedown")
    assert get(house).plain() == b"Old"
    assert len(house.application.asked) == asked
