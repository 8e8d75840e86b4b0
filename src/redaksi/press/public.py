"""Models that readers can see: no way to change one leaves the log out.

A :class:`PublicModel` compares what readers see of its row before and after every save, delete,
``update()``, ``bulk_create()`` and ``bulk_update()``, and writes the tags of the difference to the
log in the same transaction. Verbs wrap this with rules and a better kind; nobody has to remember
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models

from redaksi.press import acts

#: What readers see of one row: any mapping that compares by value.
Facts = Mapping[str, Any]
#: More rows than this in one statement become one log row that moves ``site``.
MANY = 500


def unlogged(model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows of *model* past the log: to read them, or to change what no reader sees."""
    return models.QuerySet(model)


class PublicQuerySet(models.QuerySet[Any]):
    """Statements over many rows, each with its log rows."""

    def update(self, **kwargs: Any) -> int:
        if not self.model.shows(kwargs):
            return super().update(**kwargs)
        pks = list(self.values_list("pk", flat=True)[: MANY + 1])
        with acts.gathering():
            before = self.model.seen(pks)
            done = super().update(**kwargs)
            self.model.log_difference("changed", before, pks)
        return done

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        pks = list(self.values_list("pk", flat=True)[: MANY + 1])
        with acts.gathering():
            before = self.model.seen(pks)
            done = super().delete()
            self.model.log_difference("deleted", before, pks)
        return done

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with acts.gathering():
            made = super().bulk_create(objs, *args, **kwargs)
            pks = [one.pk for one in made[: MANY + 1]]
            known = None not in pks and not kwargs.get("update_conflicts")
            if pks and known:
                self.model.log_difference("created", {}, pks)
            elif pks:
                acts.act_now("created", f"{self.model.noun}:*", acts.SITE)
        return made


class PublicModel(models.Model):
    """A row that readers can see.

    Subclasses name themselves (``noun``), the fields that no reader sees (``unseen``), and may
    give better :meth:`seen` and :meth:`tags_between`.
    """

    #: The word before the colon in subject and tag, such as ``photo``.
    noun: ClassVar[str]
    #: Names of fields whose change no reader can see.
    unseen: ClassVar[frozenset[str]] = frozenset()

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
        # Related managers (desk.people.add) write through the base manager: they log too.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, with a log row of what readers see change."""
        named = kwargs.get("update_fields")
        unseen = self.pk and named is not None and not self.shows(named)
        if unseen or acts.covered(self.whole):
            super().save(*args, **kwargs)
            return
        with acts.gathering():
            before = self.seen([self.pk]) if self.pk else {}
            super().save(*args, **kwargs)
            self.log_difference("changed" if before else "created", before, [self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, with a log row of what readers lose."""
        if acts.covered(self.whole):
            return super().delete(*args, **kwargs)
        with acts.gathering():
            pk, before = self.pk, self.seen([self.pk])
            done = super().delete(*args, **kwargs)
            self.log_difference("deleted", before, [pk])
        return done

    @property
    def subject(self) -> str:
        """What the log calls this row, such as ``photo:5``."""
        return f"{self.noun}:{self.pk}"

    @property
    def whole(self) -> str:
        """What this row is logged as: itself, or the whole that it belongs to."""
        return self.subject

    @classmethod
    def subject_of(cls, pk: Any, facts: Facts | None) -> str:
        """What the log calls the row *pk* with *facts*: rows of a whole are logged as the whole."""
        return f"{cls.noun}:{pk}"

    @classmethod
    def shows(cls, names: Iterable[str]) -> bool:
        """Whether a change of the fields *names* can be seen by readers."""
        return any(name.removesuffix("_id") not in cls.unseen for name in names)

    @classmethod
    def seen(cls, pks: Iterable[Any]) -> dict[Any, Facts]:
        """What readers see of the rows *pks* now, by primary key; a missing row is absent."""
        wanted = list(pks)
        names = [
            one.attname
            for one in cls._meta.concrete_fields
            if one.name not in cls.unseen and not one.primary_key
        ]
        if not wanted or len(wanted) > MANY:
            return {}
        rows = unlogged(cls).filter(pk__in=wanted).values("pk", *names)
        return {row.pop("pk"): row for row in rows}

    @classmethod
    def tags_between(cls, pk: Any, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """The tags that move when row *pk* goes from *before* to *after* (None: not there)."""
        if before == after:
            return ()
        return (f"{cls.noun}:{pk}", *cls.addresses_between(before, after))

    @classmethod
    def address_in(cls, facts: Facts) -> str | None:
        """The address of the row's own page, for rows that have one under a name of their own."""
        return None

    @classmethod
    def addresses_between(cls, before: Facts | None, after: Facts | None) -> Iterable[str]:
        """The tags of an address that came or went (its page was not there, or goes), and of all
        addresses of the kind: ``path:…``, ``addresses:NOUN``."""
        found = [cls.address_in(one) if one else None for one in (before, after)]
        if found[0] == found[1]:
            return []
        return [*(f"path:{one}" for one in found if one), f"addresses:{cls.noun}"]

    @classmethod
    def log_difference(
        cls,
        kind: str,
        before: Mapping[Any, Facts],
        pks: Iterable[Any],
        after: Mapping[Any, Facts] | None = None,
    ) -> None:
        """Write what changed since *before* in the rows *pks* to the act under way.

        *after* is what readers see of them now, for a caller who has just read it.
        """
        wanted = list(pks)
        if len(wanted) > MANY:
            acts.act_now(kind, f"{cls.noun}:*", acts.SITE, acts.TAKEDOWN)
            return
        after = cls.seen(wanted) if after is None else after
        for pk in wanted:
            subject = cls.subject_of(pk, before.get(pk) or after.get(pk))
            if acts.covered(subject):
                continue
            tags = tuple(cls.tags_between(pk, before.get(pk), after.get(pk)))
            if tags:
                acts.act_now(kind, subject, *tags)
