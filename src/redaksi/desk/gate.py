"""The addresses of the desk that are in use; every other one of Wagtail's answers 404.

Most holes found in Wagtail were a missed check on an address that nobody used (see
docs/decisions): what this newsroom does not use is closed, and a new address is closed until it
stands here and in tests/desk/test_rights.py.
"""

from __future__ import annotations

#: Namespaces whose every address is open (each view asks for its own right).
NAMESPACES = frozenset(
    {
        "stories", "stories_chooser", "people", "people_chooser", "agencies", "agencies_chooser",
        "desks", "desks_chooser", "sections", "sections_chooser", "topics", "topics_chooser",
        "static_pages", "old_addresses", "newspaper", "corrections", "log",
        "promotions", "unanswered",
        "editions", "fronts", "collections", "rails", "partners", "board", "archive", "wire",
        "wires", "breaking", "adverts", "safety",
        "wagtailimages", "wagtailimages_chooser", "wagtailadmin_collections",
        "wagtailadmin_editing_sessions", "wagtailadmin_workflows", "wagtailusers_users",
        "wagtailusers_groups",
    }
)  # fmt: skip

#: Single addresses that are open.
NAMES = frozenset(
    {
        "wagtailadmin_home", "wagtailadmin_login", "desk_second_factor", "desk_passkey",
        "wagtailadmin_logout", "wagtailadmin_account",
        "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_dismissibles",
        "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
        "wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link", "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
        "wagtail_bulk_action",
    }
)  # fmt: skip

#: Addresses in open namespaces that are not in use all the same.
CLOSED = frozenset(
    {
        "stories:lock", "stories:unlock",
        "stories_chooser:create", "people_chooser:create", "desks_chooser:create",
        "sections_chooser:create", "wagtailadmin_collections:set_privacy",
        "wagtailimages:url_generator", "wagtailimages:url_generator_output",
        "wagtailimages:preview", "wagtailusers_users:copy", "wagtailusers_groups:copy",
        "wagtailadmin_workflows:usage", "wagtailadmin_workflows:usage_results",
        "wagtailadmin_workflows:remove",
    }
)  # fmt: skip

#: Rights that an address needs and its view does not ask for.
NEEDS = {
    "archive:paste": "redaksi_stories.change_story",
    "stories:confirm_workflow_cancellation": "redaksi_stories.change_story",
} | {
    f"wagtailadmin_workflows:{name}": "wagtailcore.change_workflow"
    for name in ("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen")
}

#: Models on which something may be done in bulk, as they stand in the address.
BULK = frozenset(
    {("redaksi_stories", "story"), ("redaksi_photos", "photo"), ("redaksi_staff", "user")}
)


def is_open(namespace: str, name: str | None, kwargs: dict[str, object]) -> bool:
    """Whether the address *name* in *namespace* (empty: none) is in use at the desk."""
    if name == "wagtail_bulk_action" and not namespace:
        return (str(kwargs.get("app_label")), str(kwargs.get("model_name"))) in BULK
    if namespace:
        return namespace in NAMESPACES and f"{namespace}:{name}" not in CLOSED
    return name in NAMES
