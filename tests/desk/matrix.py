"""Every address of the site × every role × every kind of story, with the answer each gets.

``rights_matrix.txt`` beside this file keeps the answers; the test writes nothing. A cell is the
status of GET; ``p302`` is that of POST, where GET is not allowed; ``403/200`` would be an address
that refuses to be looked at and takes what is sent: never kept.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from redaksi.desk import gate
from redaksi.stories import addresses
from redaksi.stories.models import Story
from tests.desk.addresses import Address, _bulk, _walk

FILE = Path(__file__).with_name("rights_matrix.txt")
ROLES = ("anonymous", "reporter", "photo", "editor", "chief", "admin")
OBJECTS = ("own draft", "other draft", "submitted", "scheduled", "live", "withdrawn")
#: What one line says of all kinds of story.
ALL = "any story"
#: Rooms of the desk whose addresses name a story by ``pk``.
OF_STORIES = ("stories", "board")
#: Single addresses that name a story, with what they capture.
NAMING = {
    "wagtailadmin_editing_sessions:ping", "portal:story", "portal:lite", "portal:card",
}  # fmt: skip
#: What stands for a capture that nobody has said anything about; the first that fits.
ANYTHING = (1, "a", "approve", "2020-08-17", "a/b", "0123456789abcdef", "rss.xml")
XHR = {"x-requested-with": "XMLHttpRequest"}
REFUSED = ("login", "403", "404", "405")
HOW = """\
# Who gets which answer where: every address, every role, every kind of story. Made by the tests:
#     WRITE_RIGHTS=1 .venv/bin/python -m pytest -n0 tests/desk/test_rights_matrix.py
# Look through the difference before you commit it: a number below 400 lets somebody in.
# A cell is the status of GET, p302 of POST where GET is not allowed, login: sent there to sign in.
# "=" is not asked: readers' addresses are the same for everybody. "closed" answers 404 to all.
"""


def every_address() -> Iterator[tuple[Address, bool]]:
    """All named patterns of the resolver, each once, and whether the desk's gate is open there."""
    seen = set()
    for path, namespace, pattern in _walk(get_resolver(), "", ""):
        name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
        if pattern.name and name not in seen:
            seen.add(name)
            yield (
                Address(name, tuple(pattern.pattern.regex.groupindex)),
                _open(path, namespace, pattern),
            )


def _open(path: str, namespace: str, pattern: URLPattern) -> bool:
    at_desk = path.startswith("desk/")
    return not at_desk or gate.is_open(namespace, pattern.name, _bulk(pattern))


def names_a_story(address: Address) -> bool:
    """Whether *address* is one story's, so that its kind may matter."""
    namespace = address.name.rpartition(":")[0]
    return address.name in NAMING or (namespace in OF_STORIES and "pk" in address.captures)


def of_story(story: Story) -> dict[str, Any]:
    """What addresses capture of *story*."""
    return {
        "pk": story.pk, "object_id": story.pk, "revision_id": story.latest_revision_id,
        "revision": story.latest_revision_id, "slug": story.slug, "name": "0" * 16,
        "path": addresses.story(story.pk, story.slug),
    }  # fmt: skip


def filled(address: Address, known: dict[str, Any]) -> str:
    """The URL of *address* with what is *known*, and with anything that fits for the rest."""
    choices = [(*([known[one]] if one in known else []), *ANYTHING) for one in address.captures]
    for values in product(*choices):
        try:
            return reverse(address.name, kwargs=dict(zip(address.captures, values, strict=True)))
        except NoReverseMatch:
            continue
    raise AssertionError(f"{address.name} captures {address.captures}: tell tests/desk/matrix.py")


def cell(client: Client, url: str, *, known: bool) -> str:
    """The answer to *url*, as the matrix writes it, to somebody *known* to the desk or to nobody.

    What is done by asking is not taken back here.
    """
    headers = XHR if known else {}
    seen = _told(client, "get", url, headers)
    if seen == "405":
        return "p" + _told(client, "post", url, headers)
    if seen not in REFUSED:
        return seen
    sent = _told(client, "post", url, headers)
    return seen if sent in REFUSED else f"{seen}/{sent}"


def _told(client: Client, method: str, url: str, headers: dict[str, str]) -> str:
    cookies = client.cookies.copy()
    answer = getattr(client, method)(url, headers=headers)
    client.cookies = cookies  # who signed off by asking is asked on
    to_door = answer.status_code == 302 and answer.url.startswith("/desk/login/")
    return "login" if to_door else str(answer.status_code)


def row(name: str, of: str, cells: list[str]) -> str:
    """One line of the file."""
    return f"{name:<52} {of:<12}" + "".join(f"{one:>10}" for one in cells).rstrip()


def rows(name: str, cells: dict[str, list[str]]) -> list[str]:
    """The lines of one address, whose *cells* stand by kind of story; one line if all are alike."""
    alike = len(cells) > 1 and len({tuple(one) for one in cells.values()}) == 1
    told = {ALL: next(iter(cells.values()))} if alike else cells
    return [row(name, of, one) for of, one in told.items()]


def kept() -> list[str]:
    """The lines of the file that say something."""
    if not FILE.exists():
        return []
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [one for one in lines if one and not one.startswith("#")]


def let_in() -> dict[str, set[str]]:
    """The roles that get in at each address of the file; a story there is a submitted one."""
    found: dict[str, set[str]] = {}
    for line in kept():
        name, of, *cells = re.split(r" {2,}", line.strip())
        if of in ("-", ALL, "submitted"):
            found[name] = {role for role, one in zip(ROLES, cells, strict=True) if _in(one)}
    return found


def _in(cell: str) -> bool:
    return cell.rpartition("/")[2].lstrip("p") not in REFUSED
