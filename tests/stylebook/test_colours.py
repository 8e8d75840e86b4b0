"""Contrast as WCAG measures it, and the nearest colour that has enough."""

from __future__ import annotations

import random

import pytest

from redaksi.stylebook import colours, theme


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#0000ff", "#ffffff", 8.592)],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert colours.contrast(other, one) == colours.contrast(one, other)


def test_the_nearest_passes_and_a_step_back_does_not() -> None:
    assert colours.nearest("#767676", ["#ffffff"], 4.5) == "#767676"
    assert colours.nearest("#777777", ["#ffffff"], 4.5) == "#767676"
    found = colours.nearest("#fdba74", ["#ffffff"], 4.5)
    assert 4.5 <= colours.contrast(found, "#ffffff") < 4.7


def test_the_house_itself_can_be_read() -> None:
    assert list(theme.weak(())) == []


def test_what_is_proposed_is_not_refused_again() -> None:
    dice = random.Random(7)  # noqa: S311 (no secret)
    for _round in range(60):
        chosen = {name: f"#{dice.randrange(2**24):06x}" for name in ("paper", "link", "brand")}
        made = theme.theme(chosen)
        for weak in theme.weak(made.colours):
            again = theme.theme(chosen, {weak.name: weak.nearest})
            same = [one for one in theme.weak(again.colours) if one.name == weak.name]
            assert same == [] or not _possible(again, weak.name), (chosen, weak)


def _possible(made: theme.Theme, name: str) -> bool:
    """Whether black or white would do: on a middling paper with its tints no ink may."""
    tried = (theme.theme(dict(made.colours), {name: one}) for one in ("#000000", "#ffffff"))
    return any(name not in [one.name for one in theme.weak(each.colours)] for each in tried)


def test_only_what_differs_from_the_house_is_written() -> None:
    assert theme.css(theme.theme()) == ""
    assert theme.css(theme.theme({"link_dark": "#ffffff"})).startswith("@media")
    made = theme.css(theme.theme({"head_face": "fonts/kabar.woff2"}))
    assert made == f':root{{--head:"Own fonts kabar",{theme.STACKS["sans"]}}}'
