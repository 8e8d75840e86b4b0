"""Which crops a photo gets: pure arithmetic."""

from hypothesis import given
from hypothesis import strategies as st

from redaksi.photos import crops, words
from redaksi.photos.metadata import PhotoMetadata

sides = st.integers(min_value=1, max_value=12_000)


@given(sides, sides)
def test_nothing_is_ever_made_larger_than_it_is(width, height):
    for cut in crops.cuts(width, height):
        assert 1 <= cut.width <= width
        assert 1 <= cut.height <= height + 1


@given(sides, sides)
def test_every_use_has_at_least_one_file_for_every_browser(width, height):
    made = {cut.use for cut in crops.cuts(width, height) if cut.format == "jpeg"}
    assert made == {*crops.RATIOS, crops.WHOLE}


def test_a_photo_between_two_widths_gets_its_own():
    assert crops.widths((240, 480, 960, 1440), 1300) == [240, 480, 960, 1300]
    assert crops.widths((240, 480, 960, 1440), 1000) == [240, 480, 960]
    assert crops.widths((240, 480, 960, 1440), 2000) == [240, 480, 960, 1440]
    assert crops.widths((240, 480), 100) == [100]


def test_a_lead_of_1200_pixels_has_a_file_of_1200_pixels():
    wide = [cut.width for cut in crops.cuts(1200, 800) if cut.use == "3x2"]
    assert max(wide) == 1200


def test_a_very_tall_infographic_has_no_webp():
    tall = [cut for cut in crops.cuts(1440, 20_000) if cut.use == "whole" and cut.width == 1440]
    assert [cut.format for cut in tall] == ["jpeg"]


def test_the_title_of_a_file_name():
    assert words.title_from("/a/b/perahu_di-talang.JPG") == "perahu di talang"
    assert words.is_from("IMG_0001.jpg", "IMG_0001")
    assert words.is_from("IMG_0001.jpg", "img 0001.jpg")
    assert not words.is_from("IMG_0001.jpg", "Perahu")


def test_words_without_a_place_at_the_desk_are_kept():
    said = PhotoMetadata(province="Karsa", country_code="VAL", caption="x")
    assert words.kept(said) == {"province": "Karsa", "country_code": "VAL"}
