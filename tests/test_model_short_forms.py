"""What clinicians type in short, and the fields that it stands for."""

from __future__ import annotations

import pytest

from handouts.errors import InvalidValueError
from handouts.model.short_forms import parse_short


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("3x10", {"sets": "3", "reps": "10"}),
        ("3 x 8-12", {"sets": "3", "reps": "8-12"}),
        ("3×10", {"sets": "3", "reps": "10"}),
        ("2-3x10", {"sets": "2-3", "reps": "10"}),
        ("2 x to fatigue", {"sets": "2", "reps": "to fatigue"}),
        ("blank x blank", {"sets": "blank", "reps": "blank"}),
        ("30s x 4", {"reps": "4", "hold": "30s"}),
        ("30 s x 4", {"reps": "4", "hold": "30 s"}),
        ("4 x 30s", {"reps": "4", "hold": "30s"}),
        ("3 breaths x 5", {"reps": "5", "hold": "3 breaths"}),
        ("3x10x5s", {"sets": "3", "reps": "10", "hold": "5s"}),
        ("2/day", {"frequency": "2/day"}),
        ("bd", {"frequency": "bd"}),
        ("TDS", {"frequency": "TDS"}),
        ("od", {"frequency": "od"}),
        ("qds", {"frequency": "qds"}),
        ("every 2 days", {"frequency": "every 2 days"}),
        ("2/day, 3/week", {"frequency": "2/day 3/week"}),
        ("2/day, every 2 days", {"frequency": "2/day every 2 days"}),
        ("mon, wed", {"frequency": "mon wed"}),
        ("RPE 4-5", {"effort": "RPE 4-5"}),
        ("20 steps", {"distance": "20 steps"}),
        ("red band", {"load": "red band"}),
        ("2 kg", {"load": "2 kg"}),
        ("R", {"side": "right"}),
        ("l", {"side": "left"}),
        ("each", {"side": "each"}),
        (
            "right, 3x8-12, red band, 2/day",
            {
                "side": "right",
                "sets": "3",
                "reps": "8-12",
                "load": "red band",
                "frequency": "2/day",
            },
        ),
    ],
)
def test_stands_for(written: str, fields: dict[str, str]) -> None:
    assert parse_short(written) == fields


@pytest.mark.parametrize(
    "written",
    ["", "10", "30 s", "x", "3x", "x10", "3x10x4", "3x10x4x30s", "30s x 30s", "30s x 4 x 30s",
     "blank", "ten", "3*10", "3x10,", "3x10, 2x8", "2/day, bd", "2/day, 3/day",
     "L, R", "hold=30s"],
)  # fmt: skip
def test_refuses(written: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_short(written)
    assert caught.value.hint
