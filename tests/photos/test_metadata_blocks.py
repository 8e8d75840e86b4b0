"""Each block alone, in every declared encoding, whole and broken; then all three together."""

import datetime as dt
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from redaksi.photos import exif, iim, metadata, moments, plain
from redaksi.photos.metadata import read
from tests.photos.pictures import alt, bag, jpeg, packet
from tests.photos.pictures import iim as block

WIB = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    ("declared", "octets", "expected"),
    [
        (b"\x1b%G", "Nelayan Lowari – “pulang”".encode(), "Nelayan Lowari – “pulang”"),
        (b"", "Nelayan é".encode(), "Nelayan é"),
        (b"", "Café “Dermaga”".encode("cp1252"), "Café “Dermaga”"),
        (b"", b"caf\xe9 \x81", "café"),
        (b"\x1b-A", "Müller".encode("latin-1"), "Müller"),
        (b"\x1b.A", "Müller".encode("latin-1"), "Müller"),
        (b"\x1b-B", "Dvořák".encode("iso8859-2"), "Dvořák"),
        (b"\x1b-L", "Минск".encode("iso8859-5"), "Минск"),
        (b"\x1b%G", "Müller".encode("latin-1"), "Müller"),
        (b"", "日本".encode("iso2022_jp"), "日本"),
        (b"\x1b%G", "penutup é".encode()[:-1], "penutup"),
    ],
)
def test_iim_in_its_declared_encoding(declared, octets, expected):
    datasets = ([(1, 90, declared)] if declared else []) + [(2, 120, octets)]
    assert read(jpeg(block=block(*datasets))).caption == expected


def test_iim_lists_dates_and_places():
    words = read(jpeg(block=block(
        (2, 80, b"Bayu Seran"), (2, 80, b"Rui Amaral"),
        (2, 25, b"laut"), (2, 25, b"laut"), (2, 25, b"pasar"),
        (2, 55, b"20200817"), (2, 60, b"095300+0700"), (2, 37, b"20251231"),
        (2, 90, b"Lowari"), (2, 100, b"VAL"),
    )))  # fmt: skip
    assert words.byline == ("Bayu Seran", "Rui Amaral")
    assert words.keywords == ("laut", "pasar")
    assert words.created == dt.datetime(2020, 8, 17, 9, 53, tzinfo=WIB)
    assert (words.city, words.country_code, words.rights_expires) == (
        "Lowari",
        "VAL",
        dt.date(2025, 12, 31),
    )


def test_a_broken_iim_block_gives_what_stands_before_the_break():
    broken = block((2, 110, b"LINTANG/Bayu Seran")) + b"\x1d\x02\x78rubbish rubbish"
    words = read(jpeg(block=broken))
    assert words.credit == "LINTANG/Bayu Seran"
    assert "IPTC block is broken" in words.warnings[0]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32-be", "utf-8-sig"]
)
def test_xmp_in_every_unicode_form(encoding):
    said = packet(alt("dc:description", x_default="Pasar “Talang”"))
    assert read(jpeg(xmp=said.encode(encoding))).caption == "Pasar “Talang”"


def test_xmp_takes_the_default_language_and_names_it():
    said = packet(alt("dc:description", en="Harbour", x_default="Pelabuhan", id_ID="Pelabuhan"))
    words = read(jpeg(xmp=said.encode()))
    assert (words.caption, words.language) == ("Pelabuhan", "id-ID")


def test_xmp_without_a_default_language_takes_the_first():
    said = packet(alt("dc:title", id="Ombak", en="Wave"))
    assert read(jpeg(xmp=said.encode())).title == "Ombak"


def test_xmp_written_as_attributes_and_as_structures():
    place = "<Iptc4xmpExt:City>Karsa</Iptc4xmpExt:City>" + alt(
        "Iptc4xmpExt:CountryName", x_default="Valdoria"
    )
    creator = '<rdf:li><rdf:Description plus:ImageCreatorName="Bayu Seran"/></rdf:li>'
    said = packet(
        bag("Iptc4xmpExt:LocationShown", f'<rdf:li rdf:parseType="Resource">{place}</rdf:li>')
        + bag("plus:ImageCreator", creator, kind="Seq"),
        photoshop_Credit="Samudra/Bayu Seran",
        plus_LicenseEndDate="2026-01-01",
    )
    words = read(jpeg(xmp=said.encode()))
    assert (words.city, words.country, words.byline) == ("Karsa", "Valdoria", ("Bayu Seran",))
    assert (words.credit, words.rights_expires) == ("Samudra/Bayu Seran", dt.date(2026, 1, 1))


