import gzip
import socket
import time
import zlib
from collections.abc import Iterator

import pytest

from redaksi.lib.fetch import (
    BadAnswer,
    Fetched,
    Limits,
    Refused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    fetch,
)
from tests.lib.outside import Outside, outside

QUICK = Limits(max_bytes=10_000, total_seconds=0.6, connect_seconds=0.3, max_redirects=3)


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as world:
        yield world


def get(world: Outside, path: str, limits: Limits = QUICK, **more: object) -> Fetched:
    return fetch(world.url(path), limits=limits, allow_hosts=world.allowed, **more)  # type: ignore[arg-type]


def test_an_answer_comes_with_its_status_type_and_body(world: Outside) -> None:
    world.says("/a?b=%20c", b"<p>", "Content-Type: Text/HTML; charset=utf-8", "X-A: 1", "X-A: 2")
    answer = get(world, "/a?b=%20c#part")
    assert (answer.status, answer.ok, answer.body) == (200, True, b"<p>")
    assert answer.content_type == "text/html"
    assert answer.headers["x-a"] == "1, 2"
    assert answer.url == world.url("/a?b=%20c")


def test_a_status_of_failure_is_an_answer(world: Outside) -> None:
    answer = get(world, "/none")
    assert (answer.status, answer.ok, answer.body) == (404, False, b"none")


def test_loopback_is_refused_unless_allowed(world: Outside) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1 is loopback; an administrator can allow"):
        fetch("http://127.0.0.1/", limits=QUICK)
    with pytest.raises(Refused, match="port"):
        fetch(world.url(), limits=QUICK, allow_hosts={"127.0.0.1"})
    assert world.heads == []


@pytest.mark.parametrize("host", ["10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]"])
def test_private_literals_are_refused(host: str) -> None:
    with pytest.raises(Refused, match="an administrator can allow"):
        fetch(f"http://{host}/", limits=QUICK)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://127\u30020\u30020\u30021/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://user@example.com/",
        "http://user:hush@example.com/",
        "http://@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "ftp://example.com/",
        "javascript:alert(1)",
        "//example.com/",
        "http:///path",
        "http://",
        "",
        "example.com",
        "http://example.com/\r\nX-Evil: 1",
        "http://example.com/a b",
        "http://example.com\\@127.0.0.1/",
        "http://exa\tmple.com/",
        "http://exa%0d%0ample.com/",
        "http://127.0.0.1%2f.example.com/",
        "http://example.com:22/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[v1.x]/",
        "http://example..com/",
        "http://-/",
        "http://" + "a" * 300 + ".com/",
        "http://example.com/" + "a" * 5000,
    ],
)
def test_an_odd_address_is_refused_before_anything_is_asked(url: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with pytest.raises(Refused) as caught:
        fetch(url, limits=QUICK, resolve=resolve)
    assert asked == []
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 500


def test_a_name_with_one_private_address_is_refused() -> None:
    with pytest.raises(Refused, match=r"10\.1\.1\.1 is private"):
        fetch("http://a.example/", limits=QUICK, resolve=lambda h, p: ["192.0.1.1", "10.1.1.1"])


def test_a_name_that_changes_its_mind_gains_nothing(world: Outside) -> None:
    answers = iter([["198.51.101.1"], ["127.0.0.1"], ["127.0.0.1"]])
    connected: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        connected.append(address)
        raise OSError("not today")

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Unreachable):
        patch.setattr(socket, "create_connection", refuse)
        fetch("http://a.example/", limits=QUICK, resolve=lambda h, p: next(answers))
    assert connected == [("198.51.101.1", 80)]
    assert next(answers) == ["127.0.0.1"]


def test_the_name_stays_in_the_host_header(world: Outside) -> None:
    world.says("/", b"yes")
    name = f"Photos.Example:{world.port}"
    answer = fetch(
        f"http://{name}/", limits=QUICK, allow_hosts={name}, resolve=lambda h, p: ["127.0.0.1"]
    )
    assert answer.body == b"yes"
    assert f"host: photos.example:{world.port}\r\n" in world.heads[0].lower()


