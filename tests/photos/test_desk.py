"""Photos at the desk: one, thirty at once, in the chooser, another file; and what is refused."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from redaksi.photos import actions, darkroom, metadata
from redaksi.photos.models import Photo
from redaksi.photos.refusals import PhotoInUse
from redaksi.photos.renditions import recipe_for
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper
from tests.photos.pictures import alt, iim, jpeg, packet

pytestmark = pytest.mark.django_db
MULTIPLE = "wagtailimages:add_multiple"


@pytest.fixture(autouse=True)
def media(tmp_path):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    cache.clear()  # Wagtail remembers renditions by the number of their photo
    with override_settings(MEDIA_ROOT=tmp_path / "media"), translation.override("en"):
        yield tmp_path / "media"


@pytest.fixture
def desk(admin_client):
    Newspaper.objects.create(name="Harian Uji", host="uji.example", language="en")
    return admin_client


def credited(number=1, **more):
    said = iim((2, 110, f"LINTANG/Bayu Seran {number}".encode()), (2, 120, b"Nelayan pulang"))
    return jpeg(block=said, size=(320 + number, 240), **more)


def dropped(desk, name, data):
    """One file dropped on the page for many; Wagtail's script sends its name as the title."""
    answer = desk.post(
        reverse(MULTIPLE),
        {"title": Path(name).stem, "files[]": SimpleUploadedFile(name, data)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    return json.loads(answer.content)


def edit_values(photo, **changed):
    values = {"title": photo.title, "description": photo.description, "caption": photo.caption}
    values |= {"credit": photo.credit, "collection": photo.collection_id, "tags": ""}
    return {**values, **changed}


def all_files(media):
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


def test_a_dropped_photo_has_its_words_read_and_shown(desk):
    answer = dropped(desk, "IMG_0001.jpg", credited())
    photo = Photo.objects.get()
    assert answer["success"]
    assert (photo.credit, photo.caption) == ("LINTANG/Bayu Seran 1", "Nelayan pulang")
    assert "LINTANG/Bayu Seran 1" in answer["form"]
    assert photo.uploaded_by_user is not None


def test_the_headline_in_the_file_is_better_than_the_name_of_the_file(desk):
    dropped(desk, "IMG_0001.jpg", jpeg(block=iim((2, 105, b"Perahu pulang"))))
    dropped(desk, "pasar-pagi.jpg", jpeg(size=(50, 50)))
    assert set(Photo.objects.values_list("title", flat=True)) == {"Perahu pulang", "pasar pagi"}


def test_thirty_at_once_and_one_bad_one_fails_alone(desk, shared_data):
    for number in range(30):
        assert dropped(desk, f"foto-{number}.jpg", credited(number))["success"]
    bad = (shared_data / "hostile-made" / "svg-script.svg").read_bytes()
    answer = dropped(desk, "foto-x.jpg", bad)
    assert "an SVG drawing" in answer["error_message"]
    assert Photo.objects.count() == 30
    assert Photo.objects.filter(credit="LINTANG/Bayu Seran 17").count() == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("bomb-20000x20000.png", "400 megapixels"),
        ("html-named-photo.jpg", "a web page"),
        ("jpeg-claims-65500x65500.jpg", "megapixels"),
        ("jpeg-cut-in-half.jpg", "cut short"),
        ("rss-billion-laughs.xml", "an XML document"),
        ("svg-script.svg", "an SVG drawing"),
    ],
)
def test_a_hostile_file_is_refused_with_the_reason_and_leaves_nothing(
    desk, shared_data, media, name, why
):
    answer = dropped(desk, name, (shared_data / "hostile-made" / name).read_bytes())
    assert why in answer["error_message"]
    assert "form" not in answer
    assert (Photo.objects.count(), all_files(media)) == (0, [])