def test_xmp_lists_with_qualified_values_and_a_moment():
    qualified = '<rdf:li rdf:parseType="Resource"><rdf:value>perahu</rdf:value></rdf:li>'
    said = packet(
        bag("dc:subject", "<rdf:li>laut</rdf:li>", qualified),
        photoshop_DateCreated="2020-08-17T09:53:00+07:00",
    )
    words = read(jpeg(xmp=said.encode()))
    assert words.keywords == ("laut", "perahu")
    assert words.created == dt.datetime(2020, 8, 17, 9, 53, tzinfo=WIB)


def test_xmp_for_accessibility():
    said = packet(
        alt("Iptc4xmpCore:AltTextAccessibility", x_default="Perahu biru")
        + alt("Iptc4xmpCore:ExtDescrAccessibility", x_default="Lama sekali")
    )
    words = read(jpeg(xmp=said.encode()))
    assert (words.alt_text, words.extended_description) == ("Perahu biru", "Lama sekali")


def test_xmp_that_breaks_off_is_read_up_to_the_break():
    whole = packet("<photoshop:Credit>Orbis</photoshop:Credit><photoshop:City>Wad").split(
        "</rdf:Description>"
    )[0]
    words = read(jpeg(xmp=whole.encode()))
    assert words.credit == "Orbis"
    assert "XMP block is broken" in words.warnings[0]


def test_xmp_with_entities_is_refused_and_costs_only_itself(shared_data):
    laughs = (shared_data / "hostile-made" / "rss-billion-laughs.xml").read_bytes()
    words = read(jpeg(xmp=laughs, block=block((2, 110, b"MRD"))))
    assert words.credit == "MRD"
    assert "document type" in words.warnings[0]


def test_a_bomb_in_a_png_text_chunk_gives_no_words():
    import io
    import struct

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    body = b"iTXtXML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 80_000_000, 9)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    data = out.getvalue()
    assert read(data[:33] + chunk + data[33:]) == metadata.PhotoMetadata()


def made_exif(**fields):
    made = Image.Exif()
    for tag, value in fields.pop("top", {}).items():
        made[tag] = value
    made.get_ifd(0x8769).update(fields.pop("inner", {}))
    return made


def test_exif_words_and_the_moment_with_its_offset():
    said = made_exif(
        top={270: "Nelayan é".encode(), 315: "Bayu Seran; Rui Amaral", 33432: "© Bayu Seran"},
        inner={36867: "2020:08:17 09:53:00", 36881: "+07:00"},
    )
    words = read(jpeg(exif=said))
    assert (words.caption, words.byline) == ("Nelayan é", ("Bayu Seran", "Rui Amaral"))
    assert words.created == dt.datetime(2020, 8, 17, 9, 53, tzinfo=WIB)


def test_windows_fields_are_utf16():
    said = made_exif(
        top={
            40091: "Judul “é”\0".encode("utf-16-le"),
            40094: "laut;pasar\0".encode("utf-16-le"),
            40093: "Rui\0".encode("utf-16-le"),
        }
    )
    words = read(jpeg(exif=said))
    assert (words.title, words.keywords, words.byline) == ("Judul “é”", ("laut", "pasar"), ("Rui",))


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"ASCII\0\0\0Pasar pagi", "Pasar pagi"),
        (b"UNICODE\0" + "Pasar pagi".encode("utf-16-le"), "Pasar pagi"),
        (b"UNICODE\0" + "Pasar pagi".encode("utf-16-be"), "Pasar pagi"),
        (b"UNICODE\0" + "Pasar".encode("utf-16"), "Pasar"),
        (b"JIS\0\0\0\0\0" + "日本".encode("iso2022_jp"), "日本"),
        (b"\0\0\0\0\0\0\0\0Pasar", "Pasar"),
        (b"short", ""),
    ],
)
def test_user_comment_in_each_of_its_codes(octets, expected):
    assert read(jpeg(exif=made_exif(inner={37510: octets}))).caption == expected


