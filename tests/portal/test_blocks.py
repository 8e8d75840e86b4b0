"""Every kind of block, and that nothing in it can leave its place."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from django.test import Client
from lxml.html import document_fromstring

from redaksi.lib import clock
from redaksi.sections.models import Section, Topic
from redaksi.staff.models import Person
from redaksi.stories import actions
from tests.portal.newspaper import Small, photo, story

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def body_with(paper: Small, reader: Client, *blocks: dict[str, object]) -> str:
    first = {"type": "paragraph", "value": "<p>Pembuka.</p>"}
    made = story(paper, 70, clock.now() - timedelta(hours=1), body=[first, *blocks])
    page = reader.get(made.url).content.decode()
    return page.split('<div class="prose">')[1].split('<div class="end">')[0]


def test_list(paper: Small, reader: Client) -> None:
    value = {"ordered": True, "items": ["<p>Satu <b>dua</b></p>", "<p>Tiga</p>"]}
    shown = body_with(paper, reader, {"type": "list", "value": value})
    assert "<ol><li>Satu <b>dua</b></li><li>Tiga</li></ol>" in shown


def test_table_can_be_scrolled_by_keyboard(paper: Small, reader: Client) -> None:
    value = {"caption": "Harga", "header": "Barang|Rp", "rows": "Beras|13.200\nTelur|28.200"}
    shown = body_with(paper, reader, {"type": "table", "value": value})
    assert 'role="region" tabindex="0" aria-label="Harga"' in shown
    assert '<th scope="col">Barang</th>' in shown
    assert "<tr><td>Telur</td><td>28.200</td></tr>" in shown


def test_gallery_is_a_strip_with_every_credit(paper: Small, reader: Client) -> None:
    photos = [{"photo": one.pk, "caption": "", "alt": ""} for one in paper.photos]
    shown = body_with(paper, reader, {"type": "gallery", "value": {"photos": photos}})
    assert shown.count('class="cr">LINTANG/Danu Prakoso') == 3
    assert 'tabindex="0"' in shown
    assert '<span class="nr">2/3</span>' in shown


def test_embed_asks_nobody_before_the_tap(paper: Small, reader: Client) -> None:
    value = {"url": "https://www.youtube.com/watch?v=abcdefghijk", "caption": "Video"}
    shown = body_with(paper, reader, {"type": "embed", "value": value})
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in shown
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abcdefghijk"' in shown
    assert not re.search(r"<iframe|<img[^>]+youtube", shown)


def test_only_the_frames_of_this_story_are_allowed(paper: Small, reader: Client) -> None:
    value = {"url": "https://vimeo.com/123456789", "caption": ""}
    body = [{"type": "paragraph", "value": "<p>Isi</p>"}, {"type": "embed", "value": value}]
    made = story(paper, 71, clock.now(), body=body)
    policy = reader.get(made.url).headers["Content-Security-Policy"]
    assert "frame-src https://player.vimeo.com;" in policy
    assert "frame-src 'none'" in reader.get(paper.stories[0].url).headers["Content-Security-Policy"]


def test_document_is_shown_whole_with_its_full_size(paper: Small, reader: Client) -> None:
    chart = photo(7, width=40, height=90)
    value = {"photo": chart.pk, "caption": "Grafik", "alt": "Garis naik"}
    shown = body_with(paper, reader, {"type": "document", "value": value})
    assert shown.count(f'href="{chart.file.url}"') == 2
    assert 'alt="Garis naik"' in shown


def test_quotes_and_boxes(paper: Small, reader: Client) -> None:
    shown = body_with(
        paper, reader,
        {"type": "quote", "value": {"html": "<p>Hitung ulang.</p>", "by": "Lena"}},
        {"type": "pullquote", "value": {"text": "Kami menunggu", "by": ""}},
        {"type": "factbox", "value": {"title": "Angka", "html": "<ul><li>Dua</li></ul>"}},
    )  # fmt: skip
    assert "<blockquote><p>Hitung ulang.</p><cite>Lena</cite></blockquote>" in shown
    assert '<blockquote class="pull"><p>Kami menunggu</p></blockquote>' in shown
    assert 'aria-label="Angka"><h2>Angka</h2><ul><li>Dua</li></ul></aside>' in shown


def test_nothing_typed_becomes_markup(paper: Small, reader: Client) -> None:
    Section.objects.filter(pk=paper.sections[0].pk).update(name=EVIL[:80], description=EVIL)
    Person.objects.filter(pk=paper.people[0].pk).update(name=EVIL, bio=EVIL)
    topic = Topic.objects.create(name=EVIL, description=EVIL)
    shown = photo(6, caption=EVIL, credit=EVIL, description=EVIL)
    evil = {"photo": shown.pk, "caption": EVIL, "alt": EVIL}
    blocks = [
        {"type": "paragraph", "value": f"<p>{EVIL}</p>"}, {"type": "heading", "value": EVIL},
        {"type": "pullquote", "value": {"text": EVIL, "by": EVIL}},
        {"type": "quote", "value": {"html": EVIL, "by": EVIL}},
        {"type": "factbox", "value": {"title": EVIL, "html": EVIL}},
        {"type": "table", "value": {"caption": EVIL, "header": EVIL, "rows": EVIL}},
        {"type": "photo", "value": evil}, {"type": "gallery", "value": {"photos": [evil]}},
        {"type": "list", "value": {"ordered": False, "items": [EVIL]}},
    ]  # fmt: skip
    made = story(
        paper, 72, clock.now() - timedelta(minutes=5), headline=EVIL, teaser=EVIL, kicker=EVIL,
        dateline=EVIL[:80], section=paper.sections[0], photo=shown, body=blocks, topics=[topic],
        bylines=[(paper.people[0], "")], slug="jahat",
    )  # fmt: skip
    actions.correct(made, kind="significant", note=EVIL)
    person = Person.objects.get(pk=paper.people[0].pk).url
    for path in ("/", "/nusantara/", made.url, topic.url, person, "/latest/", "/corrections/"):
        page = reader.get(path).content.decode()
        elements = list(document_fromstring(page).iter("*"))
        assert not [one for one in elements if any(name.startswith("on") for name in one.attrib)]
        scripts = [one.attrib for one in elements if one.tag == "script"]
        assert all(one.get("src") or one["type"] == "application/ld+json" for one in scripts), path
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page):
            assert json.loads(data)["@context"] == "https://schema.org"
