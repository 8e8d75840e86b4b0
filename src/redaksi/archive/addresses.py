"""The old addresses of what was imported, as keys of the address book; pure.

Only plain forms are kept: ``sections.oldpaths`` undoes ``/amp``, ``/2/``, ``/feed/`` and sizes of
pictures when an address is asked for.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from redaksi.archive import rules
from redaksi.archive.parsers.facts import Author, Item, Site, Term
from redaksi.sections import oldpaths

UPLOADS = "/wp-content/uploads/"
NUMBERED = {"page": ("page_id",), "attachment": ("attachment_id",)}  # besides ?p=, which is all


def of_item(item: Item) -> tuple[str, ...]:
    """The keys under which a post, page or attachment stood: number, permalink, old slugs."""
    found = []
    if item.number is not None:
        found = [f"/?p={item.number}"]
        found += [f"/?{name}={item.number}" for name in NUMBERED.get(item.type, ())]
    permalink = path_of(item.link)
    found += [permalink] if permalink else []
    if permalink and item.slug and (old := item.meta.get("_wp_old_slug")):
        above, _, last = permalink.rpartition("/")
        if last == oldpaths.key(item.slug).removeprefix("/"):
            found.append(oldpaths.key(f"{above}/{old}"))
    return tuple(dict.fromkeys(found))


def of_term(term: Term, path: str = "") -> tuple[str, ...]:
    """The keys of a category's or tag's archive; ``path`` joins the slugs of those above it."""
    if term.taxonomy == rules.RUBRIC:
        return ()
    base = {"category": "category", "post_tag": "tag"}.get(term.taxonomy, term.taxonomy)
    found = [oldpaths.key(f"/{base}/{slug}") for slug in (path, term.slug) if slug]
    if term.taxonomy == "category" and term.number is not None:
        found.append(f"/?cat={term.number}")
    return tuple(dict.fromkeys(found))


def of_author(author: Author) -> tuple[str, ...]:
    """The keys of an author's archive; WordPress makes the address from the login."""
    nice = author.login.lower().replace(" ", "-").replace("@", "").replace(".", "-")
    found = [oldpaths.key(f"/author/{name}") for name in (nice, author.login) if name]
    if author.number is not None:
        found.append(f"/?author={author.number}")
    return tuple(dict.fromkeys(found))


def of_file(url: str, attached: str = "") -> tuple[str, ...]:
    """The keys of an uploaded file: the path of its address, and of ``_wp_attached_file``."""
    found = [key for key in (path_of(url), UPLOADS + attached if attached else "") if key]
    return tuple(dict.fromkeys(map(oldpaths.key, found)))


def path_of(url: str) -> str:
    """The key of an address, empty for the site's front and for ``?p=12``, which needs none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    numbered = any(name in ("p", "page_id", "attachment_id") for name, _ in parse_qsl(parts.query))
    key = oldpaths.key(parts.path)
    return "" if key == "/" or numbered or parts.scheme not in ("http", "https") else key


def place_of(url: str) -> str:
    """Where a file stood: below the uploads folder, or host and path; without query and size."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = oldpaths.key(parts.path)
    if UPLOADS in path:
        return path.partition(UPLOADS)[2][:255]
    return f"{(parts.hostname or '').removeprefix('www.')}{path}"[:255]


def host_of(url: str) -> str:
    """The host of an address without ``www.``; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def site_key(site: Site) -> str:
    """What names a site for good: host and folder of its address, else its title."""
    try:
        parts = urlsplit(site.blog or site.address)
    except ValueError:
        parts = urlsplit("")
    host = (parts.hostname or "").removeprefix("www.")
    return (host + parts.path.rstrip("/") if host else site.title.strip().casefold())[:200]