@pytest.mark.parametrize(
    "said", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM100MEDIADJI_0019.JPG", "          "]
)
def test_what_a_camera_writes_by_itself_is_no_caption(said):
    assert read(jpeg(exif=made_exif(top={270: said}))).caption == ""


def test_xmp_wins_over_iim_when_nobody_changed_iim_since():
    said = block((2, 120, b"Old"))
    picture = jpeg(
        block=said, digest=iim.digest(said), xmp=packet("", photoshop_City="Talang").encode()
    )
    assert read(picture).caption == "Old"
    assert metadata.reconcile({"caption": "New"}, {"caption": "Old"}, {})["caption"] == "New"


def test_iim_wins_when_it_was_changed_after_xmp_unless_it_is_only_cut():
    said = block((2, 90, b"Wadang"), (2, 110, b"Samudra/Bayu Se"))
    picture = jpeg(
        block=said,
        digest=b"\1" * 16,
        xmp=packet("", photoshop_City="Talang", photoshop_Credit="Samudra/Bayu Seran").encode(),
    )
    words = read(picture)
    assert (words.city, words.credit) == ("Wadang", "Samudra/Bayu Seran")


def test_a_bare_day_takes_the_hour_of_a_lower_source_of_the_same_day():
    hour = dt.datetime.fromisoformat("2020-08-17T09:53")
    assert metadata.reconcile({"created": hour.date()}, {}, {"created": hour})["created"] == hour
    other = dt.date(2020, 8, 16)
    assert metadata.reconcile({"created": other}, {}, {"created": hour})["created"] == other


def test_script_in_a_caption_stays_text_and_control_characters_go():
    words = read(
        jpeg(
            block=block(
                (2, 120, b"<script>alert(1)</script>\0\x07 baris\r\nkedua"),
                (2, 110, "A\u202eB".encode()),
            )
        )
    )
    assert words.caption == "<script>alert(1)</script> baris\nkedua"
    assert words.credit == "AB"


def told(moment):
    return moment and moment.isoformat()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2015-06-29T18:15:36Z", "2015-06-29T18:15:36+00:00"),
        ("2015-06-29T18:15", "2015-06-29T18:15:00"),
        ("2015-06-29", "2015-06-29"),
        ("2004:02:26 09:36:46", "2004-02-26T09:36:46"),
        *((wrong, None) for wrong in ("2015-06", "2015", "yesterday", "0000-00-00", "2015-13-40")),
    ],
)
def test_xmp_dates(said, expected):
    assert told(moments.from_iso(said)) == expected


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("20040226", "", "2004-02-26"),
        ("00000000", "120000", None),
        ("20040226", "999999", "2004-02-26"),
        ("20040226", "1200", "2004-02-26T12:00:00"),
        ("2004-02-26", "12:00:01+07:00", "2004-02-26T12:00:01+07:00"),
    ],
)
def test_iim_dates(date, time, expected):
    assert told(moments.from_iim(date, time)) == expected


def test_a_long_text_is_cut_at_a_word():
    assert plain.cut("satu dua tiga empat", 12) == "satu dua…"
    assert plain.cut("x" * 40, 10) == "x" * 9 + "…"


@given(st.binary(max_size=300))
def test_any_octets_as_blocks_give_words_or_nothing(octets):
    words = read(jpeg(size=(2, 2), block=octets, xmp=octets))
    assert all(ord(letter) > 31 or letter == "\n" for letter in words.caption + words.credit)


@given(st.text(max_size=200), st.integers(min_value=2, max_value=50))
def test_washed_text_fits_and_is_stable(text, limit):
    washed = plain.one_line(text, limit)
    assert len(washed) <= limit
    assert plain.one_line(washed, limit) == washed


def test_exif_reader_asks_no_png_to_decode(monkeypatch):
    import io

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    with Image.open(out) as picture:
        monkeypatch.setattr(picture, "load", lambda: pytest.fail("decoded"))
        assert exif.read(picture) == {}
