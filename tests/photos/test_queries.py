"""A photo as pages show it."""

import pytest

from redaksi.photos import actions, queries
from redaksi.photos.models import Photo
from redaksi.press import reading
from tests.photos.pictures import jpeg


def row(**more):
    photo = Photo(pk=7, title="x", width=900, height=1200, collection_id=1, **more)
    photo.file.name = "originals/ab/cd.jpg"
    return photo


MADE = {
    "3x2": {"webp": [["/m/240.webp", 240, 160], ["/m/480.webp", 480, 320]],
            "jpeg": [["/m/480.jpg", 480, 320]]},
    "whole": {"jpeg": [["/m/w-480.jpg", 480, 640], ["/m/w-960.jpg", 960, 1280]]},
}  # fmt: skip


def test_a_photo_with_crops():
    shown = queries.picture(row(crops=MADE, description="Perahu", credit="MRD"))
    assert (shown.alt, shown.credit, shown.portrait) == ("Perahu", "MRD", True)
    assert shown.srcset("3x2", "webp") == "/m/240.webp 240w, /m/480.webp 480w"
    assert shown.at_least("3x2", 1200).url == "/m/480.jpg"
    assert shown.original == "/m/w-960.jpg"


def test_a_photo_without_crops_shows_the_file_as_it_came():
    shown = queries.picture(row(crops={}))
    assert shown.sources("3x2") == (
        queries.Source(url="/media/originals/ab/cd.jpg", width=900, height=1200),
    )
    assert shown.srcset("3x2", "webp") == ""


@pytest.mark.django_db
def test_several_photos_in_one_query(tmp_path, settings, django_assert_num_queries):
    settings.MEDIA_ROOT = tmp_path
    one = actions.receive(jpeg(size=(30, 30)), name="a.jpg", crop=False)
    two = actions.receive(jpeg(size=(40, 30)), name="b.jpg", crop=False)
    with reading.reading() as record, django_assert_num_queries(1):
        found = queries.pictures({one.pk, two.pk, 999})
    assert set(found) == {one.pk, two.pk}
    assert record.tags == {f"photo:{one.pk}", f"photo:{two.pk}", "photo:999"}


def test_no_photos_ask_nothing():
    assert queries.pictures(set()) == {}
