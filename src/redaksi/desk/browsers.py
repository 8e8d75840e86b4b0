"""What a browser calls itself, in plain words: which browser on which system."""

from __future__ import annotations

from django.utils.translation import gettext as _

#: A word of the browser's name of itself, and what people call it; the first that fits.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def told(agent: str) -> str:
    """*agent* as “Firefox on Windows”, in the language of the moment."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if not browser and not system:
        return _("Unknown browser")
    if not system:
        return browser
    said = _("%(browser)s on %(system)s")
    return said % {"browser": browser or _("Unknown browser"), "system": system}


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for word, name in known if word in agent), "")
