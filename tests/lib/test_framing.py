from hypothesis import given
from hypothesis import strategies as st

from redaksi.lib.framing import Fractions, crop, fit

SIZES = st.tuples(st.integers(1, 9000), st.integers(1, 9000))
RATIOS = st.floats(0.2, 5)


@st.composite
def boxes(draw: st.DrawFn) -> Fractions:
    left, right = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    top, bottom = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    return left, top, right, bottom


def test_without_wishes_the_whole_is_kept() -> None:
    assert crop((400, 300)) == (0, 0, 400, 300)


def test_a_box_is_cut_out() -> None:
    assert crop((400, 300), box=(0.25, 0, 0.75, 1)) == (100, 0, 300, 300)


def test_a_ratio_fills_from_the_middle() -> None:
    assert crop((400, 300), ratio=1) == (50, 0, 350, 300)
    assert crop((400, 300), ratio=2) == (0, 50, 400, 250)


def test_the_focus_moves_the_crop_but_never_outside() -> None:
    assert crop((400, 300), ratio=1, focus=(0.9, 0.4, 1, 0.6)) == (100, 0, 400, 300)
    assert crop((400, 100), ratio=1, focus=(0.2, 0, 0.4, 1)) == (70, 0, 170, 100)


def test_a_focus_too_wide_is_cut_round_its_middle() -> None:
    assert crop((400, 100), ratio=1, focus=(0.1, 0, 0.7, 1)) == (110, 0, 210, 100)


def test_the_ratio_stays_inside_the_box() -> None:
    assert crop((400, 300), box=(0.5, 0, 1, 1), ratio=1, focus=(0, 0, 0.1, 1)) == (
        200,
        50,
        400,
        250,
    )


@given(SIZES, st.none() | boxes(), st.none() | RATIOS, st.none() | boxes())
def test_a_crop_is_never_empty_nor_outside(
    size: tuple[int, int], box: Fractions | None, ratio: float | None, focus: Fractions | None
) -> None:
    left, top, right, bottom = crop(size, box=box, ratio=ratio, focus=focus)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]


@given(SIZES, RATIOS, boxes())
def test_a_focus_that_fits_is_kept_whole(
    size: tuple[int, int], ratio: float, focus: Fractions
) -> None:
    left, top, right, bottom = crop(size, ratio=ratio, focus=focus)
    wide, high = size
    if (focus[2] - focus[0]) * wide <= right - left - 1:
        assert left <= focus[0] * wide + 1 and focus[2] * wide <= right + 1
    if (focus[3] - focus[1]) * high <= bottom - top - 1:
        assert top <= focus[1] * high + 1 and focus[3] * high <= bottom + 1


@given(SIZES, RATIOS)
def test_a_crop_is_as_large_as_it_can_be(size: tuple[int, int], ratio: float) -> None:
    left, top, right, bottom = crop(size, ratio=ratio)
    assert right - left == size[0] or bottom - top == size[1]


def test_a_share_picture_comes_out_exactly() -> None:
    for size in ((6000, 4000), (4000, 6000), (1201, 1999), (1200, 630), (3333, 1777)):
        left, top, right, bottom = crop(size, ratio=1200 / 630)
        part = (right - left, bottom - top)
        assert fit(part, width=1200, height=630, ratio=1200 / 630) == (1200, 630)


@given(SIZES, st.none() | st.integers(1, 4000), st.none() | st.integers(1, 4000))
def test_a_fit_never_enlarges(size: tuple[int, int], width: int | None, height: int | None) -> None:
    out = fit(size, width=width, height=height)
    assert 1 <= out[0] <= min(size[0], width or size[0])
    assert 1 <= out[1] <= min(size[1], height or size[1])
