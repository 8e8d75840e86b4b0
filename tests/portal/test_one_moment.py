"""A page is of one moment, though a publish is committed while it is made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import small_newspaper

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 60


class Meanwhile:
    """Runs *work* on a connection of its own after the question number *after* of a page."""

    def __init__(self, after: int, work: Callable[[], None]) -> None:
        self.left, self.work = after, work

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            with ThreadPoolExecutor(1) as somebody:
                somebody.submit(self.work).result(30)
        return answer


def retitle(pk: int) -> None:
    story = Story.objects.get(pk=pk)
    story.headline = "Kapal yang lain sama sekali"
    actions.update(story)
    connection.close()


def shown(path: str, after: int, pk: int) -> tuple[str, bool]:
    """The page, and whether a publish came in between."""
    meanwhile = Meanwhile(after, lambda: retitle(pk))
    with connection.execute_wrapper(meanwhile):
        page = Client(headers={"host": "localhost"}).get(path).content.decode()
    return page, meanwhile.left <= 0


def test_a_headline_is_the_same_all_over_a_page_whenever_it_changes(clock: Any) -> None:
    story = small_newspaper(4).stories[-1]
    before, path = story.headline, Story.objects.get(pk=story.pk).url
    for after in range(1, MOST):
        page, changed = shown(path, after, story.pk)
        if not changed:
            break
        assert (before in page) != ("Kapal yang lain sama sekali" in page), f"question {after}"
        Story.objects.filter(pk=story.pk).update(headline=before)
    assert after > 8
