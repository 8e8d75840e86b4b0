"""HIT, CHECK, MISS: what is fresh comes from memory, what moved is asked for again."""

import asyncio
import gzip

from tests.edge.conftest import House
from tests.edge.desk import ask, reply


def test_a_page_is_asked_for_once(house: House) -> None:
    house.application.says["/a"] = reply("Rain in Karsa")
    asyncio.run(house.engine.get(ask()))
    page = house.engine.at_once(ask())
    assert page and gzip.decompress(page.gzip()) == b"Rain in Karsa"
    assert house.application.asked == ["/a"]


def test_a_page_whose_tag_moved_is_made_anew(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    asyncio.run(house.engine.get(ask()))
    house.application.says["/a"] = reply("Sun")
    seq = house.publish("story:1")
    assert house.engine.at_once(ask()) is None
    page = asyncio.run(house.engine.get(ask()))
    assert (page.plain(), page.seq) == (b"Sun", seq)


def test_a_page_whose_tags_stand_still_stays(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    asyncio.run(house.engine.get(ask()))
    seq = house.publish("story:2")
    page = house.engine.at_once(ask())
    assert page and (page.plain(), page.seq) == (b"Rain", seq)
