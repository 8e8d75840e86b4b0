"""What a shell sees of exact publishing: the next request is new, and everything says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.config.command import redaksi, refused
from tests.ops.running import Running, newspaper_up, wait_for

pytestmark = pytest.mark.slow
STORY: dict[str, Any] = {
    "headline": "Jembatan Karsa Dibuka", "section": "Daerah", "teaser": "Warga menyeberang lagi.",
    "bylines": ["Ratna Prameswari"], "passed_by": "RP-1",
    "body": [{"type": "paragraph", "html": "<p>Jembatan itu dibuka pada Senin.</p>"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with newspaper_up(tmp_path_factory.mktemp("publishing") / "kabar") as running:
        yield running


@pytest.fixture(scope="module")
def story(up: Running) -> dict[str, Any]:
    return put(up, STORY)


def put(up: Running, data: dict[str, Any]) -> dict[str, Any]:
    """The answer of `story put --publish`."""
    done = redaksi(
        "story", "put", "-", "--publish", "--create", "--dir", up.folder,
        given=json.dumps(data) + "\n",
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    assert "problems" not in answer, answer
    return answer


def test_the_first_request_after_a_publish_is_new(up: Running, story: dict[str, Any]) -> None:
    seen = [up.get("/") for _ in range(6)]  # stored in both workers
    for number in range(3):
        answer = put(up, {"id": story["id"], "headline": f"Jembatan Karsa Dibuka {number}"})
        fronts = [up.get("/") for _ in range(6)]
        assert all(f"Jembatan Karsa Dibuka {number}" in one.body.decode() for one in fronts)
        assert all(int(one.headers["x-seq"]) >= answer["seq"] for one in fronts)
        assert {one.headers["etag"] for one in seen}.isdisjoint(
            one.headers["etag"] for one in fronts
        )
        seen = fronts


def test_who_has_a_page_is_told_so_until_it_changes(up: Running, story: dict[str, Any]) -> None:
    etag = up.get(story["url"]).headers["etag"]
    same = up.get(story["url"], if_none_match=etag)
    assert (same.status, same.body) == (304, b"")
    answer = put(up, {"id": story["id"], "teaser": "Warga menyeberang lagi sejak pagi."})
    new = up.get(answer["url"], if_none_match=etag)
    assert new.status == 200
    assert "sejak pagi" in new.body.decode()
    again = up.get(answer["url"], if_none_match=new.headers["etag"])
    assert (again.status, int(again.headers["x-seq"]) >= answer["seq"]) == (304, True)


def test_a_story_that_is_withdrawn_is_gone_at_the_next_request(up: Running) -> None:
    other = put(up, {**STORY, "headline": "Pasar Karsa Ditutup"})
    assert "Pasar Karsa Ditutup" in up.get("/").body.decode()
    redaksi("story", "withdraw", str(other["id"]), "--reason", "Keliru.", "--dir", up.folder)
    assert up.get(other["url"]).status == 410
    assert "Pasar Karsa Ditutup" not in up.get("/").body.decode()


def test_the_log_says_in_which_pages_an_act_stood_and_when_they_were_read(
    up: Running, story: dict[str, Any]
) -> None:
    read, unread = "/", "/latest/"
    for _ in range(6):
        up.get(read), up.get(unread)
    seq = put(up, {"id": story["id"], "headline": "Jembatan Karsa Ramai"})["seq"]

    def told() -> list[str]:
        return redaksi("log", "show", str(seq), "--dir", up.folder).stdout.splitlines()

    wait_for(lambda: any(one.startswith(f"  {unread}  not read since") for one in told()), 30)
    up.get(read)
    wait_for(lambda: any(one.startswith(f"  {read}  read anew ") for one in told()), 30)
    lines = told()
    assert lines[0].startswith(f"{seq}  20")
    assert f"updated story:{story['id']}" in lines[0]
    assert any(f"card:{story['id']}" in one for one in lines if one.startswith("moved: "))


def test_the_newest_rows_are_listed(up: Running, story: dict[str, Any]) -> None:
    lines = redaksi("log", "tail", "-n", "2", "--dir", up.folder).stdout.splitlines()
    assert len(lines) == 2
    assert int(lines[0].split()[0]) + 1 == int(lines[1].split()[0])


def test_a_row_that_is_not_there_is_told(up: Running) -> None:
    said = refused(redaksi("log", "show", "99999", "--dir", up.folder))
    assert "There is no row 99999 in the log; the newest is" in said
