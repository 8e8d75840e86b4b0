"""What the archive adds to the desk: pasted text is read as the text of old stories is."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_admin_urls")
def paste_address() -> list[Any]:
    return [path("", include("redaksi.archive.urls"))]


@hooks.register("insert_editor_js")
def paste_script() -> str:
    return format_html(
        '<script src="{}" data-paste-url="{}" data-paste-plain="{}" defer></script>',
        static("redaksi_archive/paste.js"),
        reverse("archive:paste"),
        _("The desk did not answer: only the words were pasted. Paste again for links and quotes."),
    )
