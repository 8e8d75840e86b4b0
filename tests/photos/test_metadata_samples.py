"""The captured photos give the words that exiftool reads in them."""

import json
import shutil
import subprocess
import zipfile

import pytest

from redaksi.photos import metadata

SAMPLES = (
    "esa-hubble-jupiter-iptc-utf8.jpg",
    "exiftool-IPTC.jpg",
    "exiftool-XMP.jpg",
    "iptc-xmp-test-strings.jpg",
    "orientation-landscape-6.jpg",
)
# Caption, by-line, credit (their first 32 characters) and copyright, as exiftool 12.57 read them.
CAPTURED = {
    "esa-hubble-jupiter-iptc-utf8.jpg": (
        "This Hubble picture, taken on 23", (), "NASA, ESA, Michael Wong (Space T", "",
    ),
    "exiftool-IPTC.jpg": (
        "A witty caption", ("Phil Harvey",), "My Credit", "Copyright 2004 Phil Harvey",
    ),
    "exiftool-XMP.jpg": (
        "UTF-16 (big-endian) encoded XMP", ("Phil Harvey",), "My Credit",
        "Copyright 2004 Phil Harvey",
    ),
    "iptc-xmp-test-strings.jpg": (
        "Test description string for meta", ("Test author string for metadata-extractor",), "",
        "Test copyright string for metadata-extractor",
    ),
    "orientation-landscape-6.jpg": ("", (), "", ""),
}  # fmt: skip
# Our field, and where exiftool finds it: XMP first, then IIM, then EXIF.
ASKED = {
    "caption": ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"),
    "credit": ("XMP-photoshop:Credit", "IPTC:Credit"),
    "copyright_notice": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"),
    "source": ("XMP-photoshop:Source", "IPTC:Source"),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline"),
    "title": ("XMP-dc:Title", "IPTC:ObjectName"),
    "city": ("XMP-photoshop:City", "IPTC:City"),
    "country": ("XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName"),
    "usage_terms": ("XMP-xmpRights:UsageTerms",),
}
needs_exiftool = pytest.mark.skipif(
    not shutil.which("exiftool"), reason="exiftool is not installed"
)


def asked_of_exiftool(path):
    answer = subprocess.run(["exiftool", "-j", "-G1", str(path)], capture_output=True, check=True)
    return json.loads(answer.stdout)[0]


@needs_exiftool
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("field", ASKED)
def test_a_sample_says_what_exiftool_reads(shared_data, name, field):
    path = shared_data / "photos" / name
    says = asked_of_exiftool(path)
    expected = next((says[key] for key in ASKED[field] if key in says), "")
    assert getattr(metadata.read(path.read_bytes()), field) == expected


@needs_exiftool
@pytest.mark.parametrize("name", SAMPLES)
def test_the_byline_of_a_sample_is_the_one_exiftool_reads(shared_data, name):
    path = shared_data / "photos" / name
    says = asked_of_exiftool(path)
    expected = (
        says.get("XMP-dc:Creator") or says.get("IPTC:By-line") or says.get("IFD0:Artist") or ()
    )
    assert metadata.read(path.read_bytes()).byline == (
        (expected,) if isinstance(expected, str) else tuple(expected)
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_caption_byline_credit_and_copyright_of_the_samples(shared_data, name):
    words = metadata.read((shared_data / "photos" / name).read_bytes())
    said = (words.caption[:32], words.byline, words.credit[:32], words.copyright_notice)
    assert said == CAPTURED[name]


def test_a_credit_cut_at_32_octets_in_iim_is_whole_from_xmp(shared_data):
    words = metadata.read(
        (shared_data / "photos" / "esa-hubble-jupiter-iptc-utf8.jpg").read_bytes()
    )
    assert words.credit.startswith(
        "NASA, ESA, Michael Wong (Space Telescope Science Institute, Baltimore, MD)"
    )
    assert words.credit.endswith("and the Jupiter Impact Team")


def test_odd_and_broken_pictures_never_raise(shared_data):
    with zipfile.ZipFile(shared_data / "photos" / "pillow-images.zip") as samples:
        for name in samples.namelist():
            assert metadata.read(samples.read(name)).credit == ""


def test_hostile_files_have_no_words_and_one_warning(shared_data):
    for path in (shared_data / "hostile-made").iterdir():
        words = metadata.read(path.read_bytes())
        assert words == metadata.PhotoMetadata()
        assert len(words.warnings) == 1


def test_words_of_a_sample_with_iim_only(shared_data):
    with zipfile.ZipFile(shared_data / "photos" / "pillow-images.zip") as samples:
        words = metadata.read(samples.read("iptc.jpg"))
    assert (words.city, words.country) == ("Budapest", "Hungary")
    assert "summer" in words.keywords
