"""What wires send is read as plain blocks, and what is broken is named; nothing raises."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from redaksi.wire import feeds, parsers
from redaksi.wire.feeds import FeedProcess, PictureFailed
from redaksi.wire.parsers import bodies
from redaksi.wire.sent import LONGEST_BODY, FeedLimits, NotTaken
from tests.wire.made import entry, feed

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Lintang</title>
<item><guid isPermaLink="false">L-1</guid><title>Kapal &amp; dermaga</title>
<link>https://lintang.example/1</link><author>Danu</author>
<pubDate>Mon, 17 Aug 2020 11:30:00 +0700</pubDate><description>Satu kalimat.</description>
<enclosure url="https://lintang.example/1.jpg" type="image/jpeg" length="9"/></item>
</channel></rss>"""


def test_an_item_has_all_that_it_was_sent_with() -> None:
    (one,) = parsers.parse(RSS.encode()).items
    assert (one.guid, one.title, one.body) == ("L-1", "Kapal & dermaga", "<p>Satu kalimat.</p>")
    assert one.published == datetime(2020, 8, 17, 4, 30, tzinfo=UTC)
    assert one.dated == "Mon, 17 Aug 2020 11:30:00 +0700"
    assert [each.type for each in one.media] == ["image/jpeg"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("satu<br><br>dua", "<p>satu</p><p>dua</p>"),
        ("<div><p>a <b>b</p><p>c</b></div>", "<p>a <b>b</b></p><p><b>c</b></p>"),
        ("<h1>Judul</h1>teks<ul><li>x<ul><li>y</ul></ul>z",
         "<h3>Judul</h3><p>teks</p><ul><li>x</li><li>y</li></ul><p>z</p>"),
        ("<blockquote><p>kata</p></blockquote>", "<blockquote>kata</blockquote>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a | b</p>"),
        ('<a href="javascript:x">a</a><a href="https://b.example/?a=1&b=2" onclick=x>b</a>',
         '<p>a<a href="https://b.example/?a=1&amp;b=2">b</a></p>'),
        ("<script>x</script><style>y</style><img src=x onerror=y>teks<svg>z</svg>", "<p>teks</p>"),
        ("aman <iframe src=x> <b>lanjut</b>", "<p>aman <b>lanjut</b></p>"),
        ("<div>" * 5000 + "dalam", "<p>dalam</p>"),
        ("&lt;img src=x&gt; &amp;lt;", "<p>&lt;img src=x&gt; &amp;lt;</p>"),
        ("<b> </b>", ""),
    ],
)  # fmt: skip
def test_html_becomes_plain_blocks_that_stay_the_same(sent: str, kept: str) -> None:
    assert bodies.clean(sent) == kept
    assert bodies.clean(kept) == kept


@pytest.mark.parametrize(
    ("changed", "broken"),
    [({"title": "", "content_html": "<img src=x>"}, "no-text"),
     ({"content_html": "Kabar \ufffd\ufffd da\ufffd\ufffdi h\ufffdtan"}, "garbled"),
     ({"content_html": "kata " * (LONGEST_BODY // 4)}, "too-long"), ({}, "")],
)  # fmt: skip
def test_a_broken_item_says_what_is_wrong_with_it(changed: dict[str, Any], broken: str) -> None:
    (one,) = parsers.parse(feed(entry(**changed))).items
    assert one.broken == broken
    assert len(one.body) <= LONGEST_BODY


def test_items_of_odd_shapes_are_taken_as_they_are() -> None:
    first, second = {"id": 7, "title": 9, "content_html": [1]}, {"url": "javascript:x"}
    third = {"title": "Judul", "authors": "x", "attachments": {}, "date_published": "x"}
    odd = {"items": [None, 7, first, second, third]}
    found = parsers.parse(json.dumps(odd).encode()).items
    assert [(one.guid[:7], one.broken) for one in found] == [
        ("7", "no-text"), ("digest:", "no-text"), ("digest:", "")
    ]  # fmt: skip


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 40) for n in range(6)
) + b"]><rss version='2.0'><channel><item><title>&g;</title></item></channel></rss>"  # fmt: skip
OUTSIDE = b"""<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>
<item><title>x &a;</title></item></channel></rss>"""


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "zeros": b"\0" * 5000,
    "noise": os.urandom(50_000),
    "deep-json": b"{" * 200_000,
    "cut-json": b"[1, 2",
    "page": b"<html><body>x</body></html>",
    "bomb": BOMB,
    "outside": OUTSIDE,
    "utf-16": RSS.encode("utf-16"),
    "cut": RSS.encode()[:300],
    "deep-xml": b"<a>" * 300_000,
    "encoding": RSS.replace("UTF-8", "no-such-encoding").encode(),
    "bad-bytes": RSS.encode().replace(b"Kapal", b"\xff\xfe\x80"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_refused_plainly_or_read_without_harm(name: str) -> None:
    try:
        found = feeds.read(HOSTILE[name], process=PROCESS)
    except NotTaken as refusal:
        assert str(refusal).endswith(("wanted.", ").", "allowed."))
    except PictureFailed as failure:
        assert "feed" in str(failure)
    else:
        assert all(len(one.body) + len(one.title) < 2_000 for one in found.items)
        assert "root:" not in str(found)


PROCESS = FeedProcess(FeedLimits(memory=512, seconds=2.0))


def test_the_hostile_samples_do_no_harm(shared_data: Path) -> None:
    for path in sorted((shared_data / "hostile-made").iterdir()):
        try:
            found = feeds.read(path.read_bytes(), process=PROCESS)
        except (NotTaken, PictureFailed) as refusal:
            assert str(refusal)
        else:
            assert path.name == "rss-billion-laughs.xml"
            assert all(len(one.title + one.body) < 2_000 for one in found.items)
