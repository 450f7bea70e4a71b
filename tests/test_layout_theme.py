"""Colours that can be read from any brand colour; margins on every paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ONE, clinic, prescription

from handouts.layout.theme import INK, WHITE, brand_colours, contrast, theme_for

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours)
def test_brand_text_can_be_read_whatever_the_brand_colour(colour: str) -> None:
    tokens = brand_colours(colour)
    assert contrast(tokens.brand, WHITE) >= 4.5
    assert contrast(tokens.brand_ink, WHITE) >= 7
    assert contrast(INK, tokens.tint) >= 11


def test_the_tokens_of_the_sample_are_those_of_the_page_design() -> None:
    tokens = brand_colours("#1f7a73")
    assert (tokens.brand, tokens.brand_ink) == ("#1f7a73", "#19625c")
    assert (tokens.tint, tokens.line) == ("#edf4f4", "#b1d0ce")


def test_a_brand_that_looks_like_stop_does_not_colour_its_headings() -> None:
    assert brand_colours("#b3261e").brand_ink == INK


@pytest.mark.parametrize(
    ("options", "odd", "even"),
    [
        ({"paper": "a4"}, 15, 15),
        ({"paper": "letter"}, 17.95, 17.95),
        ({"paper": "a4", "hole_punch": "true"}, 20, 10),
        ({"paper": "letter", "hole_punch": "true"}, 22, 13.9),
    ],
)
def test_margins(options: dict[str, str], odd: float, even: float) -> None:
    theme = theme_for(clinic(), prescription(ONE, print=options))
    assert theme.left_mm(1) == pytest.approx(odd)
    assert theme.left_mm(2) == pytest.approx(even)
