"""The model of the tags, before there is a cache.

A random newspaper lives; every page it has shown is kept with the tags it read; the log says which
pages to drop. What is still kept must be what the application would say now, always. And little
is dropped in vain: at most 5 % of the dropped pages would have been the same, on a day of 60 %
fixes in the text, 20 % new stories, 10 % new headlines, 5 % withdrawals and 5 % changed photos.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from redaksi.lib import clock
from redaksi.press import acts
from tests.flows import verbs
from tests.flows.pages import Shelf, addresses, second_pages
from tests.portal.newspaper import small_newspaper

NOON = datetime(2020, 8, 17, 5, 0, tzinfo=UTC)
EXAMPLES = int(os.environ.get("REDAKSI_MODEL_EXAMPLES", "2"))
STEPS = int(os.environ.get("REDAKSI_MODEL_STEPS", "6"))
DAY = int(os.environ.get("REDAKSI_MODEL_DAY", "40"))
MIX = {
    verbs.body: 60, verbs.publish: 20, verbs.retitle: 10, verbs.withdraw: 5, verbs.change_photo: 5,
}  # fmt: skip


class Newspaper(RuleBasedStateMachine):
    """A newspaper with 24 stories; after each act every kept page is compared with a fresh one."""

    def __init__(self) -> None:
        super().__init__()
        self.stopped = clock.frozen(NOON)
        self.hands = self.stopped.__enter__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.small = small_newspaper(24)
        self.shelf = Shelf(seq=acts.last_seq())
        self.keep()

    def keep(self) -> None:
        self.shelf.keep(addresses(self.small))
        self.shelf.keep(second_pages(self.shelf, ["/latest/"]))

    @rule(number=st.integers(0, len(verbs.ALL) - 1), seed=st.integers(0, 2**32))
    def act(self, number: int, seed: int) -> None:
        self.hands.move(seconds=1)
        verbs.ALL[number](self.small, Random(seed))  # noqa: S311 (repeatable, not secret)
        self.shelf.follow()

    @invariant()
    def nothing_kept_is_old(self) -> None:
        assert not list(self.shelf.old())
        self.keep()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.stopped.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.slow
def test_no_kept_page_is_ever_old() -> None:
    run_state_machine_as_test(
        Newspaper,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("verb", verbs.ALL, ids=lambda verb: verb.__name__)
def test_each_act_drops_what_it_changes(verb: verbs.Verb, clock: Any) -> None:
    small = small_newspaper(22)
    shelf = Shelf(seq=acts.last_seq())
    shelf.keep(addresses(small))
    shelf.keep(second_pages(shelf, ["/latest/"]))
    for seed in range(2):
        clock.move(seconds=1)
        verb(small, Random(seed))  # noqa: S311
        shelf.follow()
        assert not list(shelf.old())
        shelf.keep(addresses(small))


@pytest.mark.django_db
@pytest.mark.slow
def test_little_is_dropped_in_vain(clock: Any, capsys: pytest.CaptureFixture[str]) -> None:
    small = small_newspaper(275)
    shelf = Shelf(seq=acts.last_seq())
    shelf.keep(addresses(small))
    shelf.keep(list(second_pages(shelf, ["/latest/", *(one.url for one in small.sections)])))
    assert len(shelf.pages) >= 300
    random = Random(1908)  # noqa: S311
    done, dropped, vain = Counter[str](), Counter[str](), Counter[str]()
    for _ in range(DAY):
        clock.move(seconds=1)
        verb = random.choices(list(MIX), list(MIX.values()))[0]
        verb(small, random)
        fallen = shelf.follow()
        done[verb.__name__] += 1
        for address, page in fallen.items():
            fresh = shelf.pages[address] = shelf.render(address)
            dropped[verb.__name__] += 1
            vain[verb.__name__] += page.same(fresh)
    with capsys.disabled():
        print(f"\nkept {len(shelf.pages)} pages; per verb: acts, dropped, of them in vain")  # noqa: T201
        for name, acted in done.items():
            print(f"  {name:13} {acted:4} {dropped[name]:6} {vain[name]:5}")  # noqa: T201
    assert not list(shelf.old())
    assert vain.total() <= 0.05 * dropped.total()
