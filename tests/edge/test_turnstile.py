"""What counts as read by somebody, and what does not."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from random import Random

import pytest

from redaksi.config.edge import MACHINES
from redaksi.edge.beacons import WAITING, Drain
from redaksi.edge.heads import Fields, Head
from redaksi.edge.ledger import Ledger
from redaksi.edge.rules import Beacon
from redaksi.edge.tally import Tally
from redaksi.edge.turnstile import Turnstile

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def turnstile(folder: Path = Path("/nowhere"), **more: int) -> Turnstile:
    beacon = Beacon(path="/_b", key="[1-9][0-9]{0,17}", machines=MACHINES, folder=folder, **more)
    made = Turnstile(beacon, (), now=lambda: made.time)  # type: ignore[attr-defined]
    made.time = 1_600_000_000.0  # type: ignore[attr-defined]
    return made


def beacon(client: str = "10.0.0.1:5000", agent: str = PHONE, **more: str) -> Head:
    named = [(name.replace("_", "-"), value) for name, value in more.items()]
    fields = Fields([("host", "a.example"), ("user-agent", agent), *named])
    return Head(path="/_b", query_string="", headers=fields, client=client, method="POST")


def test_a_reload_counts_once() -> None:
    gate = turnstile()
    assert [gate.count(beacon(), b"7") for _ in range(5)] == [True, *[False] * 4]


def test_another_story_another_address_and_another_browser_count() -> None:
    gate = turnstile()
    gate.count(beacon(), b"7")
    assert gate.count(beacon(), b"8")
    assert gate.count(beacon(client="10.0.0.2:5000"), b"7")
    assert gate.count(beacon(agent=PHONE.replace("120", "121")), b"7")


def test_after_an_hour_nobody_is_remembered() -> None:
    gate = turnstile()
    gate.count(beacon(), b"7")
    salt = gate._salt
    gate.time += 3600  # type: ignore[attr-defined]
    assert gate.count(beacon(), b"7")
    assert gate._salt != salt


@pytest.mark.parametrize(
    "agent",
    ["", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
     "Mozilla/5.0 HeadlessChrome/120.0", "python-requests/2.31", "facebookexternalhit/1.1",
     "Mozilla/5.0 (compatible; bingbot/2.0)", "WhatsApp/2.23.20 A", "Feedfetcher-Google; 3"],
)  # fmt: skip
def test_machines_do_not_count(agent: str) -> None:
    assert not turnstile().count(beacon(agent=agent), b"7")


@pytest.mark.parametrize(
    "agent",
    [PHONE, "Mozilla/5.0 (Linux; Android 9; CUBOT_X18 Plus) Chrome/99 Mobile Safari/537.36",
     "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
     "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
     "Opera/9.80 (Android; Opera Mini/36.2/191.249; U; id) Presto/2.12.423 Version/12.16"],
)  # fmt: skip
def test_browsers_count(agent: str) -> None:
    assert turnstile().count(beacon(agent=agent), b"7")


@pytest.mark.parametrize(
    "more",
    [{"sec_purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"sec_fetch_site": "none"},
     {"sec_fetch_site": "cross-site"}],
)  # fmt: skip
def test_what_is_fetched_ahead_or_from_another_site_does_not_count(more: dict[str, str]) -> None:
    assert not turnstile().count(beacon(**more), b"7")


@pytest.mark.parametrize("body", [b"", b"0", b"07", b"-1", b"7 ", b"seven", b"7\n", b"9" * 19])
def test_what_is_no_key_does_not_count(body: bytes) -> None:
    assert not turnstile().count(beacon(), body)


def test_one_visitor_counts_so_many_stories_an_hour_and_no_more() -> None:
    gate = turnstile(most_of_one=20)
    assert sum(gate.count(beacon(), b"%d" % key) for key in range(1, 100)) == 20


def test_a_script_that_changes_its_name_is_bounded_by_its_address() -> None:
    gate = turnstile(most_of_address=30)
    names = (f"{PHONE} {number}" for number in range(500))
    assert sum(gate.count(beacon(agent=name), b"7") for name in names) == 30


def test_addresses_of_one_network_are_one() -> None:
    gate = turnstile(most_of_address=3)
    own = (f"[2001:db8:1:2::{number:x}]:5000" for number in range(1, 50))
    counted = sum(gate.count(beacon(client=one, agent=f"{PHONE} {one}"), b"7") for one in own)
    assert counted == 3


def test_a_flood_of_made_up_stories_takes_no_more_memory_and_hides_no_real_one() -> None:
    tally, random = Tally(keys=1000), Random(7)  # noqa: S311
    tracemalloc.start()
    for number in range(200_000):
        tally.add(str(10**9 + random.randrange(10**8)))
        if number % 20 == 0:
            tally.add("7")
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    counts = tally.take()
    assert len(counts) <= 1000
    assert 10_000 - 210_000 / 1000 <= counts["7"] <= 10_000
    assert grown < 500_000


def test_a_ledger_forgets_under_a_flood_and_never_grows() -> None:
    ledger, random = Ledger(256), Random(7)  # noqa: S311
    keys = [random.getrandbits(64) for _ in range(10_000)]
    assert all(ledger.times(key) == 1 for key in keys)
    assert ledger.times(keys[-1]) == 2


def test_counts_are_left_in_a_file_and_begin_anew(tmp_path: Path) -> None:
    gate = turnstile(tmp_path)
    gate.count(beacon(), b"7")
    drain = Drain(gate)
    drain.leave()
    (left,) = tmp_path.iterdir()
    assert json.loads(left.read_text())["counts"] == {"7": 1}
    assert gate.tally.take() == {}


def test_without_reads_a_file_says_now_and_then_that_counting_goes_on(tmp_path: Path) -> None:
    drain = Drain(turnstile(tmp_path))
    drain.leave()
    drain.leave()
    assert len(list(tmp_path.iterdir())) == 1


def test_when_nobody_collects_the_counts_stay_in_memory(tmp_path: Path) -> None:
    for number in range(WAITING):
        (tmp_path / f"{number}.json").touch()
    gate = turnstile(tmp_path)
    gate.count(beacon(), b"7")
    Drain(gate).leave()
    assert len(list(tmp_path.iterdir())) == WAITING
    assert gate.tally.take() == {"7": 1}


def test_what_is_left_says_nothing_of_who_read(tmp_path: Path) -> None:
    gate = turnstile(tmp_path)
    gate.count(beacon(client="203.0.113.77:5000", agent=f"{PHONE} Rahasia"), b"7")
    Drain(gate).leave()
    (left,) = tmp_path.iterdir()
    assert set(json.loads(left.read_text())) == {"at", "counts"}
