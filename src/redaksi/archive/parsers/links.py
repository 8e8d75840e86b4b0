"""Where a pasted link leads, without the detours that mail and office programs put before it."""

from urllib.parse import parse_qs, urlsplit

ABSOLUTE = ("http://", "https://", "mailto:", "tel:")
LONGEST = 2000  # characters of an address

#: Pages that only send readers on: host (or the end of it), path, the field that holds the address.
DETOURS = (
    ("www.google.com", "/url", ("q", "url")),
    (".safelinks.protection.outlook.com", "/", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
)


def direct(address: str) -> str:
    """*address* itself, or where its detour leads; empty when it leads nowhere from here.

    A path or ``#mark`` of another page is nowhere; ``file:`` and scripts are nowhere too.
    """
    address = address.strip()
    try:
        address = _further(address) or address
        address = _further(address) or address
    except ValueError:
        return ""
    fits = address.lower().startswith(ABSOLUTE) and len(address) <= LONGEST
    return address if fits else ""


def _further(address: str) -> str:
    """Where the detour *address* leads; empty when it is none. Raises ValueError when it is no
    address at all."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if not any(host.endswith(name) for name, _path, _keys in DETOURS):
        return ""
    fields = parse_qs(parts.query)
    for name, path, keys in DETOURS:
        known = host.endswith(name) if name[0] == "." else host == name
        if known and parts.path == path:
            found = next((fields[key][0] for key in keys if key in fields), "")
            return found if found.lower().startswith(("http://", "https://")) else ""
    return ""
