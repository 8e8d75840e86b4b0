"""The feed cases beside the checkout: what each expects holds of our items, but for those named."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from redaksi.lib import strangers
from redaksi.wire import parsers
from redaksi.wire.parsers import bodies
from redaksi.wire.sent import NotTaken, Sent
from tests.wire import cases

#: Cases whose expectation does not hold, or that are no feed, and why.
DEVIATES = {
    "wellformed/cdf/channel_abstract_map_tagline.xml": "a CDF channel without items is no feed",
    "wellformed/cdf/channel_lastmod.xml": "a CDF channel without items is no feed",
    "wellformed/cdf/channel_lastmod_parsed.xml": "a CDF channel without items is no feed",
    "wellformed/cdf/channel_title.xml": "a CDF channel without items is no feed",
    "wellformed/namespace/rss2.0mathml.xml": "a formula is no text of a news item",
    "wellformed/namespace/rss2.0svgtitle.xml": "a drawing and its title are no text of an item",
    "wellformed/sanitize/entry_content_crazy.xml": "the ruins of scripts are left out, not shown",
    "wellformed/sanitize/item_description_crazy.xml": "the ruins of scripts are left out too",
}
#: Cases of the validator that are refused, and why.
REFUSED = {
    "rss/must/unknown_root_element.xml": "its root is no element of a feed",
    "rss/must/missing_rss2.xml": "its root is no element of a feed, and it holds no item",
}
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
ITEM = re.compile(rb"<item[\s>]")
DATED = re.compile(r"(?:!Inv|V)alidRFC2822Date\{parent:item,element:pubDate\}")


def test_what_feedparsers_cases_expect_holds(shared_data: Path) -> None:
    """Titles, links, guids, authors, times, texts and files; and every text is harmless."""
    archive = shared_data / "feeds" / "feedparser-wellformed-and-illformed.zip"
    deviates, dirty, held = set(), [], 0
    for case in cases.of(archive):
        try:
            answer = case.read()
        except NotTaken:
            deviates.add(case.name)
            continue
        holds = case.holds(answer)
        held += holds is True
        deviates |= {case.name} if holds is False else set()
        dirty += [case.name for one in answer.items if one.body != bodies.clean(one.body)]
    assert deviates == set(DEVIATES)
    assert dirty == []
    assert held >= 400


def test_json_feeds_are_read_as_their_expectations_say(shared_data: Path) -> None:
    with zipfile.ZipFile(shared_data / "feeds" / "gofeed-json-feed.zip") as packed:
        names = [name for name in packed.namelist() if name.endswith("_expected.json")]
        assert len(names) == 6
        for name in names:
            found = parsers.parse(packed.read(name.replace("_expected", ""))).items
            wanted = json.loads(packed.read(name)).get("items") or []
            for one, ours in zip(wanted, found, strict=True):
                assert _as_expected(one) == _as_ours(ours, one), name


def _as_expected(one: dict[str, Any]) -> tuple[Any, ...]:
    """An expected item of gofeed's, parsed or translated."""
    text = one.get("content_html") or one.get("content") or one.get("content_text") or ""
    at = strangers.moment(one.get("date_published") or one.get("published"))
    link = one.get("url") or one.get("link") or one.get("external_url") or ""
    return one.get("id") or one.get("guid"), one.get("title"), link, cases.words(text), at


def _as_ours(one: Sent, wanted: dict[str, Any]) -> tuple[Any, ...]:
    """Ours beside it: a guid or title that the feed lacks is made up, and not compared."""
    guid = one.guid if {"id", "guid"} & wanted.keys() else None
    title = one.title if "title" in wanted else None
    return guid, title, one.link, cases.words(one.body), one.published


def test_every_item_of_the_validators_cases_is_read(shared_data: Path) -> None:
    """Feeds with a mistake each: no item is lost, and a date that is said to be valid is one."""
    refused, lost, undated = set(), [], []
    for case in cases.of(shared_data / "feeds" / "w3c-feedvalidator-cases.zip"):
        try:
            items = case.read().items
        except NotTaken:
            refused.add(case.name)
            continue
        if len(items) != len(ITEM.findall(COMMENT.sub(b"", case.body))):
            lost.append(case.name)
        if DATED.search(case.expects) and not items[0].published:
            undated.append(case.name)
    assert (refused, lost, undated) == (set(REFUSED), [], [])
