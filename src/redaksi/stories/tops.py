"""The newest stories of several lists at once, by number alone: one query, whatever the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Value

from redaksi.press.public import unlogged


@dataclass(frozen=True, kw_only=True)
class Top:
    """A list whose newest *count* stories are wanted: of *sections*, or of all when None."""

    count: int
    sections: Sequence[int] | None = None


def newest(lists: Mapping[int, Top]) -> dict[int, tuple[int, ...]]:
    """The ids of the newest live stories of each of *lists*, newest first, under the same names.

    Each section is asked by its own index and the answers are merged here: a union that the
    database sorts would read whole sections.
    """
    texts: list[str] = []
    values: list[Any] = []
    for name, top in lists.items():
        for rows in _parts(top):
            text, params = _keys(rows, name, top.count)
            texts.append(f"SELECT * FROM ({text}) AS part{len(texts)}")  # noqa: S608 (Django's own)
            values += params
    found: list[tuple[Any, int, int]] = []
    if texts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(texts), values)
            found = sorted(cursor.fetchall(), reverse=True)
    return {name: _of(found, name, top.count) for name, top in lists.items()}


def _parts(top: Top) -> Iterable[Any]:
    live = unlogged(apps.get_model("redaksi_stories", "Story")).filter(live=True)
    return [live] if top.sections is None else [live.filter(section=pk) for pk in top.sections]


def _keys(rows: Any, name: int, count: int) -> tuple[str, Sequence[Any]]:
    keys = rows.order_by("-published_at", "-pk").annotate(list=Value(name))
    text, params = keys.values_list("published_at", "pk", "list")[:count].query.sql_with_params()
    return text, params


def _of(found: Iterable[tuple[Any, int, int]], name: int, count: int) -> tuple[int, ...]:
    return tuple(int(pk) for _at, pk, one in found if int(one) == name)[:count]
