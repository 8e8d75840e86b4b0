import pytest

from redaksi.lib.fetch import GivenUp, Refused, Unreachable
from redaksi.lib.hostfailures import HostFailures
from tests.lib.outside import outside


def nowhere(host: str, port: int) -> list[str]:
    raise OSError("unknown")


def test_a_host_that_fails_three_times_is_given_up() -> None:
    failures = HostFailures(limit=3)
    for number in range(3):
        with pytest.raises(Unreachable):
            failures.fetch(f"http://dead.example/{number}", resolve=nowhere)
    with pytest.raises(GivenUp, match="failed 3 times in a row"):
        failures.fetch("http://DEAD.example/other", resolve=nowhere)
    assert failures.given_up("dead.example")
    assert not failures.given_up("http://other.example/")


def test_a_good_answer_wipes_the_slate() -> None:
    failures = HostFailures(limit=2)
    with outside() as world:
        world.says("/broken", status="500 Oh")
        world.says("/fine", b"yes")
        for path in ("/broken", "/fine", "/broken"):
            failures.fetch(world.url(path), allow_hosts=world.allowed)
        assert not failures.given_up(world.url())
        failures.fetch(world.url("/broken"), allow_hosts=world.allowed)
        assert failures.hosts() == {world.host: 2}


def test_what_we_refuse_is_not_held_against_the_host() -> None:
    failures = HostFailures(limit=1)
    with pytest.raises(Refused):
        failures.fetch("http://127.0.0.1/")
    assert not failures.given_up("http://127.0.0.1/")
