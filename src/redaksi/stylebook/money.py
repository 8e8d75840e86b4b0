"""Money as the newspaper writes it: Rp1.234.567 in Indonesian, Rp1,234,567 in English."""

from __future__ import annotations

from redaksi.stylebook.languages import language

#: The sign of the rupiah, set without a space (the government's spelling guide, 2022).
RUPIAH = "Rp"


def rupiah(amount: int, code: str = "id") -> str:
    """*amount* in whole rupiah with the marks of the language *code*; a minus stands before it."""
    digits = f"{abs(amount):,}".replace(",", language(code).group)
    return f"{'−' if amount < 0 else ''}{RUPIAH}{digits}"
