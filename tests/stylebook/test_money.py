"""Money as the newspaper writes it."""

import pytest

from redaksi.stylebook import money


@pytest.mark.parametrize(
    ("amount", "language", "written"),
    [(0, "id", "Rp0"), (950, "id", "Rp950"), (1_234_567, "id", "Rp1.234.567"),
     (86_400_000, "id", "Rp86.400.000"), (1_234_567, "en", "Rp1,234,567"),
     (-1000, "id", "−Rp1.000")],
)  # fmt: skip
def test_rupiah_has_the_marks_of_the_language(amount: int, language: str, written: str) -> None:
    assert money.rupiah(amount, language) == written
