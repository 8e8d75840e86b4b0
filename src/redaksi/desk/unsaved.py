"""What the desk says when the database cannot take what was sent: a full disk, or a lock.

Nothing of the request was kept, and nothing that readers see depends on it: pages come from memory
and reading goes on. What was typed stays in the browser's own copy, which sends itself again.
"""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from redaksi.desk import conflicts

#: Words of SQLite and of PostgreSQL's messages.
FULL = ("database or disk is full", "no space left on device", "readonly database")
BUSY = ("database is locked", "lock timeout", "deadlock detected")
#: Seconds after which it is worth another try.
AGAIN = {"full": 30, "busy": 5}


def why(error: Exception) -> str:
    """``full`` or ``busy`` for an error of a database that could not write; "" for any other."""
    says = str(error).lower()
    if not isinstance(error, DatabaseError):
        return ""
    if any(words in says for words in FULL):
        return "full"
    return "busy" if any(words in says for words in BUSY) else ""


def answer(request: HttpRequest, reason: str) -> HttpResponse:
    """503 that says that nothing was saved, why, and what to do; in the autosave's words for it."""
    made = _json(reason) if conflicts.wants_json(request) else _page(request, reason)
    made.headers["Retry-After"] = str(AGAIN[reason])
    made.headers["Cache-Control"] = "no-store"
    return made


def _json(reason: str) -> HttpResponse:
    says = _("The disk of the machine is full; nothing was saved.") if reason == "full" else _(
        "The database is busy; nothing was saved."
    )  # fmt: skip
    told = {"success": False, "error_code": "server_error", "error_message": says}
    return JsonResponse(told, status=503)


def _page(request: HttpRequest, reason: str) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else request.path
    context = {"full": reason == "full", "back": back}
    return TemplateResponse(request, "redaksi_desk/unsaved.html", context, status=503).render()
