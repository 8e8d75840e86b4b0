"""Bytes that a reader pays for; over the budget the build breaks."""

from __future__ import annotations

import gzip
import random
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from redaksi.lib import clock
from redaksi.photos.models import Photo
from redaksi.portal import icons, sheets
from tests.portal import surrogate
from tests.portal.newspaper import Small, small_newspaper, story

STORY, SPLICED, FRONT, SCRIPTS = 14 * 1024, 16 * 1024, 25 * 1024, 15 * 1024
WORDS = [
    "pelabuhan",
    "kapal",
    "nelayan",
    "dermaga",
    "menunggu",
    "hujan",
    "gubernur",
    "anggaran",
    "sekolah",
    "mengatakan",
    "bahwa",
    "pemerintah",
    "daerah",
    "akan",
    "membangun",
    "kembali",
    "jembatan",
    "yang",
    "rusak",
    "setelah",
    "banjir",
    "bulan",
    "lalu",
    "dengan",
    "biaya",
    "dua",
    "belas",
    "miliar",
    "rupiah",
    "menurut",
    "dokumen",
    "perencanaan",
    "warga",
    "menyambut",
    "kabar",
    "itu",
    "hati-hati",
]


def text(words: int, seed: int) -> str:
    return "<p>" + " ".join(random.Random(seed).choices(WORDS, k=words)).capitalize() + ".</p>"  # noqa: S311 (no secret)


def crops(pk: int) -> dict[str, object]:
    """Renditions as `photos` makes them, with addresses of their real length."""

    def files(use: str, kind: str, *widths: int) -> list[list[object]]:
        return [[f"/media/photos/{pk}/3f9a2c71/{use}-{w}.{kind}", w, w * 2 // 3] for w in widths]

    wide = (240, 480, 960, 1440)
    made = {
        use: {kind: files(use, kind, *wide) for kind in ("webp", "jpeg")}
        for use in ("3x2", "whole")
    }
    singles = {use: {"jpeg": files(use, "jpeg", 1200)} for use in ("16x9", "4x3", "1x1", "share")}
    return made | singles


def large_newspaper() -> Small:
    """Fifty stories with different words and full sets of crops, as a real day has."""
    small = small_newspaper(0)
    for photo in small.photos:
        Photo.objects.filter(pk=photo.pk).update(crops=crops(photo.pk))
        photo.refresh_from_db()
    for number in range(50):
        teaser = text(24, number)[3:-4]
        headline = text(9, number + 100)[3:-5]
        at = clock.now() - timedelta(minutes=20 * number + 1)
        body = [{"type": "paragraph", "value": text(60, 1000 + number * 10 + k)} for k in range(10)]
        photo = small.photos[number % 3]
        small.stories.append(
            story(small, number, at, headline=headline, teaser=teaser, body=body, photo=photo)
        )
    return small


def weight(reader: Client, path: str) -> int:
    return len(gzip.compress(reader.get(path).content, 9))


def test_pages_stay_within_their_budgets(db: None, clock: object, reader: Client) -> None:
    small = large_newspaper()
    page = reader.get(small.stories[9].url).content.decode()
    assert page.split("<h2>Baca Juga</h2>")[1].count('class="card r"') == 6
    lists = ("/", "/ekonomi/", "/latest/", small.people[0].url, small.topics[0].url)
    others = ("/archive/2020/08/17/", "/corrections/", "/search/?q=kapal", "/epaper/", "/tak-ada")
    plain = (small.stories[9].url, small.pages[0].url)
    weights = {path: weight(reader, path) for path in (*lists, *others, *plain)}
    assert max(weights[path] for path in plain) <= STORY, weights
    assert max(weights.values()) <= FRONT, weights


def test_scripts_of_a_page_stay_within_their_budget_and_wait(
    db: None, clock: object, reader: Client
) -> None:
    small = small_newspaper(2)
    for path in ("/", "/latest/", "/search/", small.stories[0].url, "/epaper/"):
        page = reader.get(path).content.decode()
        scripts = re.findall(r'<script([^>]*) src="/static/([^"]+)"', page)
        files = [Path(str(finders.find(name))) for _kind, name in scripts]
        assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= SCRIPTS, path
        assert all('type="module"' in kind for kind, _name in scripts), path


def test_a_story_in_pieces_stays_within_its_budget(
    db: None, clock: object, reader: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    small = large_newspaper()
    parts = surrogate.pieces(reader, small.stories[9].url)
    sizes = [surrogate.weight([part]) - 20 for part in parts]
    with capsys.disabled():
        print(f"\na story of 600 words as sent: {surrogate.weight(parts)} B, {sizes}")  # noqa: T201
    assert len(b"".join(parts)) > 40_000
    assert surrogate.weight(parts) <= SPLICED


def test_sheets_stay_small() -> None:
    for kind in sheets.KINDS:
        assert len(gzip.compress(sheets.sheet(kind).css.encode(), 9)) <= 6 * 1024, kind


def test_only_icons_in_use_are_shipped() -> None:
    templates = Path(icons.__file__).parent.glob("templates/**/*.html")
    used = {
        name
        for file in templates
        for name in re.findall(r'{% icon "([\w-]+)" %}', file.read_text())
    }
    assert used == set(icons.SHAPES)