def test_a_png_that_is_called_jpg_comes_in_as_a_png(desk):
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (30, 30)).save(out, "PNG")
    assert dropped(desk, "photo.jpg", out.getvalue())["success"]
    assert Photo.objects.get().file.name.endswith(".png")


def test_one_photo_by_the_form_keeps_what_the_editor_typed(desk):
    values = {"title": "Pagi di Lowari", "credit": "Samudra", "collection": "1", "tags": ""}
    values["file"] = SimpleUploadedFile("a.jpg", credited())
    answer = desk.post(reverse("wagtailimages:add"), values)
    photo = Photo.objects.get()
    assert answer.status_code == 302
    assert (photo.title, photo.credit, photo.caption) == (
        "Pagi di Lowari", "Samudra", "Nelayan pulang",
    )  # fmt: skip


def test_the_page_of_a_photo_shows_every_field_in_groups(desk):
    photo = actions.receive(credited(), name="a.jpg", crop=False)
    page = desk.get(reverse("wagtailimages:edit", args=[photo.pk])).content.decode()
    for legend in ("What it shows", "Whose it is", "When and where"):
        assert legend in page
    for name in set(Photo.admin_form_fields) - {"collection"}:  # shown when there are several
        assert f'name="{name}"' in page


def test_changing_a_credit_is_logged_and_makes_the_crops_due(desk):
    photo = actions.receive(credited(), name="a.jpg")
    answer = desk.post(
        reverse("wagtailimages:edit", args=[photo.pk]), edit_values(photo, credit="Vista")
    )
    photo.refresh_from_db()
    row = LogEntry.objects.order_by("seq").last()
    assert (answer.status_code, photo.credit, photo.crops_due) == (302, "Vista", True)
    assert (row.subject, row.tags) == (photo.subject, [f"credit:{photo.pk}"])


def test_another_file_is_read_again_and_the_old_one_goes(
    desk, media, django_capture_on_commit_callbacks
):
    photo = actions.receive(credited(), name="a.jpg", crop=False)
    old = Path(photo.file.path)
    new = jpeg(block=iim((2, 110, b"Orbis"), (2, 120, b"Baru")), size=(700, 500))
    values = edit_values(photo, caption="Diketik", file=SimpleUploadedFile("b.jpg", new))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("wagtailimages:edit", args=[photo.pk]), values)
    photo.refresh_from_db()
    assert (photo.credit, photo.caption, photo.width) == ("Orbis", "Diketik", 700)
    assert photo.sha256[:24] in photo.file.name.replace("/", "")
    assert Path(photo.file.path).exists()
    assert not old.exists()


def test_a_refused_other_file_changes_nothing(desk, shared_data):
    photo = actions.receive(credited(), name="a.jpg", crop=False)
    bad = SimpleUploadedFile(
        "b.jpg", (shared_data / "hostile-made" / "svg-script.svg").read_bytes()
    )
    page = desk.post(reverse("wagtailimages:edit", args=[photo.pk]), edit_values(photo, file=bad))
    assert "an SVG drawing" in page.content.decode()
    photo.refresh_from_db()
    assert Path(photo.file.path).exists()
    assert photo.credit == "LINTANG/Bayu Seran 1"


def test_the_choosers_upload_has_the_same_rules(desk, shared_data):
    address = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload"

    def uploaded(data):
        values = {f"{prefix}-title": "", f"{prefix}-collection": "1", f"{prefix}-tags": ""}
        values[f"{prefix}-title"] = "a"
        values[f"{prefix}-file"] = SimpleUploadedFile("a.jpg", data)
        return desk.post(address, values)

    bad = uploaded((shared_data / "hostile-made" / "html-named-photo.jpg").read_bytes())
    assert "a web page" in bad.content.decode()
    good = json.loads(uploaded(credited()).content)
    assert good["step"] == "chosen"
    assert Photo.objects.get().credit == "LINTANG/Bayu Seran 1"


