"""Files: immutable, in part, never a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def file(db: None) -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT) / "uji"
    root.mkdir(parents=True, exist_ok=True)
    path = root / "angka.jpg"
    path.write_bytes(b"0123456789")
    yield path
    path.unlink()


def body(response: Any) -> bytes:
    return bytes(response.getvalue())


def test_a_file_is_for_ever(file: Path, reader: Client) -> None:
    response = reader.get("/media/uji/angka.jpg")
    assert body(response) == b"0123456789"
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = reader.get("/media/uji/angka.jpg", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "status", "octets", "said"),
    [("bytes=2-4", 206, b"234", "bytes 2-4/10"), ("bytes=7-", 206, b"789", "bytes 7-9/10")]
    + [
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=0-99", 206, b"0123456789", "bytes 0-9/10"),
    ]
    + [("bytes=10-", 416, b"", "bytes */10"), ("bytes=-0", 416, b"", "bytes */10")]
    + [("bytes=4-2", 200, b"0123456789", ""), ("bytes=a", 200, b"0123456789", "")]
    + [("bytes=0-1,3-4", 200, b"0123456789", ""), ("bytes=-", 200, b"0123456789", "")],
)
def test_a_part_of_a_file(
    file: Path, reader: Client, asked: str, status: int, octets: bytes, said: str
) -> None:
    response = reader.get("/media/uji/angka.jpg", headers={"range": asked})
    assert (response.status_code, body(response)) == (status, octets)
    assert response.headers.get("Content-Range", "") == said


def test_a_page_among_the_files_is_a_download(file: Path, reader: Client) -> None:
    for name in ("jahat.html", "jahat.svg", "jahat.xml", "jahat"):
        (file.parent / name).write_bytes(b"<script>alert(1)</script>")
        response = reader.get(f"/media/uji/{name}")
        body(response)
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]
        (file.parent / name).unlink()


def test_nothing_outside_the_folder(file: Path, reader: Client) -> None:
    (file.parent / ".rahasia").write_text("x")
    link = file.parent / "tautan.jpg"
    link.symlink_to(Path(settings.MEDIA_ROOT).parent / "secret-key")
    for path in ("../secret-key", "uji/../../secret-key", "uji/.rahasia", "uji/tautan.jpg", "uji"):
        assert reader.get(f"/media/{path}").status_code == 404, path
    assert reader.get("/media/%2e%2e/secret-key").status_code == 404
    assert reader.get("/media//etc/passwd").status_code == 404
    link.unlink()


def test_head_of_a_file(file: Path, reader: Client) -> None:
    response = reader.head("/media/uji/angka.jpg")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == "10"
