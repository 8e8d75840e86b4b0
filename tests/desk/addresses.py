"""Every address of the desk with something behind it: shared by the rights and the words tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from redaksi.desk import gate

#: Addresses for those who have not signed in, and signing off.
PUBLIC = {
    "wagtailadmin_logout", "desk_second_factor", "desk_passkey",
    "wagtailadmin_login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One pattern: its name with the namespace, and the names of what it captures."""

    name: str
    captures: tuple[str, ...]

    def url(self, things: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={one: things[one] for one in self.captures})


def open_addresses() -> Iterator[Address]:
    """All patterns below /desk/ that the gate lets through, the catch-all left out."""
    for path, namespace, pattern in _walk(get_resolver(), "", ""):
        name = f"{namespace}:{pattern.name}" if namespace else pattern.name
        if not path.startswith("desk/") or not pattern.name:
            continue
        if gate.is_open(namespace, pattern.name, _bulk(pattern)):
            yield Address(name, tuple(pattern.pattern.regex.groupindex))


def _bulk(pattern: URLPattern) -> dict[str, Any]:
    is_bulk = pattern.name == "wagtail_bulk_action"
    return {"app_label": "redaksi_stories", "model_name": "story"} if is_bulk else {}


def _walk(
    resolver: URLResolver, path: str, namespace: str
) -> Iterator[tuple[str, str, URLPattern]]:
    for one in resolver.url_patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLResolver):
            within = ":".join(filter(None, (namespace, one.namespace)))
            yield from _walk(one, here, within)
        else:
            yield here, namespace, one
