"""The two-week chart: which days have which boxes, from when, and what the label says of it."""

# ruff: noqa: E501  (a dose and its boxes on one line)

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import clinic as shipped_clinic
from scenes import exercise, library_of, prescription

from handouts.merge.chart_days import MOST_BOXES, boxes, first_day
from handouts.merge.merge import merge
from handouts.model.booklet import Chart
from handouts.model.dose import Dose

SUNDAY = dt.date(2026, 11, 22)
MONDAY = dt.date(2026, 11, 23)


def days(first: dt.date | None = SUNDAY, **dose: Any) -> str:
    """The days of the chart, a letter each: `.` rest, a number of boxes, `?` to write how many."""
    marks = boxes(Dose.model_validate(dose), first)
    return "".join("?" if count is None else str(count) if count else "." for count in marks)


def chart_of(*doses: dict[str, Any], date: str = "2026-11-22", side: str | None = None) -> Chart:
    sided = {"sides": "one", "words": {"side_label": "Bend your {{ side }} knee"}} if side else {}
    entries = [
        {"exercise": "made-up", **dose, **({"side": side} if side else {})} for dose in doses
    ]
    wanted = prescription(entries, date=date, next_visit=None, print={"format": "booklet"})
    booklet = merge(wanted, library_of(exercise(**sided)), shipped_clinic()).booklet
    assert booklet is not None
    assert booklet.chart is not None
    return booklet.chart


def details(*doses: dict[str, Any], **more: Any) -> list[str]:
    rows = chart_of(*doses, **more).rows
    return [row.detail.spoken.replace("\u00a0", " ") for row in rows]


OFTEN = [
    ("1/day", "11111111111111", "Once a day"),
    ("2/day", "22222222222222", "2 times a day"),
    ("2-3/day", "33333333333333", "2 to 3 times a day"),
    ("4/day", "44444444444444", "4 times a day"),
    ("5/day", "??????????????", "5 times a day, write how many"),
    ("blank/day", "??????????????", "blank times a day, write how many"),
    ("3/week", "11111111111111", "Any 3 days a week"),
    ("1/week", "11111111111111", "Once a week"),
    ("7/week", "11111111111111", "7 days a week"),
    ("at most 3/week", "11111111111111", "At most 3 days a week"),
    ("2/day 3/week", "22222222222222", "2 times a day, any 3 days a week"),
    ("2/day 1/week", "22222222222222", "2 times a day, any 1 day a week"),
    ("every 2 days", "1.1.1.1.1.1.1.", "Every second day"),
    ("every 3 days", "1..1..1..1..1.", "Every third day"),
    ("at most every 2 days", "1.1.1.1.1.1.1.", "At most every second day"),
    ("every blank days", "11111111111111", "Every blank days"),
    ("daily", "11111111111111", "Every day"),
    ("2/day every 2 days", "2.2.2.2.2.2.2.", "2 times a day, every second day"),
    ("mon wed fri", ".1.1.1..1.1.1.", "On Monday, Wednesday and Friday"),
    ("2/day sun", "2......2......", "2 times a day, on Sunday"),
    ("hourly while awake", "??????????????", "Every hour, while awake, write how many"),
    ("every 2 hours", "??????????????", "Every 2 hours, write how many"),
    ("as needed", "??????????????", "As needed, write how many"),
    ("as needed, at most 4/day", "44444444444444", "As needed, at most 4 times a day"),
    ("as needed, at most every 2 days", "1.1.1.1.1.1.1.", "As needed, at most every second day"),
]  # fmt: skip


@pytest.mark.parametrize(("often", "marks", "label"), OFTEN)
def test_how_often_in_boxes_and_in_the_label(often: str, marks: str, label: str) -> None:
    assert days(frequency=often) == marks
    assert (
        details({"reps": "5", "frequency": often})[0].replace("hour while", "hour, while") == label
    )


def test_nothing_prescribed_is_a_number_to_write() -> None:
    assert days(reps="5") == "?" * 14
    assert details({"reps": "5"}) == ["blank times a day, write how many"]


