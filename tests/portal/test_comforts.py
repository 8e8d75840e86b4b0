"""Comforts that pages have: share links, less data for those who save it, reading time."""

from __future__ import annotations

import re

from django.test import Client

from redaksi.photos.models import Photo
from tests.portal.newspaper import Small
from tests.portal.test_budgets import crops

NAMES = ["WhatsApp", "Facebook", "X", "Telegram"]
SHARED = ("/ekonomi/", "/latest/", "/topic/valdoria/", "/person/damar-wirya/")
SHARED += ("/page/pedoman-media-siber/", "/archive/2020/08/17/")


def body(reader: Client, path: str, **headers: str) -> str:
    return reader.get(path, headers=headers).content.decode()


def test_every_page_may_be_passed_on(paper: Small, reader: Client) -> None:
    for path in SHARED:
        (row,) = re.findall(r'<div class="share last".*?</div>', body(reader, path), re.DOTALL)
        assert re.findall(r">([^<>]+)</a>", row) == NAMES, path
        assert f"https%3A%2F%2Ftanjung.example{path.replace('/', '%2F')}" in row, path
        assert "data-copy" not in row, path


def test_a_story_has_its_share_row_above_and_below(paper: Small, reader: Client) -> None:
    page = body(reader, paper.stories[0].url)
    assert page.count('<div class="share"') == page.count("data-copy=") == 2


def test_readers_who_save_data_get_small_photos(paper: Small, reader: Client) -> None:
    for one in Photo.objects.all():
        Photo.objects.filter(pk=one.pk).update(crops=crops(one.pk))
    for path in ("/", "/ekonomi/", paper.stories[1].url):
        saving, plain = body(reader, path, **{"save-data": "on"}), body(reader, path)
        article = saving.split("<aside")[0].split("<main")[1]
        assert "480w" in article and "960w" not in article, path
        assert "960w" in plain, path


def test_a_story_says_how_long_it_takes_to_read(paper: Small, reader: Client) -> None:
    page = body(reader, paper.stories[0].url)
    assert "1 menit baca" in page
    assert '"timeRequired": "PT1M"' in page


def test_every_page_begins_with_a_way_past_the_menu(paper: Small, reader: Client) -> None:
    for path in ("/", "/ekonomi/", paper.stories[0].url, "/tak-ada", "/search/", "/lite/"):
        first = re.search(r'<a [^>]*href="([^"]+)"', body(reader, path).split("<body>")[1])
        assert first and first[1] == "#main", path
        assert 'id="main" tabindex="-1"' in body(reader, path), path
