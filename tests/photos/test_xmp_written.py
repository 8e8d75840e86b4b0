"""XMP that we write is read back, by us and by exiftool, from every format of our renditions."""

import dataclasses
import datetime as dt
import io
import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from redaksi.photos import metadata
from redaksi.photos.metadata import PhotoMetadata, write_xmp

WORDS = PhotoMetadata(
    title="Perahu pulang",
    headline="Perahu & “nelayan”",
    caption="Nelayan Lowari <pulang>\npada pagi hari.",
    byline=("Bayu Seran", "Rui Amaral"),
    byline_title="Pewarta foto",
    credit="LINTANG/Bayu Seran / Samudra via Orbis/br.",
    source="LINTANG",
    created=dt.datetime(2020, 8, 17, 9, 53, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    city="Lowari",
    sublocation="Dermaga Lama",
    province="Karsa",
    country="Valdoria",
    country_code="VAL",
    copyright_notice="© 2020 LINTANG",
    usage_terms="Hanya untuk redaksi",
    keywords=("laut", "perahu"),
    alt_text="Perahu biru di dermaga",
    extended_description="Tiga perahu.\n\nDua orang.",
    instructions="Tidak dijual lagi",
    rights_expires=dt.date(2030, 1, 1),
    language="id",
)


def picture(format_, xmp):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, format_, xmp=xmp)
    return out.getvalue()


@pytest.mark.parametrize("format_", ["JPEG", "WEBP", "AVIF"])
def test_every_field_comes_back(format_):
    assert metadata.read(picture(format_, write_xmp(WORDS))) == WORDS


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
@pytest.mark.parametrize("format_", ["JPEG", "WEBP"])
def test_exiftool_reads_what_we_wrote(format_, tmp_path):
    path = tmp_path / f"photo.{format_.lower()}"
    path.write_bytes(picture(format_, write_xmp(WORDS)))
    answer = subprocess.run(
        ["exiftool", "-j", "-G1", "-struct", "-validate", "-all", str(path)],
        capture_output=True,
        check=True,
    )
    says = json.loads(answer.stdout)[0]
    assert says["ExifTool:Validate"] == "OK"
    assert says["XMP-photoshop:Credit"] == WORDS.credit
    assert says["XMP-dc:Creator"] == list(WORDS.byline)
    assert says["XMP-dc:Description"] == WORDS.caption
    assert says["XMP-dc:Rights"] == WORDS.copyright_notice
    assert says["XMP-photoshop:DateCreated"] == "2020:08:17 09:53:00+07:00"
    assert says["XMP-iptcCore:AltTextAccessibility"] == WORDS.alt_text
    assert says["XMP-plus:LicenseEndDate"] == "2030:01:01"


def test_empty_words_make_a_small_valid_packet():
    packet = write_xmp(PhotoMetadata())
    assert metadata.read(picture("JPEG", packet)) == PhotoMetadata()
    assert len(packet) < 400


def test_long_words_fit_a_jpeg_segment_and_credit_and_rights_stay_whole():
    long = dataclasses.replace(
        WORDS,
        caption="日" * 5000,
        extended_description="日" * 5000,
        usage_terms="日" * 2000,
        instructions="日" * 2000,
        credit="日" * 500,
    )
    back = metadata.read(picture("JPEG", write_xmp(long)))
    assert back.credit == long.credit
    assert back.copyright_notice == long.copyright_notice
    assert back.caption.startswith("日" * 100)


@given(
    st.builds(
        PhotoMetadata,
        **{
            name: st.text(max_size=80)
            for name in ("caption", "credit", "title", "alt_text", "usage_terms")
        },
    )
)
def test_any_text_survives_the_round_trip_once_washed(words):
    washed = metadata.washed(dataclasses.asdict(words))
    assert metadata.read(picture("JPEG", write_xmp(washed))) == washed
