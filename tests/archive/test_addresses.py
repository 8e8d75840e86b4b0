"""Old addresses: what is kept, and how what readers ask for finds it."""

from typing import Any

import pytest

from redaksi.archive import addresses
from redaksi.archive.parsers.facts import Author, Item, Site, Term
from redaksi.sections import oldpaths


def item(**given: Any) -> Item:
    said = {"number": 12, "type": "post", "status": "publish", "title": "Judul", "slug": "judul"}
    return Item(**said | {"link": "https://lama.example/2020/08/17/judul/"} | given)


def test_a_post_is_kept_by_its_number_and_its_permalink() -> None:
    assert addresses.of_item(item()) == ("/?p=12", "/2020/08/17/judul")


def test_a_page_and_an_attachment_have_numbers_of_their_own_kind() -> None:
    assert "/?page_id=12" in addresses.of_item(item(type="page"))
    assert "/?attachment_id=12" in addresses.of_item(item(type="attachment"))


def test_a_plain_permalink_needs_no_path() -> None:
    assert addresses.of_item(item(link="https://lama.example/?p=12")) == ("/?p=12",)


def test_an_old_slug_is_kept_beside_the_new() -> None:
    found = addresses.of_item(item(meta={"_wp_old_slug": "dulu"}))
    assert found[-1] == "/2020/08/17/dulu"


def test_a_percent_encoded_permalink_is_kept_as_readers_see_it() -> None:
    found = addresses.of_item(item(link="https://lama.example/%CE%B1%CE%B2/"))
    assert found[-1] == "/αβ"


def test_a_category_is_kept_by_its_slug_its_path_and_its_number() -> None:
    term = Term(taxonomy="category", slug="beras", name="Beras", number=4)
    assert addresses.of_term(term, "ekonomi/beras") == (
        "/category/ekonomi/beras", "/category/beras", "/?cat=4",
    )  # fmt: skip


def test_an_author_is_kept_by_the_login_as_an_address() -> None:
    assert addresses.of_author(Author(login="Bayu Seran", name="Bayu", number=3)) == (
        "/author/bayu-seran", "/author/Bayu Seran", "/?author=3",
    )  # fmt: skip


def test_a_site_is_known_by_host_and_folder() -> None:
    assert (
        addresses.site_key(Site(blog="https://www.lama.example/berita/")) == "lama.example/berita"
    )
    assert addresses.site_key(Site(title="Harian Lama ")) == "harian lama"


ASKED = {
    "/2020/08/17/judul/": "/2020/08/17/judul",
    "/2020/08/17/judul/amp/": "/2020/08/17/judul",
    "/2020/08/17/judul/2/": "/2020/08/17/judul",
    "/2020/08/17/judul/feed/": "/2020/08/17/judul",
    "/2020/08/17/judul/comment-page-3/": "/2020/08/17/judul",
    "/category/ekonomi/page/4/": "/category/ekonomi",
    "/category/ekonomi/feed/rss2/": "/category/ekonomi",
    "/index.php/judul/": "/judul",
    "/wp-content/uploads/2020/08/a-300x200.jpg": "/wp-content/uploads/2020/08/a.jpg",
    "/wp-content/uploads/2020/08/a-scaled.jpg": "/wp-content/uploads/2020/08/a.jpg",
    "/%CE%B1//%CE%B2": "/α/β",
}


@pytest.mark.parametrize(("asked", "kept"), ASKED.items())
def test_every_spelling_finds_the_one_that_is_kept(asked: str, kept: str) -> None:
    assert kept in [old.key for old in oldpaths.candidates(asked, {})]


def test_a_feed_that_was_asked_for_is_told() -> None:
    assert [old.feed for old in oldpaths.candidates("/category/ekonomi/feed/", {})] == [False, True]


NUMBERS = {"p": "/?p=7", "page_id": "/?page_id=7", "cat": "/?cat=7", "author": "/?author=7"}


@pytest.mark.parametrize(("name", "kept"), NUMBERS.items())
def test_numbers_are_found(name: str, kept: str) -> None:
    assert next(oldpaths.candidates("/", {name: "7"})).key == kept
    assert kept not in [old.key for old in oldpaths.candidates("/", {name: "7x"})]


DIRECT = {
    ("/feed/", ""): "/feed/rss.xml",
    ("/feed/atom/", ""): "/feed/atom.xml",
    ("/", "feed"): "/feed/rss.xml",
    ("/2020/08/", ""): "/archive/2020/08/",
    ("/2020/08/17/", ""): "/archive/2020/08/17/",
    ("/2020/", ""): "/archive/2020/01/",
    ("/2020/13/", ""): None,
    ("/0001/02/", ""): None,
    ("/judul/", ""): None,
}


@pytest.mark.parametrize(("asked", "to"), DIRECT.items())
def test_archives_and_feeds_lead_straight_on(asked: tuple[str, str], to: str | None) -> None:
    assert oldpaths.direct(asked[0], {asked[1]: "rss2"} if asked[1] else {}) == to


def test_a_month_by_number_leads_to_its_archive() -> None:
    assert oldpaths.direct("/", {"m": "202008"}) == "/archive/2020/08/"
