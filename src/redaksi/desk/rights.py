"""What each role may do at the desk, written to groups after every migrate.

A role only ever gains here what the table says; what a newspaper took away or added by hand in a
group of another name stays. Roles themselves are ``staff.roles``; admins are superusers.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
)

from redaksi.desk import passing
from redaksi.staff import roles

DESK = ("wagtailadmin.access_admin",)

_READ = (
    "redaksi_stories.view_story", "redaksi_staff.view_person", "redaksi_staff.view_agency",
    "redaksi_sections.view_topic", "redaksi_wire.view_item",
)  # fmt: skip
_WRITE = (
    *_READ, "redaksi_stories.add_story", "redaksi_stories.change_story", "redaksi_wire.change_item",
)  # fmt: skip
_PASS = (
    *_WRITE,
    "redaksi_stories.publish_story", "redaksi_stories.delete_story", "redaksi_stories.lock_story",
    "redaksi_stories.unlock_story", "redaksi_stories.view_correction",
    "redaksi_staff.add_person", "redaksi_staff.change_person", "redaksi_staff.add_agency",
    "redaksi_staff.change_agency", "redaksi_sections.add_topic", "redaksi_sections.change_topic",
    "redaksi_sections.view_oldaddress", "redaksi_press.view_logentry",
    *(f"redaksi_search.{verb}_promotion" for verb in ("add", "change", "delete", "view")),
    "redaksi_search.view_unanswered",
    "redaksi_fronts.change_front", "redaksi_fronts.launch_front",
    *(f"redaksi_fronts.{verb}_collection" for verb in ("add", "change", "view")),
)  # fmt: skip
_LEAD = (
    *_PASS,
    "redaksi_staff.delete_person", "redaksi_staff.delete_agency", "redaksi_sections.delete_topic",
    *(f"redaksi_staff.{verb}_desk" for verb in ("add", "change", "delete", "view")),
    *(f"redaksi_sections.{verb}_section" for verb in ("add", "change", "delete", "view")),
    *(f"redaksi_sections.{verb}_staticpage" for verb in ("add", "change", "delete", "view")),
    *(f"redaksi_sections.{verb}_oldaddress" for verb in ("add", "change", "delete")),
    *(f"redaksi_editions.{verb}_edition" for verb in ("add", "change", "delete", "view")),
    "redaksi_editions.publish_edition",
    *(f"redaksi_adverts.{verb}_advert" for verb in ("add", "change", "delete", "view")),
    *(f"redaksi_partners.{verb}_partner" for verb in ("add", "change", "delete", "view")),
    *(f"redaksi_wire.{verb}_source" for verb in ("add", "change", "delete", "view")),
    "redaksi_sections.change_newspaper", "redaksi_sections.view_newspaper",
    "redaksi_fronts.delete_collection",
    *(f"redaksi_fronts.{verb}_railplace" for verb in ("add", "change", "delete", "view")),
    *(f"wagtailcore.{verb}_workflow" for verb in ("add", "change", "delete")),
    *(f"wagtailcore.{verb}_task" for verb in ("add", "change", "delete")),
)  # fmt: skip

#: Role to the permissions of its group.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    roles.REPORTER: (*DESK, *_WRITE),
    roles.EDITOR: (*DESK, *_PASS),
    roles.CHIEF: (*DESK, *_LEAD),
    roles.PHOTO: (*DESK, *_READ),
    roles.ADMIN: (*DESK, *_LEAD),
}

_UPLOAD = ("wagtailimages.add_image", "wagtailimages.choose_image")
_KEEP = (*_UPLOAD, "wagtailimages.change_image")
_CURATE = (*_KEEP, "wagtailimages.delete_image", "wagtailcore.add_collection",
           "wagtailcore.change_collection", "wagtailcore.delete_collection")  # fmt: skip

#: Role to what it may do with the photos of every collection.
PHOTO_PERMISSIONS: dict[str, tuple[str, ...]] = {
    roles.REPORTER: _UPLOAD,
    roles.EDITOR: _KEEP,
    roles.CHIEF: _CURATE,
    roles.PHOTO: _CURATE,
    roles.ADMIN: _CURATE,
}


def apply_after_migrate(using: str = "default", **_kwargs: Any) -> None:
    """Receiver of the last ``post_migrate``: see :func:`apply`."""
    apply()


@transaction.atomic
def apply() -> None:
    """Make the groups of all roles with their permissions, and the way a story is passed.

    Safe to repeat; a permission whose app is not migrated yet is left for the next time.
    """
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for role, name in roles.NAMES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*_found(PERMISSIONS[role]))
        for permission in _found(PHOTO_PERMISSIONS[role]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    _drop_rights_over_pages()
    passing.make_workflow()


def _drop_rights_over_pages() -> None:
    """Take off what Wagtail's first migrations give to its own groups: there are no pages here."""
    GroupPagePermission.objects.all().delete()
    Group.objects.filter(name="Moderators", user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()


def _found(names: tuple[str, ...]) -> list[Permission]:
    wanted = {tuple(name.split(".")) for name in names}
    rows = Permission.objects.select_related("content_type").filter(
        codename__in={codename for _label, codename in wanted}
    )
    return [one for one in rows if (one.content_type.app_label, one.codename) in wanted]
