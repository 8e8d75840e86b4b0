"""What readers see of right of reply, withdrawal and what is not yet verified."""

from __future__ import annotations

import json
import re

from django.test import Client

from redaksi.lib import clock
from redaksi.stories import actions
from tests.portal.newspaper import Small, story


def text_of(reader: Client, address: str, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return re.sub(r"\s+", " ", answer.content.decode())


def test_both_pages_show_the_right_of_reply(paper: Small, reader: Client) -> None:
    told = paper.stories[2]
    answer = story(paper, 80, clock.now(), headline="Pelabuhan menjawab", reply_to=told,
                   reply_by="PT Pelabuhan")  # fmt: skip
    for start in ("", "/lite"):
        page = text_of(reader, start + told.url)
        assert "PT Pelabuhan menjawab berita ini:" in page
        assert f'<a href="{start}{answer.url}">Pelabuhan menjawab</a>' in page
        assert f'<a href="{start}{told.url}">' in text_of(reader, start + answer.url)
    data = [json.loads(re.findall(r'ld\+json">(.*?)</script>', text_of(reader, one.url))[0])
            for one in (told, answer)]  # fmt: skip
    assert data[0]["subjectOf"][0]["url"].endswith(answer.url)
    assert data[1]["about"]["url"].endswith(told.url)


def test_what_is_not_yet_verified_says_so_at_both_ends_and_in_lists(
    paper: Small, reader: Client
) -> None:
    actions.doubt(paper.stories[-1], why="Polisi belum menjawab.")
    page = text_of(reader, paper.stories[-1].url)
    assert page.index("Polisi belum menjawab.") < page.index('<div class="prose">')
    assert "<p><i>(Berita ini masih memerlukan verifikasi" in page
    for address in ("/latest/", "/lite/latest/", "/feed/rss.xml", "/_rail/latest"):
        assert "Belum terverifikasi" in text_of(reader, address), address


def test_a_withdrawal_is_announced_with_its_ground(paper: Small, reader: Client) -> None:
    gone = paper.stories[0]
    actions.withdraw(gone, reason="Namanya terbaca.", ground="child")
    said = "Masa depan anak. Namanya terbaca."
    assert said in text_of(reader, gone.url, 410)
    assert said in text_of(reader, "/corrections/")
    assert said in text_of(reader, "/lite/corrections/")
