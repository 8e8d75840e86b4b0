"""Fronts with their containers, picks and versions; collections; rails; breaking news."""

from redaksi.fronts.breaking import Breaking
from redaksi.fronts.collection import Collection, CollectionPick
from redaksi.fronts.front import Container, Front, FrontVersion, Pick
from redaksi.fronts.railplace import RailPlace

__all__ = [
    "Breaking", "Collection", "CollectionPick", "Container", "Front", "FrontVersion", "Pick",
    "RailPlace",
]  # fmt: skip
