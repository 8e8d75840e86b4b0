"""The desk in Wagtail's admin: its screens, its menu, its face; what is not used is left off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from redaksi.desk import home, richtext
from redaksi.desk.viewsets.all import CHOSEN, OTHERS

for _viewset in CHOSEN:
    register_snippet(_viewset)

#: Items of Wagtail's own menus that this desk does not use, by name.
UNUSED = frozenset(
    {"explorer", "documents", "snippets", "reports", "help", "sites", "redirects", "locales"}
)
#: Where Wagtail's photos stand in our menu.
PHOTOS = 200


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [one() for one in OTHERS]


@hooks.register("construct_main_menu")
def order_menu(_request: Any, items: list[Any]) -> None:
    items[:] = [one for one in items if one.name not in UNUSED]
    for one in items:
        if one.name == "images":
            one.order = PHOTOS
    items.sort(key=lambda one: one.order)


@hooks.register("construct_settings_menu")
def clear_settings(_request: Any, items: list[Any]) -> None:
    items[:] = [one for one in items if one.name not in UNUSED]


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
    return format_html('<script src="{}" defer></script>', static("redaksi_desk/desk.js"))


def _drop(names: Iterable[str], items: list[Any]) -> None:
    unwanted = set(names)
    items[:] = [one for one in items if getattr(one, "name", "") not in unwanted]


@hooks.register("construct_snippet_action_menu")
def order_actions(items: list[Any], _request: Any, context: dict[str, Any]) -> None:
    """Save stands first for those who write, Publish for those who may; never Unpublish's word."""
    if context["model"]._meta.label != "redaksi_stories.Story":
        return
    _drop({"action-unpublish"}, items)
