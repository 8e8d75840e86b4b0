"""Sets of names, written as a text that is easy to read and to compare."""


def names(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())
