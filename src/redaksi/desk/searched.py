"""The desk's search for stories: by the index, in whatever state, within what one may see."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from redaksi.search import queries

#: The longest query that is looked at, and the most stories that one finds.
LONGEST, MOST = 200, 500


def narrow(request: HttpRequest, stories: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those of *stories* that hold all words of *text*, or have it as their number.

    Without an index the headlines are looked through, and whoever asked is told.
    """
    asked = "".join(one for one in text[:LONGEST] if one.isprintable()).strip()
    if not asked:
        return stories
    found = _holding(request, asked)
    if asked.isdecimal() and len(asked) <= 18:
        found |= Q(pk=int(asked))
    return stories.filter(found)


def _holding(request: HttpRequest, asked: str) -> Q:
    try:
        return Q(pk__in=queries.at_the_desk(asked, limit=MOST))
    except queries.Unready:
        messages.warning(
            request, _("The search index is being built; only headlines are searched until then.")
        )
        return Q(headline__icontains=asked)
