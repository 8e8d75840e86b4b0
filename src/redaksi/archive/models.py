"""Where things that were imported came from."""

from __future__ import annotations

from django.db import models


class ImportedItem(models.Model):
    """One thing of another system and what it became here, so that no import doubles it.

    ``remote`` names it there for good, ``ref`` here (``story:12``, ``photo:9``, empty: nothing
    yet). ``digest`` tells whether it changed there; ``version`` is the story's when an import last
    wrote it: another one means that the desk has worked on it. ``place`` is where a file stood
    (``2020/08/foto.jpg``), ``parent`` the post it is attached to. ``waiting`` items have work that
    follows the text (photos to be put in, references to be filled), ``data`` what it needs.
    """

    system = models.CharField(max_length=20, default="wordpress")
    site = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    remote = models.CharField(max_length=255)
    digest = models.CharField(max_length=32, blank=True)
    ref = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=255, blank=True)
    parent = models.PositiveBigIntegerField(default=0)
    waiting = models.BooleanField(default=False)
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("system", "site", "kind", "remote"), name="imported_item_once"
            )
        ]
        indexes = [
            models.Index(fields=("site", "place"), name="imported_item_place"),
            models.Index(
                fields=("site", "parent"), name="imported_item_parent",
                condition=models.Q(parent__gt=0),
            ),
            models.Index(
                fields=("site", "id"), name="imported_item_waiting",
                condition=models.Q(waiting=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.system} {self.kind} {self.remote} → {self.ref or '–'}"

    @property
    def pk_here(self) -> int | None:
        """The number of what it became, or None."""
        return int(self.ref.rpartition(":")[2]) if self.ref else None
