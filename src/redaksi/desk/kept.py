"""The copy that a browser keeps of what is typed: the desk's word that it has arrived.

``keep.js`` writes the copy under a name and sends the name with the form; the answer carries the
names of what arrived in a cookie, and the next editor page lets go of them.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from django.http import HttpRequest, HttpResponse

COOKIE, FIELD = "redaksi_kept", "kept_copy"
_NAME = re.compile(r"[\w:-]{1,80}", re.ASCII)
#: As many saves between two editor pages.
_MOST, _SECONDS = 12, 7 * 24 * 3600


def arrived(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """*answer* with the name of the copy that *request* brought, after those of before."""
    name = request.POST.get(FIELD, "")
    if _NAME.fullmatch(name):
        before = unquote(request.COOKIES.get(COOKIE, "")).split("|")
        names = [one for one in before if _NAME.fullmatch(one) and one != name]
        told = quote("|".join([*names[1 - _MOST :], name]), safe="")
        answer.set_cookie(
            COOKIE, told, max_age=_SECONDS, path="/desk/", samesite="Lax",
            secure=request.is_secure(),
        )  # fmt: skip
    return answer
