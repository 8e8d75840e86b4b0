"""Photos of an import: from the media folder or fetched, each once, in their places."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from wagtail.models import ReferenceIndex

from redaksi.archive import actions as archive
from redaksi.archive.models import ImportedItem
from redaksi.archive.report import Report
from redaksi.archive.uploads import NoFile, local, outside
from redaksi.photos.models import Photo
from redaksi.press.models import LogEntry
from redaksi.sections.models import OldAddress
from redaksi.stories import actions as stories
from redaksi.stories.models import Story
from tests.archive.conftest import Write, meta, picture, post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ALT = meta("_wp_attachment_image_alt", "Kapal di dermaga")


@pytest.fixture(autouse=True)
def crops_are_left_to_the_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "PHOTOS_CROP", "clock", raising=False)


def bring_in(*paths: Path, **given: Any) -> Report:
    return archive.import_wordpress(paths, now=NOW, progress=False, **given)


def jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def media(tmp_path: Path) -> Callable[..., Path]:
    """``media("2020/08/a.jpg", …)`` makes an uploads folder with such pictures."""

    def made(*places: str, **same: str) -> Path:
        for number, place in enumerate(places):
            path = tmp_path / "uploads" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(jpeg(same.get("colour") or f"rgb({number * 40 + 20}, 90, 120)"))
        return tmp_path / "uploads"

    return made


def image(number: int, place: str) -> str:
    return f'<img class="wp-image-{number}" src="https://lama.example/wp-content/uploads/{place}">'


def body() -> list[dict[str, Any]]:
    return list(Story.objects.get().body.raw_data)


def test_featured_and_inline_photos_come_from_the_media_folder(write: Write, media: Any) -> None:
    items = (
        post(1, content=f"Satu\n\n{image(3, 'b.jpg')}\n\nDua", more=meta("_thumbnail_id", "2")),
        picture(2, "2020/08/a.jpg", more=ALT + "<excerpt:encoded>Kapal.</excerpt:encoded>"),
        picture(3, "b.jpg"),
    )
    report = bring_in(write(*items), media=media("2020/08/a.jpg", "b.jpg"))
    story = Story.objects.get()
    assert (story.photo.caption, story.photo.description) == ("Kapal.", "Kapal di dermaga")
    assert [block["type"] for block in body()] == ["paragraph", "photo", "paragraph"]
    assert Photo.objects.get(pk=body()[1]["value"]["photo"]) != story.photo
    assert report.count("imported", "attachment") == 2


def test_a_photo_that_opens_the_text_becomes_the_lead(write: Write, media: Any) -> None:
    content = f"[caption]{image(2, 'a.jpg')} Pagi[/caption]\n\nTeks"
    bring_in(write(post(1, content=content), picture(2, "a.jpg")), media=media("a.jpg"))
    story = Story.objects.get()
    assert story.photo is not None
    assert story.photo_caption == "Pagi"
    assert [block["type"] for block in body()] == ["paragraph"]


def test_the_old_address_of_a_file_leads_to_the_new_file(write: Write, media: Any) -> None:
    bring_in(write(picture(2, "2020/08/a.jpg")), media=media("2020/08/a.jpg"))
    url = Photo.objects.get().file.url
    leads = dict(OldAddress.objects.values_list("path", "leads_to"))
    assert leads["/wp-content/uploads/2020/08/a.jpg"] == url
    assert leads["/?attachment_id=2"] == leads["/?p=2"] == leads["/foto-2"] == url


def test_the_same_bytes_are_one_photo(write: Write, media: Any) -> None:
    items = (picture(2, "a.jpg"), picture(3, "b.jpg"))
    bring_in(write(*items), media=media("a.jpg", "b.jpg", colour="red"))
    assert Photo.objects.count() == 1
    assert ImportedItem.objects.filter(ref=Photo.objects.get().subject).count() == 2


def test_a_gallery_has_the_photos_that_are_attached(write: Write, media: Any) -> None:
    items = (
        post(1, content="Teks [gallery] akhir"), picture(2, "a.jpg", parent=1),
        picture(3, "b.jpg", parent=1), picture(4, "c.jpg"),
    )  # fmt: skip
    bring_in(write(*items), media=media("a.jpg", "b.jpg", "c.jpg"))
    photos = [one["value"]["photo"] for one in body()[1]["value"]["photos"]]
    titles = dict(Photo.objects.values_list("pk", "title"))
    assert [titles[pk] for pk in photos] == ["foto 2", "foto 3"]


def test_a_photo_that_cannot_be_had_is_a_link_and_is_told(write: Write) -> None:
    items = (post(1, content=f"Satu {image(2, 'a.jpg')} dua"), picture(2, "a.jpg"))
    report = bring_in(write(*items))
    assert body()[1]["value"] == (
        '<p><a href="https://lama.example/wp-content/uploads/a.jpg">foto 2</a></p>'
    )
    assert [entry.title for entry in report.skipped] == ["foto 2"]


def test_photos_that_came_later_take_the_place_of_their_links(write: Write, media: Any) -> None:
    content = f"Satu {image(2, 'a.jpg')} dua [gallery ids='3,4'] tiga"
    path = write(
        post(1, content=content, more=meta("_thumbnail_id", "5")), picture(2, "a.jpg"),
        picture(3, "b.jpg"), picture(4, "c.jpg"), picture(5, "d.jpg"),
    )  # fmt: skip
    bring_in(path, media=media("b.jpg"))
    assert [block["type"] for block in body()] == ["paragraph"] * 3 + [
        "gallery",
        "paragraph",
        "paragraph",
    ]
    report = bring_in(path, media=media("a.jpg", "b.jpg", "c.jpg", "d.jpg"))
    assert report.count("imported", "attachment") == 3
    assert [block["type"] for block in body()] == [
        "paragraph", "photo", "paragraph", "gallery", "paragraph",
    ]  # fmt: skip
    assert len(body()[3]["value"]["photos"]) == 2
    assert Story.objects.get().photo is not None
    assert not ImportedItem.objects.filter(waiting=True).exists()


def test_a_story_edited_while_its_photos_were_missing_is_left_alone(
    write: Write, media: Any
) -> None:
    path = write(post(1, content=f"Satu {image(2, 'a.jpg')} dua"), picture(2, "a.jpg"))
    bring_in(path)
    story = Story.objects.get()
    story.headline = "Dari meja"
    stories.update(story)
    report = bring_in(path, media=media("a.jpg"))
    assert [block["type"] for block in body()] == ["paragraph"] * 3
    assert any("the desk has worked on it meanwhile" in entry.reason for entry in report.notes)


def test_a_picture_that_is_refused_is_told_with_the_reason(write: Write, media: Any) -> None:
    folder = media("a.jpg")
    (folder / "a.jpg").write_bytes(b"<svg onload=x></svg>")
    report = bring_in(
        write(post(1, content=f"A {image(2, 'a.jpg')}"), picture(2, "a.jpg")), media=folder
    )
    assert [entry.title for entry in report.refused] == ["foto 2"]
    assert report.refused[0].reason
    assert not Photo.objects.exists()


def test_a_size_of_a_picture_finds_the_whole(write: Write, media: Any) -> None:
    content = 'A <img src="https://lama.example/wp-content/uploads/2020/08/a-300x200.jpg"> b'
    items = (post(1, content=content), picture(2, "2020/08/a.jpg"))
    bring_in(write(*items), media=media("2020/08/a.jpg"))
    assert body()[1]["value"]["photo"] == Photo.objects.get().pk


def test_a_document_is_kept_and_its_address_answers(write: Write, media: Any) -> None:
    folder = media("a.jpg")
    (folder / "laporan.pdf").write_bytes(b"%PDF-1.4 isi")
    bring_in(write(picture(2, "laporan.pdf")), media=folder)
    address = OldAddress.objects.get(path="/wp-content/uploads/laporan.pdf").leads_to
    assert address.startswith("/media/files/")
    assert (
        Path(settings.MEDIA_ROOT) / address.removeprefix("/media/")
    ).read_bytes() == b"%PDF-1.4 isi"


def test_a_file_outside_the_media_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "rahasia.jpg").write_bytes(b"x")
    (tmp_path / "uploads" / "link.jpg").symlink_to(tmp_path / "rahasia.jpg")
    for name in ("../rahasia.jpg", "link.jpg", str(tmp_path / "rahasia.jpg"), "a\0b"):
        assert local(tmp_path / "uploads", iter([name])) is None


def test_a_missing_file_is_fetched(write: Write) -> None:
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return jpeg("blue")

    bring_in(write(post(1, content=f"A {image(2, 'a.jpg')} b"), picture(2, "a.jpg")), fetch=fetch)
    assert asked == ["https://lama.example/wp-content/uploads/a.jpg"]
    assert body()[1]["value"]["photo"] == Photo.objects.get().pk


def test_a_picture_of_another_site_is_not_fetched(write: Write) -> None:
    def fetch(url: str) -> bytes:
        raise AssertionError(url)

    report = bring_in(
        write(post(1, content='A <img src="https://lain.example/x.jpg"> b')), fetch=fetch
    )
    assert "lain.example" in str(body()[1]["value"])
    assert "another site" in report.skipped[0].reason


def test_a_host_that_fails_three_times_is_given_up() -> None:
    fetch = outside(allow_hosts=frozenset({"127.0.0.1:9"}))
    said = []
    for number in range(5):
        with pytest.raises(NoFile) as refused:
            fetch(f"http://127.0.0.1:9/{number}.jpg")
        said.append(str(refused.value))
    assert "failed 3 times" in said[3]
    assert "failed 3 times" not in said[2]


def test_photos_that_come_move_the_storys_tags_and_its_references(write: Write, media: Any) -> None:
    items = (post(1, content=f"A {image(2, 'a.jpg')} b"), picture(2, "a.jpg"))
    bring_in(write(*items), media=media("a.jpg"))
    story = Story.objects.get()
    assert (story.version, story.live_version) == (2, 2)
    tags = {tag for row in LogEntry.objects.filter(kind="imported") for tag in row.tags}
    assert {story.subject, f"card:{story.pk}"} <= tags
    photo = Photo.objects.get()
    assert ReferenceIndex.get_references_to(photo).filter(object_id=str(story.pk)).exists()


def test_without_following_the_photos_wait_for_the_next_run(write: Write, media: Any) -> None:
    path = write(post(1, content=f"A {image(2, 'a.jpg')} b"), picture(2, "a.jpg"))
    bring_in(path, media=media("a.jpg"), follow=False)
    assert not Photo.objects.exists()
    bring_in(path, media=media("a.jpg"))
    assert body()[1]["value"]["photo"] == Photo.objects.get().pk
