"""The list of stories: what is under way first, with who has it and where it stands."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.views import snippets

from redaksi.desk import paging, searched, states, times
from redaksi.sections.models import Section
from redaksi.staff.models import Person
from redaksi.stories.models import Byline, Story


class StoryFilters(WagtailFilterSet):
    """Section (with those within), state, person, day."""

    section = django_filters.ModelChoiceFilter(
        label=_("section"), queryset=Section.objects.order_by("path"), method="in_section"
    )
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=tuple(states.WORDS.items()), method="in_state",
        widget=forms.RadioSelect, empty_label=_("all"),
    )  # fmt: skip
    person = django_filters.ModelChoiceFilter(
        label=_("person"), queryset=Person.objects.order_by("name"), field_name="bylines__person"
    )
    day = django_filters.DateFilter(
        label=_("day"), method="on_day", widget=AdminDateInput,
        help_text=_("Published or changed for readers on this day of the newsroom."),
    )  # fmt: skip

    class Meta:
        model = Story
        fields: tuple[str, ...] = ()

    def in_section(self, stories: QuerySet[Any], _name: str, section: Section) -> QuerySet[Any]:
        within = Section.objects.filter(Q(pk=section.pk) | Q(path__startswith=f"{section.path}/"))
        return stories.filter(section__in=list(within))

    def in_state(self, stories: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return states.in_state(stories, state)

    def on_day(self, stories: QuerySet[Any], _name: str, day: Any) -> QuerySet[Any]:
        start = datetime.combine(day, time.min, tzinfo=times.wall().zone)
        until = start + timedelta(days=1)
        return stories.filter(
            Q(live=True, published_at__gte=start, published_at__lt=until)
            | Q(updated_at__gte=start, updated_at__lt=until)
        )


#: Columns for which a phone has no room.
WIDE = "desk-wide"


class StandingColumn(Column):
    """The states of a story, in words."""

    cell_template_name = "redaksi_desk/stories/standing_cell.html"


class StoryIndexView(snippets.IndexView):
    """Newest work first; sortable only by what has an index."""

    paginator_class = paging.Uncounted
    filterset_class = StoryFilters
    default_ordering = "-latest_revision"
    is_searchable = True
    results_template_name = "redaksi_desk/stories/index_results.html"

    def get_base_queryset(self) -> QuerySet[Any]:
        signed = Byline.objects.select_related("person").order_by("order", "pk")
        rows = Story.objects.select_related(
            "section", "locked_by__person", "work", "latest_revision__user"
        )
        rows = rows.defer("body", "latest_revision__content")
        return rows.prefetch_related(Prefetch("bylines", signed))

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.ordering in ("published_at", "-published_at"):
            mark = "-" if self.ordering.startswith("-") else ""
            return queryset.filter(live=True).order_by(self.ordering, f"{mark}pk")
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return searched.narrow(self.request, queryset, self.search_query)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        rows: Any = queryset
        if self.ordering in ("latest_revision", "-latest_revision"):
            edited = queryset.filter(latest_revision__isnull=False)
            rest = queryset.filter(latest_revision__isnull=True).order_by("-pk")
            rows = paging.Chained(edited, rest)
        paginator, page, found, more = super().paginate_queryset(rows, page_size)
        self._add_standings(found)
        return paginator, page, found, more

    def _add_standings(self, stories: list[Story]) -> None:
        known, self.clock = states.standings(stories), times.wall()
        for story in stories:
            story.standing = known[story.pk]

    @cached_property
    def columns(self) -> list[Any]:
        checkbox, title = super().columns[:2]
        return [
            checkbox,
            title,
            StandingColumn("standing", label=_("State")),
            Column("section", label=_("Section"), accessor="section.name", classname=WIDE),
            Column("bylines", label=_("Bylines"), accessor=_signed, classname=WIDE),
            Column("holder", label=_("Held by"), accessor=_holder, classname=WIDE),
            Column("edited", label=_("Edited"), accessor=self._edited, classname=WIDE,
                   sort_key="latest_revision"),
            Column("out", label=_("Published"), accessor=self._out, sort_key="published_at"),
        ]  # fmt: skip

    @cached_property
    def list_display(self) -> list[str]:
        return ["__str__"]

    def _edited(self, story: Story) -> str:
        return self.clock.told(story.latest_revision.created_at) if story.latest_revision else ""

    def _out(self, story: Story) -> str:
        standing: states.Standing = story.standing
        return self.clock.told(standing.scheduled_for or story.published_at)

    def get_inspect_url(self, instance: Story) -> str:
        return reverse("stories:read", args=[instance.pk])

    def get_delete_url(self, instance: Story) -> str | None:
        return None if instance.live_version else super().get_delete_url(instance)

    def get_list_more_buttons(self, instance: Story) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if instance.live and self.user_has_permission("publish"):
            url = reverse("stories:unpublish", args=[instance.pk])
            buttons.append(MenuItem(_("Withdraw"), url=url, icon_name="no-view", priority=40))
        return buttons


def _signed(story: Story) -> str:
    return ", ".join(byline.person.name for byline in story.bylines.all())


def _holder(story: Story) -> str:
    if story.standing.holder:
        return story.standing.holder
    user = story.latest_revision.user if story.latest_revision else None
    return (user.get_full_name() or str(user)) if user else ""
