"""What the smaller screens share: no bulk actions, lists without a count, choosers that search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from redaksi.desk import paging


class SearchForm(BaseFilterForm):
    """Finds rows whose name holds what was typed."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )  # fmt: skip
    searched = "name"

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data.get("q", "").strip()
        if not asked:
            return objects
        self.is_searching, self.search_query = True, asked
        return objects.filter(**{f"{self.searched}__icontains": asked})


class PlainChooseView(ChooseView):
    filter_form_class = SearchForm
    paginator_class = paging.Uncounted


class PlainChooseResultsView(ChooseResultsView):
    filter_form_class = SearchForm
    paginator_class = paging.Uncounted


class PlainChooserViewSet(SnippetChooserViewSet):
    """A chooser that searches names, newest or by name, and counts nothing."""

    choose_view_class: Any = PlainChooseView
    choose_results_view_class: Any = PlainChooseResultsView


class PlainIndexView(snippets.IndexView):
    """A list without bulk actions."""

    @cached_property
    def columns(self) -> list[Any]:
        return super().columns[1:]


class ChosenViewSet(SnippetViewSet):
    """Rows that stories choose: people, agencies, sections, topics."""

    index_view_class = PlainIndexView
    chooser_viewset_class: Any = PlainChooserViewSet
    copy_view_enabled = False

    @cached_property
    def url_prefix(self) -> str:
        return self.name.replace("_", "-")

    @cached_property
    def url_namespace(self) -> str:
        return self.name

    def get_chooser_admin_url_namespace(self) -> str:
        return f"{self.name}_chooser"

    def get_chooser_admin_base_path(self) -> str:
        return f"choose/{self.name}"


class PlainViewSet(ModelViewSet):
    """Rows that nothing chooses."""

    copy_view_enabled = False


class ReadOnlyIndexView(generic.IndexView):
    """A list to look at."""

    paginator_class = paging.Uncounted
    any_permission_required = ("view",)

    def get_edit_url(self, instance: Any) -> None:
        return None


class ReadOnlyViewSet(ModelViewSet):
    """Rows that the desk may look at and never change here."""

    index_view_class: Any = ReadOnlyIndexView
    form_fields = ()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = ("add", "edit", "delete", "history", "usage")
        nothing = {f"{name}_url_name": None for name in closed}
        return super().get_common_view_kwargs(**{**nothing, **kwargs})


def matching(queryset: QuerySet[Any], names: tuple[str, ...], asked: str) -> QuerySet[Any]:
    """Those of *queryset* where one of the fields *names* holds *asked*."""
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__icontains": asked})
    return queryset.filter(condition)
