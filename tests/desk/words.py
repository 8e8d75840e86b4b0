"""Which messages were asked for in Indonesian and have no Indonesian words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import trans_real


@contextmanager
def missing_words() -> Iterator[set[str]]:
    """Gathers the message ids without a translation while Indonesian is active."""
    found: set[str] = set()
    kept = {name: getattr(translation._trans, name) for name in _NUMBERS}
    for name, number in _NUMBERS.items():
        setattr(translation._trans, name, _noting(kept[name], number, found))
    try:
        yield found
    finally:
        for name, function in kept.items():
            setattr(translation._trans, name, function)


#: The functions behind gettext, and where the message id stands among their arguments.
_NUMBERS = {"gettext": 0, "ngettext": 0, "pgettext": 1, "npgettext": 1}


def _noting(function: Any, number: int, found: set[str]) -> Any:
    def noting(*args: Any) -> Any:
        message = str(args[number])
        if number:
            message = f"{args[0]}\x04{message}"
        if (translation.get_language() or "").startswith("id") and not _known(message):
            found.add(message)
        return function(*args)

    return noting


def _known(message: str) -> bool:
    plain = message.replace("\r\n", "\n").replace("\r", "\n")
    catalog: Any = trans_real.catalog()._catalog
    return not plain.strip() or plain in catalog or (plain, 0) in catalog or plain in _indonesian()


@cache
def _indonesian() -> frozenset[str]:
    """What is Indonesian already: Django stores a permission's name in the language of the day
    and translates it again when it is shown."""
    with translation.override("id"):
        catalogs: Any = trans_real.catalog()._catalog._catalogs
    return frozenset(text for one in catalogs for text in one.values() if isinstance(text, str))
