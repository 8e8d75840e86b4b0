"""The receipt of an act: which tags it moved, in which stored pages they stood, what was read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import times, wording
from redaksi.press import acts, receipts
from redaksi.press.models import LogEntry


class ReceiptView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks the edge each time; what its script asks for is the part that changes."""

    model = LogEntry
    any_permission_required = ("view",)
    page_title = gettext_lazy("Receipt")
    header_icon = "list-ul"
    template_name = "redaksi_desk/log/receipt.html"
    part_name = "redaksi_desk/log/receipt_pages.html"

    def setup(self, request: HttpRequest, *args: Any, seq: str, **kwargs: Any) -> None:
        super().setup(request, *args, seq=seq, **kwargs)
        self.object = get_object_or_404(LogEntry, seq=int(seq))

    def get_template_names(self) -> list[str]:
        is_part = self.request.headers.get("X-Requested-With") == "XMLHttpRequest"
        return [self.part_name if is_part else self.template_name]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return _("row %(seq)s of the log") % {"seq": self.object.seq}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, clock = self.object, times.wall()
        receipt = receipts.of(row.seq)
        pages = [(one.address, clock.told(one.at), _seconds(row, one)) for one in receipt.pages]
        return super().get_context_data(
            row=row, receipt=receipt, pages=pages, act=wording.act_of(row.kind),
            about=wording.about(row), at=clock.told(row.at), **kwargs,
        )  # fmt: skip


def _seconds(row: LogEntry, page: receipts.Reprint) -> float | None:
    """How long after the act *page* was first read anew; None while it was not."""
    return max(0.0, (page.at - row.at).total_seconds()) if page.at else None


class Receipted:
    """A screen of a story whose verb readers see: its message leads to the receipt."""

    request: HttpRequest
    object: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.log_before = acts.last_seq()
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def get_success_buttons(self) -> list[Any]:
        buttons: list[Any] = getattr(super(), "get_success_buttons", list)()
        return [*buttons, *buttons_of(self.request, f"story:{self.object.pk}", self.log_before)]


def buttons_of(request: HttpRequest, subject: str, before: int) -> list[Any]:
    """The way to the receipt of the newest act about *subject* above row *before*, if there is one
    and if this user may see the log."""
    if not request.user.has_perm("redaksi_press.view_logentry"):
        return []
    seq = acts.newest(subject, above=before)
    return [messages.button(reverse("log:receipt", args=[seq]), _("Receipt"))] if seq else []
