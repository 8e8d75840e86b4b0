"""What is remembered: found while none of its tags has moved, for no other moment, and bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from redaksi.lib import clock as time
from redaksi.press import acts, reading, remembering
from redaksi.press.remembering import Memory, recalled

pytestmark = pytest.mark.django_db


class Making:
    """Makes numbers, and notes what it is told to."""

    def __init__(self, *tags: str, holds: str = "", until: Any = None) -> None:
        self.tags, self.holds, self.until, self.times = tags, holds, until, 0

    def __call__(self) -> int:
        reading.note(*self.tags)
        reading.carry(*filter(None, [self.holds]))
        reading.good_until(self.until)
        self.times += 1
        return self.times


def moved(*tags: str) -> int:
    """A row of the log in which *tags* moved."""
    with acts.act("test", "story:1"):
        acts.touch(*tags)
    return acts.last_seq()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def ask(memory: Memory) -> Iterator[Callable[..., tuple[int, reading.Record]]]:
    def asked(make: Any, *, seq: int | None = None, quietly: bool = False) -> Any:
        now = acts.last_seq() if seq is None else seq
        with remembering.moment(memory, now), reading.reading() as record:
            return recalled(("it",), make, quietly=quietly), record

    yield asked


def test_it_is_made_once_and_says_each_time_what_it_read(ask: Any) -> None:
    until = time.now() + timedelta(hours=1)
    make = Making("card:1", holds="credit:5", until=until)
    for _ in range(2):
        value, record = ask(make)
        assert (value, record.tags, record.carried) == (1, {"card:1"}, {"credit:5"})
        assert record.until == until


def test_outside_a_moment_it_is_made_each_time() -> None:
    make = Making("card:1")
    assert [recalled(("it",), make) for _ in range(2)] == [1, 2]


@pytest.mark.parametrize("tag", ["card:1", "credit:5", "site", "template"])
def test_what_moved_is_made_anew(ask: Any, tag: str) -> None:
    make = Making("card:1", holds="credit:5")
    ask(make)
    moved(tag)
    assert ask(make)[0] == 2


def test_what_did_not_move_is_not(ask: Any) -> None:
    make = Making("card:1")
    ask(make)
    moved("card:2", "list:latest:5")
    assert ask(make)[0] == 1


def test_after_many_rows_nothing_is_known(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MANY", 2)
    make = Making("card:1")
    ask(make)
    for number in range(3):
        moved(f"card:{number + 7}")
    assert ask(make)[0] == 2


def test_an_older_moment_gets_nothing_newer(ask: Any) -> None:
    before, make = moved("card:9"), Making("card:1")
    after = moved("card:1")
    assert [ask(make, seq=seq)[0] for seq in (after, before, after)] == [1, 2, 1]


def test_what_an_older_moment_made_late_is_not_found(ask: Any) -> None:
    before, make = moved("card:9"), Making("card:1")
    after = moved("card:1")
    ask(lambda: None, seq=after)
    ask(make, seq=before)
    assert ask(make, seq=after) != 1


def test_when_its_time_is_over_it_is_made_anew(ask: Any, clock: Any) -> None:
    make = Making("card:1", until=time.now() + timedelta(seconds=5))
    ask(make)
    clock.move(seconds=5)
    assert ask(make)[0] == 2


def test_what_holds_it_follows_its_tags_though_quiet(memory: Memory) -> None:
    inner = Making("list:section:1:top")

    def outer() -> int:
        reading.note("place:3")
        return recalled(("inner",), inner, quietly=True)

    def asked() -> tuple[int, set[str]]:
        with remembering.moment(memory, acts.last_seq()), reading.reading() as record:
            return recalled(("outer",), outer), record.tags

    assert asked() == (1, {"place:3"})
    moved("list:section:1:top")
    assert asked() == (2, {"place:3"})


def test_of_many_only_the_unknown_are_loaded(memory: Memory) -> None:
    loaded: list[list[int]] = []

    def load(keys: list[int]) -> dict[int, str]:
        loaded.append(keys)
        return {key: f"kartu {key}" for key in keys if key != 3}

    def asked(*keys: int) -> dict[int, str]:
        with remembering.moment(memory, acts.last_seq()), reading.reading() as record:
            found = remembering.each("it", keys, load, str.upper, "card:{}".format)
        assert record.tags == {f"card:{key}" for key in keys}
        return found

    assert asked(1, 2, 3) == {1: "KARTU 1", 2: "KARTU 2"}
    moved("card:2")
    assert asked(3, 2, 1, 4) == {1: "KARTU 1", 2: "KARTU 2", 4: "KARTU 4"}
    assert loaded == [[1, 2, 3], [2, 4]]


def test_it_is_bounded() -> None:
    memory = Memory(most=2)
    make = Making("card:1")
    with remembering.moment(memory, acts.last_seq()):
        for name in "abca":
            recalled((name,), make)
    assert make.times == 4


def test_what_raises_is_not_kept(ask: Any) -> None:
    def raises() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(raises)
    assert ask(Making("card:1"))[0] == 1