def test_a_dead_address_is_followed_by_the_next(world: Outside) -> None:
    world.says("/", b"yes")
    name = f"a.example:{world.port}"
    answer = fetch(
        f"http://{name}/",
        limits=QUICK,
        allow_hosts={name},
        resolve=lambda h, p: ["::1", "127.0.0.1"],
    )
    assert answer.body == b"yes"


def test_redirects_are_followed_to_the_end(world: Outside) -> None:
    world.redirects("/a", "b?x=1")
    world.redirects("/b?x=1", world.url("/c"), status="308 Permanent Redirect")
    world.says("/c", b"end")
    answer = get(world, "/a")
    assert (answer.body, answer.url) == (b"end", world.url("/c"))


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "http://[::1]/",
        "//10.0.0.1/",
        "http://user:hush@example.com/",
        "http://a b/",
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_refused(world: Outside, to: str) -> None:
    world.redirects("/a", to)
    with pytest.raises(Refused) as caught:
        get(world, "/a")
    assert "hush" not in str(caught.value)
    assert len(world.heads) == 1


def test_a_redirect_loop_ends(world: Outside) -> None:
    world.redirects("/a", "/b")
    world.redirects("/b", "/a")
    with pytest.raises(TooManyRedirects, match="more than 3 times"):
        get(world, "/a")
    assert len(world.heads) == 4


def test_credentials_stay_at_their_origin(world: Outside) -> None:
    with outside() as other:
        other.says("/", b"there")
        world.redirects("/a", "/b")
        world.redirects("/b", other.url())
        secrets = {"Authorization": "Bearer hush", "Cookie": "a=1", "X-Api-Key": "k"}
        fetch(
            world.url("/a"),
            limits=QUICK,
            allow_hosts=world.allowed | other.allowed,
            headers=secrets | {"User-Agent": "Tester"},
        )
        assert "Bearer hush" in world.heads[1]
        assert "hush" not in other.heads[0] and "Cookie" not in other.heads[0].title()
        assert "Tester" in other.heads[0] and "X-Api-Key" not in other.heads[0].title()


@pytest.mark.parametrize(
    "header",
    [{"Host": "b.example"}, {"X": "a\r\nY: b"}, {"Content-Length": "3"}, {"X\n": "a"}, {"X": "é"}],
)
def test_headers_that_break_the_request_are_refused(world: Outside, header: dict[str, str]) -> None:
    with pytest.raises(Refused, match="header"):
        get(world, "/", headers=header)


