"""Files of a newspaper on their way into a backup."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from redaksi.ops.backup import files


@pytest.fixture
def newspaper(tmp_path: Path) -> Path:
    """A folder with a file of each kind."""
    folder = tmp_path / "kabar"
    for name in (
        "redaksi.toml", "templates/base.html", "data/secret-key", "data/media/a/foto.jpg",
        "data/redaksi.sqlite3", "data/redaksi.sqlite3-wal", "data/edge/tags", "data/search/x",
        "data/static/y", "data/reads/1", "data/private/halaman.pdf",
        "backups/2026/data/media/a/foto.jpg",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def named(folder: Path, *, media: bool = True) -> list[str]:
    return sorted(
        name
        for name, _path in files.of_newspaper(
            folder, folder / "data", folder / "backups", media=media
        )
    )


def test_what_is_made_anew_and_what_is_open_is_left_out(newspaper: Path) -> None:
    assert named(newspaper) == [
        "data/media/a/foto.jpg", "data/private/halaman.pdf", "data/secret-key", "redaksi.toml",
        "templates/base.html",
    ]  # fmt: skip


def test_before_an_upgrade_settings_and_secrets_are_enough(newspaper: Path) -> None:
    assert named(newspaper, media=False) == [
        "data/secret-key", "redaksi.toml", "templates/base.html",
    ]  # fmt: skip


def test_backups_among_the_photos_are_not_backed_up(newspaper: Path) -> None:
    inside = newspaper / "data" / "media" / "backups"
    inside.mkdir()
    (inside / "old").write_text("x")
    found = files.of_newspaper(newspaper, newspaper / "data", inside, media=True)
    assert "data/media/backups/old" not in dict(found)


def test_folders_behind_links_are_followed_once_and_sockets_not(newspaper: Path) -> None:
    media = newspaper / "data" / "media"
    (media / "round").symlink_to(media)
    (media / "other").symlink_to(newspaper / "templates")
    os.mkfifo(media / "pipe")
    assert [one for one in named(newspaper) if "media" in one] == [
        "data/media/a/foto.jpg", "data/media/other/base.html",
    ]  # fmt: skip


def test_a_copy_has_the_time_of_its_file_and_is_private(tmp_path: Path) -> None:
    source = tmp_path / "foto.jpg"
    source.write_bytes(b"x" * 3_000_000)
    os.utime(source, ns=(1, 1_600_000_000_123_456_789))
    made = files.copy(source, tmp_path / "to" / "foto.jpg")
    seen = (tmp_path / "to" / "foto.jpg").stat()
    assert (made.size, made.changed) == (seen.st_size, seen.st_mtime_ns)
    assert seen.st_mode & 0o777 == 0o600
    assert files.sum_of(tmp_path / "to" / "foto.jpg") == made.sum


def test_sums_are_read_back_whatever_a_file_is_called() -> None:
    sums = {"a b": "1" * 64, "back\\slash": "2" * 64, "two\nlines": "3" * 64, "é": "4" * 64,
            "\\n": "5" * 64}  # fmt: skip
    assert files.sums_of(files.sums_text(sums)) == sums


def test_sums_are_those_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "two\nlines\\").write_text("x")
    (tmp_path / "foto").write_text("y")
    sums = {one.name: files.sum_of(one) for one in tmp_path.iterdir()}
    (tmp_path / "SHA256SUMS").write_text(files.sums_text(sums))
    done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path, check=False)
    assert done.returncode == 0