def test_the_label_begins_with_the_side() -> None:
    (label,) = details({"reps": "5", "frequency": "2/day"}, side="left")
    assert label == "Bend your left knee, 2 times a day"


@given(count=st.integers(1, 12), extra=st.integers(0, 3))
def test_as_many_boxes_as_times_a_day(count: int, extra: int) -> None:
    often = f"{count}-{count + extra}/day" if extra else f"{count}/day"
    most = count + extra
    assert set(days(frequency=often)) == {str(most) if most <= MOST_BOXES else "?"}


BEGINS = [
    ({"start": "2026-11-22"}, "11111111111111"),
    ({"start": "2026-11-25"}, "...11111111111"),
    ({"start": "2026-12-24"}, ".............."),
    ({"start": "week 2"}, ".......1111111"),
    ({"start": "week 3"}, ".............."),
    ({"start": "blank"}, "11111111111111"),
    ({"for": "5 days"}, "11111........."),
    ({"for": "1 week"}, "1111111......."),
    ({"for": "1-2 weeks"}, "11111111111111"),
    ({"for": "blank weeks"}, "11111111111111"),
    ({"for": "3 days", "start": "2026-11-24"}, "..111........."),
    ({"for": "4 weeks", "start": "2026-11-01"}, "1111111......."),  # three of them are over
    ({"for": "2 months"}, "11111111111111"),
]


@pytest.mark.parametrize(("when", "marks"), BEGINS)
def test_from_when_and_for_how_long(when: dict[str, str], marks: str) -> None:
    assert days(frequency="1/day", **when) == marks


def test_a_first_day_that_is_filled_in_by_hand_stands_in_the_label() -> None:
    known, blank = {"reps": "5", "frequency": "1/day"}, {"start": "blank"}
    assert details(known, known | blank) == ["Once a day", "Once a day. Start on blank."]
    assert details(known | blank) == ["Once a day"]  # which the weeks of the chart say


def test_every_second_day_counts_from_its_own_first_day() -> None:
    assert days(frequency="every 2 days", start="2026-11-23") == ".1.1.1.1.1.1.1"
    assert days(frequency="every 2 days", start="2026-11-21") == ".1.1.1.1.1.1.1"


PHASES = [
    ({"weeks 1-6": "3/day", "from week 7": "1/day"}, "33333333333333", "Weeks 1 to 6: 3 times a day"),
    ({"week 1": "3/day", "from week 2": "every 2 days"}, "33333331.1.1.1", "Week 1: 3 times a day. From week 2: every second day"),
    ({"days 1-3": "4/day", "days 4-14": "1/day"}, "44411111111111", "Days 1 to 3: 4 times a day. Days 4 to 14: once a day"),
    ({"month 1": "2/day", "month 2": "1/day"}, "22222222222222", "Month 1: 2 times a day"),
    ({"week 1": "2/day", "after 2 clear weeks": "1/day"}, "2222222???????", "Week 1: 2 times a day. After 2 clear weeks: once a day, write how many"),
    ({"week 1": "2/day", "week 3": "1/day"}, "2222222???????", "Week 1: 2 times a day, write how many"),
    ({"week 1": "10 x 2", "week 2": "10 x 3"}, "??????????????", "blank times a day, write how many"),
]  # fmt: skip


@pytest.mark.parametrize(("phases", "marks", "label"), PHASES)
def test_each_phase_has_its_own_boxes(phases: dict[str, str], marks: str, label: str) -> None:
    assert days(phases=phases) == marks
    assert details({"phases": phases}) == [label]


def test_phases_of_a_programme_that_began_before_the_chart() -> None:
    phases = {"weeks 1-2": "3/day", "from week 3": "1/day"}
    assert days(phases=phases, start="2026-11-15") == "33333331111111"


def test_phases_are_weeks_of_the_programme_where_the_start_is() -> None:
    phases = {"week 1": "3/day", "from week 2": "1/day"}
    assert days(phases=phases, start="week 2") == ".......1111111"


