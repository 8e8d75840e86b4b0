"""What the desk's screens ask about colleagues and notices."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from redaksi.desk.models import Notice
from redaksi.staff.models import User

#: So many notices are shown at once; older ones come when these are seen.
MOST = 8


def writers() -> QuerySet[User]:
    """Those who may change stories, by name."""
    return _who_may("change_story")


def publishers() -> QuerySet[User]:
    """Those who may publish and withdraw stories, by name."""
    return _who_may("publish_story")


def _who_may(codename: str) -> QuerySet[User]:
    right = Permission.objects.filter(codename=codename, content_type__app_label="redaksi_stories")
    may = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    rows = User.objects.filter(may, is_active=True).select_related("person").distinct()
    return rows.order_by("first_name", "last_name", "username")


def notices(user: Any) -> list[Notice]:
    """What *user* is told and has not put away, newest first; one query."""
    rows = Notice.objects.filter(user=user).select_related("by__person", "story__latest_revision")
    shown = rows.defer("story__body", "story__latest_revision__content")
    return list(shown.order_by("-at", "-pk")[:MOST])
