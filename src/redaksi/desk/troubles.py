"""What the first screen says of partners in trouble, to those who can do something about it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component

from redaksi.desk import times
from redaksi.desk.views import partners
from redaksi.partners import actions, rules
from redaksi.partners.models import Partner


class PartnersPanel(Component):
    """Partners that fail again and again, or whose rail is hidden; nothing while all is well."""

    name = "partners"
    template_name = "redaksi_desk/home/partners.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm("redaksi_partners.change_partner"):
            return {"rows": []}
        found = Partner.objects.filter(live=True)
        found = found.filter(Q(hidden=True) | Q(failures__gte=rules.TOLD_AFTER))
        wall = times.wall()
        return {
            "rows": [
                {"partner": one, "health": partners.health(one), "good": wall.told(one.good_at),
                 "trouble": actions.told(one.trouble)}
                for one in found
            ]
        }  # fmt: skip
