"""The model of the tags, in the edge's own store.

A random newspaper lives; every page it has shown is kept by the edge, in shells and rails, each
with the tags it read; the log says which to drop. Whatever the edge would still show must be, put
together, what the application would say now, always. And little is dropped in vain: at most 5 %
of the dropped shells and rails would have been the same, on a day of 60 % fixes in the text, 20 %
new stories, 10 % new headlines, 5 % withdrawals and 5 % changed photos, while search chooses anew
which stories are like another as often as one is published.
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
from redaksi.popular import actions as popular
from redaksi.sections.due import Midnight
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.flows import verbs
from tests.flows.pages import Shelf, addresses, crowded, second_pages
from tests.portal.newspaper import small_newspaper

NOON = datetime(2020, 8, 17, 5, 0, tzinfo=UTC)
EXAMPLES = int(os.environ.get("REDAKSI_MODEL_EXAMPLES", "2"))
STEPS = int(os.environ.get("REDAKSI_MODEL_STEPS", "6"))
DAY = int(os.environ.get("REDAKSI_MODEL_DAY", "40"))
MIX = {
    verbs.body: 60, verbs.publish: 20, verbs.retitle: 10, verbs.withdraw: 5, verbs.change_photo: 5,
    verbs.choose: 20,
}  # fmt: skip


class Newspaper(RuleBasedStateMachine):
    """A newspaper with 24 stories; after each act every kept page is compared with a fresh one."""

    def __init__(self) -> None:
        super().__init__()
        self.stopped = clock.frozen(NOON)
        self.hands = self.stopped.__enter__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.small = crowded(24)
        self.shelf = Shelf()
        self.midnight = Midnight()
        self.midnight.run(clock.now())
        self.keep()

    def keep(self) -> None:
        self.shelf.keep(addresses(self.small))
        self.shelf.keep(second_pages(self.shelf, ["/latest/"]))

    @rule(number=st.integers(0, len(verbs.ALL) - 1), seed=st.integers(0, 2**32))
    def act(self, number: int, seed: int) -> None:
        self.hands.move(seconds=1)
        verbs.ALL[number](self.small, Random(seed))  # noqa: S311 (repeatable, not secret)
        self.shelf.follow()

    @rule(days=st.sampled_from([1, 1, 2, 366]))
    def night(self, days: int) -> None:
        """Midnight comes, or the clock was down for days and comes back a second later."""
        self.hands.move(seconds=days * 86400)
        self.midnight.run(clock.now())
        popular.show(clock.now())
        self.shelf.follow()

    @invariant()
    def nothing_kept_is_old(self) -> None:
        assert not list(self.shelf.old())
        self.keep()

    def teardown(self) -> None:
        self.shelf.__exit__()
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
    small = crowded(22)
    with Shelf() as shelf:
        shelf.keep(addresses(small))
        shelf.keep(second_pages(shelf, ["/latest/"]))
        for seed in range(2):
            clock.move(seconds=1)
            verb(small, Random(seed))  # noqa: S311
            shelf.follow()
            assert not list(shelf.old())
            shelf.keep(addresses(small))


@pytest.mark.django_db
def test_a_story_that_comes_near_the_top_never_stands_under_itself(clock: Any) -> None:
    small = crowded(26)
    line = list(Story.objects.filter(section=small.sections[0]).order_by("-published_at"))
    with Shelf() as shelf:
        shelf.keep(one.url for one in line[8:14])
        for newest in line[:8]:
            clock.move(seconds=1)
            actions.withdraw(newest, reason="Keliru.")
            shelf.follow()
            assert not list(shelf.old())


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 3, 140, 366], ids=lambda days: f"{days} days")
def test_a_night_drops_what_it_changes_and_little_else(days: int, clock: Any) -> None:
    small = crowded(30)
    midnight = Midnight()
    midnight.run(clock.at)
    with Shelf() as shelf:
        shelf.keep(addresses(small))
        clock.move(seconds=days * 86400 - 12 * 3600)
        midnight.run(clock.at)
        shelf.follow()
        fallen = shelf.dropped()
        vain = [name for name, before in fallen.items() if shelf.again(name) == before]
        assert len(vain) <= 0.05 * len(fallen), vain
        assert not list(shelf.old())


def alike(line: list[Story]) -> None:
    """Each of *line* is like the six that came before it."""
    actions.relate({
        one.pk: [other.pk for other in line[max(0, place - 6) : place]]
        for place, one in enumerate(line)
    })  # fmt: skip


@pytest.mark.django_db
@pytest.mark.slow
def test_little_is_dropped_in_vain(clock: Any, capsys: pytest.CaptureFixture[str]) -> None:
    small = small_newspaper(275)
    alike(small.stories)
    done, dropped, vain, fragments = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    with Shelf() as shelf:
        shelf.keep(addresses(small))
        firsts = ["/latest/", *(one.url for one in small.sections)]
        shelf.keep(list(second_pages(shelf, firsts)))
        assert len(shelf.names) >= 300
        random = Random(1908)  # noqa: S311
        for _ in range(DAY):
            clock.move(seconds=1)
            verb = random.choices(list(MIX), list(MIX.values()))[0]
            verb(small, random)
            shelf.follow()
            done[verb.__name__] += 1
            for name, before in shelf.dropped().items():
                dropped[verb.__name__] += 1
                fragments[verb.__name__] += name.startswith("/_rail/")
                vain[verb.__name__] += shelf.again(name) == before
            shelf.keep([*shelf.names, small.stories[-1].url])
        kept = f"{len(shelf.names)} pages, {len(shelf.engine.store.fragments)} rails"
        assert not list(shelf.old())
    with capsys.disabled():
        print(f"\nkept {kept}; per verb: acts, dropped, of them rails, in vain")  # noqa: T201
        for name, acted in done.items():
            row = f"{acted:4} {dropped[name]:6} {fragments[name]:5} {vain[name]:5}"
            print(f"  {name:13} {row}")  # noqa: T201
    assert vain.total() <= 0.05 * dropped.total()