def test_a_saved_photo_is_cropped_after_the_commit(desk, django_capture_on_commit_callbacks):
    with override_settings(PHOTOS_CROP="inline"), django_capture_on_commit_callbacks(execute=True):
        dropped(desk, "a.jpg", credited())
    photo = Photo.objects.get()
    assert not photo.crops_due
    assert photo.crops["3x2"]["webp"]


@pytest.mark.parametrize(
    ("spec", "size", "format_"),
    [
        ("fill-480x320-c0|format-webp", (480, 320), "webp"),
        ("fill-100x100-c100", (100, 100), "jpeg"),
        ("max-165x165", (165, 99), "jpeg"),
        ("width-200", (200, 120), "jpeg"),
        ("height-60|format-png", (100, 60), "png"),
        ("min-90x90|format-jpeg", (150, 90), "jpeg"),
        ("scale-50", (500, 300), "jpeg"),
        ("original", (1000, 600), "jpeg"),
    ],
)
def test_wagtails_filter_specs_are_made_in_the_picture_process(monkeypatch, spec, size, format_):
    import willow

    monkeypatch.setattr(willow.Image, "open", lambda *_a: pytest.fail("decoded in the server"))
    photo = actions.receive(jpeg(size=(1000, 600)), name="a.jpg", crop=False)
    rendition = photo.get_rendition(spec)
    assert (rendition.width, rendition.height) == size
    assert rendition.file.name.endswith({"webp": ".webp", "png": ".png", "jpeg": ".jpg"}[format_])


def test_a_thumbnail_keeps_the_words_too():
    photo = actions.receive(credited(), name="a.jpg", crop=False)
    with photo.get_rendition("max-165x165|format-webp").file.open() as file:
        assert metadata.read(file.read()).credit == "LINTANG/Bayu Seran 1"


def test_a_fill_is_cut_round_the_focal_point():
    from wagtail.images.models import Filter

    photo = Photo(width=1000, height=500, sha256="x", title="x")
    photo.file.name = "originals/x.jpg"
    photo.focal_point_x, photo.focal_point_y = 900, 250
    photo.focal_point_width = photo.focal_point_height = 100
    left, _top, right, _bottom = recipe_for(Filter("fill-200x200"), photo).box
    assert left <= 0.85 <= 0.95 <= right
    assert round(right - left, 6) == 0.5


def test_several_renditions_are_made_once(monkeypatch):
    asked = []
    prints = darkroom.prints
    monkeypatch.setattr(
        darkroom,
        "prints",
        lambda data, recipes, *a, **k: asked.append(1) or prints(data, recipes, *a, **k),
    )
    photo = actions.receive(jpeg(), name="a.jpg", crop=False)
    photo.get_renditions("max-165x165", "max-300x300")
    photo.get_renditions("max-165x165", "max-300x300")
    assert len(asked) == 2


def test_the_library_and_the_chooser_show_photos(desk):
    actions.receive(packet_photo(), name="a.jpg", crop=False)
    assert "Perahu" in desk.get(reverse("wagtailimages:index")).content.decode()
    assert "Perahu" in json.loads(desk.get(reverse("wagtailimages_chooser:choose")).content)["html"]


def packet_photo():
    return jpeg(xmp=packet(alt("dc:title", x_default="Perahu")).encode())


def test_a_photo_that_a_story_shows_cannot_be_deleted(desk):
    from redaksi.stories.models import Story

    photo = actions.receive(credited(), name="a.jpg", crop=False)
    Story.objects.create(headline="Perahu", photo=photo)
    for address in ("delete", "delete_multiple"):
        answer = desk.post(reverse(f"wagtailimages:{address}", args=[photo.pk]))
        assert answer.status_code < 500
        assert Photo.objects.filter(pk=photo.pk).exists()
        assert Path(photo.file.path).exists()
    with pytest.raises(PhotoInUse, match="shown by Perahu"):
        Photo.objects.filter(pk=photo.pk).delete()
