"""The store is bounded in bytes, and says truly how many it takes."""

import asyncio
import gc
import random
import tracemalloc
from array import array

import pytest

from redaksi.edge.packing import pack
from redaksi.edge.pages import Fragment, Page, Place, Shell, spliced
from redaksi.edge.store import Store
from tests.edge.conftest import House
from tests.edge.desk import HOST, ask, reply

FOREVER = float("inf")
WORDS = [f"kata{number * 7919 % 3001:x}" for number in range(2_000)]


def fragment(name: str = "latest", version: int = 1, text: str = "<ul></ul>") -> Fragment:
    key, none = (HOST, "https", f"/_rail/{name}"), array("I")
    return Fragment(key=key, version=version, slots=none, must=none, until=FOREVER,
                    piece=pack(text.encode()), checked=version)  # fmt: skip


def page(
    address: str = "/a", *, version: int = 1, status: int = 200, rails: tuple[Fragment, ...] = (),
    text: str = "",
) -> Page:  # fmt: skip
    places = [Place(key=rail.key, may_fail=True) for rail in rails]
    shell = Shell(
        key=(HOST, "https", "", address), status=status, headers=[], version=version,
        slots=array("I"), must=array("I"), until=FOREVER,
        spread=(pack(text.encode() or address.encode()), *places), storable=True,
    )  # fmt: skip
    return spliced(shell, rails, checked=version, seq=0, at=0.0)


def noise(size: int) -> str:
    return random.Random(size).randbytes(size // 2).hex()  # noqa: S311


def test_a_newer_page_replaces_an_older_one_and_never_the_reverse() -> None:
    store, old, new = Store(size=10**6), page(version=1), page(version=2)
    for each in (old, new, old):
        store.put(each)
    assert store.find(old.shell.key) is new and len(store) == 1


def test_a_newer_fragment_replaces_an_older_one_and_never_the_reverse() -> None:
    store = Store(size=10**6)
    old, new = fragment(version=1, text="old"), fragment(version=2, text="new")
    for each in (old, new, old):
        store.put_fragment(each)
    assert store.fragments == {new.key: new}


def test_what_nobody_asked_for_goes_first() -> None:
    store = Store(size=8_000)
    first, second, third = (page(f"/{number}", text=noise(4_000)) for number in range(3))
    store.put(first), store.put(second)
    second.used = False
    store.put(third)
    assert set(store.all()) == {first, third} and store.evicted == 1


def test_a_new_page_stays_among_pages_that_everybody_asks_for() -> None:
    store, pages = (
        Store(size=20_000),
        [page(f"/{number}", text=noise(4_000)) for number in range(9)],
    )
    for each in pages:
        store.put(each)
        for other in store.all():
            other.used = True
    assert pages[-1] in store.all() and 1 < len(store) < 9 and store.bytes <= 20_000


def test_a_fragment_stays_as_long_as_a_page_shows_it() -> None:
    store, rail = Store(size=8_000), fragment()
    store.put_fragment(rail)
    store.put_fragment(fragment("idle"))
    store.put(page("/1", rails=(rail,), text=noise(4_000)))
    store.put(page("/2", rails=(rail,), text=noise(4_000)))
    store.put(page("/3", rails=(rail,), text=noise(4_000)))
    assert list(store.fragments) == [rail.key] and len(store) < 3
    store.put(page("/4", text=noise(4_000))), store.put(page("/5", text=noise(4_000)))
    assert store.fragments == {}


def test_pages_that_never_were_fell_no_page() -> None:
    store = Store(size=10**6, passing=10)
    store.put(page("/here"))
    for number in range(50):
        store.put(page(f"/{number}", status=404))
    assert len(store.passing.pages) == 10 and len(store.main.pages) == 1


def test_missing_pages_are_bounded_in_bytes_too() -> None:
    store = Store(size=160_000)
    for number in range(50):
        store.put(page(f"/{number}", status=404, text=noise(4_000)))
    assert 0 < store.passing.bytes <= 10_000


def test_an_emptied_store_takes_nothing() -> None:
    store, rail = Store(size=20_000), fragment()
    for number in range(20):
        again = fragment(version=number, text=f"<ul>{number}</ul>")
        store.put_fragment(again)
        store.put(page(f"/{number}", rails=(again,)))
        store.put_fragment(fragment(version=number + 1, text=rail.piece.digest.hex()))
    store.main.size = 0
    store.put(page("/last"))
    assert (store.bytes, len(store), store.fragments) == (0, 0, {})


def test_equal_fragments_are_kept_once() -> None:
    store, one, other = Store(size=10**6), fragment("latest"), fragment("also")
    store.put_fragment(one)
    before = store.bytes
    store.put_fragment(other)
    assert one.piece is other.piece and store.bytes == before


def story(number: int) -> str:
    chance = random.Random(number)  # noqa: S311
    text = [" ".join(chance.choices(WORDS, k=230)) for _ in range(6)]
    rails = [f'<esi:include src="/_rail/{rail}" onerror="continue"/>' for rail in range(5)]
    return "".join(f"{part}{rail}" for part, rail in zip(text, [*rails, ""], strict=True))


@pytest.fixture
def thousand(house: House) -> House:
    """An application with a thousand stories of 1,400 words, five rails on each."""
    rails = {f"/_rail/{rail}": reply(" ".join(WORDS[rail * 200 :][:200])) for rail in range(5)}
    house.application.says = dict(rails)
    for number in range(1_000):
        tags = [f"card:{number + other}" for other in range(40)] + [f"story:{number}"]
        keys = " ".join(tags[:30])
        house.application.says[f"/story/{number}-a-headline-of-some-words"] = reply(
            story(number), tags=tags, must=["takedown"], esi=True, Surrogate_Key=keys
        )
    return house


def read_all(house: House) -> list[Page]:
    async def all_of_them() -> list[Page]:
        addresses = [address for address in house.application.says if "story" in address]
        return [await house.engine.get(ask(address)) for address in addresses]

    return asyncio.run(all_of_them())


def test_a_stored_page_costs_little_more_than_its_gzip(thousand: House) -> None:
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    pages = read_all(thousand)
    gzips = sum(page.gzip_length for page in pages)
    del pages
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken <= gzips * 1.25 + 1_000 * 1_024
    assert 0.8 <= thousand.engine.store.bytes / taken <= 1.2