def test_a_label_says_when_it_begins_or_ends_within_the_chart() -> None:
    late, short, long = details(
        {"reps": "5", "frequency": "1/day", "start": "2026-12-01"},
        {"reps": "5", "frequency": "1/day", "for": "5 days"},
        {"reps": "5", "frequency": "1/day", "for": "6 weeks"},
    )
    assert late == "Once a day. Start on 1 December 2026."
    assert short == "Once a day. For 5 days."
    assert long == "Once a day"


@pytest.mark.parametrize(
    ("starts", "first"),
    [
        ([None], SUNDAY),
        (["2026-11-25", "2026-11-23"], MONDAY),
        (["2026-11-01"], SUNDAY),
        (["2026-11-25", None], SUNDAY),
        (["week 3", "2026-11-25"], SUNDAY),
        (["blank", "2026-11-25"], SUNDAY),
        (["blank", "blank"], None),
    ],
)
def test_the_first_day_of_the_chart(starts: list[str | None], first: dt.date | None) -> None:
    doses = [Dose.model_validate({"start": start} if start else {}) for start in starts]
    assert first_day(SUNDAY, doses) == first


def test_without_a_first_day_there_is_a_place_to_write_it() -> None:
    drawn = chart_of({"reps": "5", "frequency": "mon", "start": "blank"})
    assert [week.heading.spoken for week in drawn.weeks] == ["Week of blank"] * 2
    assert [day.text for day in drawn.weeks[1].days] == [
        "Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun ",
    ]  # fmt: skip
    assert [cell.boxes for cell in drawn.rows[0].cells] == [1, 0, 0, 0, 0, 0, 0] * 2


@pytest.mark.parametrize(
    ("date", "headings", "dates"),
    [
        ("2026-11-22", ("22 November", "29 November"), "22 23 24 25 26 27 28 29 30 1 2 3 4 5"),
        ("2028-02-20", ("20 February", "27 February"), "20 21 22 23 24 25 26 27 28 29 1 2 3 4"),
        ("2027-02-20", ("20 February", "27 February"), "20 21 22 23 24 25 26 27 28 1 2 3 4 5"),
        ("2026-12-25", ("25 December", "1 January"), "25 26 27 28 29 30 31 1 2 3 4 5 6 7"),
    ],
)
def test_dates_over_the_ends_of_months(date: str, headings: tuple[str, str], dates: str) -> None:
    weeks = chart_of({"reps": "5"}, date=date).weeks
    said = [week.heading.text.replace("\u00a0", " ") for week in weeks]
    assert said == [f"Week {number}, from {day}" for number, day in enumerate(headings, 1)]
    assert " ".join(day.runs[1].text for week in weeks for day in week.days) == dates


@settings(max_examples=60, deadline=None)
@given(date=st.dates(dt.date(2024, 1, 1), dt.date(2060, 12, 31)))
def test_fourteen_days_that_follow_one_another(date: dt.date) -> None:
    weeks = chart_of({"reps": "5"}, date=date.isoformat()).weeks
    seen = [(day.spoken.split()) for week in weeks for day in week.days]
    want = [date + dt.timedelta(day) for day in range(14)]
    assert seen == [[f"{day:%A}", str(day.day)] for day in want]


def test_the_lead_explains_what_the_chart_has() -> None:
    every_day = chart_of({"reps": "5", "frequency": "1/day"}).lead.text
    some_days = chart_of({"reps": "5", "frequency": "mon"}).lead.text
    counted = chart_of({"reps": "5", "frequency": "hourly"}).lead.text
    assert "dot" not in every_day
    assert "big box" not in every_day
    assert "A dot is a rest day." in some_days
    assert "In a big box, write how many times you did it." in counted
    for lead in (every_day, some_days, counted):
        assert lead.endswith("write down your worst pain.")


def test_the_last_row_is_the_worst_pain_of_each_day() -> None:
    last = chart_of({"reps": "5"}).worst_pain
    assert (last.name.text, last.detail.text) == ("Worst pain", "Write 0 to 10")
    assert len(last.cells) == 14
