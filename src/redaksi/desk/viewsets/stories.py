"""The screens of stories."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from redaksi.desk import layout, times
from redaksi.desk.views import (
    checking,
    comparing,
    editing,
    holding,
    listing,
    passing,
    reading,
    sharing,
    verification,
    withdrawing,
    work,
)
from redaksi.desk.viewsets import plain
from redaksi.stories.models import Story


class HeadlineSearchForm(plain.SearchForm):
    searched = "headline"


class StoryChoosing:
    """What both parts of the chooser of stories do alike: newest first, section and time beside."""

    filter_form_class = HeadlineSearchForm

    def get_object_list(self) -> QuerySet[Any]:
        rows = Story.objects.select_related("section", "latest_revision")
        return rows.defer("body", "latest_revision__content").order_by("-pk")

    @property
    def columns(self) -> list[Any]:
        clock = times.wall()
        found = super().columns  # type: ignore[misc]
        section = Column("section", label=_("Section"), accessor="section.name")
        out = Column("out", label=_("Published"), accessor=lambda one: clock.told(one.published_at))
        return [found[0], section, out, *found[1:]]


class StoryChooseView(StoryChoosing, plain.PlainChooseView):
    pass


class StoryChooseResultsView(StoryChoosing, plain.PlainChooseResultsView):
    pass


class StoryChooserViewSet(plain.PlainChooserViewSet):
    choose_view_class = StoryChooseView
    choose_results_view_class = StoryChooseResultsView
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")
    edit_item_text = _("Edit this story")


class StoryViewSet(plain.ChosenViewSet):
    """Stories: written, passed, published, corrected, withdrawn."""

    model = Story
    name = "stories"
    add_to_admin_menu = True
    icon = "doc-full"
    menu_order = 100
    list_per_page = 25
    edit_handler = layout.EDITOR
    chooser_viewset_class = StoryChooserViewSet
    index_view_class = listing.StoryIndexView
    add_view_class = editing.StoryCreateView
    edit_view_class = editing.StoryEditView
    unpublish_view_class = withdrawing.WithdrawView
    workflow_action_view_class = passing.WorkflowActionView
    revisions_compare_view_class = comparing.CompareView
    create_template_name = "redaksi_desk/stories/create.html"
    edit_template_name = "redaksi_desk/stories/edit.html"

    @property
    def revisions_revert_view_class(self) -> Any:
        return editing.StoryRevertView

    @property
    def unpublish_view(self) -> Any:
        return self.construct_view(self.unpublish_view_class)

    @property
    def problems_view(self) -> Any:
        form_class = self.get_form_class(for_update=True)
        return self.construct_view(checking.ProblemsView, form_class=form_class)

    @property
    def proposals_view(self) -> Any:
        form_class = self.get_form_class(for_update=True)
        return self.construct_view(checking.ProposalsView, form_class=form_class)

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [one for one in super().get_urlpatterns() if one.name != "unpublish"]
        return [
            *kept,
            path("withdraw/<int:pk>/", self.unpublish_view, name="unpublish"),
            path("read/<int:pk>/", self.construct_view(reading.ReadView), name="read"),
            path("<int:pk>/hold/", holding.hold, name="hold"),
            path("<int:pk>/release/", holding.release, name="release"),
            path("<int:pk>/take/", holding.take, name="take"),
            path("<int:pk>/work/", self.construct_view(work.WorkView), name="work"),
            path(
                "<int:pk>/verification/",
                self.construct_view(verification.VerificationView),
                name="verification",
            ),
            path("<int:pk>/versions/<int:revision>/restore/", comparing.restore, name="restore"),
            path("<int:pk>/share/", self.construct_view(sharing.ShareView), name="share"),
            path("<int:pk>/share/<int:link>/revoke/", sharing.revoke, name="revoke"),
            path("notices/<int:notice>/seen/", holding.seen, name="notice_seen"),
            path("new/problems/", self.problems_view, name="problems_of_new"),
            path("<int:pk>/problems/", self.problems_view, name="problems"),
            path("new/proposals/", self.proposals_view, name="proposals_for_new"),
            path("<int:pk>/proposals/", self.proposals_view, name="proposals"),
        ]
