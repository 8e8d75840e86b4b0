"""Made once for all workers of the edge, until a row is added to the log or the time is over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from redaksi.lib import clock as time
from redaksi.portal import middleware
from redaksi.portal.again import BEHIND_EDGE, Again
from redaksi.press import reading
from redaksi.stories import actions
from tests.portal.newspaper import Small


class Counted:
    """Makes answers, each with a number."""

    def __init__(self, *, until: Any = None, **headers: str) -> None:
        self.times, self.until = 0, until
        self.headers = {"X-Redaksi-Tags": "story:1", **headers}

    def __call__(self) -> tuple[HttpResponse, reading.Record]:
        self.times += 1
        answer = HttpResponse(f"halaman {self.times}", headers=self.headers)
        return answer, reading.Record(until=self.until)


def request(path: str = "/", host: str = "localhost", save_data: bool = False) -> Any:
    made: Any = RequestFactory(headers={"host": host}).get(path)
    made.save_data = save_data
    return made


def test_the_next_worker_gets_the_same_octets() -> None:
    kept, make = Again(), Counted()
    bodies = {kept.answer(request(), 7, make).content for _ in range(3)}  # type: ignore[attr-defined]
    assert (bodies, make.times) == ({b"halaman 1"}, 1)


@pytest.mark.parametrize(
    "other", [request("/?page=2"), request(host="127.0.0.1"), request(save_data=True)]
)
def test_another_page_is_another_page(other: Any) -> None:
    kept, make = Again(), Counted()
    kept.answer(request(), 7, make)
    assert kept.answer(other, 7, make).content == b"halaman 2"  # type: ignore[attr-defined]


def test_with_a_new_row_of_the_log_it_is_made_again() -> None:
    kept, make = Again(), Counted()
    kept.answer(request(), 7, make)
    assert kept.answer(request(), 8, make).content == b"halaman 2"  # type: ignore[attr-defined]


def test_when_its_time_is_over_it_is_made_again(clock: Any) -> None:
    kept, make = Again(), Counted(until=time.now() + timedelta(seconds=60))
    kept.answer(request(), 7, make)
    clock.move(seconds=61)
    kept.answer(request(), 7, make)
    assert make.times == 2


@pytest.mark.parametrize("headers", [{"Cache-Control": "private, no-store"}, {}])
def test_what_the_edge_does_not_keep_is_not_kept(headers: dict[str, str]) -> None:
    kept, make = Again(), Counted(**headers)
    if not headers:
        del make.headers["X-Redaksi-Tags"]
    kept.answer(request(), 7, make)
    kept.answer(request(), 7, make)
    assert make.times == 2


def test_it_is_bounded() -> None:
    kept, make = Again(most=2), Counted()
    for path in ("/a", "/b", "/c", "/b", "/a"):
        kept.answer(request(path), 7, make)
    assert make.times == 4


def test_a_copy_that_is_changed_changes_no_other() -> None:
    kept, make = Again(), Counted()
    for _ in range(2):
        answer = kept.answer(request(), 7, make)
        assert "X-Frame-Options" not in answer.headers
        answer.headers["X-Frame-Options"] = "DENY"


def test_what_many_ask_for_at_once_is_made_once() -> None:
    kept, make = Again(), Counted()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: kept.answer(request(), 7, make), range(40)))
    assert make.times == 1


def asked_by_our_edge(path: str) -> HttpResponse:
    client = Client(headers={"host": "localhost", "Surrogate-Capability": 'redaksi="ESI/1.0"'})
    return client.get(path, **{BEHIND_EDGE: True})  # type: ignore[arg-type,return-value]


def test_our_edge_gets_it_made_once_and_anew_after_a_publish(paper: Small) -> None:
    middleware.forget()
    story = paper.stories[-1]
    first, second = (asked_by_our_edge(story.url).content for _ in range(2))
    story.headline = "Kapal yang lain sama sekali"
    actions.update(story)
    assert first == second
    assert "Kapal yang lain sama sekali" in asked_by_our_edge(story.url).content.decode()


def test_a_stranger_cannot_say_that_it_is_our_edge(paper: Small) -> None:
    said = {"HTTP_REDAKSI.BEHIND_EDGE": "1", "HTTP_SURROGATE_CAPABILITY": 'redaksi="ESI/1.0"'}
    middleware.forget()
    kept = middleware._again
    Client().get(paper.stories[-1].url, headers={"host": "localhost"}, **said)  # type: ignore[arg-type]
    assert not kept._kept


def test_pages_are_made_one_after_the_other() -> None:
    kept, inside, most = Again(), [0], [0]

    def make() -> tuple[HttpResponse, reading.Record]:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        inside[0] -= 1
        return HttpResponse(""), reading.Record()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: kept.answer(request(f"/{n}"), 7, make), range(40)))
    assert most == [1]


def test_a_page_that_takes_long_keeps_no_other_from_being_made() -> None:
    kept, other_was_made = Again(), Event()

    def slow() -> tuple[HttpResponse, reading.Record]:
        assert other_was_made.wait(30)
        return HttpResponse(""), reading.Record()

    def quick() -> tuple[HttpResponse, reading.Record]:
        other_was_made.set()
        return HttpResponse(""), reading.Record()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(kept.answer, request("/lambat"), 7, slow)
        threads.submit(kept.answer, request("/cepat"), 7, quick).result(30)
        assert first.result(30).status_code == 200
