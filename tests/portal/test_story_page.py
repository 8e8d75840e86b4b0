"""The story page, part by part, as the page of the specification has it; in both languages."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from redaksi.lib import clock
from redaksi.sections.models import Newspaper
from redaksi.stories import actions
from tests.portal.newspaper import TEXT, Small, photo, story

AT = datetime.fromisoformat("2020-08-17T09:53:00+07:00")
CREDIT = "ANTARA/Pavlo Gonchar / SOPA Images via Reuters/Sipa USA/pri."


def page_of(reader: Client, path: str) -> str:
    response = reader.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def belarus(paper: Small, **fields: Any) -> Any:
    body = [
        {"type": "paragraph", "value": TEXT},
        {"type": "crosslink", "value": paper.stories[5].pk},
        {"type": "heading", "value": "Pabrik berhenti"},
        {"type": "quote", "value": {"html": "<p>Hitung ulang.</p>", "by": "Lena Orlu"}},
    ]
    return story(
        paper, 40, AT, headline="Presiden Belarus Tolak Pemilu Ulang", section=paper.sections[2],
        photo=photo(9, credit=CREDIT, caption="Massa di Minsk.", description="Orang banyak."),
        body=body, sources=[paper.agencies[0]], **fields,
    )  # fmt: skip


def test_time_line_headline_byline_and_section(paper: Small, reader: Client) -> None:
    page = page_of(reader, belarus(paper).url)
    assert (
        '<time datetime="2020-08-17T09:53:00+07:00">Senin 17 Agustus 2020, 09:53 WIB</time>' in page
    )
    assert "<h1>Presiden Belarus Tolak Pemilu Ulang</h1>" in page
    assert page.count("<h1") == 1
    assert (
        '<a href="/person/agnes-rihi/" rel="author">Agnes Rihi</a>'
        ' | <a href="/internasional/">Internasional</a>' in page
    )


def test_credit_stands_before_the_caption(paper: Small, reader: Client) -> None:
    page = page_of(reader, belarus(paper).url)
    assert f'<span class="cr">{CREDIT}</span>Massa di Minsk.</figcaption>' in page
    assert 'alt="Orang banyak."' in page


def test_opening_capitals_are_the_pages(paper: Small, reader: Client) -> None:
    made = belarus(paper)
    assert '<p><span class="caps">Presiden</span> Valdoria menolak' in page_of(reader, made.url)
    Newspaper.objects.update(opening_capitals=False)
    assert "<p>Presiden Valdoria menolak" in page_of(reader, made.url)


def test_dateline_stands_before_the_opening_word(paper: Small, reader: Client) -> None:
    page = page_of(reader, belarus(paper, dateline="MINSK").url)
    assert '<span class="place">MINSK</span> – <span class="caps">Presiden</span>' in page


def test_cross_link_shows_the_headline_of_now(paper: Small, reader: Client) -> None:
    made, other = belarus(paper), paper.stories[5]
    link = f'<b>Baca juga:</b><a href="{other.url}">'
    assert f"{link}{other.headline}</a>" in page_of(reader, made.url)
    other.headline = "Judul baru"
    actions.update(other)
    assert f"{link}Judul baru</a>" in page_of(reader, made.url)
    actions.withdraw(other, reason="Keliru.")
    assert "Baca juga:" not in page_of(reader, made.url)


def test_sign_off_is_composed(paper: Small, reader: Client) -> None:
    assert '<p class="sign">(Samudra/OL-1)</p>' in page_of(reader, belarus(paper).url)


def test_baca_juga_is_of_today_and_never_itself(paper: Small, reader: Client) -> None:
    made = belarus(paper)
    page = page_of(reader, made.url)
    assert "<h2>Baca Juga</h2>" in page
    related = page.split("<h2>Baca Juga</h2>")[1].split("</section>")[0]
    assert made.url not in related
    addresses = re.findall(r'<h3><a href="(/read/[^"]+)"', related)
    assert len(addresses) == len(set(addresses)) == 3
    assert 'class="cr">LINTANG/' in related
    assert re.search(r"<use href=\"#i-user-round\"/></svg>\w+ \w+</span>", related)
    assert re.search(r"Senin 17 Agustus 2020, \d\d:\d\d WIB</time>", related)
    assert "…" in related or "merapat" in related


def test_latest_rail_leads_on(paper: Small, reader: Client) -> None:
    page = page_of(reader, paper.stories[0].url)
    assert "<h2>Berita Terkini</h2>" in page
    assert '<a class="more" href="/latest/">Selengkapnya<' in page


def test_update_names_its_day_when_it_is_another(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    made.body = paper.stories[1].body
    made.teaser = "Ringkasan baru."
    actions.update(made)
    assert "Diperbarui <time" in page_of(reader, made.url)
    assert ">12:00 WIB</time>" in page_of(reader, made.url)
    with clock.frozen(clock.now() + timedelta(days=2)):
        made.teaser = "Ringkasan lain."
        actions.update(made)
        assert ">Rabu 19 Agustus 2020, 12:00 WIB</time>" in page_of(reader, made.url)


def test_a_story_older_than_a_year_says_so(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    assert "Berita lama" not in page_of(reader, made.url)
    with clock.frozen(clock.now() + timedelta(days=364)):
        assert "Berita lama" not in page_of(reader, made.url)
    with clock.frozen(clock.now() + timedelta(days=367)):
        assert "Berita lama" in page_of(reader, made.url)


def test_a_significant_correction_stands_at_the_head_too(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    actions.correct(made, kind="minor", note="Ejaan nama diperbaiki.")
    assert page_of(reader, made.url).count("Ejaan nama diperbaiki.</span>") == 0
    actions.correct(made, kind="significant", note="Angkanya 12, bukan 21.")
    page = page_of(reader, made.url)
    assert page.index("Angkanya 12, bukan 21.</span>") < page.index('class="prose"')
    assert page.index("Ejaan nama diperbaiki. <a") > page.index('class="prose"')
    assert "Koreksi penting, <time" in page


def test_roles_are_said(paper: Small, reader: Client) -> None:
    people = [(paper.people[0], ""), (paper.people[1], "translated by")]
    page = page_of(reader, story(paper, 50, AT, bylines=people).url)
    assert 'Damar Wirya</a>, diterjemahkan oleh <a href="/person/agnes-rihi/"' in page


def test_the_house_signs_where_nobody_did(paper: Small, reader: Client) -> None:
    made = story(paper, 50, AT, bylines=[])
    assert "<b>Harian Tanjung</b> | <a" in page_of(reader, made.url)
    author = data_of(page_of(reader, made.url), "NewsArticle")["author"]
    assert author == [
        {"@type": "Organization", "name": "Harian Tanjung", "url": "https://tanjung.example/"}
    ]


def test_share_row_works_without_script(paper: Small, reader: Client) -> None:
    page = page_of(reader, paper.stories[0].url)
    for host in (
        "https://wa.me/?text=",
        "https://www.facebook.com/",
        "https://x.com/",
        "https://t.me/",
    ):
        assert page.count(host) == 2
    assert f'<a href="https://tanjung.example{paper.stories[0].url}" data-copy="Tersalin">' in page


def test_in_english(paper: Small, reader: Client) -> None:
    Newspaper.objects.update(language="en", zone="Asia/Makassar")
    page = page_of(reader, belarus(paper).url)
    assert '<html lang="en">' in page
    for words in (
        "Monday 17 August 2020, 10:53 WITA",
        "Read also:",
        "Read Also",
        "Latest News",
        "More<",
    ):
        assert words in page, words


def data_of(page: str, kind: str) -> Any:
    """The structured data of *kind* on a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return next(one for one in map(json.loads, found) if one["@type"] == kind)


