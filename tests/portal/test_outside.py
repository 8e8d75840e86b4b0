"""Tags of others: off by default, named, asked about, and the policy allows just what they need."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from redaksi.portal import outside
from tests.portal.newspaper import Small
from tests.portal.surrogate import shell

ALL = {
    "tags.plausible": "tanjung.example", "tags.matomo": "https://stats.tanjung.example",
    "tags.ga4": "G-AB12CD34EF", "tags.revive": "https://iklan.tanjung.example/www/delivery/",
    "tags.revive_id": "0123456789abcdef" * 2, "tags.revive_zones": ("article=12", "foot=14"),
}  # fmt: skip


def policy(answer: Any) -> dict[str, list[str]]:
    parts = (one.split() for one in answer["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


def test_without_tags_a_page_asks_nothing_and_allows_nobody(paper: Small, reader: Client) -> None:
    answer = reader.get("/")
    assert b"consent" not in re.sub(rb"<style>.*?</style>", b"", answer.content, flags=re.DOTALL)
    assert policy(answer)["script-src"] == ["'self'"]
    assert settings.OUTSIDE_TAGS == ()


def test_the_policy_allows_what_the_tags_need_and_no_more(
    paper: Small, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        settings, "OUTSIDE_TAGS", outside.chosen({"tags.matomo": ALL["tags.matomo"]})
    )
    found, host = policy(reader.get("/")), "https://stats.tanjung.example"
    assert {name for name, one in found.items() if host in one} == {
        "script-src", "img-src", "connect-src",
    }  # fmt: skip
    assert found["frame-src"] == ["'none'"]
    assert host not in reader.get("/lite/")["Content-Security-Policy"]
    monkeypatch.setattr(settings, "OUTSIDE_TAGS", outside.chosen(ALL))
    found = policy(reader.get("/"))
    assert found["frame-src"] == ["https://iklan.tanjung.example"]
    assert "https://*.google-analytics.com" in found["connect-src"]
    assert "'unsafe-inline'" not in str(found) and "*" not in found["script-src"]


def test_a_page_only_names_them_in_words_and_data(
    paper: Small, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "OUTSIDE_TAGS", outside.chosen(ALL))
    page = reader.get("/").content.decode()
    assert not re.search(r"""(?:src|href)=["']https?://[^"']*(?:google|plausible|matomo)""", page)
    assert "Revive Adserver (iklan.tanjung.example)" in page and page.count("data-answer") == 3
    place = shell(reader, "/_rail/advert/foot/0").content.decode()
    assert 'data-place="foot"' in place
    assert shell(reader, "/_rail/advert/list/0").content.strip() == b""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tags.ga4": "UA-1"}, "tags.ga4: 'UA-1' is no measurement id"),
        ({"tags.matomo": "http://stats.example/"}, "tags.matomo: 'http://stats.example/' is no"),
        ({"tags.matomo": "https://a.example; script-src *"}, "tags.matomo"),
        ({"tags.plausible": "<b>"}, "tags.plausible: '<b>' is no domain"),
        ({**ALL, "tags.revive_zones": ("roof=1",)}, "tags.revive_zones: 'roof=1' is none"),
        ({**ALL, "tags.revive_id": "x"}, "tags.revive_id: 'x' is no id"),
    ],
)
def test_what_is_none_is_refused_before_anything_starts(values: Any, said: str) -> None:
    with pytest.raises(ValueError, match=r"tags\.") as problem:
        outside.chosen(values)
    assert said in str(problem.value)
