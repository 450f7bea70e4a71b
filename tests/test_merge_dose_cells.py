"""Each cell of a booklet's dose strip, as a patient reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.merge.counting import text_of
from handouts.merge.dose_cells import cells_of_how_much, cells_of_how_often
from handouts.merge.lexicon import ENGLISH
from handouts.merge.wording import how_much
from handouts.model.dose import Dose, Side


def dose(written: str) -> Dose:
    """`sets: 3, reps: 10` as a Dose: every value is the string that was written."""
    return Dose.model_validate(yaml.load(f"{{{written}}}", Loader=yaml.BaseLoader))  # noqa: S506


def read(cells: Any) -> list[str]:
    return [text_of(cell).replace("\u00a0", " ").replace("\n", " ") for cell in cells]


MUCH: list[tuple[str, Side | None, list[str]]] = [
    ("sets: 3, reps: 8-12, rest: 60 s", None,
     ["3 sets", "8 to 12 times each set", "60 seconds rest"]),
    ("hold: 30 s, reps: 4", None, ["30 seconds hold", "4 times in a row"]),
    ("hold: 30 s, reps: 1", None, ["30 seconds hold", "1 time"]),
    ("sets: 3, hold: 30 s", None, ["3 sets", "30 seconds hold"]),
    ("sets: 2, reps: 10, hold: 5 s, load: red band, effort: RPE 4-5", "left",
     ["2 sets", "10 times each set", "5 seconds hold", "Red band", "Effort 4 to 5 out of 10"]),
    ("sets: 1, reps: 10", None, ["1 set", "10 times"]),
    ("sets: 2, reps: 10", "each", ["2 sets", "10 times each set", "Each side"]),
    ("sets: 2, reps: 10", "alternate",
     ["2 sets", "10 times each set", "Each side", "Taking turns"]),
    ("reps: 8", "each", ["8 times each side"]),
    ("hold: 30 s", "each", ["30 seconds hold each side"]),
    ("reps: to fatigue", "each", ["Until tired each side"]),
    ("duration: 3 min", None, ["3 minutes"]),
    ("sets: 2, distance: 20 steps", None, ["2 sets", "20 steps each set"]),
    ("sets: [2 x 10, 1 x to fatigue]", None,
     ["2 sets", "10 times each set", "Then 1 set", "Until tired"]),
    ("reps: up to 10", None, ["Up to 10 times"]),
    ("load: 1-2 kg", None, ["blank times", "1 to 2 kg"]),
    ("", None, ["blank times"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "side", "cells"), MUCH)
def test_how_much_in_cells(written: str, side: Side | None, cells: list[str]) -> None:
    assert read(cells_of_how_much(dose(written), side, ENGLISH)) == cells


OFTEN = [
    ("2/day", ["2 times a day"]),
    ("2/day 3/week", ["2 times a day", "3 days a week"]),
    ("at most 3/week", ["At most 3 days a week"]),
    ("every 2 days", ["Every second day"]),
    ("2/day mon wed fri", ["2 times a day", "Monday, Wednesday, Friday"]),
    ("hourly while awake", ["Every hour", "while awake"]),
]


@pytest.mark.parametrize(("written", "cells"), OFTEN)
def test_how_often_in_cells(written: str, cells: list[str]) -> None:
    frequency = dose(f"frequency: {written}").frequency
    assert read(cells_of_how_often(frequency, ENGLISH, days_too=True)) == cells


def test_with_no_dose_at_all_there_are_places_for_times_and_days() -> None:
    assert read(cells_of_how_often(None, ENGLISH, days_too=True)) == [
        "blank times a day",
        "blank days a week",
    ]
    assert read(cells_of_how_often(None, ENGLISH, days_too=False)) == ["blank times a day"]


amounts = st.sampled_from(["1", "7", "2-3", "blank"])
doses = st.fixed_dictionaries(
    {},
    optional={
        "sets": amounts,
        "hold": amounts.map("{} s".format),
        "reps": amounts | st.just("to fatigue") | st.just("up to 9"),
        "rest": st.just("60 s"),
        "load": st.sampled_from(["red band", "4 kg", "bodyweight"]),
        "effort": st.sampled_from(["RPE 5", "light", "30-40 %"]),
    },
)
sides = st.sampled_from([None, "left", "each", "alternate", "both"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(doses, sides)
def test_a_booklet_says_the_dose_that_a_sheet_says(written: dict[str, str], side: Any) -> None:
    """All numbers and words of the sheet's lines, in their order; only joining words are others."""
    prescribed = Dose.model_validate(written)
    lines = " ".join(read(how_much(prescribed, side, ENGLISH)))
    cells = " ".join(read(cells_of_how_much(prescribed, side, ENGLISH)))
    in_cells = cells.lower().replace(" each set", "").split()
    assert in_cells == re.sub(r"(sets?) of ", r"\1 ", lines.lower()).split()
