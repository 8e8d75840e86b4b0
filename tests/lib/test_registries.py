from datetime import UTC, datetime

import pytest

from redaksi.lib.registries import AlreadyRegistered, DueWork, Registry, due_work


def nothing_due(now: datetime) -> int:
    return 0


def test_items_come_in_the_order_of_registering() -> None:
    letters: Registry[str] = Registry("letters")
    for name in "bca":
        letters.register(name, name.upper(), owner="alphabet")
    assert list(letters) == ["B", "C", "A"]
    assert list(letters.items())[0] == ("b", "B")


def test_a_taken_name_is_refused_with_both_owners() -> None:
    letters: Registry[str] = Registry("letters")
    letters.register("a", "A", owner="house.first")
    with pytest.raises(AlreadyRegistered, match=r"'a' is taken by house\.first, and house\.second"):
        letters.register("a", "Á", owner="house.second")


def test_the_same_item_may_come_twice() -> None:
    letters: Registry[str] = Registry("letters")
    letters.register("a", "A", owner="one")
    letters.register("a", "A", owner="one")
    assert len(letters) == 1


def test_an_unknown_name_lists_the_known() -> None:
    letters: Registry[str] = Registry("letters")
    letters.register("a", "A")
    with pytest.raises(KeyError, match="there are: a"):
        letters.get("z")


def test_due_work_knows_its_owner_and_counts() -> None:
    due_work.register("test: nothing", DueWork(run=nothing_due, every=1))
    try:
        assert due_work.owner("test: nothing") == __name__
        assert due_work.get("test: nothing").run(datetime.now(UTC)) == 0
    finally:
        due_work.remove("test: nothing")
    assert "test: nothing" not in due_work


def test_due_work_needs_an_interval() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        DueWork(run=nothing_due, every=0)
