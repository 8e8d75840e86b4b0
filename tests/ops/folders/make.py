"""Packs a small newspaper as the present version writes it.

`python -m tests.ops.folders.make NAME` is run at each tagged version; `tests/ops/test_upgrade.py`
opens every folder kept here. Caches that are made anew (static files, the edge, the index) are
left out.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path

from PIL import Image

from tests.config.command import redaksi

HERE = Path(__file__).parent
MADE_ANEW = {"static", "edge", "search"}
BODY = [
    {"type": "paragraph", "html": "Perahu pertama berangkat <b>sebelum subuh</b>."},
    {"type": "heading", "text": "Dermaga"},
    {"type": "quote", "html": "Laut sedang tenang.", "by": "Juru mudi"},
]
STORIES = (
    {"headline": "Perahu pagi kembali ke Talang", "publish": True, "photo": True},
    {"headline": "Pasar terapung buka lagi", "publish": True},
    {"headline": "Naskah yang belum terbit", "publish": False},
    {"headline": "Kabar yang ditarik", "publish": True, "withdraw": "Keliru."},
    {"headline": "Kabar yang dikoreksi", "publish": True, "correct": "Nama dermaga keliru."},
)


def make(name: str) -> Path:
    """The archive of a small newspaper, as NAME.tar.xz beside this file."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kabar"
        told("init", folder)
        told("user", "add", "ratna", "--role", "admin", "--dir", folder)
        for story in STORIES:
            put(folder, dict(story))
        settle(folder / "data" / "redaksi.sqlite3")
        return pack(folder, HERE / f"{name}.tar.xz")


def told(*words: str | Path, given: str = "") -> str:
    """What the command answered; RuntimeError when it could not."""
    done = redaksi(*words, given=given)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def put(folder: Path, story: dict[str, object]) -> None:
    """One story with what happens to it afterwards."""
    publish, correct, withdraw = (
        story.pop(key, None) for key in ("publish", "correct", "withdraw")
    )
    if story.pop("photo", None):
        Image.effect_mandelbrot((640, 360), (-2, -1, 1, 1), 60).save(folder / "photo.jpg")
        story["photo"] = {"file": "photo.jpg", "credit": "Redaksi/Sari Laras", "caption": "Perahu",
                          "alt": "Perahu di dermaga"}  # fmt: skip
    whole = {**story, "section": "Nusantara", "bylines": ["Sari Laras"], "topics": ["Laut"]}
    answer = answered(folder, {**whole, "body": BODY}, "--create", *["--publish"] * bool(publish))
    (folder / "photo.jpg").unlink(missing_ok=True)
    if correct:
        verb = {"correct": {"kind": "minor", "note": correct}, "teaser": "Setelah koreksi."}
        answered(folder, {"id": answer["id"], **verb})
    if withdraw:
        answered(folder, {"id": answer["id"], "withdraw": withdraw})


def answered(folder: Path, story: dict[str, object], *options: str) -> dict[str, int]:
    """The answer of `story put` for *story*."""
    file = folder / "story.json"
    file.write_text(json.dumps(story))
    answer: dict[str, int] = json.loads(told("story", "put", file, *options, "--dir", folder))
    file.unlink()
    return answer


def settle(database: Path) -> None:
    """One file without a journal, as small as it can be."""
    with sqlite3.connect(database) as line:
        line.execute("PRAGMA journal_mode=DELETE")
        line.execute("VACUUM")
    line.close()


def pack(folder: Path, archive: Path) -> Path:
    """The folder without what is made anew."""
    with tarfile.open(archive, "w:xz") as packed:
        for one in sorted(folder.rglob("*")):
            inner = one.relative_to(folder)
            if inner.parts[:1] == ("data",) and inner.parts[1:2] and inner.parts[1] in MADE_ANEW:
                continue
            packed.add(one, inner, recursive=False)
    return archive


if __name__ == "__main__":
    print(make(sys.argv[1]))  # noqa: T201 (a program for the shell)
