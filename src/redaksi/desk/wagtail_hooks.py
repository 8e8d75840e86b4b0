"""The desk in Wagtail's admin: its screens, its menu, its face; what is not used is left off."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from redaksi.desk import bulk, home, richtext
from redaksi.desk.viewsets.all import CHOSEN, OTHERS
from redaksi.staff import actions as staff

hooks.register("register_bulk_action", bulk.PublishStories)
hooks.register("register_bulk_action", bulk.WithdrawStories)
for _viewset in CHOSEN:
    register_snippet(_viewset)

#: Items of Wagtail's own menus that this desk does not use, by name.
UNUSED = frozenset(
    {"explorer", "documents", "snippets", "reports", "help", "sites", "redirects", "locales"}
)
#: The main button of the editor: the first of these that one may press.
MAIN = ("action-publish", "approve", "action-submit")
#: Scripts of the editor: checks beside the text, its lock, the copy in the browser, proposed links.
EDITOR_SCRIPTS = ("desk", "hold", "keep", "proposals")
#: Where the board, the wires, breaking news and Wagtail's photos stand in our menu.
BOARD, WIRE, BREAKING, PHOTOS = 50, 120, 130, 200


class BoardItem(MenuItem):
    """The board, for whoever may see stories."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redaksi_stories.view_story"))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [one() for one in OTHERS]


@hooks.register("register_admin_urls")
def front_addresses() -> list[Any]:
    return [path("fronts/", include("redaksi.desk.fronturls"))]


@hooks.register("register_admin_menu_item")
def front_menu() -> MenuItem:
    """The fronts, for those who may arrange them."""
    made = MenuItem(
        _("Fronts"), reverse("fronts:index"), name="fronts", icon_name="grid", order=150
    )
    made.is_shown = lambda request: request.user.has_perm("redaksi_fronts.change_front")
    return made


@hooks.register("register_admin_urls")
def board_addresses() -> list[Any]:
    return [path("board/", include("redaksi.desk.boardurls"))]


@hooks.register("register_admin_menu_item")
def board_item() -> MenuItem:
    return BoardItem(
        _("Board"), reverse_lazy("board:index"), name="board", icon_name="table", order=BOARD
    )


@hooks.register("register_admin_urls")
def wire_addresses() -> list[Any]:
    return [path("wire/", include("redaksi.desk.wireurls"))]


@hooks.register("register_admin_menu_item")
def wire_item() -> MenuItem:
    """The wires, for whoever may see their items."""
    made = MenuItem(
        _("Wire"), reverse_lazy("wire:index"), name="wire", icon_name="download", order=WIRE
    )
    made.is_shown = lambda request: request.user.has_perm("redaksi_wire.view_item")
    return made


@hooks.register("register_admin_urls")
def breaking_addresses() -> list[Any]:
    return [path("breaking/", include("redaksi.desk.breakingurls"))]


@hooks.register("register_admin_menu_item")
def breaking_item() -> MenuItem:
    """Breaking news, for those who may publish."""
    made = MenuItem(
        _("Breaking"), reverse_lazy("breaking:index"), name="breaking", icon_name="warning",
        order=BREAKING,
    )  # fmt: skip
    made.is_shown = lambda request: request.user.has_perm("redaksi_stories.publish_story")
    return made


@hooks.register("construct_main_menu")
def order_menu(_request: Any, items: list[Any]) -> None:
    items[:] = [one for one in items if one.name not in UNUSED]
    for one in items:
        if one.name == "images":
            one.order = PHOTOS
    items.sort(key=lambda one: one.order)


@hooks.register("register_settings_menu_item")
def theme_item() -> MenuItem:
    """The newspaper's theme, for those who may change the newspaper."""
    made = MenuItem(
        _("Theme"), reverse_lazy("newspaper:look"), name="theme", icon_name="view", order=700
    )
    made.is_shown = lambda request: request.user.has_perm("redaksi_sections.change_newspaper")
    return made


@hooks.register("construct_settings_menu")
def clear_settings(_request: Any, items: list[Any]) -> None:
    items[:] = [one for one in items if one.name not in UNUSED]


@hooks.register("register_admin_search_area")
def search_stories() -> SearchArea:
    """The field at the top of the menu looks for stories."""
    return SearchArea(
        _("Stories"), reverse("stories:list"), name="stories", icon_name="doc-full", order=1
    )


@hooks.register("construct_homepage_panels")
def fill_home(request: Any, panels: list[Any]) -> None:
    panels[:] = home.panels(request)


@hooks.register("construct_homepage_summary_items")
def no_summary(_request: Any, items: list[Any]) -> None:
    items[:] = []


@hooks.register("register_rich_text_features", order=100)
def teach_story_links(features: Any) -> None:
    richtext.register(features)


@hooks.register("insert_global_admin_css")
def desk_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("redaksi_desk/desk.css"))


@hooks.register("insert_editor_js")
def desk_script() -> str:
    return format_html_join(
        "",
        '<script src="{}" defer></script>',
        ((static(f"redaksi_desk/{name}.js"),) for name in EDITOR_SCRIPTS),
    )


@hooks.register("register_admin_urls")
def safety_addresses() -> list[Any]:
    return [path("account/", include("redaksi.desk.safetyurls"))]


@hooks.register("register_account_menu_item")
def factor_item(_request: Any) -> dict[str, Any]:
    """Second factors, from one's own account."""
    return {"url": reverse("safety:factors"), "label": _("Second factor"),
            "help_text": _("Codes from an app, passkeys, recovery codes.")}  # fmt: skip


@hooks.register("register_account_menu_item")
def sessions_item(_request: Any) -> dict[str, Any]:
    """Sessions, from one's own account."""
    return {"url": reverse("safety:sessions"), "label": _("Where you are signed in"),
            "help_text": _("Every browser, and signing it off.")}  # fmt: skip


@hooks.register("register_user_listing_buttons")
def safety_button(user: Any, request_user: Any) -> list[Button]:
    """How another user signs in, for who may change users."""
    if not request_user.has_perm("redaksi_staff.change_user"):
        return []
    where = reverse("safety:user", args=[user.pk])
    return [Button(_("Second factor, sessions"), url=where, icon_name="key", priority=30)]


@hooks.register("after_edit_user")
def open_the_door(_request: Any, user: Any) -> None:
    """An administrator who saves a user forgets how often the password was mistyped."""
    staff.unlock(user.username)


@hooks.register("construct_snippet_action_menu")
def order_actions(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Publish (or submitting) stands last and is the main button; withdrawing is a page apart."""
    if context["model"]._meta.label != "redaksi_stories.Story":
        return
    dropped = {"action-unpublish"}
    if request.user.has_perm("redaksi_stories.publish_story"):
        dropped.add("action-submit")  # who may pass a story need not ask
    items[:] = [one for one in items if one.name not in dropped]
    main = next((one for name in MAIN for one in items if one.name == name), None)
    if main is not None:
        items.remove(main)
        items.insert(0, main)
