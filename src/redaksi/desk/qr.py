"""A QR code as what an inline SVG needs: its size in modules and the path of the dark ones."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode

#: Light modules around it (ISO/IEC 18004, 5.3.8).
QUIET = 4


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A code of ``size`` by ``size`` modules, quiet zone included; ``path`` is an SVG path."""

    size: int
    path: str


def drawn(text: str) -> Drawn:
    """*text* as a QR code."""
    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )  # fmt: skip
    return Drawn(size=len(rows), path="".join(dark))
