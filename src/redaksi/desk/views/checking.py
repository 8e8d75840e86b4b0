"""What the panels beside a story say of its form as it stands: what is wrong, what to link."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View

from redaksi.desk import drafts, proofing, proposing
from redaksi.search.queries import Unready
from redaksi.stories.models import Story


@method_decorator(require_POST, name="dispatch")
class ProblemsView(View):
    """Binds the posted form without saving it and answers with the panel as html."""

    model = Story
    form_class: Any = None
    permission_policy: Any = None

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        story = self._story(request, pk)
        drafts.refuse_broken(request)
        form = self.form_class(request.POST, instance=story, for_user=request.user)
        drafted = drafts.drafted(form)
        return self.answer(request, form, drafted)

    def answer(self, request: HttpRequest, form: Any, drafted: Story) -> HttpResponse:
        context = {"checks": proofing.checks(drafted, proofing.refused_by(form))}
        return render(request, "redaksi_desk/stories/checks.html", context)

    def _story(self, request: HttpRequest, pk: int | None) -> Story:
        right = "redaksi_stories.change_story" if pk else "redaksi_stories.add_story"
        if not request.user.has_perm(right):
            raise PermissionDenied(_("You may not change stories."))
        return get_object_or_404(Story, pk=pk).newest() if pk else Story()


class ProposalsView(ProblemsView):
    """Answers with the stories that the posted form might lead to, as html."""

    def answer(self, request: HttpRequest, form: Any, drafted: Story) -> HttpResponse:
        try:
            found: tuple[proposing.Proposal, ...] | None = proposing.proposals(drafted)
        except Unready:
            found = None
        context = {"proposals": found}
        return render(request, "redaksi_desk/stories/proposals.html", context)
