"""Old addresses lead on for good."""

from __future__ import annotations

from django.test import Client

from redaksi.sections.models import OldAddress
from redaksi.stories import actions
from tests.portal.newspaper import Small


def leads(reader: Client, path: str) -> tuple[int, str]:
    response = reader.get(path)
    return response.status_code, response.headers.get("Location", "")


def test_each_kind_of_subject_has_an_address(paper: Small, reader: Client) -> None:
    wanted = {
        paper.stories[0].subject: paper.stories[0].url,
        paper.sections[1].subject: paper.sections[1].url,
        paper.topics[0].subject: paper.topics[0].url,
        paper.people[0].subject: paper.people[0].url,
        paper.pages[0].subject: paper.pages[0].url,
        paper.photos[0].subject: paper.photos[0].file.url,
        "/latest/": "/latest/",
    }
    for number, (subject, url) in enumerate(wanted.items()):
        OldAddress.keep(f"/lama/{number}/", subject)
        assert leads(reader, f"/lama/{number}/") == (301, url)


VARIANTS = (
    ["/2015/05/kabar/", "/2015/05/kabar", "/2015/05/kabar/amp/", "/2015/05/kabar/amp"]
    + ["/2015/05/kabar/?amp=1", "/2015/05/kabar/2/", "/2015/05/kabar/2", "/2015/05/kabar/feed/"]
    + ["/2015/05/kabar/comment-page-3/", "/2015/05/kabar/2/amp/"]
)


def test_variants_of_an_old_address_fall_back_to_it(paper: Small, reader: Client) -> None:
    OldAddress.keep("/2015/05/kabar/", paper.stories[0].subject)
    for path in VARIANTS:
        assert leads(reader, path) == (301, paper.stories[0].url), path


def test_old_wordpress_links_on_the_front(paper: Small, reader: Client) -> None:
    for name in ("p", "page_id", "attachment_id", "cat", "author", "m"):
        OldAddress.keep(f"/?{name}=17", paper.stories[2].subject)
        assert leads(reader, f"/?{name}=17&utm_source=x") == (301, paper.stories[2].url)
        assert leads(reader, f"/?{name}=18") == (200, "")


def test_an_old_feed_leads_to_the_sections_feed(paper: Small, reader: Client) -> None:
    OldAddress.keep("/category/uang/", paper.sections[1].subject)
    assert leads(reader, "/category/uang/feed/") == (301, "/ekonomi/feed/rss.xml")
    assert leads(reader, "/feed/") == (301, "/feed/rss.xml")


def test_a_renamed_section_leads_on_with_what_is_in_it(paper: Small, reader: Client) -> None:
    section = paper.sections[1]
    section.slug = "uang"
    section.save()
    assert leads(reader, "/ekonomi/") == (301, "/uang/")
    assert leads(reader, "/ekonomi") == (301, "/uang/")
    assert leads(reader, "/ekonomi/pesisir/") == (301, "/uang/pesisir/")
    assert leads(reader, "/ekonomi/feed/rss.xml") == (301, "/uang/feed/rss.xml")


def test_an_address_in_another_script_leads_on(paper: Small, reader: Client) -> None:
    OldAddress.keep("/2015/05/b%c3%a9rita/", paper.stories[0].subject)
    assert leads(reader, "/2015/05/b%C3%A9rita/") == (301, paper.stories[0].url)


def test_a_withdrawn_story_is_found_at_its_old_address(paper: Small, reader: Client) -> None:
    OldAddress.keep("/lama/", paper.stories[0].subject)
    actions.withdraw(paper.stories[0], reason="Keliru.")
    assert leads(reader, "/lama/") == (301, paper.stories[0].url)


def test_an_old_address_leads_nowhere_else(paper: Small, reader: Client) -> None:
    for subject in ("//jahat.example/", "https://jahat.example/", "story:999", "hantu:3", "/sini/"):
        OldAddress.keep("/sini/", subject)
        assert leads(reader, "/sini/") == (404, ""), subject


def test_the_lost_are_shown_the_way(paper: Small, reader: Client) -> None:
    page = reader.get("/tak-ada").content.decode()
    assert 'href="/"' in page
    assert 'href="/latest/"' in page
    assert paper.stories[-1].url in page
