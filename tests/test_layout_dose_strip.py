"""The dose strip is as low as any width of its second box makes it."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import fonts

from handouts.layout import dose_strip
from handouts.layout.sheet_slot import COLUMN_1
from handouts.layout.theme import FOUR, THREE, Scale, brand_colours
from handouts.model.handout import DoseBox, ListItem, Phrase, Run
from handouts.model.page import Block

runs = st.one_of(
    st.sampled_from(["10 ", "8–12 ", "3 × 15 "]).map(lambda text: Run(text, "numeral")),
    st.sampled_from(
        ["Hold for ", "times ", "each side ", "every 2 days ", "in the morning and at night "]
    ).map(Run),
)


def boxes(name: str) -> st.SearchStrategy[DoseBox]:
    """One to five statements, one to three runs each."""
    statements = st.lists(st.lists(runs, min_size=1, max_size=3), min_size=1, max_size=5)
    return statements.map(
        lambda said: DoseBox(
            name,
            name,
            tuple(
                ListItem(f"{name}{at}", Phrase("", ()), Phrase(f"{name}{at}", tuple(words)))
                for at, words in enumerate(said)
            ),
        )
    )


def strip(much: DoseBox, often: DoseBox, scale: Scale) -> list[Block]:
    return dose_strip.dose_strip(much, often, scale, brand_colours("#1f6f78"), COLUMN_1, fonts())


@settings(deadline=None, max_examples=150)
@given(boxes("much"), boxes("often"), st.sampled_from([FOUR, THREE]))
def test_no_width_of_how_often_makes_a_lower_strip(
    much: DoseBox, often: DoseBox, scale: Scale
) -> None:
    at_each_width = []
    for share in dose_strip.OFTEN_SHARES:
        with patch.object(dose_strip, "OFTEN_SHARES", (share,)):
            at_each_width.append(strip(much, often, scale))
    side_by_side = [blocks for blocks in at_each_width if len(blocks) == 1]
    made = strip(much, often, scale)
    if not side_by_side:
        assert len(made) == 2
        return
    least = min(block.height for (block,) in side_by_side)
    widest = next(block for (block,) in side_by_side if block.height == least)
    assert [block.items for block in made] == [widest.items]
