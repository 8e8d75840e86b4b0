import random
import zipfile
from pathlib import Path

import pytest

from redaksi.lib.picturechecks import check
from redaksi.lib.picturewords import READABLE, PictureRefused
from tests.lib.samples import chunk, encoded, scene, segment, with_segment, zipped

JPEG, PNG = encoded(scene()), encoded(scene(), "PNG")
GIF, WEBP = encoded(scene(), "GIF"), encoded(scene(), "WEBP")
AVIF, TIFF = encoded(scene(), "AVIF"), encoded(scene(), "TIFF")
ALL = {"JPEG": JPEG, "PNG": PNG, "GIF": GIF, "WEBP": WEBP, "AVIF": AVIF, "TIFF": TIFF}
MOVIE = b"\0\0\0\x14ftypmp42\0\0\0\0mp42" + b"\0\0\x10\x08mdat" + bytes(range(256)) * 16
SAMSUNG = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1600000000000SEFHj\0\0\0\x01\0\0\0\x1c\0\0\0SEFT"


def refusal(data: bytes) -> str:
    with pytest.raises(PictureRefused) as caught:
        check(data)
    return f"{caught.value.code}: {caught.value}"


@pytest.mark.parametrize("name", READABLE)
def test_a_plain_picture_is_told_by_its_bytes(name: str) -> None:
    assert check(ALL[name]) == name


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_cut_picture_is_told_before_decoding(name: str) -> None:
    assert refusal(ALL[name][: len(ALL[name]) * 2 // 3]).startswith("cut-short")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<svg xmlns='x'/>", "an SVG drawing"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><svg onload=alert(1)>", "an SVG drawing"),
        (b"<!DOCTYPE html><p>", "a web page"),
        (b"<html><script>", "a web page"),
        (b"<?php system('x');", "a program"),
        (b"%PDF-1.7\n", "a PDF document"),
        (zipped(), "a ZIP archive"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture"),
        (b"\0\0\0\x14ftypisom\0\0\0\0isom", "a video"),
        (b"BM6\0\0\0", "a Windows bitmap"),
        (b"8BPS\0\x01", "a Photoshop document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b" " + JPEG, "no picture"),
        (b"just words\n", "begins with 'just words"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, says: str) -> None:
    assert says in refusal(data)


@pytest.mark.parametrize(
    "behind",
    [
        b"\0" * 5000,
        b"\r\n",
        b"few odd bytes",
        encoded(scene(80, 60)),
        b"\0" * 300 + encoded(scene(80, 60)) + encoded(scene(40, 30)),
        MOVIE,
        MOVIE + SAMSUNG,
        SAMSUNG,
        encoded(scene(80, 60)) + SAMSUNG,
    ],
    ids=["zeros", "newline", "few", "preview", "previews", "motion", "both", "samsung", "all"],
)  # fmt: skip
def test_what_cameras_append_is_let_through(behind: bytes) -> None:
    assert check(JPEG + behind) == "JPEG"


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("behind", "says"),
    [
        (b"<script>alert(1)</script>", "hidden"),
        (b"\n<?PHP system($_GET[0]); ?>", "hidden"),
        (b"<HTML><body>", "hidden"),
        (zipped(), "a ZIP archive"),
        (b"x" * 100, "more-behind"),
        (b"MZ\x90\0", "more-behind"),
        (b"PK\x03\x04", "more-behind"),
        (JPEG + b"<script>", "hidden"),
    ],
)
def test_a_picture_with_something_else_behind_it_is_refused(
    name: str, behind: bytes, says: str
) -> None:
    assert says in refusal(ALL[name] + behind)


@pytest.mark.parametrize(
    "data",
    [
        with_segment(JPEG, 0xFE, b"<script>alert(1)</script>"),
        with_segment(JPEG, 0xE7, b"hello <?php echo 1;"),
        with_segment(JPEG, 0xE0, b"<html>"),
        JPEG + with_segment(encoded(scene(80, 60)), 0xFE, b"<script>"),
        encoded(scene(), "GIF", comment=b"<script>alert(1)</script>"),
        PNG[:33] + chunk(b"tEXt", b"Comment\0<script>alert(1)</script>") + PNG[33:],
        PNG[:33] + chunk(b"PLTE", b"<script src=//a></script>..") + PNG[33:],
    ],
)
def test_script_in_a_comment_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("hidden")


def test_a_comment_in_words_is_let_through() -> None:
    assert check(with_segment(JPEG, 0xFE, b"Shot at f/8, <b>1/250</b> s & more")) == "JPEG"
    assert check(encoded(scene(), "GIF", comment=b"made by hand")) == "GIF"


def test_captions_are_text_whatever_they_say() -> None:
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><script></x:xmpmeta>"
    assert check(with_segment(JPEG, 0xE1, xmp)) == "JPEG"
    assert check(with_segment(JPEG, 0xED, b"Photoshop 3.0\0<script>")) == "JPEG"


def test_an_archive_in_a_comment_is_refused() -> None:
    assert "a ZIP archive" in refusal(with_segment(JPEG, 0xFE, zipped()))
    assert "a ZIP archive" in refusal(TIFF + zipped())


def test_a_document_in_the_first_kilobyte_is_refused() -> None:
    assert "a PDF document" in refusal(with_segment(JPEG, 0xFE, b"%PDF-1.4"))


def test_a_thousand_scans_are_refused() -> None:
    start = JPEG.index(b"\xff\xda")
    scans = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") * 1000
    assert "more than 200 scans" in refusal(JPEG[:start] + scans + JPEG[start:])


def test_thousands_of_frames_are_refused() -> None:
    frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    assert "more than 5000 frames" in refusal(GIF[:-1] + frame * 6000 + b";")


def test_a_film_is_no_hiding_place() -> None:
    assert "more-behind" in refusal(JPEG + MOVIE + b"x" * 100)
    assert "hidden" in refusal(JPEG + MOVIE.replace(b"\0\x01\x02\x03\x04\x05\x06", b"<script"))


def test_honest_photos_pass(shared_data: Path) -> None:
    photos = sorted((shared_data / "photos").glob("*.jpg"))
    assert [check(photo.read_bytes()) for photo in photos] == ["JPEG"] * 5
    whole = ("hopper", "iptc", "exif_gps", "pil_sample", "invalid-exif", "icc_", "xmp_")
    with zipfile.ZipFile(shared_data / "photos" / "pillow-images.zip") as archive:
        for name in archive.namelist():
            if name.startswith(whole):
                assert check(archive.read(name)) in ("JPEG", "PNG")


@pytest.mark.parametrize("name", READABLE)
def test_broken_bytes_raise_nothing_but_refusals(name: str) -> None:
    dice = random.Random(name)  # noqa: S311  # repeatable
    for _ in range(300):
        data = bytearray(ALL[name][:3000])
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            check(bytes(data[: dice.randint(1, len(data))]))
        except PictureRefused:
            continue
