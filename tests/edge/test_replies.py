"""What the application said, understood."""

from math import inf

import pytest

from redaksi.edge.replies import read
from tests.edge.desk import reply


def test_a_page_with_its_tags_may_be_kept() -> None:
    said = read(reply(tags=["story:1", "list%3Asection%3A4"], must=["takedown"]))
    assert said.storable and said.tags == {"story:1", "list:section:4"}
    assert (said.must, said.until, said.esi) == ({"takedown"}, inf, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Set_Cookie": "a=b"},
        {"Cache_Control": "private"},
        {"Cache_Control": "no-cache, No-Store"},
        {"Vary": "*"},
        {"Content_Encoding": "br"},
        {"X_Good_Until": "tomorrow"},
        {"X_Good_Until": "2020-08-17T17:00:00"},
    ],
    ids=str,
)
def test_what_is_for_one_reader_is_not_kept(headers: dict[str, str]) -> None:
    assert not read(reply(**headers)).storable  # type: ignore[arg-type]


def test_an_answer_without_tags_is_not_kept() -> None:
    assert not read(reply(tags=None)).storable
    assert read(reply(tags=[])).storable


@pytest.mark.parametrize(
    ("status", "kept"), [(200, 1), (301, 1), (404, 1), (410, 1), (302, 0), (400, 0), (405, 0)]
)
def test_only_some_statuses_are_kept(status: int, kept: int) -> None:
    assert read(reply(status=status)).storable == bool(kept)


def test_the_time_until_it_is_good_is_read() -> None:
    assert read(reply(X_Good_Until="2020-08-17T17:00:00Z")).until == 1597683600


def test_readers_see_no_header_that_is_between_us() -> None:
    said = read(reply(esi=True, must=["takedown"], X_Seq="9", Vary="Cookie", ETag='"a"',
                      Surrogate_Key="story:1", Content_Length="9"))  # fmt: skip
    assert dict(said.headers) == {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-cache",
        "surrogate-key": "story:1",
        "vary": "Accept-Encoding, Save-Data",
    }
