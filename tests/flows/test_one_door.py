"""One door: whatever readers see changes only together with its row in the log.

Every model that a reader's page shows is walked, on every path that changes its rows: plain saves,
statements over many rows, related managers, Wagtail's forms, bulk actions, workflow and schedule,
a shell. Each leaves a row of the log with the right tags, in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow, WorkflowContentType, WorkflowTask
from wagtail.models import Task as WagtailTask

from redaksi.photos.models import Photo
from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.press.public import PublicModel
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic
from redaksi.staff.models import Agency, Desk, Person
from redaksi.stories import actions
from redaksi.stories.models import (
    Byline,
    Correction,
    RelatedPick,
    Story,
    StorySource,
    StoryTopic,
)
from tests.desk.conftest import form_of, somebody
from tests.portal.newspaper import Small, photo, small_newspaper, story

pytestmark = pytest.mark.django_db

#: Models of ours that point to what readers see and are not shown themselves, and why.
NOT_SHOWN = {
    "redaksi_photos.PhotoRendition": "pages show Photo.crops, which the photo's row holds",
    "redaksi_archive.Imported": "remembers where an imported row came from, for the next import",
}


@dataclass(frozen=True)
class Case:
    """How rows of a model are made and changed, and which tags that moves."""

    row: Callable[[Small], Any]
    new: Callable[[Small], Any]
    changed: Callable[[Small], dict[str, Any]]
    tags: Callable[[Any], set[str]]
    deleted: bool = True


def live(small: Small) -> Story:
    return Story.objects.get(pk=small.stories[0].pk)


def of_story(*tags: str) -> Callable[[Any], set[str]]:
    return lambda row: {f"{tag}:{row.story_id}" for tag in tags}


def itself(row: Any, *more: str) -> set[str]:
    return {f"{row.noun}:{row.pk}", *more}


def new_story(small: Small) -> Story:
    """A live row, as an import would insert it."""
    return Story(
        headline="Kapal ketiga", slug="kapal-ketiga", section=small.sections[0], live=True,
        published_at=timezone.now(), version=1, live_version=1,
    )  # fmt: skip


def new_photo(_small: Small) -> Photo:
    return Photo(title="Muara", file="muara.jpg", width=60, height=40, credit="MRD")


CASES: dict[type[PublicModel], Case] = {
    Story: Case(
        row=live,
        new=new_story,
        changed=lambda _: {"headline": "Judul lain"},
        tags=lambda row: itself(row, f"card:{row.pk}"),
        deleted=False,  # what was published is withdrawn, and what was not is seen by nobody
    ),
    Byline: Case(
        row=lambda small: live(small).bylines.get(),
        new=lambda small: Byline(story=live(small), person=small.people[3]),
        changed=lambda _: {"role": Byline.Role.REPORTED},
        tags=of_story("story", "card"),
    ),
    StoryTopic: Case(
        row=lambda small: live(small).topic_rows.get(),
        new=lambda small: StoryTopic(story=live(small), topic=small.topics[2]),
        changed=lambda small: {"topic": small.topics[1]},
        tags=of_story("story"),
    ),
    StorySource: Case(
        row=lambda small: live(small).source_rows.get(),
        new=lambda small: StorySource(story=live(small), agency=small.agencies[1]),
        changed=lambda small: {"agency": small.agencies[1]},
        tags=of_story("story"),
    ),
    RelatedPick: Case(
        row=lambda small: RelatedPick.objects.create(story=live(small), target=small.stories[1]),
        new=lambda small: RelatedPick(story=live(small), target=small.stories[1]),
        changed=lambda small: {"target": small.stories[2]},
        tags=of_story("related"),
    ),
    Correction: Case(
        row=lambda small: Correction.objects.create(
            story=live(small), note="Angka.", at=timezone.now()
        ),
        new=lambda small: Correction(story=live(small), note="Nama.", at=timezone.now()),
        changed=lambda _: {"note": "Angka dan nama diperbaiki."},
        tags=lambda row: {*of_story("story", "notes")(row), "list:corrections"},
    ),
    Photo: Case(
        row=lambda small: Photo.objects.get(pk=small.photos[0].pk),
        new=new_photo,
        changed=lambda _: {"credit": "MRD/Rui Amaral"},
        tags=itself,
    ),
    Person: Case(
        row=lambda small: Person.objects.get(pk=small.people[0].pk),
        new=lambda _: Person(name="Rui Amaral", slug="rui-amaral"),
        changed=lambda _: {"name": "Damar W."},
        tags=itself,
    ),
    Desk: Case(
        row=lambda _: Desk.objects.get(),
        new=lambda _: Desk(name="Foto"),
        changed=lambda _: {"name": "Warta daring"},
        tags=itself,
    ),
    Agency: Case(
        row=lambda small: Agency.objects.get(pk=small.agencies[0].pk),
        new=lambda _: Agency(name="Orbis"),
        changed=lambda _: {"name": "Kantor Samudra"},
        tags=itself,
    ),
    Section: Case(
        row=lambda small: Section.objects.get(pk=small.sections[0].pk),
        new=lambda small: Section(
            newspaper=small.newspaper, name="Wisata", slug="wisata", path="wisata", in_menu=False
        ),
        changed=lambda _: {"name": "Nusa"},
        tags=lambda row: itself(row, "menu"),
    ),
    Topic: Case(
        row=lambda small: Topic.objects.get(pk=small.topics[0].pk),
        new=lambda _: Topic(name="Trem", slug="trem"),
        changed=lambda _: {"name": "Negeri Valdoria"},
        tags=itself,
    ),
    StaticPage: Case(
        row=lambda small: StaticPage.objects.get(pk=small.pages[0].pk),
        new=lambda _: StaticPage(title="Tentang", slug="tentang", updated_at=timezone.now()),
        changed=lambda _: {"title": "Pedoman"},
        tags=itself,
    ),
    OldAddress: Case(
        row=lambda _: OldAddress.objects.create(path="/lama/", leads_to="/latest/"),
        new=lambda _: OldAddress(path="/dulu/", leads_to="/latest/"),
        changed=lambda _: {"leads_to": "/corrections/"},
        tags=lambda row: {f"path:{row.path}"},
    ),
    Newspaper: Case(
        row=lambda small: Newspaper.objects.get(pk=small.newspaper.pk),
        new=lambda _: Newspaper(name="Harian Lain", host="lain.example"),
        changed=lambda _: {"tagline": "Dari tepi teluk"},
        tags=lambda _: {"site"},
    ),
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


# The walk ---------------------------------------------------------------------------------------


@pytest.fixture
def small(clock: Any) -> Small:
    return small_newspaper(3)


@dataclass
class Moved:
    """The tags that moved in the log while the block ran."""

    tags: set[str]


class logged:
    """``with logged() as moved``: afterwards ``moved.tags`` holds what the log says moved."""

    def __enter__(self) -> Moved:
        self.seq, self.moved = acts.last_seq(), Moved(set())
        return self.moved

    def __exit__(self, *_error: object) -> None:
        for row in LogEntry.objects.after(self.seq):
            self.moved.tags.update(row.tags)


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
    assert {f"section:{moving.pk}", "menu"} <= moved.tags


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


# Wagtail's own doors ----------------------------------------------------------------------------


def draft(small: Small) -> Story:
    """A live story with a newer draft, whose headline readers do not see yet."""
    newest = live(small).newest()
    newest.headline = "Judul dari draf"
    return actions.save_draft(newest).story


def desk_of(role: str) -> Client:
    client = Client()
    client.force_login(somebody(role))
    return client


def through_revision(one: Story) -> None:
    one.latest_revision.publish()


def through_the_form(one: Story) -> None:
    values = form_of(one, headline="Judul dari draf")
    address = reverse("stories:edit", args=[one.pk])
    answer = desk_of("chief").post(address, {**values, "action-publish": "1"})
    assert answer.status_code == 302


def through_the_bulk_action(one: Story) -> None:
    address = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    assert desk_of("chief").post(f"{address}?id={one.pk}").status_code == 302


def through_the_workflow(one: Story) -> None:
    workflow = Workflow.objects.create(name="Sunting", active=True)
    task = WagtailTask.objects.create(name="Redaktur", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    content = WorkflowContentType._meta.get_field("content_type").related_model
    kind = content.objects.get_for_model(Story)
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    user = somebody("chief")
    state = workflow.start(one, user)
    state.current_task_state.approve(user=user)


def through_the_schedule(one: Story) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=one.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled")


def through_a_shell(one: Story) -> None:
    said = f"Story.objects.get(pk={one.pk}).latest_revision.publish()"
    call_command("shell", command=f"from redaksi.stories.models import Story; {said}", verbosity=0)


PUBLISHING = (
    through_revision, through_the_form, through_the_bulk_action, through_the_workflow,
    through_the_schedule, through_a_shell,
)  # fmt: skip


@pytest.mark.parametrize("door", PUBLISHING, ids=lambda door: door.__name__)
def test_publishing_is_logged_through_every_door(
    small: Small, door: Callable[[Story], None], settings: Any
) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    one = draft(small)
    assert live(small).headline != "Judul dari draf"
    with logged() as moved:
        door(one)
    assert live(small).headline == "Judul dari draf"
    assert {f"story:{one.pk}", f"card:{one.pk}"} <= moved.tags
    assert LogEntry.objects.filter(kind="updated", subject=f"story:{one.pk}").exists()


def withdrawn_by_wagtail(one: Story) -> None:
    one.unpublish()


def withdrawn_by_the_bulk_action(one: Story) -> None:
    address = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "withdraw"])
    values = {"reason": "Foto dari peristiwa lain."}
    assert desk_of("chief").post(f"{address}?id={one.pk}", values).status_code == 302


def expired(one: Story) -> None:
    Story.objects.filter(pk=one.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


WITHDRAWING = (withdrawn_by_wagtail, withdrawn_by_the_bulk_action, expired)


@pytest.mark.parametrize("door", WITHDRAWING, ids=lambda door: door.__name__)
def test_withdrawing_is_logged_through_every_door(
    small: Small, door: Callable[[Story], None], settings: Any
) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    one = live(small)
    with logged() as moved:
        door(one)
    assert not live(small).live
    lists = {"list:latest", f"list:section:{one.section_id}"}
    assert {f"story:{one.pk}", f"card:{one.pk}", *lists} <= moved.tags


def test_wagtails_form_of_a_photo_is_logged(small: Small, settings: Any) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    one = photo(9)
    values = {"title": "Muara", "description": "Muara.", "credit": "MRD", "tags": ""}
    address = reverse("wagtailimages:edit", args=[one.pk])
    with logged() as moved:
        answer = desk_of("chief").post(address, {**values, "collection": one.collection_id})
    assert answer.status_code == 302
    assert f"photo:{one.pk}" in moved.tags


def test_a_draft_is_no_change_for_readers(small: Small) -> None:
    with logged() as moved:
        draft(small)
        story_of_tomorrow = actions.schedule(
            live(small).newest(), timezone.now() + timedelta(days=1)
        )
    assert story_of_tomorrow.seq is None
    assert moved.tags == set()


def test_publishing_that_fails_leaves_neither_change_nor_row(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(
        "wagtail.actions.publish_revision.PublishRevisionAction._after_publish", fails
    )
    one = draft(small)
    with logged() as moved, pytest.raises(ZeroDivisionError):
        one.latest_revision.publish()
    assert moved.tags == set()
    assert live(small).headline != "Judul dari draf"


def test_a_new_story_is_published_through_its_door(small: Small) -> None:
    with logged() as moved:
        one = story(small, 7, timezone.now())
    assert {f"story:{one.pk}", f"card:{one.pk}", "list:latest"} <= moved.tags
