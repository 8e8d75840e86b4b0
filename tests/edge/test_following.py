"""Each second a worker brings its table up to the log, whoever died before doing it."""

import asyncio

from tests.edge.conftest import House
from tests.edge.desk import ask, reply


def follow(house: House) -> int:
    return asyncio.run(house.engine.follow())


def test_a_publisher_that_died_after_its_commit_is_caught_up_with(house: House) -> None:
    house.application.says["/a"] = reply()
    asyncio.run(house.engine.get(ask()))
    house.log.add("story:1")
    assert house.engine.at_once(ask())
    assert follow(house) == 1
    assert house.engine.at_once(ask()) is None


def test_a_table_that_was_deleted_means_that_everything_moved(house: House) -> None:
    house.application.says["/a"] = reply()
    asyncio.run(house.engine.get(ask()))
    (house.table.folder / "tags").unlink()
    follow(house)
    assert house.engine.at_once(ask()) is None


def test_an_older_copy_of_the_table_means_that_everything_moved(house: House) -> None:
    file = house.table.folder / "tags"
    copy = file.read_bytes()
    house.application.says["/a"] = reply()
    house.publish("story:2")
    asyncio.run(house.engine.get(ask()))
    file.with_name("copy").write_bytes(copy)
    file.with_name("copy").replace(file)
    follow(house)
    assert house.engine.at_once(ask()) is None
