"""What a container may be, how it is filled, and how it looks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What stands in a container."""

    LEAD = "lead", _("Lead")
    GRID = "grid", _("Grid")
    LIST = "list", _("List")
    COLLECTION = "collection", _("Collection")
    POPULAR = "popular", _("Most read")
    LATEST = "latest", _("Latest")
    OPINION = "opinion", _("Opinion")
    PHOTO = "photo", _("Photos")
    VIDEO = "video", _("Video links")
    PARTNER = "partner", _("Partner")
    EPAPER = "epaper", _("E-Paper")
    BREAKING = "breaking", _("Breaking")
    TEXT = "text", _("Free text")


class Rule(models.TextChoices):
    """Which stories fill a container behind what was picked."""

    NONE = "none", _("Picks only")
    NEWEST = "newest", _("Newest")
    MIX = "mix", _("Newest, sections in turn")
    SECTION = "section", _("Newest of a section")
    TOPIC = "topic", _("Newest of a topic")
    POPULAR = "popular", _("Most read")
    WEEKEND = "weekend", _("Newest of the weekend")
    COLLECTION = "collection", _("From a collection")


class Look(models.TextChoices):
    """How the cards of a grid stand; the other kinds have one look each."""

    SPLIT = "split", _("One large, small ones beside it")
    ROW = "row", _("Four in a row")
    BAND = "band", _("Tinted band")


#: Running lists: they follow the day by themselves and may repeat what stands elsewhere.
RUNNING = frozenset({Kind.LATEST, Kind.POPULAR})
#: Kinds that other rooms fill, or nobody: no stories are chosen for them.
UNFILLED = frozenset({Kind.PARTNER, Kind.EPAPER, Kind.TEXT, Kind.VIDEO})
#: Rules that need to know which section, topic or collection.
NAMED = {Rule.SECTION: "section", Rule.TOPIC: "topic", Rule.COLLECTION: "collection"}
#: Kind to how many cards it may show, and how many when nobody said.
LENGTHS: dict[str, tuple[int, int]] = {
    Kind.LEAD: (6, 5), Kind.GRID: (9, 4), Kind.LIST: (12, 4), Kind.COLLECTION: (9, 4),
    Kind.POPULAR: (10, 5), Kind.LATEST: (20, 8), Kind.OPINION: (6, 3), Kind.PHOTO: (8, 4),
    Kind.VIDEO: (8, 4), Kind.PARTNER: (8, 4), Kind.EPAPER: (1, 1), Kind.BREAKING: (3, 1),
    Kind.TEXT: (1, 1),
}  # fmt: skip
