"""Files: whole, in part, packed, and never from outside their folder."""

import gzip
import os
from pathlib import Path

import pytest

from tests.edge.rig import Rig

HASHED = "css/page.0123456789ab.css"
BIG = bytes(range(256)) * 2048  # 512 KiB: too large to be kept in memory


@pytest.fixture(scope="session")
def stocked(shared_rig: Rig) -> Rig:
    """The running edge, with files."""
    media, static = shared_rig.folder / "media", shared_rig.folder / "static"
    for folder in (media / "photos" / "ab", static / "css"):
        folder.mkdir(parents=True)
    (media / "photos/ab/a.jpg").write_bytes(b"0123456789")
    (media / "big.jpg").write_bytes(BIG)
    (media / "page.html").write_text("<script>alert(1)</script>")
    (media / ".secret.jpg").write_bytes(b"x")
    (media / "empty.jpg").write_bytes(b"")
    (shared_rig.folder / "outside.jpg").write_bytes(b"x")
    (media / "link.jpg").symlink_to(shared_rig.folder / "outside.jpg")
    (media / "inner.jpg").symlink_to(media / "photos/ab/a.jpg")
    for name in (HASHED, "css/page.css"):
        (static / name).write_text("p{color:red}")
    (static / f"{HASHED}.gz").write_bytes(gzip.compress(b"p{color:red}"))
    return shared_rig


@pytest.fixture
def shelf(stocked: Rig) -> Rig:
    stocked.application.seen.clear()
    return stocked


def test_a_photo_is_kept_for_ever_and_may_do_nothing(shelf: Rig) -> None:
    answer = shelf.get("/media/photos/ab/a.jpg")
    assert (answer.body, answer.headers["content-type"]) == (b"0123456789", "image/jpeg")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_what_a_browser_should_not_show_is_a_download(shelf: Rig) -> None:
    headers = shelf.get("/media/page.html").headers
    assert headers["content-disposition"] == 'attachment; filename="page.html"'
    assert "content-disposition" not in shelf.get("/media/big.jpg").headers


@pytest.mark.parametrize("name", ["photos/ab/a.jpg", "big.jpg", "empty.jpg", "inner.jpg"])
def test_a_file_comes_whole(shelf: Rig, name: str) -> None:
    answer = shelf.get(f"/media/{name}")
    assert answer.body == (shelf.folder / "media" / name).read_bytes()
    assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize("condition", ["if_none_match", "if_modified_since"])
def test_a_reader_who_has_the_file_gets_304(shelf: Rig, condition: str) -> None:
    headers = shelf.get("/media/big.jpg").headers
    known = headers["etag" if condition == "if_none_match" else "last-modified"]
    answer = shelf.get("/media/big.jpg", **{condition: known})
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", headers["etag"])


@pytest.mark.parametrize("name", ["photos/ab/a.jpg", "big.jpg"])
@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-3", slice(0, 4)),
        ("bytes=4-", slice(4, None)),
        ("bytes=-3", slice(-3, None)),
        ("bytes=2-99999999", slice(2, None)),
        ("bytes=-99999999", slice(0, None)),
    ],
)
def test_one_range_is_one_part(shelf: Rig, name: str, asked: str, part: slice) -> None:
    whole = (shelf.folder / "media" / name).read_bytes()
    answer = shelf.get(f"/media/{name}", range=asked)
    start = len(whole) - len(whole[part]) if part.stop is None else part.start
    assert (answer.status, answer.body) == (206, whole[part])
    assert answer.headers["content-range"] == (
        f"bytes {start}-{start + len(answer.body) - 1}/{len(whole)}"
    )


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_range_outside_the_file_is_416(shelf: Rig, asked: str) -> None:
    answer = shelf.get("/media/photos/ab/a.jpg", range=asked)
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */10")


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=-", "x"])
def test_what_is_no_range_is_the_whole_file(shelf: Rig, asked: str) -> None:
    assert shelf.get("/media/photos/ab/a.jpg", range=asked).status == 200


def test_if_range_gives_the_part_of_the_same_file_only(shelf: Rig) -> None:
    headers = shelf.get("/media/big.jpg").headers
    for known, status in [(headers["etag"], 206), (headers["last-modified"], 206), ('"x"', 200)]:
        assert shelf.get("/media/big.jpg", range="bytes=0-1", if_range=known).status == status


