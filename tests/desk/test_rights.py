"""Every address of the desk × every role: who gets in, who is refused. An address not in the table
fails, so that a new one is thought about before it is open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Task, Workflow

from redaksi.adverts.models import Advert
from redaksi.desk import gate
from redaksi.desk.models import Taking
from redaksi.fronts.models import Breaking, Pick, RailPlace
from redaksi.fronts.models import Collection as Collected
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.search.models import Promotion
from redaksi.sections.models import OldAddress, StaticPage
from redaksi.stories.models import PreviewLink, Story
from redaksi.wire.models import Item
from tests.desk import matrix
from tests.desk.addresses import PUBLIC, Address, open_addresses
from tests.desk.conftest import form_of, somebody
from tests.editions import made as editions
from tests.partners.made import partner
from tests.photos.pictures import jpeg
from tests.stories.conftest import Newsroom
from tests.wire.made import item

Desk = Callable[[str], Client]
ROLES = ("reporter", "photo", "editor", "chief")

#: The roles that get in, and the addresses; admins get in everywhere.
WHO: tuple[tuple[str, str], ...] = (
    (
        "reporter photo editor chief",
        """
        wagtailadmin_home wagtailadmin_choose_page_external_link wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link
        wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete wagtailadmin_account
        wagtailadmin_dismissibles wagtailadmin_editing_sessions:release stories:notice_seen
        board:index board:changes wire:index wire:item
        wagtailimages:index wagtailimages:index_results wagtailimages:add wagtailimages:add_multiple
        stories:list stories:list_results stories:read stories_chooser:choose
        stories_chooser:choose_results stories_chooser:chosen stories_chooser:chosen_multiple
        people:list people:list_results people_chooser:choose people_chooser:choose_results
        people_chooser:chosen people_chooser:chosen_multiple agencies:list agencies:list_results
        agencies_chooser:choose agencies_chooser:choose_results agencies_chooser:chosen
        agencies_chooser:chosen_multiple desks_chooser:choose desks_chooser:choose_results
        desks_chooser:chosen desks_chooser:chosen_multiple sections_chooser:choose
        sections_chooser:choose_results sections_chooser:chosen sections_chooser:chosen_multiple
        topics:list topics:list_results topics_chooser:choose topics_chooser:choose_results
        topics_chooser:chosen topics_chooser:chosen_multiple wagtailimages_chooser:choose
        wagtailimages_chooser:choose_results wagtailimages_chooser:chosen
        wagtailimages_chooser:chosen_multiple wagtailimages_chooser:create
        wagtailimages_chooser:select_format
        safety:factors safety:app safety:passkey safety:codes safety:remove safety:again
        safety:sessions safety:end safety:end_others
    """,
    ),
    (
        "reporter editor chief",
        """
        wagtailadmin_editing_sessions:ping stories:add stories:edit stories:usage stories:history
        stories:history_results stories:preview_on_add stories:preview_on_edit
        stories:revisions_view stories:revisions_revert stories:revisions_compare
        stories:confirm_workflow_cancellation stories:workflow_history
        stories:workflow_history_detail stories:problems_of_new stories:problems
        stories:share stories:revoke
        stories:restore stories:hold stories:release stories:take stories:work board:move board:take
        board:idea
        stories:proposals stories:proposals_for_new archive:paste wire:take wire:drop wire:back
        wire:newer
    """,
    ),
    (
        "photo editor chief",
        """
        wagtailimages:edit wagtailimages:delete wagtailimages:image_usage
        wagtailimages:edit_multiple wagtailimages:delete_multiple
    """,
    ),
    (
        "editor chief",
        """
        wagtail_bulk_action stories:delete stories:revisions_unschedule
        stories:workflow_action stories:collect_workflow_action_data stories:workflow_preview
        stories:unpublish stories:verification people:add people:edit people:usage people:history
        people:history_results
        agencies:add agencies:edit agencies:usage agencies:history agencies:history_results
        agencies_chooser:create topics:add topics:edit topics:usage topics:history
        topics:history_results topics_chooser:create old_addresses:index old_addresses:index_results
        promotions:index promotions:index_results promotions:add promotions:edit promotions:delete
        promotions:history promotions:history_results promotions:usage unanswered:index
        unanswered:index_results log:index log:index_results corrections:index
        corrections:index_results log:receipt
    """,
    ),
    (
        "photo chief",
        """
        wagtailadmin_collections:index wagtailadmin_collections:add wagtailadmin_collections:edit
        wagtailadmin_collections:delete
    """,
    ),
    (
        "editor chief",
        """
        breaking:index breaking:announce breaking:undo breaking:end
        fronts:index fronts:make fronts:curate fronts:ready fronts:preview fronts:new fronts:add
        fronts:launch fronts:undo fronts:discard fronts:compare fronts:restore fronts:container
        fronts:change fronts:remove fronts:move fronts:launch_one fronts:pick fronts:pick_link
        fronts:leave_out fronts:card fronts:dress fronts:drop fronts:place
        collections:index collections:index_results collections:add collections:edit
        collections:history collections:history_results collections:usage
    """,
    ),
    (
        "chief",
        """
        collections:delete rails:index rails:index_results rails:add rails:edit rails:delete
        rails:history rails:history_results rails:usage
        wagtailadmin_workflows:index wagtailadmin_workflows:index_results wagtailadmin_workflows:add
        wagtailadmin_workflows:enable wagtailadmin_workflows:disable wagtailadmin_workflows:edit
        wagtailadmin_workflows:add_task wagtailadmin_workflows:select_task_type
        wagtailadmin_workflows:task_index wagtailadmin_workflows:task_index_results
        wagtailadmin_workflows:edit_task wagtailadmin_workflows:disable_task
        wagtailadmin_workflows:enable_task wagtailadmin_workflows:task_chooser
        wagtailadmin_workflows:task_chooser_results wagtailadmin_workflows:task_chooser_create
        wagtailadmin_workflows:task_chosen people:delete agencies:delete desks:list
        desks:list_results desks:add desks:edit desks:delete desks:usage desks:history
        desks:history_results sections:list sections:list_results sections:add sections:edit
        sections:delete sections:usage sections:history sections:history_results topics:delete
        static_pages:index static_pages:index_results static_pages:add static_pages:edit
        static_pages:delete static_pages:history static_pages:history_results static_pages:usage
        old_addresses:add old_addresses:edit old_addresses:delete old_addresses:history
        old_addresses:history_results old_addresses:usage newspaper:index newspaper:edit
        newspaper:history newspaper:history_results editions:index editions:index_results
        editions:add editions:edit editions:delete editions:history editions:history_results
        newspaper:look newspaper:look_preview
        adverts:index adverts:index_results adverts:add adverts:edit adverts:delete
        adverts:history adverts:history_results adverts:usage
        editions:usage editions:look editions:publish editions:withdraw
        partners:index partners:index_results partners:add partners:edit partners:delete
        partners:history partners:history_results partners:usage partners:look partners:try
        wires:index wires:index_results wires:add wires:edit wires:delete wires:history
        wires:history_results wires:usage wires:look wires:try wires:pause
    """,
    ),
    (
        "",
        """
        wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple
        wagtailusers_users:index wagtailusers_users:index_results wagtailusers_users:add
        wagtailusers_users:edit wagtailusers_users:delete wagtailusers_users:history
        wagtailusers_users:history_results wagtailusers_users:usage wagtailusers_groups:index
        wagtailusers_groups:index_results wagtailusers_groups:add wagtailusers_groups:edit
        wagtailusers_groups:delete wagtailusers_groups:history wagtailusers_groups:history_results
        wagtailusers_groups:usage safety:user safety:user_reset safety:user_end
    """,
    ),
)
#: Wagtail's addresses for an upload that this desk finishes at once.
NEEDS_AN_UPLOAD = {
    "wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple",
}  # fmt: skip
TABLE = {name: roles for roles, names in WHO for name in names.split()}


@pytest.fixture
def things(newsroom: Newsroom, desk: Desk) -> dict[str, dict[str, Any]]:
    """What the addresses capture, by namespace; ``""`` holds what is the same everywhere."""
    from redaksi.photos import actions as photos
    from redaksi.stories import actions

    story = actions.update(newsroom.story()).story
    url = reverse("stories:edit", args=[story.pk])
    form = form_of(story, headline="Sedang diloloskan", **{"action-submit": "1"})
    desk("reporter").post(url, form)
    story = Story.objects.get(pk=story.pk)
    state = story.current_workflow_state
    photo = photos.receive(jpeg(), name="kapal.jpg")
    page = StaticPage.objects.create(title="Tentang")
    old = OldAddress.objects.create(path="/lama/", leads_to="/")
    workflow = Workflow.objects.get(name="Penyuntingan")
    task = Task.objects.get(name="Penyuntingan")
    user = somebody("editor", newsroom)
    pick = _pick(story)
    return {
        "": {
            "image_id": photo.pk, "revision_id": story.latest_revision_id, "revision_id_a": "live",
            "revision": story.latest_revision_id,
            "revision_id_b": "latest", "task_id": task.pk, "workflow_pk": workflow.pk,
            "action_name": "approve", "task_state_id": state.current_task_state.pk,
            "workflow_state_id": state.pk, "app_label": "redaksi_stories", "model_name": "story",
            "app_name": "redaksi_photos", "action": "publish", "session_id": 1,
            "object_id": story.pk, "uploaded_file_id": 1, "uidb64": "a", "token": "b",
            "notice": 1, "session": 999_999,
            "filter_spec": "original", "collection_id": Collection.objects.first().pk,
        },
        "log": {"seq": acts.last_seq()}, "board": {"pk": story.pk},
        "stories": {"pk": story.pk, "link": _link(story).pk}, "stories_chooser": {"pk": story.pk},
        "people": {"pk": newsroom.reporter.pk}, "people_chooser": {"pk": newsroom.reporter.pk},
        "agencies": {"pk": newsroom.agency.pk}, "agencies_chooser": {"pk": newsroom.agency.pk},
        "desks": {"pk": _desk_row().pk}, "desks_chooser": {"pk": _desk_row().pk},
        "sections": {"pk": newsroom.sport.pk}, "sections_chooser": {"pk": newsroom.sport.pk},
        "topics": {"pk": newsroom.topic.pk}, "topics_chooser": {"pk": newsroom.topic.pk},
        "static_pages": {"pk": page.pk}, "old_addresses": {"pk": old.pk},
        "promotions": {"pk": Promotion.objects.create(words="kapal", story=story).pk},
        "partners": {"pk": partner().pk}, "wires": {"pk": item().source_id},
        "breaking": {"pk": _bar().pk}, "wire": {"pk": _taken(story).pk},
        "adverts": {"pk": Advert.objects.create(name="Rumah", text="Langganan").pk},
        "editions": {"pk": editions.row(status="review").pk},
        "newspaper": {"pk": newsroom.newspaper.pk}, "wagtailimages": {"pk": photo.pk},
        "wagtailimages_chooser": {"pk": photo.pk}, "wagtailadmin_workflows": {"pk": workflow.pk},
        "wagtailusers_users": {"pk": user.pk}, "wagtailusers_groups": {"pk": user.groups.get().pk},
        "safety": {"pk": user.pk},
        "wagtailadmin_collections": {"pk": _collection().pk},
        "fronts": {"pk": pick.container.front_id, "container": pick.container_id, "pick": pick.pk,
                   "place": "home", "number": pick.container.front.versions.first().number},
        "collections": {"pk": Collected.objects.get_or_create(name="Weekend")[0].pk},
        "rails": {"pk": RailPlace.objects.get_or_create(page="story", rail="latest")[0].pk},
    }  # fmt: skip


def _taken(story: Story) -> Item:
    """An item with the id of *story*, which was taken from it."""
    first = Item.objects.get()
    first.pk = story.pk
    first.key = "taken"
    first.save()
    Taking.objects.create(
        item=first, story=story, source="Lintang", version=1, seen=1, at=first.received_at
    )
    return first


def _link(story: Story) -> PreviewLink:
    from redaksi.stories import actions

    return actions.share(story, ends_at=clock.now() + timedelta(hours=1))


def _bar() -> Breaking:
    from redaksi.fronts import actions

    return actions.announce("Gempa", ends_at=clock.now() + timedelta(hours=1))


def _pick(story: Story) -> Pick:
    from redaksi.fronts import actions

    lead = actions.add_container(actions.create_front(), kind="lead", rule="newest")
    return actions.pick(lead, story)


def _desk_row() -> Any:
    from redaksi.staff.models import Desk as DeskRow

    return DeskRow.objects.get_or_create(name="Daring")[0]


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().first() or root.add_child(name="Arsip foto")


def where(address: Address, things: dict[str, dict[str, Any]]) -> str:
    namespace = address.name.rpartition(":")[0]
    known = {**things[""], **things.get(namespace, {})}
    if namespace == "wagtailadmin_workflows" and ("task" in address.name):
        known["pk"] = known["task_id"]
    if address.name == "wagtailadmin_workflows:add_task":
        known |= {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    if address.name == "wagtailadmin_tag_model_autocomplete":
        known |= {"app_name": "taggit", "model_name": "tag"}
    return address.url(known)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within is taken back."""
    with transaction.atomic():
        mark = transaction.savepoint()
        yield
        transaction.savepoint_rollback(mark)


