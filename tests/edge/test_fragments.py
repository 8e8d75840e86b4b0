"""Splice, never bake: a rail that changes makes no page be rendered anew."""

import asyncio
import gzip

import pytest

from redaksi.edge.asking import Unavailable
from redaksi.edge.engine import Page
from tests.edge.conftest import House
from tests.edge.desk import ask, reply

RAIL = '<esi:include src="/_rail/latest" onerror="continue"/>'


@pytest.fixture(autouse=True)
def pages(house: House) -> None:
    house.application.says = {
        "/a": reply(f"<main>A</main>{RAIL}<footer>", esi=True),
        "/b": reply(f"B{RAIL}", tags=["story:2"], esi=True),
        "/_rail/latest": reply("<ul>1</ul>", tags=["list:latest"], must=["takedown"]),
    }


def get(house: House, address: str = "/a") -> Page:
    return asyncio.run(house.engine.get(ask(address)))


def test_a_page_shows_its_fragment_in_place(house: House) -> None:
    assert gzip.decompress(get(house).gzip()) == b"<main>A</main><ul>1</ul><footer>"


def test_a_fragment_is_asked_for_once_for_all_pages(house: House) -> None:
    get(house, "/a"), get(house, "/b")
    assert house.application.asked == ["/a", "/_rail/latest", "/b"]


def test_a_rail_that_moved_is_spliced_into_every_page(house: House) -> None:
    get(house, "/a"), get(house, "/b")
    house.application.says["/_rail/latest"] = reply("<ul>2</ul>", tags=["list:latest"])
    seq = house.publish("list:latest")
    first = get(house, "/a")
    second = house.engine.at_once(ask("/b"))
    assert first.plain() == b"<main>A</main><ul>2</ul><footer>"
    assert second and (second.plain(), second.seq) == (b"B<ul>2</ul>", seq)
    assert house.application.asked == ["/a", "/_rail/latest", "/b", "/_rail/latest"]


def test_a_rail_that_moved_without_a_change_changes_no_etag(house: House) -> None:
    get(house, "/a")
    before = get(house, "/b")
    house.publish("list:latest")
    get(house, "/a")
    assert house.engine.at_once(ask("/b")) is before
    assert house.engine.counters.splices == 0


def test_a_fragment_is_kept_once_however_many_pages_show_it(house: House) -> None:
    first, second = get(house, "/a"), get(house, "/b")
    assert first.parts[2] is second.parts[2]


def test_a_page_that_moved_does_not_ask_for_its_rail(house: House) -> None:
    get(house)
    house.publish("story:1")
    get(house)
    assert house.application.asked == ["/a", "/_rail/latest", "/a"]


def test_the_time_of_a_fragment_bounds_its_pages(house: House) -> None:
    house.application.says["/_rail/latest"] = reply(
        "Monday", tags=["day"], X_Good_Until="2020-09-13T12:26:50Z"
    )
    get(house)
    house.time += 10
    house.application.says["/_rail/latest"] = reply("Tuesday", tags=["day"])
    assert house.engine.at_once(ask()) is None
    assert b"Tuesday" in get(house).plain()


def test_missing_fragments_are_asked_for_at_once(house: House) -> None:
    house.application.says["/a"] = reply('<esi:include src="/1"/><esi:include src="/2"/>', esi=True)
    house.application.says |= {"/1": reply("one"), "/2": reply("two")}

    async def scene() -> list[str]:
        house.application.gate = asyncio.Event()
        house.application.gate.set()
        asked = asyncio.ensure_future(house.engine.get(ask()))
        while house.application.asked[-1:] != ["/2"]:
            await asyncio.sleep(0)
            house.application.gate.clear() if house.application.asked else None
        seen = [*house.application.asked]
        house.application.gate.set()
        await asked
        return seen

    assert asyncio.run(asyncio.wait_for(scene(), 5)) == ["/a", "/1", "/2"]


def test_a_fragment_that_fails_is_left_out_for_a_second(house: House) -> None:
    house.application.says["/_rail/latest"] = reply("", status=500)
    page = get(house)
    assert (page.plain(), page.stale) == (b"<main>A</main><footer>", False)
    assert house.engine.at_once(ask()) is page
    house.application.says["/_rail/latest"] = reply("<ul>1</ul>", tags=["list:latest"])
    house.time += 1
    assert b"<ul>1</ul>" in get(house).plain()


def test_a_fragment_that_is_slow_is_left_out_too(house: House) -> None:
    async def scene() -> Page:
        shell = house.application.fetch

        async def slow(*asked, fragment):  # type: ignore[no-untyped-def]
            if fragment:
                await asyncio.sleep(60)
            return await shell(*asked, fragment=fragment)

        house.application.fetch = slow  # type: ignore[method-assign]
        return await house.engine.get(ask())

    assert asyncio.run(scene()).plain() == b"<main>A</main><footer>"


def test_a_fragment_that_fails_shows_its_older_copy(house: House) -> None:
    get(house)
    house.application.says["/_rail/latest"] = reply("", status=500)
    house.publish("list:latest")
    page = get(house)
    assert b"<ul>1</ul>" in page.plain() and page.stale and page.seq == 0


def test_an_older_copy_is_not_shown_after_a_takedown(house: House) -> None:
    get(house)
    house.application.says["/_rail/latest"] = reply("", status=500)
    house.publish("list:latest", "takedown")
    assert b"<ul>" not in get(house).plain()


@pytest.mark.parametrize("src", ["/_rail/none", "//else.where/x", "http://else.where/", ""])
def test_a_page_that_cannot_do_without_its_fragment_fails(house: House, src: str) -> None:
    house.application.says["/a"] = reply(f'<esi:include src="{src}"/>', esi=True)
    with pytest.raises(Unavailable):
        get(house)
