"""The roles of the newsroom. What each may do stands in ``desk.rights``, which knows all rooms."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

REPORTER, EDITOR, CHIEF, PHOTO, ADMIN = "reporter", "editor", "chief", "photo", "admin"

#: Role to the name of its group, as the desk shows it.
NAMES: dict[str, str] = {
    REPORTER: _("Reporters"),
    EDITOR: _("Editors"),
    CHIEF: _("Chief editors"),
    PHOTO: _("Photo desk"),
    ADMIN: _("Administrators"),
}
