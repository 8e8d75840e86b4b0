"""Rails: pieces of a page with addresses of their own, and the same bytes either way."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from lxml.html import document_fromstring

from redaksi.fronts import actions as fronts
from redaksi.lib import clock
from redaksi.portal import rails
from redaksi.press import reading
from redaksi.sections.queries import newspaper
from redaksi.stories import actions
from redaksi.stories.models import RelatedPick
from tests.editions.made import row
from tests.fronts.test_collections import collection as made_of
from tests.partners.made import filled
from tests.portal.newspaper import Small, story
from tests.portal.surrogate import pieces, rails_of, shell, spliced
from tests.portal.test_blocks import EVIL
from tests.portal.test_reading import every_page

NO_RAIL = (
    [
        "",
        "latest/",
        "latest/1",
        "latest/front",
        "collection",
        "collection/a/b/c",
        "hantu",
        "also/1/6",
        "also/1/0/-",
        "also/1/7/-",
        "also/x/6/-",
    ]
    + ["also/1/6/", "also/1/6/1,", "also/01/6/-", "head", "head/", "head/1/2", "head/x", "foot/x"]
    + ["popular/", "popular/x", "popular/01", "popular/story", "popular/-/front"]
    + ["sheet/hantu", "sheet/../base", "sheet/story-s-s", "sheet/plain", "foot/0/0"]
)


def test_a_page_in_pieces_is_the_page(paper: Small, reader: Client) -> None:
    for path in every_page(paper):
        assert spliced(reader, path) == reader.get(path).content, path


def test_a_page_names_eight_rails_at_most_and_says_so(paper: Small, reader: Client) -> None:
    for path in ("/", "/ekonomi/", "/latest/", "/tak-ada", paper.stories[-1].url):
        page = shell(reader, path)
        assert 3 <= len(rails_of(page.content)) <= 8, path
        assert page.headers["Surrogate-Control"] == 'content="ESI/1.0"'
    assert "Surrogate-Control" not in reader.get("/").headers
    assert "Surrogate-Control" not in shell(reader, "/feed/rss.xml").headers


def test_a_page_is_named_by_its_kind_and_place(paper: Small, reader: Client) -> None:
    economy, child, static = paper.sections[1], paper.sections[-1], paper.pages[0]
    named = {
        "/": ["sheet/front", "head/0", "latest", "popular", "advert/foot/0", "foot"],
        "/popular/": ["sheet/list", "head/0", "advert/foot/0", "foot"],
        "/latest/": ["sheet/list", "head/latest", "advert/list/0", "advert/foot/0", "foot"],
        economy.url: [
            "sheet/list", f"head/{economy.pk}-itself", f"side/list/{economy.pk}",
            f"advert/foot/{economy.pk}", "foot",
        ],
        child.url: [
            "sheet/list", f"head/{economy.pk}", f"side/list/{child.pk}", f"advert/foot/{child.pk}",
            "foot",
        ],
        "/corrections/": ["sheet/list", "head/0", "side/list", "advert/foot/0", "foot/corrections"],
        static.url: ["sheet/story", "head/0", f"foot/{static.pk}"],
    }  # fmt: skip
    for path, wanted in named.items():
        found = rails_of(shell(reader, path).content)
        assert found.pop(2) == "/_rail/breaking"
        assert found == [f"/_rail/{one}" for one in wanted], path


def test_who_saves_data_gets_a_sheet_without_faces(paper: Small, reader: Client) -> None:
    page = shell(reader, "/", **{"save-data": "on"})
    assert rails_of(page.content)[0] == "/_rail/sheet/front-s"
    assert b"woff2" not in page.content + reader.get("/_rail/sheet/front-s").content
    assert b"woff2" in reader.get("/_rail/sheet/front").content


def test_the_policy_allows_the_sheet_that_is_put_in(paper: Small, reader: Client) -> None:
    page = shell(reader, paper.stories[0].url)
    css = reader.get(rails_of(page.content)[0]).content.decode()
    text = re.fullmatch(r"<style>(.*)</style>\n", css, re.DOTALL)
    assert text
    digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_no_such_rail(paper: Small, reader: Client) -> None:
    for path in NO_RAIL:
        with pytest.raises(Http404):
            rails.render(path, newspaper())
    answer = reader.get("/_rail/hantu")
    assert (answer.status_code, answer.content) == (404, b"404\n")
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_rail_uses_only_the_icons_it_names(paper: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    frames: list[Any] = []
    made = rails.RailFrame

    def kept(**fields: Any) -> Any:
        frames.append(made(**fields))
        return frames[-1]

    monkeypatch.setattr(rails, "RailFrame", kept)
    economy = paper.sections[1].pk
    paths = ["sheet/story", "head/latest", "latest", "foot", f"also/{economy}/6/-", "epaper"]
    paths += ["collection/sorotan", "partners", "partner/talikasih", "popular", "side/list"]
    paths += ["breaking", "advert/foot/0", f"picks/{paper.stories[8].pk}"]
    paper.stories[8].related_picks = [RelatedPick(target=paper.stories[1])]
    actions.update(paper.stories[8])
    fronts.announce("Gempa", ends_at=clock.now() + timedelta(hours=1))
    filled()
    made_of(paper, name="Sorotan")
    row()
    assert [path.partition("/")[0] for path in sorted(paths)] == sorted(rails.RAILS)
    for path in paths:
        frames.clear()
        rails.render(path, newspaper())
        used = {name for frame in frames for name in frame.icons}
        assert used == rails.icons_of(path.partition("/")[0]), path


def test_every_shape_is_on_the_page_once(paper: Small, reader: Client) -> None:
    for path in ("/", "/ekonomi/", "/latest/", "/tak-ada", paper.stories[-1].url):
        page = document_fromstring(spliced(reader, path).decode())
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        used = {href.removeprefix("#") for href in page.xpath("//*[local-name()='use']/@href")}
        assert used <= set(ids), path


def test_text_never_includes_anything(paper: Small, reader: Client) -> None:
    bad = f'<esi:include src="/desk/"/><esi:remove>{EVIL}'
    body = [
        {"type": "paragraph", "value": f"<p>{bad}</p>"},
        {"type": "factbox", "value": {"title": bad, "html": f"<p>{bad}</p>"}},
        {"type": "pullquote", "value": {"text": bad, "by": bad}},
        {"type": "table", "value": {"caption": bad, "header": bad, "rows": bad}},
    ]
    made = story(
        paper, 71, clock.now(), headline=bad[:250], kicker=bad[:80], teaser=bad, dateline=bad[:80],
        body=body, slug="jahat",
    )  # fmt: skip
    actions.correct(made, kind="significant", note=bad)
    for path in (made.url, "/", "/latest/", "/corrections/"):
        page = shell(reader, path).content
        assert page.count(b"<esi:") == len(rails_of(page)), path
        assert b"<esi:" not in b"".join(pieces(reader, path)[1::2]), path


# Baca Juga ---------------------------------------------------------------------------------------


def also_of(reader: Client, path: str) -> str:
    (found,) = [one for one in rails_of(shell(reader, path).content) if "/also/" in one]
    return found


def test_a_story_that_is_no_longer_new_shares_its_rail(paper: Small, reader: Client) -> None:
    section = paper.stories[0].section_id
    assert also_of(reader, paper.stories[0].url) == f"/_rail/also/{section}/6/{paper.stories[0].pk}"
    for number in range(10):
        story(paper, 20 + number, clock.now(), section=paper.sections[0])
    assert also_of(reader, paper.stories[0].url) == f"/_rail/also/{section}/6/-"
    assert also_of(reader, paper.stories[4].url) == f"/_rail/also/{section}/6/-"


def test_picks_stand_first_and_never_twice(paper: Small, reader: Client) -> None:
    made, near, far = paper.stories[8], paper.stories[4], paper.stories[1]
    made.related_picks = [RelatedPick(target=one) for one in (far, near)]
    actions.update(made)
    pks = ",".join(str(pk) for pk in sorted([made.pk, near.pk]))
    assert also_of(reader, made.url) == f"/_rail/also/{made.section_id}/4/{pks}"
    shown = spliced(reader, made.url).decode().split("<h2>Baca Juga</h2>")[1].split("</section>")[0]
    assert re.findall(r'<h3><a href="([^"]+)"', shown) == [far.url, near.url, paper.stories[0].url]


def test_six_picks_need_no_filling(paper: Small, reader: Client) -> None:
    made = paper.stories[8]
    made.related_picks = [RelatedPick(target=one) for one in paper.stories[:7]]
    actions.update(made)
    assert b"/also/" not in shell(reader, made.url).content
    assert spliced(reader, made.url).count(b'class="card r') == 6


def test_a_neighbour_s_headline_makes_the_rail_again_and_no_page(
    paper: Small, reader: Client
) -> None:
    made, near = paper.stories[8], paper.stories[1]
    made.related_picks = [RelatedPick(target=near)]
    actions.update(made)
    assert f"card:{near.pk}" not in tags_of(reader, made.url)
    assert {f"card:{near.pk}", f"related:{made.pk}"} <= tags_of(reader, f"/_rail/picks/{made.pk}")
    actions.withdraw(near, reason="Keliru.")
    assert near.url.encode() not in spliced(reader, made.url)


def test_an_empty_section_leaves_no_heading(paper: Small, reader: Client) -> None:
    alone = story(paper, 40, clock.now(), section=paper.sections[-1])
    assert b"Baca Juga" not in spliced(reader, alone.url)


# What each piece says of itself ------------------------------------------------------------------


def tags_of(reader: Client, path: str) -> set[str]:
    return set(shell(reader, path).headers["X-Redaksi-Tags"].split())


def test_a_shell_notes_what_it_read_itself(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    tags = tags_of(reader, made.url)
    assert {f"story:{made.pk}", f"place:{made.pk}", "tree", "site", "template"} <= tags
    assert not {tag for tag in tags if tag.startswith("list:") or tag in ("menu", "day")}
    assert "day" in tags_of(reader, "/_rail/head/0")
    assert tags_of(reader, "/_rail/foot") == {"site", "template"}


def test_no_piece_reads_without_a_note(paper: Small, reader: Client) -> None:
    for page in list(every_page(paper)):
        for path in (page, *rails_of(shell(reader, page).content)):
            with reading.reading(strict=True) as record:
                answer = shell(reader, path)
            assert answer.status_code in (200, 301, 404, 410), path
            said = answer.headers.get("X-Redaksi-Tags")
            assert said is None or set(said.split()) == record.tags, path


def test_what_tags_cannot_say_is_not_kept(paper: Small, reader: Client) -> None:
    assert "X-Redaksi-Tags" not in shell(reader, "/sitemap-2020-08.xml").headers


def test_a_surrogate_gets_the_bytes_as_they_are(paper: Small, reader: Client) -> None:
    etag = reader.get("/").headers["ETag"]
    page = shell(reader, "/", **{"accept-encoding": "gzip", "if-none-match": etag})
    assert page.status_code == 200
    assert not {"Content-Encoding", "ETag"} & set(page.headers)


def test_what_was_withdrawn_must_never_be_shown_again(paper: Small, reader: Client) -> None:
    made, gone = paper.stories[:2]
    actions.withdraw(gone, reason="Keliru.")
    said = {path: shell(reader, path).headers["X-Redaksi-Must"]
            for path in ("/", "/_rail/latest", "/tak-ada", made.url, gone.url)}  # fmt: skip
    assert said == {
        "/": "takedown", "/_rail/latest": "takedown", "/tak-ada": "takedown",
        made.url: f"takedown story:{made.pk}", gone.url: f"takedown story:{gone.pk}",
    }  # fmt: skip


def test_only_what_shows_the_time_is_good_for_a_time(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    until = {path: shell(reader, path).headers.get("X-Good-Until")
             for path in ("/_rail/head/0", "/_rail/latest", "/_rail/foot", made.url,
                          "/page/pedoman-media-siber/")}  # fmt: skip
    assert until == {
        "/_rail/head/0": "2020-08-17T17:00:00Z", "/_rail/latest": "2020-08-17T17:00:00Z",
        "/_rail/foot": None, made.url: "2021-08-17T17:00:00Z",
        "/page/pedoman-media-siber/": None,
    }  # fmt: skip
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert "X-Good-Until" not in shell(reader, made.url).headers
