"""Registries: what one room offers under a name and another picks up without knowing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class AlreadyRegistered(ValueError):
    """Two owners want the same name."""


class Registry(Generic[T]):
    """Items under names, in the order in which they came; a name has one owner."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._entries: dict[str, tuple[T, str]] = {}

    def register(self, name: str, item: T, *, owner: str = "") -> T:
        """Put `item` under `name` and return it; the owner is its module unless given.

        The same item from the same owner may come again; anything else under a taken name
        raises AlreadyRegistered, naming both owners.
        """
        owner = owner or _module_of(item)
        held = self._entries.get(name)
        if held and held != (item, owner):
            raise AlreadyRegistered(
                f"{self.title}: the name {name!r} is taken by {held[1]}, and {owner} wants it "
                "too; register it under another name."
            )
        self._entries[name] = (item, owner)
        return item

    def remove(self, name: str) -> None:
        """Forget `name`; a name that is not there is no error."""
        self._entries.pop(name, None)

    def get(self, name: str) -> T:
        """The item under `name`; KeyError names those there are."""
        if name not in self._entries:
            known = ", ".join(self._entries) or "none"
            raise KeyError(f"{self.title}: nothing under {name!r}; there are: {known}.")
        return self._entries[name][0]

    def items(self) -> Iterator[tuple[str, T]]:
        """Name and item, in the order of registering."""
        return iter([(name, item) for name, (item, _) in self._entries.items()])

    def owner(self, name: str) -> str:
        """The module that registered `name`."""
        self.get(name)
        return self._entries[name][1]

    def __iter__(self) -> Iterator[T]:
        return iter([item for item, _ in self._entries.values()])

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)


def _module_of(item: object) -> str:
    inner = getattr(item, "run", item)
    return str(getattr(inner, "__module__", None) or type(item).__module__)


@dataclass(frozen=True, kw_only=True)
class DueWork:
    """Work to be looked at every `every` seconds: `run(now)` does what is due and counts it."""

    run: Callable[[datetime], int]
    every: float

    def __post_init__(self) -> None:
        if not self.every > 0:
            raise ValueError(f"Due work runs every {self.every} seconds; give more than 0.")


@dataclass(frozen=True, kw_only=True)
class HeadLink:
    """One `<link>` of a page's head."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


HeadLinks = Callable[[str], Iterable[HeadLink]]
"""From the path of a page to the links its head should carry."""

Preview = Callable[[Any, Any, str], Any]
"""From a request, the thing to be shown and a mode to the answer that shows it."""

BeforeAct = Callable[[str, str], None]
"""Asked with kind and subject before an act begins; raises to keep it from beginning."""

before_acts: Registry[BeforeAct] = Registry("before acts")
due_work: Registry[DueWork] = Registry("due work")
head_links: Registry[HeadLinks] = Registry("head links")
previews: Registry[Preview] = Registry("previews")
