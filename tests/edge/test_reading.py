"""Readers' pages, asked of a running edge."""

import gzip
from itertools import count

import pytest

from tests.edge.rig import GZIP, Rig

numbers = count(1)


def fresh_path() -> str:
    """An address that no test asked for yet."""
    return f"/read/{next(numbers)}-reading"


def test_a_page_is_asked_for_once(rig: Rig) -> None:
    path = fresh_path()
    assert rig.get(path).body == rig.get(path).body
    assert [seen for _, seen, _ in rig.application.seen] == [path]


def test_a_page_is_packed_for_those_who_take_gzip(rig: Rig) -> None:
    path = fresh_path()
    packed = rig.get(path, accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == rig.get(path).body


def test_a_page_says_how_it_may_be_kept(rig: Rig) -> None:
    headers = rig.get(fresh_path()).headers
    assert headers["cache-control"] == "no-cache"
    assert headers["vary"] == "Accept-Encoding, Save-Data"
    assert headers["x-seq"] == str(rig.seq)


def test_what_the_application_says_to_the_edge_stays_there(rig: Rig) -> None:
    headers = rig.get(fresh_path()).headers
    assert headers["surrogate-key"] == "story:1"
    assert not [name for name in headers if name.startswith("x-redaksi") or name == "x-good-until"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
@pytest.mark.parametrize("accepted", ["gzip", ""])
def test_a_reader_who_has_the_page_gets_304(rig: Rig, form: str, accepted: str) -> None:
    path = fresh_path()
    etag = rig.get(path, accept_encoding=accepted).headers["etag"]
    answer = rig.get(path, accept_encoding=accepted, if_none_match=form.format(etag))
    assert (answer.status, answer.headers["etag"], answer.body) == (304, etag, b"")
    assert answer.headers["x-seq"] == str(rig.seq)


def test_the_etag_of_the_other_form_is_known_too(rig: Rig) -> None:
    path = fresh_path()
    etag = rig.get(path).headers["etag"]
    answer = rig.get(path, accept_encoding="gzip", if_none_match=etag)
    assert (answer.status, answer.headers["etag"]) == (304, etag)


def test_an_old_etag_gets_the_new_page(rig: Rig) -> None:
    path = fresh_path()
    etag = rig.get(path).headers["etag"]
    rig.publish("newer")
    answer = rig.get(path, if_none_match=etag)
    assert (answer.status, b"newer" in answer.body) == (200, True)


def test_every_request_after_a_publish_gets_the_new_page(rig: Rig) -> None:
    path = fresh_path()
    for number in range(20):
        seq = rig.publish(f"version {number}.")
        answer = rig.get(path)
        assert f"version {number}.".encode() in answer.body
        assert answer.headers["x-seq"] == str(seq)


@pytest.mark.parametrize("accepted", [{}, GZIP])
def test_head_says_what_get_would(rig: Rig, accepted: dict[str, str]) -> None:
    path = fresh_path()
    whole = rig.ask("GET", path, headers=accepted)
    head = rig.ask("HEAD", path, headers=accepted)
    assert (head.body, head.status) == (b"", 200)
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


def test_a_part_of_a_page_is_the_whole_page(rig: Rig) -> None:
    path = fresh_path()
    assert rig.get(path, range="bytes=0-9").body == rig.get(path).body


def test_cookie_and_authorization_are_not_handed_on(rig: Rig) -> None:
    path = fresh_path()
    rig.get(path, cookie="sessionid=x", authorization="Basic eDp4", referer="https://a/")
    said = rig.application.headers_of(path)
    assert set(said) == {"host", "surrogate-capability", "x-forwarded-for",
                         "x-forwarded-proto", "x-forwarded-host"}  # fmt: skip


def test_a_reader_who_saves_data_has_a_page_of_their_own(rig: Rig) -> None:
    path = fresh_path()
    rig.get(path)
    rig.get(path, save_data="on")
    assert rig.application.headers_of(path)["save-data"] == "on"
    assert len(rig.application.seen) == 2


def test_trackers_and_unknown_names_make_no_page(rig: Rig) -> None:
    path = fresh_path()
    for query in ("", "?fbclid=1", "?utm_source=a&x=b", "?=&&"):
        rig.get(path + query)
    assert [seen for _, seen, _ in rig.application.seen] == [path]


def test_allowed_names_are_sorted_before_the_application_is_asked(rig: Rig) -> None:
    rig.get("/?p=77&x=1&cat=3&utm_medium=b")
    rig.get("/?cat=3&p=76&p=77")
    assert [seen for _, seen, _ in rig.application.seen] == ["/?cat=3&p=77"]


def test_one_address_in_two_encodings_is_one_page(rig: Rig) -> None:
    rig.get("/topic/air%20bersih/%C3%A9/")
    rig.get("/topic%2Fair%20b%65rsih/%c3%a9/")
    assert [seen for _, seen, _ in rig.application.seen] == ["/topic/air%20bersih/%C3%A9/"]


def test_each_host_has_its_own_page(rig: Rig) -> None:
    path = fresh_path()
    assert b"satu.example" in rig.get(path, host="Satu.example").body
    assert b"dua.example" in rig.get(path, host="dua.example").body


def test_a_strangers_host_is_refused_and_stores_nothing(rig: Rig) -> None:
    assert rig.get(fresh_path(), host="stranger.example").status == 400
    assert rig.application.seen == []


def test_a_missing_page_is_404_and_kept(rig: Rig) -> None:
    path = f"/missing{fresh_path()}"
    assert [rig.get(path).status, rig.get(path).status] == [404, 404]
    assert len(rig.application.seen) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "FOO"])
def test_a_page_can_only_be_read(rig: Rig, method: str) -> None:
    answer = rig.ask(method, fresh_path())
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/_rail/latest", "/_rail/", "/_rail", "/_r%61il/x", "/%5frail/x"])
def test_fragments_are_for_the_edge_only(rig: Rig, path: str) -> None:
    assert rig.get(path).status == 404
    assert rig.application.seen == []


def test_a_handler_of_the_options_answers_its_method_only(rig: Rig) -> None:
    assert rig.ask("POST", "/_b", body=b"x").status == 204
    refused = rig.get("/_b")
    assert (refused.status, refused.headers["allow"]) == (405, "POST")