def drip(head: bytes, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        wire.sendall(b".")
        time.sleep(0.05)


def drip_headers(head: bytes, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        wire.sendall(b".")
        time.sleep(0.05)


def early_hints(head: bytes, wire: socket.socket) -> None:
    for _ in range(100):
        wire.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "handler", [drip, drip_headers, early_hints, lambda head, wire: time.sleep(3)]
)
def test_the_whole_has_a_time_limit(world: Outside, handler: object) -> None:
    world.on("/slow", handler)  # type: ignore[arg-type]
    start = time.monotonic()
    with pytest.raises(TooSlow, match=r"not whole in 0\.6 seconds"):
        get(world, "/slow")
    assert time.monotonic() - start < 1.2


def test_a_slow_resolver_is_left_behind() -> None:
    start = time.monotonic()
    with pytest.raises(TooSlow):
        fetch("http://a.example/", limits=QUICK, resolve=lambda h, p: time.sleep(3) or [])  # type: ignore[func-returns-value]
    assert time.monotonic() - start < 1.2


def test_nobody_home_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host = f"127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(Unreachable):
        fetch(f"http://{host}/", limits=QUICK, allow_hosts={host})


@pytest.mark.parametrize("addresses", [[], OSError("unknown")])
def test_an_unknown_name_is_unreachable(addresses: list[str] | OSError) -> None:
    def resolve(host: str, port: int) -> list[str]:
        if isinstance(addresses, OSError):
            raise addresses
        return addresses

    with pytest.raises(Unreachable, match=r"a\.example"):
        fetch("http://a.example/", limits=QUICK, resolve=resolve)


def test_a_body_longer_than_allowed_is_refused_by_its_length(world: Outside) -> None:
    world.on("/big", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
    with pytest.raises(TooLarge, match="10000 bytes"):
        get(world, "/big")


def test_a_body_without_a_length_is_cut_off(world: Outside) -> None:
    world.on("/big", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_001)
    with pytest.raises(TooLarge):
        get(world, "/big")
    world.on("/fits", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000)
    assert len(get(world, "/fits").body) == 10_000


def test_a_body_shorter_than_promised_is_a_bad_answer(world: Outside) -> None:
    world.on("/short", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
    with pytest.raises(BadAnswer):
        get(world, "/short")


def test_what_follows_the_promised_length_is_not_read(world: Outside) -> None:
    world.on("/more", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nthisand more")
    assert get(world, "/more").body == b"this"


@pytest.mark.parametrize(
    "raw",
    [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\nbroken\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n"],
)
def test_what_is_not_http_is_a_bad_answer(world: Outside, raw: bytes) -> None:
    world.on("/odd", raw)
    with pytest.raises(BadAnswer):
        get(world, "/odd")


def test_endless_headers_are_a_bad_answer(world: Outside) -> None:
    world.on(
        "/h", b"HTTP/1.1 200 OK\r\n" + b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 100_000
    )
    with pytest.raises(BadAnswer):
        get(world, "/h")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"news", mtime=0)),
        ("gzip", gzip.compress(b"ne", mtime=0) + gzip.compress(b"ws", mtime=0)),
        ("GZip", gzip.compress(b"news", mtime=0) + b"\0\0\0"),
        ("deflate", zlib.compress(b"news")),
        ("deflate", zlib.compress(b"news")[2:-4]),
        ("identity", b"news"),
    ],
)
def test_packed_bodies_are_unpacked(world: Outside, coding: str, packed: bytes) -> None:
    world.says("/z", packed, f"Content-Encoding: {coding}")
    assert get(world, "/z").body == b"news"


def test_a_bomb_does_not_go_off(world: Outside) -> None:
    bomb = zlib.compressobj(wbits=31)
    packed = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(200)) + bomb.flush()
    world.says("/bomb", packed, "Content-Encoding: gzip")
    with pytest.raises(TooLarge):
        get(world, "/bomb", limits=Limits(max_bytes=500_000, total_seconds=5))


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", b"not packed"),
        ("gzip", gzip.compress(b"news" * 100, mtime=0)[:-12]),
        ("gzip", gzip.compress(b"", mtime=0) * 300),
        ("br", b"x"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news", mtime=0), mtime=0)),
    ],
)
def test_wrongly_packed_bodies_are_bad_answers(world: Outside, coding: str, packed: bytes) -> None:
    world.says("/z", packed, f"Content-Encoding: {coding}")
    with pytest.raises(BadAnswer, match="pack"):
        get(world, "/z")


def test_only_the_types_asked_for_are_taken(world: Outside) -> None:
    world.says("/p", b"...", "Content-Type: image/png")
    world.says("/h", b"<p>", "Content-Type: text/html")
    assert get(world, "/p", accept=["image/*"]).body == b"..."
    assert "accept: image/*" in world.heads[0].lower()
    with pytest.raises(BadAnswer, match=r"it is 'text/html'; wanted is image/\*"):
        get(world, "/h", accept=["image/*"])


def test_head_and_post_are_asked_as_they_are(world: Outside) -> None:
    world.on("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
    assert get(world, "/a", method="HEAD").body == b""
    world.redirects("/form", "/a")
    answer = get(world, "/form", method="POST", content=b"hub=1")
    assert answer.status == 302
    assert "content-length: 5\r\n" in world.heads[-1].lower()
    with pytest.raises(Refused, match="method"):
        get(world, "/a", method="DELETE")


def test_a_proxy_in_the_environment_is_not_used(
    world: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    world.says("/", b"direct")
    assert get(world, "/").body == b"direct"