def test_structured_data_says_what_the_page_says(paper: Small, reader: Client) -> None:
    made = belarus(paper)
    actions.correct(made, kind="minor", note="Ejaan diperbaiki.")
    article = data_of(page_of(reader, made.url), "NewsArticle")
    assert article["headline"] == made.headline
    assert article["datePublished"] == "2020-08-17T09:53:00+07:00"
    assert article["dateModified"] == "2020-08-17T12:00:00+07:00"
    assert article["author"][0]["url"] == "https://tanjung.example/person/agnes-rihi/"
    assert article["correction"][0]["text"] == "Ejaan diperbaiki."
    assert article["isAccessibleForFree"] is True
    assert article["publisher"]["@type"] == "NewsMediaOrganization"
    trail = data_of(page_of(reader, made.url), "BreadcrumbList")["itemListElement"]
    assert [one["name"] for one in trail] == ["Beranda", "Internasional", made.headline]


def test_a_list_led_by_a_story_without_photo_is_shared_with_its_card(
    paper: Small, reader: Client
) -> None:
    made = story(paper, 61, clock.now(), photo=None)
    for path in ("/latest/", made.section.url, paper.people[61 % 3].url):
        page = page_of(reader, path)
        found = re.search(r'property="og:image" content="https://tanjung.example([^"]+)"', page)
        assert found and found[1].startswith(f"/read/{made.pk}/card-"), path
        assert 'name="twitter:card" content="summary_large_image"' in page
    assert found and reader.get(found[1]).headers["Content-Type"] == "image/png"


def test_what_others_need_to_show_a_link(paper: Small, reader: Client) -> None:
    shown = photo(
        8, crops={"share": {"jpeg": [["/media/x/share.jpg", 1200, 630]]},
                  "16x9": {"jpeg": [["/media/x/169.jpg", 1200, 675]]}},
    )  # fmt: skip
    made = story(paper, 60, AT, photo=shown)
    page = page_of(reader, made.url)
    assert 'property="og:image" content="https://tanjung.example/media/x/share.jpg"' in page
    assert 'property="og:image:width" content="1200"' in page
    assert 'name="robots" content="max-image-preview:large"' in page
    assert f'<link rel="canonical" href="https://tanjung.example{made.url}">' in page
    (image,) = data_of(page, "NewsArticle")["image"]
    assert image["url"] == "https://tanjung.example/media/x/169.jpg"


def test_an_example_newspaper_says_so_everywhere(paper: Small, reader: Client) -> None:
    Newspaper.objects.update(is_example=True)
    for path in ("/", "/ekonomi/", paper.stories[0].url, "/tak-ada", "/page/pedoman-media-siber/"):
        response = reader.get(path)
        page = response.content.decode()
        assert "Koran contoh" in page
        assert 'content="noindex"' in page
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "https://tanjung.example" not in page
