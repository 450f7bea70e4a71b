"""How long a dose takes, against times counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scenes import exercise

from handouts.merge.estimate import (
    equipment,
    in_minutes,
    loads,
    seconds_a_day,
    seconds_at_once,
)
from handouts.model.dose import Dose, Range


def seconds(low: float, high: float | None = None) -> Range:
    return Range(Decimal(str(low)), Decimal(str(high if high is not None else low)))


def dose(written: str) -> Dose:
    """`hold 30 s, reps 4`: a field, its value, a comma."""
    fields = (part.split(" ", 1) for part in written.split(", ") if part)
    keys: dict[str, object] = dict(fields)  # type: ignore[arg-type]
    if "sets" in keys and " x " in str(keys["sets"]):
        keys["sets"] = str(keys["sets"]).split(" + ")
    return Dose.model_validate(keys)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("reps 10", 40, 40),  # 10 of 4
        ("sets 3, reps 10", 120, 120),
        ("sets 3, reps 10, rest 60 s", 240, 240),  # two rests between three sets
        ("sets 2-3, reps 8-12, rest 1 min", 124, 264),  # 2×32+60; 3×48+120
        ("hold 30 s, reps 4", 136, 136),  # 4 of 30+4
        ("hold 5-10 s, reps 10", 90, 140),
        ("hold 30 s, reps 4, rest 10 s", 166, 166),  # three rests between four holds
        ("sets 3, hold 30 s", 102, 102),
        ("hold 1 min", 64, 64),
        ("hold 3 breaths, reps 5", 65, 95),  # 5 of 9+4, 15+4
        ("duration 3 min", 180, 180),
        ("sets 2, duration 20-30 s", 40, 60),
        ("reps up to 10", 4, 40),
        ("sets 1, reps 10, rest 60 s", 40, 40),  # nothing to rest between
        ("reps 10, load red band", 40, 40),
        ("sets 2 x 10 + 1 x 15, rest 60 s", 260, 260),  # 20 and 15 of 4, two rests
        ("reps 10, tempo 3-1-1", 50, 50),
        ("reps 10, tempo 3-1-1, hold 5 s", 100, 100),
    ],
)
def test_one_time_through(written: str, low: float, high: float) -> None:
    assert seconds_at_once(dose(written), None) == seconds(low, high)


@pytest.mark.parametrize("side", ["each", "alternate"])
def test_one_side_after_the_other_is_twice_as_long(side: str) -> None:
    twice = seconds_at_once(dose("sets 2, reps 10, rest 30 s"), side)  # type: ignore[arg-type]
    assert twice == seconds(220)


@pytest.mark.parametrize("side", ["left", "right", "both", None])
def test_one_side_or_both_together_is_once(side: str) -> None:
    assert seconds_at_once(dose("reps 10"), side) == seconds(40)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written",
    ["", "sets 3", "reps blank", "sets blank, reps 10", "hold blank s, reps 10", "reps to fatigue",
     "reps 10, rest blank s", "duration blank min", "load 2 kg", "distance 20 steps, reps 3",
     "reps 10, tempo 3-blank-1", "sets 2 x 10 + 1 x to fatigue", "sets blank x 10 + 1 x 5"],
)  # fmt: skip
def test_what_is_not_said_has_no_time(written: str) -> None:
    assert seconds_at_once(dose(written), None) is None


@pytest.mark.parametrize(
    ("often", "low", "high"),
    [
        ("1/day", 40, 40),
        ("2-3/day", 80, 120),
        ("2/day 3/week", 80, 80),  # on those days
        ("3/week", 40, 40),
        ("every 2 days", 40, 40),
        ("daily", 40, 40),
        ("mon wed fri", 40, 40),
    ],
)
def test_a_day_on_which_it_is_done(often: str, low: float, high: float) -> None:
    assert seconds_a_day(dose(f"reps 10, frequency {often}"), None) == seconds(low, high)


@pytest.mark.parametrize(
    "often",
    [
        "",
        ", frequency blank",
        ", frequency 2/day blank/week",
        ", frequency as needed",
        ", frequency every 2 hours",
    ],
)
def test_how_often_unknown_is_a_day_unknown(often: str) -> None:
    assert seconds_a_day(dose(f"reps 10{often}"), None) is None


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        ([seconds(20)], (1, 1)),
        ([seconds(90)], (2, 2)),
        ([seconds(150)], (3, 3)),
        ([seconds(149)], (2, 2)),
        ([seconds(100, 200), seconds(200, 400)], (5, 10)),
        ([seconds(1)] * 60, (1, 1)),
    ],
)
def test_minutes_are_those_of_the_sum(times: list[Range], minutes: tuple[int, int]) -> None:
    assert in_minutes(times) == seconds(*minutes)


def test_what_must_be_at_hand_is_named_once_and_in_order() -> None:
    one, other = exercise(equipment=["mat", "pillow"]), exercise(equipment=["wall", "mat"])
    assert equipment([one, other]) == ("mat", "pillow", "wall")
    written = ("red band", "2 kg", "bodyweight", "no band", "half body weight", "red band")
    found = loads(dose(f"load {load}") for load in written)
    assert [load.words or load.unit for load in found] == ["red band", "kg"]
