"""The photos of a photo story, numbered through, so that each leads to the next by a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redaksi.stories.shapes import Block, Figure


@dataclass(frozen=True, kw_only=True)
class Photo:
    """One large photo, and its number from 1."""

    number: int
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of photos, or a block of text between them."""

    photos: tuple[Photo, ...] = ()
    block: Block | None = None


def pieces(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """*blocks* with their photos numbered through, whatever kind of block they stand in."""
    found, number = [], 0
    for block in blocks:
        figures = _figures(block)
        photos = tuple(
            Photo(number=place, figure=one) for place, one in enumerate(figures, number + 1)
        )
        number += len(photos)
        found.append(Piece(photos=photos) if photos else Piece(block=block))
    return tuple(found)


def count(made: Iterable[Piece]) -> int:
    """How many photos *made* shows."""
    return sum(len(piece.photos) for piece in made)


def _figures(block: Block) -> tuple[Figure, ...]:
    if block.kind == "gallery":
        return block.figures
    return (block.figure,) if block.figure and block.kind == "photo" else ()
