"""A partner that answers, is slow, lies, is poisoned and dies: its rail at most is touched."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from redaksi.lib import clock
from redaksi.lib.fetch import Limits
from redaksi.partners import actions, outside, queries, rules, tasks
from redaksi.partners.models import Partner
from redaksi.press.models import LogEntry
from redaksi.sections.queries import newspaper
from tests.flows.rows import logged
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.partners.made import BOAT, ROOF, RSS, campaigns, filled, partner
from tests.photos.pictures import jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
JSON = "Content-Type: application/json"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """A server on this machine that the newspaper may fetch from."""
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        quick = Limits(max_bytes=2_000_000, total_seconds=1, connect_seconds=1, max_redirects=3)
        monkeypatch.setattr(outside, "ANSWER", quick)
        yield made


def at(world: Outside, path: str = "/kampanye", **fields: Any) -> Partner:
    return partner(address=world.url(path), **fields)


def titles(one: Partner) -> list[str]:
    return list(one.items.order_by("order").values_list("title", flat=True))


def refreshed(one: Partner) -> Partner:
    actions.refresh(one, clock.now())
    one.refresh_from_db()
    return one


def test_what_comes_is_kept_with_its_age_as_one_act(world: Outside) -> None:
    world.says("/kampanye", campaigns(), JSON)
    one = at(world)
    with logged() as moved:
        refreshed(one)
    assert titles(one) == [BOAT["title"], ROOF["title"]]
    assert (one.good_at, one.next_at) == (clock.now(), clock.now() + timedelta(minutes=30))
    assert moved.tags == {"rail:partner-talikasih"}
    assert LogEntry.objects.filter(kind="refreshed", subject=one.subject).count() == 1


def test_the_same_again_moves_nothing(world: Outside) -> None:
    world.says("/kampanye", campaigns(), JSON)
    one = refreshed(at(world))
    with logged() as moved:
        refreshed(one)
    assert moved.tags == set()


def test_a_feed_is_read_as_headlines(world: Outside) -> None:
    world.says("/feed", RSS.encode(), "Content-Type: application/rss+xml")
    assert len(titles(refreshed(at(world, "/feed", kind="headlines")))) == 2


def test_pictures_are_encoded_by_us(world: Outside, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world.says("/foto", jpeg(size=(600, 500)), "Content-Type: image/jpeg")
    world.says("/kampanye", campaigns({**BOAT, "image": world.url("/foto")}), JSON)
    one = refreshed(at(world))
    (item,) = one.items.all()
    assert [(w, h) for _name, w, h in item.images] == [(240, 160), (480, 320)]
    assert all((tmp_path / name).read_bytes()[:4] == b"RIFF" for name, _w, _h in item.images)
    asked = len(world.heads)
    refreshed(one)
    assert len(world.heads) == asked + 1  # the known picture is not fetched again


BAD_PICTURES = (b"<svg onload='alert(1)'/>", b"\xff\xd8\xff" + b"\0" * 99, b"")


@pytest.mark.parametrize("data", BAD_PICTURES)
def test_a_picture_that_is_none_leaves_its_item_without(world: Outside, data: bytes) -> None:
    world.says("/foto", data, "Content-Type: image/jpeg")
    world.says("/kampanye", campaigns({**BOAT, "image": world.url("/foto")}), JSON)
    (item,) = refreshed(at(world)).items.all()
    assert (item.title, item.images) == (BOAT["title"], [])


def drips(head: bytes, wire: socket.socket) -> None:
    """Sends a byte now and then, for ever."""
    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    for _ in range(200):
        wire.sendall(b"[")
        wire.settimeout(0.05)
        try:
            if not wire.recv(1):
                return
        except TimeoutError:
            continue


def endless(head: bytes, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    for _ in range(200):
        wire.sendall(b"[1]," * 250_000)


def huge(head: bytes, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n[")


def bomb(head: bytes, wire: socket.socket) -> None:
    body = gzip.compress(b"[" + b" " * 50_000_000)
    wire.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
        + body
    )


LIES: dict[str, tuple[Any, str]] = {
    "html": (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "not-json"),
    "status": (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "status"),
    "nothing": (b"", "fetch"),
    "noise": (b"\x00\xff" * 500, "fetch"),
    "drips": (drips, "fetch"),
    "endless": (endless, "fetch"),
    "huge": (huge, "fetch"),
    "bomb": (bomb, "fetch"),
    "deep": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"[" * 100_000,
        "not-json",
    ),
    "loopback": (
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/secret\r\nContent-Length: 0\r\n\r\n",
        "fetch",
    ),
    "metadata": (
        b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
        "fetch",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_the_last_good_copy_outlives_every_lie(world: Outside, lie: str) -> None:
    world.says("/kampanye", campaigns(), JSON)
    one = refreshed(at(world))
    answer, says = LIES[lie]
    world.on("/kampanye", answer)
    with logged() as moved:
        refreshed(one)
    assert titles(one) == [BOAT["title"], ROOF["title"]]
    assert (one.failures, one.trouble["says"], moved.tags) == (1, says, set())


def test_a_script_in_a_title_is_text_or_nothing(world: Outside) -> None:
    bad = {**BOAT, "title": "<script>alert(1)</script>Perahu", "link": "https://a.example/"}
    world.says("/kampanye", campaigns(bad, {**ROOF, "link": "javascript:alert(1)"}), JSON)
    assert titles(refreshed(at(world))) == ["Perahu"]


def test_a_dead_partner_is_asked_more_and_more_rarely(world: Outside) -> None:
    one = at(world)
    world.close()
    waits = []
    for _ in range(6):
        refreshed(one)
        waits.append((one.next_at - clock.now()).total_seconds() / 60)
    assert waits == [60, 120, 240, 360, 360, 360]


def test_a_partner_that_comes_back_is_well_again(world: Outside) -> None:
    one = refreshed(at(world))
    assert rules.health(one) == "shaky"
    world.says("/kampanye", campaigns(), JSON)
    assert rules.health(refreshed(one)) == "well"
    assert one.trouble == {}


def test_a_copy_that_grew_too_old_hides_its_rail(clock: Any) -> None:
    one = filled(hide_after=48)
    clock.move(seconds=48 * 3600)
    assert actions.hide_stale(clock.at) == 0
    clock.move(seconds=1)
    with logged() as moved:
        assert actions.hide_stale(clock.at) == 1
    one.refresh_from_db()
    assert (one.hidden, rules.health(one)) == (True, "hidden")
    assert {"rail:partner-talikasih", "list:partners"} <= moved.tags
    found = queries.partner_at("talikasih", newspaper())
    assert found is not None
    assert found.items == ()


def test_a_hidden_rail_shows_again_when_something_comes(world: Outside) -> None:
    one = filled(address=world.url("/kampanye"), hidden=True)
    world.says("/kampanye", campaigns(), JSON)
    Partner.objects.filter(pk=one.pk).update(hidden=True)
    with logged() as moved:
        refreshed(one)
    assert not one.hidden
    assert "list:partners" in moved.tags


def test_a_copy_for_ever_is_never_hidden(clock: Any) -> None:
    filled(hide_after=0)
    clock.move(seconds=10**8)
    assert actions.hide_stale(clock.at) == 0


def test_the_clock_fetches_what_is_due_and_nothing_else(world: Outside, clock: Any) -> None:
    world.says("/kampanye", campaigns(), JSON)
    one = at(world)
    at(world, name="Diam", fetching=False)
    at(world, name="Mati", live=False)
    assert tasks._due(clock.at) == 1
    assert tasks._due(clock.at) == 0
    assert tasks._due(clock.move(seconds=30 * 60)) == 1
    assert len(titles(one)) == 2


def test_days_left_are_counted_from_the_day_that_they_came(clock: Any) -> None:
    filled()
    clock.move(seconds=5 * 86_400)
    found = queries.partner_at("talikasih", newspaper())
    assert found is not None
    assert [one.days_left for one in found.items] == [7, 26]
    assert [one.percent for one in found.items] == [72, 38]


def test_private_networks_stay_out_of_reach_by_default() -> None:
    assert outside.allowed() == frozenset()
    tried = actions.try_out("campaigns", "http://127.0.0.1/kampanye")
    assert tried.trouble is not None
    assert "loopback" in tried.trouble["values"]["why"]