@pytest.mark.parametrize("name", ["photos/ab/a.jpg", "big.jpg"])
def test_head_says_what_get_would(shelf: Rig, name: str) -> None:
    whole, head = shelf.get(f"/media/{name}"), shelf.ask("HEAD", f"/media/{name}")
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert shelf.get(f"/media/{name}", method="HEAD", range="bytes=0-1").status == 206


@pytest.mark.parametrize(
    "path",
    ["/media/link.jpg", "/media/.secret.jpg", "/media/photos", "/media/photos/", "/media/",
     "/media/x%00.jpg", "/media/nothing.jpg"],
)  # fmt: skip
def test_what_is_no_file_of_the_folder_is_not_served(shelf: Rig, path: str) -> None:
    answer = shelf.get(path)
    assert answer.headers.get("cache-control") in ("no-cache", "no-store")
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/media/../log", "/media/%2e%2e/log", "/media/..%2flog"])
def test_a_way_out_of_the_folder_is_404(shelf: Rig, path: str) -> None:
    assert shelf.get(path).status == 404
    assert shelf.application.seen == []


def test_a_photo_that_is_not_there_yet_is_asked_of_the_application_each_time(shelf: Rig) -> None:
    for _ in range(2):
        assert shelf.get("/media/missing.jpg", cookie="a=1", authorization="x").status == 404
    assert [path for _, path, _ in shelf.application.seen] == ["/media/missing.jpg"] * 2
    assert not {"cookie", "authorization"} & set(shelf.application.headers_of("/media/missing.jpg"))


def test_a_new_photo_is_served_from_then_on(shelf: Rig) -> None:
    assert shelf.get("/media/missing-new.jpg").status == 404
    (shelf.folder / "media" / "missing-new.jpg").write_bytes(b"new")
    assert shelf.get("/media/missing-new.jpg").body == b"new"


def test_a_static_file_is_packed_beforehand(shelf: Rig) -> None:
    packed = shelf.get(f"/static/{HASHED}", accept_encoding="gzip")
    plain = shelf.get(f"/static/{HASHED}")
    assert gzip.decompress(packed.body) == plain.body == b"p{color:red}"
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_only_a_name_that_tells_its_content_is_kept_for_ever(shelf: Rig) -> None:
    assert "immutable" in shelf.get(f"/static/{HASHED}").headers["cache-control"]
    named = shelf.get("/static/css/page.css").headers
    assert named["cache-control"] == "public, max-age=60"
    assert named["content-type"] == "text/css; charset=utf-8"


def test_a_missing_static_file_is_404_at_the_edge(shelf: Rig) -> None:
    assert shelf.get("/static/nothing.css").status == 404
    assert shelf.application.seen == []


def test_a_file_can_only_be_read(shelf: Rig) -> None:
    assert shelf.ask("POST", "/media/big.jpg", body=b"x").status == 405


def test_small_files_in_memory_stay_within_their_bound(tmp_path: Path) -> None:
    import asyncio

    from redaksi.edge.filecase import FileCase
    from redaksi.edge.rules import Files

    for number in range(20):
        (tmp_path / f"{number}.jpg").write_bytes(b"x" * 10_000)
    case, files = FileCase(50_000), Files(prefix="/media/", folders=(tmp_path,))
    for number in range(20):
        assert asyncio.run(case.find(files, f"/media/{number}.jpg"))
    assert case.bytes <= 50_000
    assert len(case) == 4


def test_a_changed_file_is_seen_after_a_second(tmp_path: Path) -> None:
    import asyncio

    from redaksi.edge.filecase import FileCase
    from redaksi.edge.rules import Files

    hands = [0.0]
    case, files = FileCase(50_000, lambda: hands[0]), Files(prefix="/m/", folders=(tmp_path,))
    bodies = []
    for second in (0.0, 0.5, 1.5):
        (tmp_path / "a.jpg").write_bytes(b"x" * (1 + int(second * 2)))
        os.utime(tmp_path / "a.jpg", (second, second))
        hands[0] = second
        found = asyncio.run(case.find(files, "/m/a.jpg"))
        bodies.append(found and found.body)
    assert bodies == [b"x", b"x", b"xxxx"]
