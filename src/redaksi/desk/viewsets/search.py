"""The screens of search: promoted results, and what readers looked for in vain."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from redaksi.desk import paging, times
from redaksi.desk.viewsets import plain
from redaksi.search.models import Promotion, Unanswered


class PromotionIndexView(generic.IndexView):
    """By words, with the story that stands first for them."""

    paginator_class = paging.Uncounted

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = Promotion.objects.select_related("story").defer("story__body")
        return rows.order_by("words", "pk")

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            self._get_title_column("words"),
            Column("story", label=_("Story"), accessor="story.headline"),
            Column("until", label=_("until"), accessor=lambda row: clock.told(row.until)),
        ]


class UnansweredIndexView(plain.ReadOnlyIndexView):
    """The most asked first; no reader is named, and no moment."""

    default_ordering = None

    def get_base_queryset(self) -> QuerySet[Any]:
        return Unanswered.objects.order_by("-times", "-last_day", "-pk")

    @cached_property
    def columns(self) -> list[Any]:
        return [
            Column("words", label=_("Searched words")),
            Column("times", label=_("Times")),
            Column("last_day", label=_("Last on")),
        ]


class PromotionViewSet(plain.PlainViewSet):
    model = Promotion
    name = "promotions"
    icon = "pick"
    index_view_class = PromotionIndexView
    form_fields = ("words", "story", "until")


class UnansweredViewSet(plain.ReadOnlyViewSet):
    model = Unanswered
    name = "unanswered"
    icon = "help"
    menu_label = _("Without result")
    index_view_class = UnansweredIndexView


class SearchGroup(ModelViewSetGroup):
    """What the newsroom says about readers' searches."""

    menu_label = _("Readers' search")
    menu_icon = "search"
    menu_order = 650
    add_to_admin_menu = True
    items = (PromotionViewSet, UnansweredViewSet)