def listed() -> list[Address]:
    return [one for one in open_addresses() if one.name not in PUBLIC]


def test_every_address_stands_in_the_table_and_nothing_else_does() -> None:
    assert {one.name for one in listed()} == set(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_the_table_says(role: str) -> None:
    """What was answered stands in the matrix (test_rights_matrix.py asks); what is meant, here."""
    let_in = matrix.let_in()
    asked = {one.name: role in let_in.get(one.name, ()) for one in listed()}
    assert asked == {name: role in roles.split() for name, roles in TABLE.items()}


def test_nobody_else_gets_in_and_admins_do_everywhere() -> None:
    names, let_in = {one.name for one in listed()}, matrix.let_in()
    assert {name for name in names if "anonymous" in let_in[name]} == set()
    assert {name for name in names if "admin" not in let_in[name]} == NEEDS_AN_UPLOAD


def test_no_address_takes_what_is_sent_by_those_who_may_not_look() -> None:
    assert [line for line in matrix.kept() if "/" in line] == []


@pytest.mark.parametrize(
    "path",
    ["/desk/pages/", "/desk/documents/", "/desk/choose-page/", "/desk/reports/locked/",
     "/desk/failwhale/", "/desk/test404/", "/desk/snippets/", "/desk/block-preview/",
     "/desk/images/1/generate_url/", "/desk/bulk/redaksi_staff/person/delete/"],
)  # fmt: skip
def test_what_the_desk_does_not_use_is_closed_even_to_admins(desk: Desk, path: str) -> None:
    assert desk("admin").get(path).status_code == 404


def test_the_gate_knows_no_address_that_is_gone() -> None:
    names = {one.name for one in open_addresses()}
    assert names >= gate.NAMES
    assert {one.rpartition(":")[0] for one in names} - {""} == gate.NAMESPACES
