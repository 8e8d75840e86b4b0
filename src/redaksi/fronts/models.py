"""Fronts with their containers, picks and versions; collections; the order of rails."""

from redaksi.fronts.collection import Collection, CollectionPick
from redaksi.fronts.front import Container, Front, FrontVersion, Pick
from redaksi.fronts.railplace import RailPlace

__all__ = [
    "Collection", "CollectionPick", "Container", "Front", "FrontVersion", "Pick", "RailPlace",
]  # fmt: skip
