"""HIT, CHECK, MISS, JOIN: what is fresh comes from memory, what moved is asked for again."""

import asyncio
import gzip

import pytest

from redaksi.edge.asking import Reply, Unavailable
from redaksi.edge.engine import Page
from tests.edge.conftest import House
from tests.edge.desk import ask, reply


def get(house: House, address: str = "/a", variant: str = "") -> Page:
    return asyncio.run(house.engine.get(ask(address, variant)))


def test_a_page_is_asked_for_once(house: House) -> None:
    house.application.says["/a"] = reply("Rain in Karsa")
    get(house)
    page = house.engine.at_once(ask())
    assert page and gzip.decompress(page.gzip()) == b"Rain in Karsa"
    assert house.application.asked == ["/a"] and house.engine.counters.hits == 2


def test_a_page_says_how_long_both_its_forms_are(house: House) -> None:
    house.application.says["/a"] = reply("Rain in Karsa")
    page = get(house)
    assert (len(page.gzip()), len(page.plain())) == (page.gzip_length, page.plain_length)


def test_both_forms_have_a_strong_etag_of_their_own(house: House) -> None:
    house.application.says = {"/a": reply("Rain"), "/b": reply("Rain"), "/c": reply("Sun")}
    rain, same, sun = get(house, "/a"), get(house, "/b"), get(house, "/c")
    assert rain.etag == f'{rain.etag_plain[:-1]}-gz"' and not rain.etag.startswith("W/")
    assert rain.etag == same.etag != sun.etag


def test_a_page_whose_tag_moved_is_made_anew(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    get(house)
    house.application.says["/a"] = reply("Sun")
    seq = house.publish("story:1")
    assert house.engine.at_once(ask()) is None
    page = get(house)
    assert (page.plain(), page.seq) == (b"Sun", seq)


def test_a_page_whose_tags_stand_still_stays(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    get(house)
    seq = house.publish("story:2")
    page = house.engine.at_once(ask())
    assert page and (page.plain(), page.seq) == (b"Rain", seq)
    assert house.engine.counters.checks == 1


def test_a_page_is_asked_for_again_when_its_time_is_over(house: House) -> None:
    house.application.says["/a"] = reply("Today", X_Good_Until="2020-09-13T12:26:50Z")
    get(house)
    house.time += 9
    assert house.engine.at_once(ask())
    house.application.says["/a"] = reply("Tomorrow")
    house.time += 1
    assert get(house).plain() == b"Tomorrow"


def test_pages_differ_by_host_scheme_and_variant(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    get(house)
    assert house.engine.at_once(ask(variant="s")) is None
    assert house.engine.hit(("news.example", "http", "", "/a")) is None
    assert house.engine.hit(("other.example", "https", "", "/a")) is None


@pytest.mark.parametrize("status", [301, 404, 410])
def test_redirects_and_missing_pages_are_kept_apart(house: House, status: int) -> None:
    house.application.says["/a"] = reply("", status=status, tags=["path:/a"])
    get(house)
    page = house.engine.at_once(ask())
    assert page and page.status == status and not house.engine.store.main.pages
    house.application.says["/a"] = reply("Here now")
    house.publish("path:/a")
    assert get(house).status == 200 and not house.engine.store.passing.pages


@pytest.mark.parametrize(
    "said",
    [reply("No", status=405), reply("Yours", tags=None), reply("Yours", Set_Cookie="a=b")],
    ids=["405", "no tags", "a cookie"],
)
def test_what_may_not_be_kept_is_handed_through(house: House, said: Reply) -> None:
    house.application.says["/a"] = said
    page = get(house)
    assert (page.plain(), page.storable, page.etag) == (said.body, False, "")
    assert house.engine.at_once(ask()) is None


def together(house: House, readers: int) -> list[Page]:
    async def all_of_them() -> list[Page]:
        return await asyncio.gather(*[house.engine.get(ask()) for _ in range(readers)])

    return asyncio.run(all_of_them())


def test_a_thousand_readers_are_one_question(house: House) -> None:
    house.application.says["/a"] = reply("Rain")
    pages = together(house, 1_000)
    assert {page.plain() for page in pages} == {b"Rain"} and house.application.asked == ["/a"]


def test_an_answer_for_one_reader_is_never_given_to_another(house: House) -> None:
    numbers = iter(range(10))
    house.application.says["/a"] = lambda: reply(f"{next(numbers)}", Set_Cookie="a=b")
    assert len({page.plain() for page in together(house, 5)}) == 5


def test_who_came_after_a_publish_is_not_given_what_was_asked_before(house: House) -> None:
    house.application.says["/a"] = reply("Old")

    async def scene() -> tuple[Page, Page]:
        house.application.gate = asyncio.Event()
        before = asyncio.ensure_future(house.engine.get(ask()))
        await asyncio.sleep(0)  # its answer is rendered and on its way
        house.application.says["/a"] = reply("New")
        house.publish("story:1")
        after = asyncio.ensure_future(house.engine.get(ask()))
        await asyncio.sleep(0)
        house.application.gate.set()
        return await before, await after

    before, after = asyncio.run(scene())
    assert (before.plain(), after.plain(), after.seq) == (b"New", b"New", 1)


def test_a_page_that_moves_faster_than_it_is_made_ends_with_what_was_just_made(
    house: House,
) -> None:
    def rendered_while_publishing() -> Reply:
        return reply(f"seq {house.publish('story:1')}")

    house.application.says["/a"] = rendered_while_publishing
    assert get(house).plain() == b"seq 3"


def test_without_an_answer_or_an_older_page_nothing_is_shown(house: House) -> None:
    house.application.down = True
    with pytest.raises(Unavailable, match="/a cannot be shown now: nobody listens"):
        get(house)
    house.application.down = False
    house.application.says["/a"] = reply("Trace", status=500)
    with pytest.raises(Unavailable, match="answered 500"):
        get(house)


def test_a_mistake_of_ours_reaches_every_reader_and_leaves_nothing_behind(house: House) -> None:
    def mistaken() -> Reply:
        raise ZeroDivisionError

    house.application.says["/a"] = mistaken

    async def two() -> list[Page | BaseException]:
        asked = [house.engine.get(ask()) for _ in range(2)]
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [type(failure) for failure in asyncio.run(two())] == [ZeroDivisionError] * 2
    house.application.says["/a"] = reply("Rain")
    assert get(house).plain() == b"Rain"
