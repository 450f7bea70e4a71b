"""Colours of figures: tokens, mixes, the brand's shirt, bands, and black and white."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.colour import hue_distance, mix, rgb
from handouts.model.dose import parse_load
from handouts.model.palette import (
    BAND_COLOURS,
    PLAIN,
    SHIRT_BESIDE_MARKER,
    TOKENS,
    Palette,
    band_colour,
    figure_palette,
    is_colour,
)

BRAND = "#1f7a73"
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_a_mix_goes_channel_by_channel() -> None:
    assert mix("#000000", "#64c8ff", 0.5) == "#326480"
    assert mix("#102030", "#ffffff", 0) == "#102030"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"


@given(colours, colours, st.integers(0, 100))
def test_a_mix_lies_between_its_colours(one: str, other: str, percent: int) -> None:
    mixed = Palette().resolved(f"{one}+{other}/{percent}")
    for low, high, channel in zip(rgb(one), rgb(other), rgb(mixed), strict=True):
        assert min(low, high) <= channel <= max(low, high)


def test_greys_have_no_hue_and_hues_go_round() -> None:
    assert hue_distance("#808080", "#ff0000") == 360
    assert hue_distance("#ff0000", 350) == pytest.approx(10)


def test_a_token_its_mix_and_a_plain_colour() -> None:
    palette = figure_palette(BRAND)
    assert palette.resolved("skin") == "#f2cdb2"
    assert palette.resolved("line+pale/36") == mix("#26313f", "#dbe4e6", 0.36)
    assert palette.resolved("skin+#000000/100") == "#000000"
    assert PLAIN.resolved("#123456") == "#123456"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "skn",
        "skin+",
        "skin+pale",
        "skin+pale/101",
        "skin+pale/36+line/5",
        "#12345",
        "Skin",
        "skin/36",
        "+pale/36",
    ],
)
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    assert not is_colour(wrong)
    with pytest.raises(ValueError, match="no colour"):
        figure_palette(BRAND).resolved(wrong)


def test_a_palette_without_tokens_knows_none() -> None:
    with pytest.raises(ValueError, match="'skin'"):
        PLAIN.resolved("skin")


def test_the_brand_colours_shirt_and_props() -> None:
    palette = figure_palette(BRAND)
    assert palette.resolved("shirt") == mix(BRAND, "#ffffff", 0.22)
    assert palette.resolved("prop") == mix(BRAND, "#ffffff", 0.8)
    assert palette.resolved("prop-line") == mix(BRAND, "#26313f", 0.45)


@pytest.mark.parametrize("brand", ["#6a1fc2", "#3b1fc2", "#9a2fd0"])
def test_a_violet_brand_does_not_hide_the_marker_on_its_shirt(brand: str) -> None:
    assert figure_palette(brand).resolved("shirt") == SHIRT_BESIDE_MARKER


@pytest.mark.parametrize("brand", [BRAND, "#1f3ac2", "#c21f8a", "#777777"])
def test_other_brands_keep_their_shirt(brand: str) -> None:
    assert figure_palette(brand).resolved("shirt") == mix(brand, "#ffffff", 0.22)


@pytest.mark.parametrize("mono", [True, False])
def test_every_token_has_a_colour(mono: bool) -> None:
    palette = figure_palette(BRAND, mono=mono)
    assert {token for token, _ in palette.colours} == TOKENS
    assert all(is_colour(token) for token in TOKENS)


@given(colours, st.sampled_from(sorted(BAND_COLOURS.values())))
def test_mono_has_no_colour_whatever_the_brand_and_the_band(brand: str, band: str) -> None:
    for _, colour in figure_palette(brand, mono=True, band=band).colours:
        assert len(set(rgb(colour))) == 1


def test_mono_prints_arrow_and_marker_black_and_skin_white() -> None:
    palette = figure_palette(BRAND, mono=True)
    assert [palette.resolved(token) for token in ("arrow", "marker", "skin")] == [
        "#000000", "#000000", "#ffffff",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("load", "colour"),
    [
        ("red band", BAND_COLOURS["red"]),
        ("light green band", BAND_COLOURS["green"]),
        ("Blue band", BAND_COLOURS["blue"]),
        ("no band", None),
        ("heavy band", None),
        ("2 kg", None),
        ("bodyweight", None),
    ],
)
def test_a_prescribed_band_has_its_colour(load: str, colour: str | None) -> None:
    assert band_colour(parse_load(load)) == colour
    default = figure_palette(BRAND).resolved("band")
    assert figure_palette(BRAND, band=colour).resolved("band") == (colour or default)


def test_no_load_is_no_band() -> None:
    assert band_colour(None) is None
