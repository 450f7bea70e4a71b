"""What may be written for a dose, and what it means."""

# ruff: noqa: E501  (all that is refused for one reason on one line)

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import InvalidValueError
from handouts.model.dose_spelling import (
    parse_amount,
    parse_distance,
    parse_duration,
    parse_effort,
    parse_load,
    parse_motion,
    parse_pain,
    parse_reps,
    parse_sets,
    parse_span,
    parse_stage,
    parse_start,
    parse_tempo,
    parse_when,
)
from handouts.model.dose_values import (
    BLANK,
    Distance,
    Duration,
    Effort,
    Frequency,
    Load,
    Motion,
    Pain,
    Range,
    Reps,
    Span,
    Stage,
    Start,
    Tempo,
    When,
)
from handouts.model.frequency_spelling import parse_frequency
from handouts.model.short_forms import parse_short


def between(low: str, high: str | None = None) -> Range:
    return Range(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("parse", "written", "meant"),
    [
        (parse_amount, "3", between("3")),
        (parse_amount, " 3 ", between("3")),
        (parse_amount, "2-3", between("2", "3")),
        (parse_amount, "2–3", between("2", "3")),
        (parse_amount, "2 - 3", between("2", "3")),
        (parse_amount, "9999", between("9999")),
        (parse_amount, "blank", BLANK),
        (parse_sets, "3", between("3")),
        (parse_reps, "10", Reps(between("10"))),
        (parse_reps, "up to 8-10", Reps(between("8", "10"), up_to=True)),
        (parse_reps, "to fatigue", Reps(None)),
        (parse_reps, "blank", Reps(BLANK)),
        (parse_duration, "30 s", Duration(between("30"), "s")),
        (parse_duration, "5-10s", Duration(between("5", "10"), "s")),
        (parse_duration, "1.5 min", Duration(between("1.5"), "min")),
        (parse_duration, "3 breaths", Duration(between("3"), "breaths")),
        (parse_duration, "blank", Duration(BLANK, "s")),
        (parse_duration, "blank min", Duration(BLANK, "min")),
        (parse_frequency, "2/day", Frequency(per_day=between("2"))),
        (parse_frequency, "3/week", Frequency(days_per_week=between("3"))),
        (parse_frequency, "2/day 3/week", Frequency(between("2"), between("3"))),
        (parse_frequency, "every 2 days", Frequency(every_days=2)),
        (parse_frequency, "at most every 2 days", Frequency(every_days=2, at_most=True)),
        (parse_frequency, "daily", Frequency(every_days=1)),
        (parse_frequency, "blank", Frequency(per_day=BLANK)),
        (
            parse_frequency,
            "hourly while awake",
            Frequency(every_hours=between("1"), while_awake=True),
        ),
        (parse_frequency, "every 2-3 hours", Frequency(every_hours=between("2", "3"))),
        (parse_frequency, "Mon, Wed", Frequency(weekdays=(0, 2))),
        (parse_frequency, "2/day every other day", Frequency(between("2"), every_days=2)),
        (parse_frequency, "as needed", Frequency(as_needed=True)),
        (
            parse_frequency,
            "as needed, at most 4/day",
            Frequency(between("4"), as_needed=True, at_most=True),
        ),
        (parse_frequency, "tds", Frequency(per_day=between("3"))),
        (parse_distance, "400 metres", Distance(between("400"), "m")),
        (parse_distance, "1.5 km", Distance(between("1.5"), "km")),
        (parse_tempo, "3-1-1", Tempo((3, 1, 1))),
        (parse_tempo, "3-blank", Tempo((3, BLANK))),
        (parse_when, "evening and morning", When(("evening", "morning"))),
        (parse_when, "before and after work", When(("before and after work",))),
        (parse_start, "2026-12-01", Start(dt.date(2026, 12, 1))),
        (parse_start, "week 3", Start(week=3)),
        (parse_span, "4-6 weeks", Span(between("4", "6"), "weeks")),
        (parse_effort, "RPE 4-5", Effort(between("4", "5"), "rpe")),
        (parse_effort, "Light", Effort(None, None, "light")),
        (parse_motion, "0-90 deg", Motion(0, 90)),
        (parse_motion, "pain-free, up to 90 degrees", Motion(None, 90, pain_free=True)),
        (parse_stage, "weeks 1-6", Stage("week", 1, 6)),
        (parse_stage, "Week 1 to 6", Stage("week", 1, 6)),
        (parse_stage, "week 13+", Stage("week", 13)),
        (parse_stage, "day 1", Stage("day", 1, 1)),
        (parse_stage, "after 2 clear weeks", Stage(None, words="after 2 clear weeks")),
        (parse_load, "red band", Load(None, None, "red band")),
        (parse_load, "1-2 kg", Load(between("1", "2"), "kg")),
        (parse_load, "2.5kg", Load(between("2.5"), "kg")),
        (parse_load, "5 lbs", Load(between("5"), "lb")),
        (parse_load, "bodyweight", Load(None, None, "body weight")),
        (parse_load, "blank kg", Load(BLANK, "kg")),
        (parse_pain, "none", Pain("none")),
        (parse_pain, "guide", Pain("guide")),
        (parse_pain, "up to 3/10", Pain("up to", 3)),
    ],
)
def test_reads(parse: Callable[[str], object], written: str, meant: object) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize(
    ("parse", "written"),
    [
        *((parse_amount, text) for text in ("", "0", "-3", "3-", "-", "3-2", "0-3", "2.5", "1,5", "ten",
                                            "3 sets", "12345", "1e3", "Blank", "3-4-5", "½", "∞", "NaN")),
        *((parse_sets, text) for text in ("3x10", "3 x 10", "3×10", "2 x to fatigue", "")),
        *((parse_reps, text) for text in ("", "up to", "up to blank", "up to fatigue", "fatigue", "10x",
                                          "10 reps", "8.5")),
        *((parse_duration, text) for text in ("", "30", "s", "30 S", "30 kg", "0 s", "10-5 s", "1.5 s",
                                              "2.5 breaths", "30 s 4", "1:30", "1 min 30 s", "30 ms")),
        *((parse_frequency, text) for text in ("", "2", "/day", "day", "2/month", "0/day", "8/week",
                                               "2-8/week", "2/day 2/day", "every 0 days", "every days",
                                               "2/day and more", "1.5/day", "every 100 days")),
        *((parse_load, text) for text in ("", "2", "kg", "red", "band", "blank", "blank band", "0 kg", "2 stone",
                                          "2-1 kg", "blank", "very light green band", "2 kg band")),
        *((parse_pain, text) for text in ("", "some", "3", "up to 3", "up to 0/10", "up to 10/10",
                                          "up to 3/5")),
    ],
)  # fmt: skip
def test_refuses(parse: Callable[[str], object], written: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse(written)
    assert caught.value.hint


PARSERS = [
    parse_amount, parse_sets, parse_reps, parse_duration, parse_frequency, parse_load, parse_pain,
    parse_distance, parse_tempo, parse_when, parse_start, parse_span, parse_effort, parse_motion,
    parse_stage, parse_short,
]  # fmt: skip
NEAR_MISSES = st.lists(
    st.sampled_from(
        ["1", "2", "12", "0", ".5", "-", "–", " ", "/", "day", "week", "every ", "days", "s", "min",
         "kg", "lb", "band", "red ", "blank", "up to ", "at most ", "hours", "mon", "as needed", "deg", "steps", "weeks ", "RPE ", "after ", "%",
          "breaths", "10", ",", "x", "²", "٣"]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("parse", PARSERS)
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(written=st.text(max_size=30) | NEAR_MISSES)
def test_any_text_is_read_or_refused(parse: Callable[[str], object], written: str) -> None:
    with contextlib.suppress(InvalidValueError):
        assert parse(written) is not None


def test_seconds_and_minutes_compare() -> None:
    assert parse_duration("1-2 min").seconds == between("60", "120")
    assert parse_duration("3 breaths").seconds is None
    assert parse_duration("blank s").seconds is None


def test_a_range_holds_what_lies_in_it() -> None:
    limit = between("10", "60")
    assert limit.contains(between("10", "60"))
    assert limit.contains(between("30"))
    assert not limit.contains(between("9", "30"))
    assert not limit.contains(between("30", "61"))
