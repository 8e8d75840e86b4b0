"""Receipts: which stored pages an act stood in, and when each was first read anew."""

import asyncio

from redaksi.edge.receipts import ACTS, ADDRESSES, SLICE, Receipt
from tests.edge.conftest import House
from tests.edge.desk import ask, reply


def read(house: House, *addresses: str) -> None:
    async def all_of_them() -> None:
        for address in addresses:
            await house.engine.get(ask(address))

    asyncio.run(all_of_them())


def receipt(house: House, seq: int) -> Receipt:
    asyncio.run(house.engine.follow())
    found = house.engine.receipt(seq)
    assert found
    return found


def test_a_receipt_names_the_pages_of_the_tags_that_moved(house: House) -> None:
    house.application.says = {"/a": reply(tags=["story:1"]), "/b": reply(tags=["story:2"])}
    read(house, "/a", "/b")
    found = receipt(house, house.publish("story:1"))
    assert (found.pages, found.count, found.row.tags) == ({"/a": None}, 1, ("story:1",))


def test_a_page_read_later_is_dated(house: House) -> None:
    house.application.says["/a"] = reply()
    read(house, "/a")
    found = receipt(house, house.publish("story:1"))
    house.time += 7
    read(house, "/a")
    house.time += 7
    read(house, "/a")
    assert found.pages == {"/a": house.time - 7}


def test_a_page_read_before_its_receipt_was_written_is_dated(house: House) -> None:
    house.application.says["/a"] = reply()
    read(house, "/a")
    seq = house.publish("story:1")
    read(house, "/a")
    assert receipt(house, seq).pages == {"/a": house.time}


def test_a_page_stands_in_the_receipt_of_its_fragment(house: House) -> None:
    house.application.says = {
        "/a": reply('<esi:include src="/_rail/latest"/>', esi=True),
        "/_rail/latest": reply("<ul></ul>", tags=["list:latest"]),
    }
    read(house, "/a")
    found = receipt(house, house.publish("list:latest"))
    house.time += 1
    read(house, "/a")
    assert found.pages == {"/a": house.time}


def test_of_many_pages_the_first_are_named_and_all_counted(house: House) -> None:
    addresses = [f"/{number}" for number in range(ADDRESSES + 30)]
    house.application.says = {address: reply() for address in addresses}
    read(house, *addresses)
    found = receipt(house, house.publish("story:1"))
    assert (len(found.pages), found.count) == (ADDRESSES, ADDRESSES + 30)


def test_the_oldest_receipts_go(house: House) -> None:
    house.application.says["/a"] = reply()
    read(house, "/a")
    for _ in range(ACTS + 5):
        house.log.add("story:1")
    asyncio.run(house.engine.follow())
    last = house.log.last()
    house.log.add("story:1")
    asyncio.run(house.engine.follow())
    assert house.engine.receipt(last - ACTS + 1) is None
    assert house.engine.receipt(last - ACTS + 2) and house.engine.receipt(last + 1)


def test_writing_receipts_gives_way_to_readers(house: House) -> None:
    addresses = [f"/{number}" for number in range(3 * SLICE)]
    house.application.says = {address: reply() for address in addresses}
    read(house, *addresses)
    turns = []

    async def follow_while_others_read() -> None:
        following = asyncio.ensure_future(house.engine.freshness.receipts.write(house.log.rows))
        while not following.done():
            turns.append(house.engine.at_once(ask("/1")))
            await asyncio.sleep(0)

    house.publish("story:1")
    asyncio.run(follow_while_others_read())
    assert len(turns) >= 3
