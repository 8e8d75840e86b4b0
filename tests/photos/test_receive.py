"""A photo comes in by the verb: its words, its crops, the same bytes twice, what is refused."""

import io
import json
import os
import shutil
import subprocess
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import translation
from PIL import Image

from redaksi.photos import actions, metadata, queries
from redaksi.photos.models import Photo
from redaksi.photos.refusals import PhotoRefused
from redaksi.press import reading
from redaksi.press.models import LogEntry
from tests.photos.pictures import alt, iim, jpeg, packet

pytestmark = pytest.mark.django_db
needs_exiftool = pytest.mark.skipif(
    not shutil.which("exiftool"), reason="exiftool is not installed"
)


@pytest.fixture(autouse=True)
def media(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path / "media"


def credited(**more):
    said = iim((2, 110, b"LINTANG/Bayu Seran"), (2, 120, "Nelayan “pulang”".encode()))
    return jpeg(block=said, **more)


def of(address):
    return Path(settings.MEDIA_ROOT) / address.removeprefix(settings.MEDIA_URL)


def all_files(media):
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


def files_of(photo):
    return [
        of(url)
        for formats in photo.crops.values()
        for made in formats.values()
        for url, _width, _height in made
    ]


@pytest.mark.parametrize(
    ("name", "caption", "byline", "credit", "copyright_notice"),
    [
        ("exiftool-IPTC.jpg", "A witty", "Phil Harvey", "My Credit", "Copyright 2004 Phil Harvey"),
        ("exiftool-XMP.jpg", "UTF-16", "Phil Harvey", "My Credit", "Copyright 2004 Phil Harvey"),
        ("esa-hubble-jupiter-iptc-utf8.jpg", "This Hubble", "", "NASA, ESA, Michael Wong", ""),
    ],
)
def test_a_sample_comes_in_with_its_words(
    shared_data, name, caption, byline, credit, copyright_notice
):
    photo = actions.receive((shared_data / "photos" / name).read_bytes(), name=name)
    photo.refresh_from_db()
    assert photo.caption.startswith(caption)
    assert photo.credit.startswith(credit)
    assert (photo.byline, photo.copyright_notice) == (byline, copyright_notice)


def test_a_photo_without_words_is_called_after_its_file():
    photo = actions.receive(jpeg(), name="C:\\foto\\perahu_di-talang.JPG")
    assert (photo.title, photo.credit, photo.description) == ("perahu di talang", "", "")


def test_what_is_given_wins_over_what_the_file_says():
    photo = actions.receive(
        credited(),
        name="a.jpg",
        overrides={"credit": "Samudra", "description": "Perahu", "caption": ""},
    )
    assert (photo.credit, photo.description) == ("Samudra", "Perahu")
    assert photo.caption == "Nelayan “pulang”"


def test_the_same_bytes_are_the_same_photo():
    first = actions.receive(credited(), name="a.jpg")
    again = actions.receive(credited(), name="b.jpg", overrides={"credit": "Samudra/Bayu Seran"})
    assert (again.pk, Photo.objects.count()) == (first.pk, 1)
    assert Photo.objects.get().credit == "Samudra/Bayu Seran"


def test_the_photo_is_upright(shared_data):
    data = (shared_data / "photos" / "orientation-landscape-6.jpg").read_bytes()
    photo = actions.receive(data, name="lying.jpg")
    assert photo.width > photo.height
    assert Photo.objects.get().width == photo.width
    _url, width, height = photo.crops["whole"]["jpeg"][0]
    assert width > height


def test_a_bare_save_reads_the_upright_size_too(shared_data):
    from django.core.files.base import ContentFile

    data = (shared_data / "photos" / "orientation-landscape-6.jpg").read_bytes()
    photo = Photo.objects.create(title="x", file=ContentFile(data, name="x.jpg"))
    assert photo.width > photo.height
    assert photo.sha256
    assert photo.crops_due


def test_crops_have_the_widths_of_the_look_and_nothing_is_made_larger():
    photo = actions.receive(jpeg(size=(1600, 1000)), name="a.jpg")
    assert [width for _u, width, _h in photo.crops["3x2"]["webp"]] == [240, 480, 960, 1440]
    assert [width for _u, width, _h in photo.crops["whole"]["jpeg"]] == [480, 960, 1440]
    assert photo.crops["16x9"]["jpeg"][0][1:] == [1200, 675]
    assert photo.crops["4x3"]["jpeg"][0][1:] == [1200, 900]
    assert photo.crops["1x1"]["jpeg"][0][1:] == [1000, 1000]
    assert photo.crops["share"]["jpeg"][0][1:] == [1200, 630]


def test_a_shared_picture_stays_under_300_kilobytes():
    noise = Image.effect_noise((1500, 900), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    photo = actions.receive(out.getvalue(), name="noise.jpg")
    assert of(photo.crops["share"]["jpeg"][0][0]).stat().st_size <= 300_000


def test_a_small_photo_gets_its_own_size_and_no_more():
    photo = actions.receive(jpeg(size=(100, 80)), name="a.jpg")
    assert photo.crops["3x2"]["webp"] == [[photo.crops["3x2"]["webp"][0][0], 100, 67]]
    assert photo.crops["whole"]["jpeg"][0][1:] == [100, 80]


def test_every_crop_carries_credit_and_caption():
    photo = actions.receive(credited(size=(1600, 1000)), name="a.jpg")
    assert len(files_of(photo)) == 18
    for path in files_of(photo):
        words = metadata.read(path.read_bytes())
        assert (words.credit, words.caption) == ("LINTANG/Bayu Seran", "Nelayan “pulang”")


@needs_exiftool
def test_exiftool_finds_credit_and_caption_in_every_crop(media):
    actions.receive(credited(size=(1600, 1000)), name="a.jpg")
    answer = subprocess.run(
        ["exiftool", "-j", "-r", "-Credit", "-Description", "-GPSPosition", str(media / "p")],
        capture_output=True,
        check=True,
    )
    said = json.loads(answer.stdout)
    assert {one["Credit"] for one in said} == {"LINTANG/Bayu Seran"}
    assert {one["Description"] for one in said} == {"Nelayan “pulang”"}


def test_instructions_stay_in_the_house_and_the_rest_goes_along():
    said = iim((2, 40, b"Jangan dijual"), (2, 25, b"laut"), (2, 95, b"Karsa"))
    photo = actions.receive(jpeg(block=said), name="a.jpg")
    words = metadata.read(files_of(photo)[0].read_bytes())
    assert (photo.instructions, photo.keywords) == ("Jangan dijual", "laut")
    assert (words.instructions, words.keywords, words.province) == ("", ("laut",), "Karsa")


def test_new_words_make_new_crops_under_new_addresses():
    photo = actions.receive(credited(), name="a.jpg")
    before = {str(path) for path in files_of(photo)}
    photo.credit = "LINTANG/Rui Amaral"
    photo.save()
    assert photo.crops_due
    assert actions.make_crops(photo)
    assert not before & {str(path) for path in files_of(photo)}
    assert metadata.read(files_of(photo)[0].read_bytes()).credit == "LINTANG/Rui Amaral"
    assert all(Path(path).exists() for path in before), "readers may still have the old page open"


def test_crops_that_are_not_due_are_not_made_again():
    photo = actions.receive(credited(), name="a.jpg")
    assert not actions.make_crops(photo)
    photo.instructions = "not in any crop"
    photo.save()
    assert not photo.crops_due


def test_a_change_of_many_rows_makes_their_crops_due():
    photo = actions.receive(credited(), name="a.jpg")
    Photo.objects.filter(pk=photo.pk).update(credit="Orbis")
    assert actions.make_missing_crops() == 1
    photo.refresh_from_db()
    assert metadata.read(files_of(photo)[0].read_bytes()).credit == "Orbis"


def test_words_that_change_while_crops_are_made_leave_them_due(monkeypatch):
    from redaksi.photos import cropping

    photo = actions.receive(credited(), name="a.jpg", crop=False)
    make = cropping.make

    def make_slowly(one):
        Photo.objects.filter(pk=one.pk).update(credit="Orbis")
        return make(one)

    monkeypatch.setattr(cropping, "make", make_slowly)
    actions.make_crops(photo)
    assert photo.crops_due
    monkeypatch.undo()
    actions.make_crops(photo)
    assert metadata.read(files_of(photo)[0].read_bytes()).credit == "Orbis"


def test_an_old_set_of_crops_goes_after_a_day(at):
    photo = actions.receive(credited(), name="a.jpg")
    oldest = {path.parent for path in files_of(photo)}.pop()
    photo.credit = "Samudra"
    photo.save()
    actions.make_crops(photo)
    two_days_ago = time.time() - 2 * 86_400
    for path in oldest.iterdir():
        os.utime(path, (two_days_ago, two_days_ago))
    photo.credit = "Vista"
    photo.save()
    actions.make_crops(photo)
    assert not oldest.exists()
    assert all(path.exists() for path in files_of(photo))


def test_a_deleted_photo_leaves_no_file(media, django_capture_on_commit_callbacks):
    photo = actions.receive(credited(), name="a.jpg")
    assert all_files(media)
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert all_files(media) == []


def test_a_row_that_cannot_be_saved_leaves_no_file(media, monkeypatch):
    from redaksi.press.public import PublicModel

    def fail(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(PublicModel, "log_difference", fail)
    with pytest.raises(RuntimeError):
        actions.receive(credited(), name="a.jpg")
    assert all_files(media) == []


def test_a_photo_that_came_in_and_its_crops_are_in_the_log():
    photo = actions.receive(credited(), name="a.jpg", by="agnes", crop=False)
    actions.make_crops(photo)
    rows = LogEntry.objects.filter(subject=photo.subject).order_by("seq")
    assert [row.kind for row in rows] == ["created", "cropped"]
    assert rows[0].actor == "agnes"
    assert all(f"photo:{photo.pk}" in row.tags for row in rows)


def test_every_path_that_changes_a_photo_is_logged():
    photo = actions.receive(credited(), name="a.jpg")
    seq = LogEntry.objects.count()
    photo.caption = "Lain"
    photo.save()
    Photo.objects.filter(pk=photo.pk).update(credit="MRD")
    Photo.objects.bulk_update([Photo(pk=photo.pk, caption="Baru")], ["caption"])
    photo.delete()
    rows = LogEntry.objects.order_by("seq")[seq:]
    assert [row.kind for row in rows] == ["changed", "changed", "changed", "deleted"]
    assert {row.subject for row in rows} == {f"photo:{rows[0].subject.split(':')[1]}"}


def test_the_hostile_files_are_refused_with_the_reason(shared_data, media):
    folder = shared_data / "hostile-made"
    expected = {
        "bomb-20000x20000.png": "400 megapixels",
        "html-named-photo.jpg": "a web page",
        "jpeg-claims-65500x65500.jpg": "4290.2 megapixels",
        "jpeg-cut-in-half.jpg": "cut short",
        "rss-billion-laughs.xml": "an XML document",
        "svg-script.svg": "an SVG drawing",
    }
    for name, why in expected.items():
        with translation.override("en"), pytest.raises(PhotoRefused) as refused:
            actions.receive((folder / name).read_bytes(), name=name)
        assert why in refused.value.says
        assert name in refused.value.says
    assert (Photo.objects.count(), all_files(media)) == (0, [])


def test_an_archive_behind_a_photo_is_refused(media):
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("a.class", b"x" * 200)
    with translation.override("en"), pytest.raises(PhotoRefused, match="ZIP archive"):
        actions.receive(jpeg() + hidden.getvalue(), name="a.jpg")
    assert all_files(media) == []


def test_a_bomb_takes_no_memory_of_the_server(shared_data):
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PhotoRefused):
        actions.receive(
            (shared_data / "hostile-made" / "bomb-20000x20000.png").read_bytes(), name="b.png"
        )
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 100_000  # kB; decoded it would be 1.2 GB


def test_script_in_a_caption_is_text():
    photo = actions.receive(jpeg(block=iim((2, 120, b"<script>alert(1)</script>"))), name="a.jpg")
    assert photo.caption == "<script>alert(1)</script>"
    assert metadata.read(files_of(photo)[0].read_bytes()).caption == photo.caption


def test_moments_without_a_zone_are_the_newspapers():
    photo = actions.receive(jpeg(block=iim((2, 55, b"20200817"), (2, 60, b"095300"))), name="a.jpg")
    assert photo.taken_at == datetime(2020, 8, 17, 2, 53, tzinfo=UTC)


def test_a_long_text_is_cut_to_its_field():
    said = packet(alt("Iptc4xmpCore:AltTextAccessibility", x_default="kata " * 100))
    photo = actions.receive(jpeg(xmp=said.encode()), name="a.jpg")
    photo.full_clean(exclude=["collection"])
    assert photo.description.endswith("kata…")


def test_the_crop_keeps_the_focal_point():
    picture = Image.new("RGB", (1600, 900), "white")
    picture.paste("red", (0, 0, 200, 900))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    photo = actions.receive(out.getvalue(), name="a.jpg")
    assert _left_colour(photo) == "white"
    photo.focal_point_x, photo.focal_point_y = 100, 450
    photo.focal_point_width, photo.focal_point_height = 200, 200
    photo.save()
    actions.make_crops(photo)
    assert _left_colour(photo) == "red"


def _left_colour(photo):
    with Image.open(of(photo.crops["1x1"]["jpeg"][0][0])) as square:
        red, green, _blue = square.getpixel((20, square.height // 2))
    return "white" if green > 200 else "red" if red > 200 else "other"


def test_pages_read_a_photo_from_its_row_and_say_so(django_assert_num_queries):
    photo = actions.receive(credited(size=(1600, 1000)), name="a.jpg")
    with reading.reading() as record, django_assert_num_queries(0):
        picture = queries.picture(photo)
    assert record.tags == {f"photo:{photo.pk}"}
    assert picture.srcset("3x2", "webp").count(" 480w") == 1
    assert picture.at_least("3x2", 1200).width == 1440


def test_a_photo_with_a_missing_original_is_told_and_tried_again(clock, caplog):
    photo = actions.receive(credited(), name="a.jpg", crop=False)
    photo.file.storage.delete(photo.file.name)
    assert actions.make_missing_crops() == 0
    assert f"photo:{photo.pk} could not be cropped" in caplog.text
    caplog.clear()
    assert actions.make_missing_crops() == 0
    assert caplog.text == ""
    clock.move(seconds=700)
    actions.make_missing_crops()
    assert f"photo:{photo.pk} could not be cropped" in caplog.text


def test_finding_photos_without_crops_uses_its_index():
    query = Photo.objects.filter(crops_due=True).order_by("pk").values_list("pk", flat=True)[:50]
    plan = query.explain()
    if connection.vendor == "sqlite":
        assert "photo_crops_due" in plan
