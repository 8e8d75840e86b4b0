"""The log and its counter."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogIsAppendOnly(Exception):
    """Somebody tried to change or delete a row of the log."""


class LogQuerySet(models.QuerySet["LogEntry"]):
    def after(self, seq: int) -> LogQuerySet:
        """The rows above *seq*, in commit order."""
        return self.filter(seq__gt=seq).order_by("seq")

    def update(self, **kwargs: Any) -> int:
        raise LogIsAppendOnly("The log is append-only: rows cannot be updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise LogIsAppendOnly("The log is append-only: rows cannot be deleted.")


class LogEntry(models.Model):
    """One act that readers can see, written in the transaction of the act itself.

    ``seq`` is gapless and in commit order, because it comes from :class:`LogCounter`, whose row
    is locked from the moment the number is taken until the commit. ``tags`` is a sorted list of
    strings; followers of the log (tag table, search, feeds) replay from any ``seq``.
    """

    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"), db_index=True)
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(_("subject"), max_length=120, db_index=True)
    tags = models.JSONField(_("tags"), default=list)
    actor = models.CharField(_("actor"), max_length=150, blank=True)
    payload = models.JSONField(_("details"), default=dict, blank=True)
    #: Of this row and of the hash before it (redaksi.press.chain). A default of the database,
    #: because a version that knows no hash may still write while the tables are brought up to date.
    hash = models.CharField(_("hash"), max_length=64, blank=True, editable=False, db_default="")

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ("-seq",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LogIsAppendOnly(f"Log row {self.seq} cannot be changed: the log is append-only.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LogIsAppendOnly(f"Log row {self.seq} cannot be deleted: the log is append-only.")


class LogCounter(models.Model):
    """One row that holds the last ``seq``; updated last in each publishing transaction."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)
