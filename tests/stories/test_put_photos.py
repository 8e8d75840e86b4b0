"""Photos of ``redaksi story put``: where files may lie, and whose words win."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from redaksi.photos.models import Photo
from redaksi.stories.models import Story
from redaksi.stories.put import put
from tests.stories.conftest import Newsroom

Put = Callable[..., dict[str, Any]]
TEXT = [{"type": "paragraph", "html": "Kapal itu merapat."}]


def jpeg(colour: str = "teal") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of FILE, with a photo in it and one outside."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "kapal.jpg").write_bytes(jpeg())
    (tmp_path / "outside.jpg").write_bytes(jpeg("red"))
    return inside


@pytest.fixture
def put_in(newsroom: Newsroom, folder: Path) -> Put:
    def put_one(given: dict[str, Any], **how: Any) -> dict[str, Any]:
        return put({"headline": "Kapal", **given}, folder=folder, **how)

    return put_one


def story(answer: dict[str, Any]) -> Story:
    return Story.objects.get(pk=answer["id"])


def says(answer: dict[str, Any]) -> str:
    return answer["problems"][0]["says"]


def test_the_words_given_win(put_in: Put) -> None:
    told = {"credit": "Vista/Rui Amaral", "caption": "Kapal di dermaga.", "alt": "Sebuah kapal"}
    made = story(put_in({"photo": {"file": "kapal.jpg", **told}}))
    assert (made.photo.credit, made.photo.caption) == (told["credit"], told["caption"])
    assert (made.photo.description, made.photo_caption) == (told["alt"], told["caption"])


def test_the_same_bytes_are_the_same_photo(put_in: Put, folder: Path) -> None:
    (folder / "sama.jpg").write_bytes(jpeg())
    first = story(put_in({"photo": {"file": "kapal.jpg", "credit": "Vista", "caption": "Satu."}}))
    second = story(put_in({"photo": {"file": "sama.jpg", "credit": "Orbis", "caption": "Dua."}}))
    assert Photo.objects.get().credit == "Orbis"
    assert (first.photo_id, first.photo_caption) == (second.photo_id, "Satu.")
    assert (second.photo_caption, Photo.objects.get().caption) == ("Dua.", "Satu.")


def test_a_photo_of_the_library_is_named_by_its_id(put_in: Put) -> None:
    pk = story(put_in({"photo": {"file": "kapal.jpg"}})).photo_id
    made = story(put_in({"photo": {"id": pk, "credit": "Lintang"}}))
    assert (made.photo_id, made.photo.credit) == (pk, "Lintang")
    assert says(put_in({"photo": {"id": 99}})) == "There is no photo 99."


def test_null_takes_the_photo_and_its_caption_away(put_in: Put) -> None:
    pk = put_in({"photo": {"file": "kapal.jpg", "caption": "Kapal."}})["id"]
    made = story(put_in({"id": pk, "photo": None}))
    assert (made.photo, made.photo_caption) == (None, "")


def test_a_file_may_lie_in_a_folder_within(put_in: Put, folder: Path) -> None:
    (folder / "foto").mkdir()
    (folder / "kapal.jpg").rename(folder / "foto" / "kapal.jpg")
    assert story(put_in({"photo": {"file": "foto/kapal.jpg"}})).photo


def test_files_outside_are_refused(put_in: Put, folder: Path, tmp_path: Path) -> None:
    (folder / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    (folder / "up").symlink_to(tmp_path)
    for name in (
        "../outside.jpg", "../inside/kapal.jpg", "foto/../kapal.jpg", "link.jpg", "up/outside.jpg",
        str(tmp_path / "outside.jpg"), str(folder / "kapal.jpg"),
    ):  # fmt: skip
        answer = put_in({"photo": {"file": name}})
        assert "leads out of the folder" in says(answer), name
    assert not Photo.objects.exists()


def test_what_is_no_file_is_a_problem(put_in: Put, folder: Path) -> None:
    (folder / "round").symlink_to("round")
    names: list[Any] = ["none.jpg", ".", "", " ", 5, None, True, [], "x" * 5000, "round"]
    for name in names:
        answer = put_in({"photo": {"file": name}})
        assert [one["field"] for one in answer["problems"]] == ["photo"], name


@pytest.mark.parametrize("photo", ["kapal.jpg", 5, [], {"url": "x"}, {}, {"id": "1"}, {"id": True}])
def test_a_photo_is_an_object_with_file_or_id(put_in: Put, photo: Any) -> None:
    assert [one["field"] for one in put_in({"photo": photo})["problems"]] == ["photo"]


@pytest.mark.parametrize("name", ["credit", "caption", "alt"])
@pytest.mark.parametrize("value", [5, [], {}, "x" * 6000])
def test_words_of_a_photo_are_short_texts(put_in: Put, name: str, value: Any) -> None:
    answer = put_in({"photo": {"file": "kapal.jpg", name: value}})
    assert answer["problems"][0]["says"].startswith(f"{name} ")
    assert not Photo.objects.exists()


def test_what_is_no_picture_is_a_problem_with_its_name(put_in: Put, folder: Path) -> None:
    (folder / "teks.jpg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert says(put_in({"photo": {"file": "teks.jpg"}})).startswith("teks.jpg: ")


def test_a_refused_story_leaves_no_photo_and_no_file(
    put_in: Put, newsroom: Newsroom, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert "problems" in put_in({"photo": {"file": "kapal.jpg"}}, publish=True)
    assert not Photo.objects.exists()
    assert [one for one in (tmp_path / "media").rglob("*") if one.is_file()] == []


def test_a_refused_story_leaves_the_file_of_a_photo_that_was_there(
    put_in: Put, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    put_in({"photo": {"file": "kapal.jpg"}})
    assert "problems" in put_in({"photo": {"file": "kapal.jpg"}}, publish=True)
    assert Photo.objects.get().file.size == len(jpeg())


def test_photos_of_the_text_keep_caption_and_alt_with_the_block(put_in: Put) -> None:
    photo = {"file": "kapal.jpg", "caption": "Kapal.", "alt": "Kapal putih"}
    answer = put_in({"body": [{"type": "photo", **photo}, {"type": "gallery", "photos": [photo]}]})
    one, many = (block["value"] for block in story(answer).body.raw_data)
    pk = Photo.objects.get().pk
    assert one == {"photo": pk, "caption": "Kapal.", "alt": "Kapal putih"}
    assert [item["value"] for item in many["photos"]] == [one]


def test_a_list_beside_a_photo_is_stored_once_wrapped(put_in: Put) -> None:
    photo = {"file": "kapal.jpg", "credit": "Vista"}
    body = [{"type": "photo", **photo}, {"type": "list", "items": ["satu", "dua"]}]
    stored = story(put_in({"section": "Ekonomi", "body": body}, publish=True)).body.raw_data
    assert [item["value"] for item in stored[1]["value"]["items"]] == ["<p>satu</p>", "<p>dua</p>"]


@pytest.mark.django_db(transaction=True)
def test_the_crops_of_a_put_photo_come_soon_after_the_commit(put_in: Put, settings: Any) -> None:
    settings.PHOTOS_CROP = "inline"
    made = story(put_in({"photo": {"file": "kapal.jpg", "credit": "Vista"}}))
    assert made.photo.crops
    assert not made.photo.crops_due
