"""What the first screen says of rails, partners, wires in trouble, to those who can act on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.admin.ui.components import Component

from redaksi.desk import times, wire
from redaksi.desk.views import partners
from redaksi.fronts.models import Breaking
from redaksi.lib import clock
from redaksi.lib.troubles import Troubles
from redaksi.partners import actions, rules
from redaksi.partners.models import Partner
from redaksi.stories import lapses
from redaksi.wire import actions as wires
from redaksi.wire import queries

#: A rail that has not failed for so long is well again.
RECENT = timedelta(minutes=10)
#: More that is late than this has one reason.
MOST = 8


class RailsPanel(Component):
    """Rails that raise, so that pages go out without them; nothing while all is well."""

    name = "rails"
    template_name = "redaksi_desk/home/rails.html"
    order = 4

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm("redaksi_fronts.change_railplace"):
            return {"rows": []}
        found = Troubles(settings.RAILS_FOLDER).since(clock.now() - RECENT)
        wall = times.wall() if found else None
        return {
            "rows": [{"trouble": one, "at": wall.told(one.at) if wall else ""} for one in found]
        }


class BreakingPanel(Component):
    """The bar that stands on every page, for those who may take it away."""

    name = "breaking"
    template_name = "redaksi_desk/home/breaking.html"
    order = 2

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm("redaksi_stories.publish_story"):
            return {"row": None}
        row = Breaking.objects.standing(clock.now()).first()
        return {"row": row, "until": times.wall().told(row.ends_at) if row else ""}


class LatePanel(Component):
    """What should have been published or taken down by now; nothing while the clock keeps time."""

    name = "late"
    template_name = "redaksi_desk/home/late.html"
    order = 3

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm("redaksi_stories.publish_story"):
            return {"rows": []}
        found, wall = lapses.lapses(clock.now())[:MOST], times.wall()
        return {
            "rows": [{"lapse": one, "due": wall.told(one.due)} for one in found],
            "jumped": clock.sure() < clock.now(),
        }


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


class WiresPanel(Component):
    """Wires that fail again and again, or are silent for too long; nothing while all is well."""

    name = "wires"
    template_name = "redaksi_desk/home/wires.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm("redaksi_wire.change_source"):
            return {"rows": []}
        found, wall = queries.in_trouble(clock.now()), times.wall()
        return {
            "rows": [
                {"source": one, "health": wire.health(one), "last": wall.told(one.item_at),
                 "trouble": wires.told(one.trouble)}
                for one in found
            ]
        }  # fmt: skip
