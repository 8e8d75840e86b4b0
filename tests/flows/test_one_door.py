"""One door: whatever readers see changes only together with its row in the log.

Every model that a reader's page shows is walked, on every path that changes its rows: plain saves,
statements over many rows, related managers (Wagtail's own doors: test_wagtail_doors.py). Each
leaves a row of the log with the right tags, in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from redaksi.press import acts
from redaksi.press.public import PublicModel
from redaksi.staff.models import Desk
from redaksi.stories.models import (
    Byline,
    Story,
)
from tests.flows.rows import CASES, live, logged, small
from tests.portal.newspaper import Small

__all__ = ["small"]

pytestmark = pytest.mark.django_db

#: Models of ours that point to what readers see and are not shown themselves, and why.
NOT_SHOWN = {
    "redaksi_photos.PhotoRendition": "pages show Photo.crops, which the photo's row holds",
    "redaksi_fronts.Container": "a draft of the desk: readers see Front.launched",
    "redaksi_fronts.Pick": "a draft of the desk: readers see Front.launched",
    "redaksi_fronts.FrontVersion": "the history of the desk: readers see Front.launched",
    "redaksi_desk.Work": "the work on a story: readers never see it",
    "redaksi_desk.Notice": "what one colleague tells another",
    "redaksi_desk.WithdrawalRequest": "what one colleague asks of another",
    "redaksi_desk.Taking": "which wire item a story came from: readers see the story's source",
    "redaksi_wire.Source": "a feed of an agency: readers see the story that was made of its items",
    "redaksi_stories.PreviewLink": "answers with a preview, which nobody keeps",
    "redaksi_popular.Reads": "ranks that the desk sees: readers see the lists in Chart",
    "redaksi_archive.Imported": "remembers where an imported row came from, for the next import",
}


# Every way to change a row ----------------------------------------------------------------------


def saved(row: Any, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def saved_in_part(row: Any, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def updated(row: Any, changes: dict[str, Any]) -> None:
    type(row).objects.filter(pk=row.pk).update(**changes)


def updated_through_the_base_manager(row: Any, changes: dict[str, Any]) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**changes)


def bulk_updated(row: Any, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    type(row).objects.bulk_update([row], list(changes))


def updated_or_created(row: Any, changes: dict[str, Any]) -> None:
    type(row).objects.update_or_create(pk=row.pk, defaults=changes)


CHANGING = (
    saved, saved_in_part, updated, updated_through_the_base_manager, bulk_updated,
    updated_or_created,
)  # fmt: skip


def created(row: Any) -> Any:
    row.save()
    return row


def bulk_created(row: Any) -> Any:
    return type(row).objects.bulk_create([row])[0]


def inserted_or_updated(row: Any) -> Any:
    return type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=[_plain_field(row)]
    )[0]


def _plain_field(row: Any) -> str:
    fields = type(row)._meta.concrete_fields
    return next(one.name for one in fields if not one.primary_key and not one.unique)


MAKING = (created, bulk_created, inserted_or_updated)


def deleted(row: Any) -> None:
    row.delete()


def deleted_by_statement(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).delete()


DELETING = (deleted, deleted_by_statement)


def public_models() -> Iterator[type[PublicModel]]:
    return (model for model in apps.get_models() if issubclass(model, PublicModel))


def pairs(ways: tuple[Callable[..., Any], ...], *, deleting: bool = False) -> list[Any]:
    return [
        pytest.param(model, way, id=f"{model.__name__}-{way.__name__}")
        for model, case in CASES.items()
        for way in ways
        if case.deleted or not deleting
    ]


def test_every_public_model_is_walked() -> None:
    assert set(public_models()) == set(CASES)


@pytest.mark.parametrize(("model", "way"), pairs(CHANGING))
def test_a_change_is_logged(small: Small, model: type[PublicModel], way: Any) -> None:
    case = CASES[model]
    row = case.row(small)
    with logged() as moved:
        way(row, case.changed(small))
    row.refresh_from_db()
    assert all(getattr(row, name) == value for name, value in case.changed(small).items())
    assert case.tags(row) <= moved.tags


@pytest.mark.parametrize(("model", "way"), pairs(MAKING))
def test_a_new_row_is_logged(small: Small, model: type[PublicModel], way: Any) -> None:
    case = CASES[model]
    with logged() as moved:
        row = way(case.new(small))
    assert case.tags(row) <= moved.tags or acts.SITE in moved.tags


@pytest.mark.parametrize(("model", "way"), pairs(DELETING, deleting=True))
def test_a_lost_row_is_logged(small: Small, model: type[PublicModel], way: Any) -> None:
    case = CASES[model]
    row = created(case.new(small))
    tags = case.tags(row)
    with logged() as moved:
        way(row)
    assert not model.objects.filter(pk=row.pk if row.pk else 0).exists()
    assert tags <= moved.tags


@pytest.mark.parametrize(("model", "way"), pairs(CHANGING))
def test_what_is_rolled_back_is_not_logged(
    small: Small, model: type[PublicModel], way: Any
) -> None:
    case = CASES[model]
    row = case.row(small)
    with logged() as moved, pytest.raises(ZeroDivisionError), transaction.atomic():
        way(row, case.changed(small))
        1 / 0  # noqa: B018
    assert moved.tags == set()
    row = model.objects.get(pk=row.pk)
    assert not all(getattr(row, name) == value for name, value in case.changed(small).items())


# What readers see points only to what is logged -------------------------------------------------


def seen_keys(model: type[PublicModel]) -> Iterator[models.Field[Any, Any]]:
    """The keys of *model* that readers follow; a photo's tags are for the desk's search."""
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.is_relation and field.name not in {*model.unseen, "tags"}:
            yield field


def test_what_readers_see_points_only_to_what_is_logged() -> None:
    strays = [
        str(field)
        for model in public_models()
        for field in seen_keys(model)
        if isinstance(field.related_model, type)
        and not issubclass(field.related_model, PublicModel)
    ]
    assert strays == []


def test_what_points_to_a_public_row_is_public_or_not_shown() -> None:
    strays = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("redaksi.") and not issubclass(model, PublicModel)
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, PublicModel)
    }
    assert strays <= set(NOT_SHOWN)


# Related managers -------------------------------------------------------------------------------


def test_a_related_manager_is_a_door_too(small: Small) -> None:
    desk, person = Desk.objects.get(), small.people[0]
    with logged() as moved:
        desk.people.add(person)
    assert f"person:{person.pk}" in moved.tags
    with logged() as moved:
        desk.people.clear()
    assert f"person:{person.pk}" in moved.tags


def test_a_section_that_moves_through_its_new_parent_is_logged(small: Small) -> None:
    moving = small.sections[0]
    with logged() as moved:
        small.sections[1].children.add(moving)
    assert {f"section:{moving.pk}", "menu", "tree"} <= moved.tags


def test_a_correction_through_its_story_is_logged(small: Small) -> None:
    one = live(small)
    with logged() as moved:
        one.corrections.create(note="Angka.", at=timezone.now())
    assert {f"story:{one.pk}", f"notes:{one.pk}", "list:corrections"} <= moved.tags


def test_bylines_changed_through_their_person_are_logged(small: Small) -> None:
    person = small.people[0]
    with logged() as moved:
        person.bylines.update(role=Byline.Role.CONTRIBUTOR)
    assert {f"story:{one.story_id}" for one in person.bylines.all()} <= moved.tags


def test_a_byline_from_a_shell_puts_the_story_on_the_persons_page(small: Small) -> None:
    one, person = live(small), small.people[3]
    with logged() as moved:
        Byline.objects.create(story=one, person=person)
    assert f"list:person:{person.pk}" in moved.tags
    assert person.bylines.get().published_at == one.published_at


def test_a_statement_that_takes_stories_down_takes_them_from_every_list(small: Small) -> None:
    one = live(small)
    person = one.bylines.get().person
    with logged() as moved:
        Story.objects.filter(pk=one.pk).update(live=False)
    assert {f"story:{one.pk}", "list:latest", f"list:person:{person.pk}"} <= moved.tags
    assert not person.bylines.filter(story=one, published_at__isnull=False).exists()
