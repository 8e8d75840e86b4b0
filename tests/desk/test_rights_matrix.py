"""The rights matrix: what every address answers to every role, for every kind of story."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import auth
from django.contrib.auth import middleware
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone

from redaksi.lib import clock
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.desk import matrix
from tests.desk.conftest import somebody
from tests.desk.test_rights import things, undone, where
from tests.stories.conftest import Newsroom

__all__ = ["things"]
Desk = Callable[[str], Client]
WRITE = "WRITE_RIGHTS"


@pytest.fixture
def stories(newsroom: Newsroom, things: Any) -> dict[str, Story]:
    """One story of each kind; the reporter's own draft is of another section than the rest."""
    reporter, editor = somebody("reporter"), somebody("editor")
    newsroom.reporter.user = reporter
    newsroom.reporter.save()
    elsewhere = {"section": newsroom.sport}
    passed = Story.objects.get(pk=things["stories"]["pk"])
    draft = actions.save_draft(newsroom.story("Draf sendiri"), by=reporter).story
    other = actions.save_draft(newsroom.story("Draf rubrik lain", **elsewhere), by=editor).story
    later = clock.now() + timedelta(days=1)
    planned = actions.schedule(newsroom.story("Nanti", **elsewhere), later, by=editor).story
    live = actions.update(newsroom.story("Terbit", **elsewhere), by=editor).story
    gone = actions.update(newsroom.story("Dicabut", **elsewhere), by=editor).story
    gone = actions.withdraw(gone, by=editor, reason="Keliru.").story
    return dict(zip(matrix.OBJECTS, (draft, other, passed, planned, live, gone), strict=True))


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is drawn (who gets in is decided before), and rights are read once for each user."""
    users: dict[str | None, Any] = {}

    def known(request: Any) -> Any:
        number = request.session.get(auth.SESSION_KEY)
        if number not in users:
            users[number] = auth.get_user(request)
        return users[number]

    monkeypatch.setattr(middleware, "get_user", known)
    monkeypatch.setattr(Template, "render", lambda *_args, **_more: "")


def every_line(desk: Desk, things: Any, stories: dict[str, Story]) -> Iterator[str]:
    clients = [desk(role) for role in matrix.ROLES]
    for one in clients:
        one.raise_request_exception = False
    for address, is_open in sorted(matrix.every_address(), key=lambda pair: pair[0].name):
        if not is_open:
            with undone():
                assert clients[-1].get(matrix.filled(address, {})).status_code == 404, address.name
            yield f"{address.name:<52} closed"
            continue
        cells: dict[str, list[str]] = {}
        asked = READERS_ROLES if is_readers(address) else matrix.ROLES
        for of, url in urls(address, things, stories):
            for role, client in zip(matrix.ROLES, clients, strict=True):
                with undone():
                    answer = ask(role, client, url) if role in asked else "="
                cells.setdefault(of, []).append(answer)
        yield from matrix.rows(address.name, cells)


def ask(role: str, client: Client, url: str) -> str:
    return matrix.cell(client, url, known=role != "anonymous")


def is_readers(address: matrix.Address) -> bool:
    return address.name.startswith(("portal:", "syndication:"))


def urls(
    address: matrix.Address, things: Any, stories: dict[str, Story]
) -> Iterator[tuple[str, str]]:
    if matrix.names_a_story(address):
        namespace = address.name.rpartition(":")[0]
        for of, story in stories.items():
            known = {**things[""], **things.get(namespace, {}), **matrix.of_story(story)}
            yield of, matrix.filled(address, known)
    elif is_readers(address):
        yield (
            "-",
            matrix.filled(address, READERS | of_day(stories["live"]) | OF.get(address.name, {})),
        )
    else:
        yield "-", where(address, things)


#: Readers' addresses look at nobody's session: those in between are not asked.
READERS_ROLES = ("anonymous", "admin")
#: What stands behind readers' addresses, and behind some of them alone.
READERS = {"slug": "pelabuhan", "kind": "topic", "path": "ekonomi", "file": "rss.xml"}
OF: dict[str, dict[str, Any]] = {
    "portal:person": {"slug": "damar-wirya"}, "portal:page": {"slug": "tentang"},
    "portal:collection": {"slug": "weekend"}, "portal:rail": {"path": "foot"},
    "syndication:sitemap-lists": {"kind": "topics", "part": "1"},
}  # fmt: skip


def of_day(story: Story) -> dict[str, Any]:
    """The day of *story* as the archive's addresses have it."""
    day = timezone.localtime(story.published_at)
    return {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}


#: Answers editors 200 or 404 by what ran before in the process: Wagtail shows a collection to be
#: deleted to whoever has a right in it, and other tests leave such rights behind.
UNSURE = "wagtailadmin_collections:delete "


def test_every_address_answers_every_role_as_the_matrix_says(
    desk: Desk, things: Any, stories: dict[str, Story], fast: None
) -> None:
    found = list(every_line(desk, things, stories))
    if os.environ.get(WRITE):
        matrix.FILE.write_text(matrix.HOW + "\n".join(found) + "\n", encoding="utf-8")
    kept = matrix.kept()
    new, gone = set(found) - set(kept), set(kept) - set(found)
    new, gone = ({one for one in some if not one.startswith(UNSURE)} for some in (new, gone))
    told = [f"+ {one}" for one in sorted(new)] + [f"- {one}" for one in sorted(gone)]
    assert not told, "\n".join(["", *told, f"If this is meant: {WRITE}=1, see rights_matrix.txt"])
