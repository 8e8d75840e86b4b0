"""What partners send is read as plain items, and what is none is refused."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from redaksi.partners import feeds, parsers
from redaksi.partners.answers import FeedLimits, Item, NotTaken
from redaksi.partners.feeds import FeedProcess
from tests.partners.made import BOAT, RSS, campaigns


def one(**changed: Any) -> Item:
    (found,) = parsers.campaigns(campaigns({**BOAT, **changed}))
    return found


def test_campaigns_are_read_in_their_order() -> None:
    found = parsers.campaigns(campaigns())
    assert [item.collected for item in found] == [86_400_000, 22_800_000]
    assert found[0] == Item(**BOAT)


@pytest.mark.parametrize("wrapped", [lambda a: a, lambda a: {"data": a}, lambda a: {"items": a}])
def test_a_list_is_found_bare_or_under_a_usual_name(wrapped: Any) -> None:
    assert len(parsers.campaigns(json.dumps(wrapped([BOAT])).encode())) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("<script>alert(1)</script>Judul", "Judul"), ("<b>Tebal</b> &amp; miring", "Tebal & miring"),
     ("baris\n\tbaru", "baris baru"), ("a\u202eb\u200b\x00c", "a b c"),
     ("&lt;img src=x&gt;", "<img src=x>")],
)  # fmt: skip
def test_titles_are_plain_text(given: str, kept: str) -> None:
    assert one(title=given).title == kept


def test_a_long_title_is_cut_at_a_word() -> None:
    title = one(title="panjang " * 500).title
    assert len(title) <= 200
    assert title.endswith("panjang…")


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "//tanpa.skema", "https://", "ftp://a.example/",
     "https://u:p@a.example/", "https://a.example/ b", 'https://a.example/"', "x" * 3000, 7, None,
     "http://[::1"],
)  # fmt: skip
def test_only_web_links_are_kept(link: Any) -> None:
    with pytest.raises(NotTaken, match="None of the 1 entries"):
        one(link=link)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("12000", 12_000), (1.6, 2), (-5, None), (True, None), (10**400, 10**13), ("1e9", None),
     ([], None), ("Rp5", None)],
)  # fmt: skip
def test_money_is_a_number_or_nothing(given: Any, kept: int | None) -> None:
    if given == 10**400:
        assert one(target=10**20).target == kept
        return
    assert one(target=given).target == kept


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"<html><body>Maaf</body></html>", "not-json"), (b"", "not-json"), (b'{"a": 1}', "no-list"),
     (b"[" * 100_000, "not-json"), (b'["x", 7]', "no-items"), (b'"teks"', "no-list"),
     (b'[{"title": NaN}]', "no-items"), (b"\xff\xfe[", "not-json")],
)  # fmt: skip
def test_what_is_no_list_of_campaigns_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(NotTaken) as refused:
        parsers.campaigns(body)
    assert refused.value.code == code


def test_an_empty_list_is_an_answer() -> None:
    assert parsers.campaigns(b"[]") == []


def test_thirty_items_are_kept_each_link_once() -> None:
    many = [{**BOAT, "link": f"https://a.example/{n % 50}"} for n in range(100)]
    assert len(parsers.campaigns(campaigns(*many))) == 30


def test_headlines_are_read_from_rss() -> None:
    found = parsers.headlines(RSS.encode())
    assert [item.title for item in found] == ["Tarif peti kemas turun", "Panen garam mundur"]
    assert found[0].published_at == datetime(2020, 8, 17, 4, tzinfo=UTC)


def test_headlines_are_read_from_a_json_feed() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "TJ", "items": [
        {"id": "1", "url": "https://niaga.example/1", "title": "Satu",
         "date_published": "2020-08-17T11:00:00+07:00"}]}  # fmt: skip
    (found,) = parsers.headlines(json.dumps(feed).encode())
    assert (found.title, found.published_at) == ("Satu", datetime(2020, 8, 17, 4, tzinfo=UTC))


@pytest.mark.parametrize("body", [b"<html><p>x</p></html>", b"", b"teks biasa", b'{"a": 1}'])
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        parsers.headlines(body)
    assert refused.value.code == "not-a-feed"


def test_no_answer_is_fetched_by_the_parser() -> None:
    with pytest.raises(NotTaken):
        parsers.headlines(b"http://127.0.0.1:1/feed")


@pytest.mark.parametrize("name", ["feedparser-wellformed-and-illformed.zip", "gofeed-json-feed.zip",
                                  "w3c-feedvalidator-cases.zip"])  # fmt: skip
def test_captured_feeds_are_read_or_refused(shared_data: Path, name: str) -> None:
    read = 0
    with zipfile.ZipFile(shared_data / "feeds" / name) as samples:
        for sample in samples.infolist()[:400]:
            body = samples.read(sample)
            try:
                found = parsers.headlines(body)
            except NotTaken:
                continue
            read += bool(found)
            assert all(item.link.startswith("http") and item.title for item in found)
    assert read


def test_a_bomb_of_entities_harms_nobody(shared_data: Path) -> None:
    process = FeedProcess(FeedLimits(memory=512, seconds=20))
    body = (shared_data / "hostile-made" / "rss-billion-laughs.xml").read_bytes()
    try:
        found = feeds.read("headlines", body, process=process)
        assert all(len(item.title) <= 200 for item in found)
    except (NotTaken, feeds.PictureFailed):
        pass
    assert len(feeds.read("headlines", RSS.encode(), process=process)) == 2
    process.close()
