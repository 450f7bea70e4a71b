"""What spreadsheets do to what is typed: ranges become days, numbers lose zeros, days turn round.

What may have been changed is refused, never guessed at.
"""

# ruff: noqa: E501  (one case on one line)

from __future__ import annotations

import datetime as dt

import pytest
from clinics import PRESCRIPTION_FILE, ClinicFolder
from hypothesis import example, given
from hypothesis import strategies as st
from rosters import (
    Cell,
    clinic_says,
    entry,
    job,
    jobs,
    prescribed,
    refused,
    roster,
    said,
    value_or_hints,
    workbook,
)

from handouts.errors import InvalidValueError
from handouts.load.cell_text import text_of
from handouts.load.columns import Kind
from handouts.load.day_text import DateOrder, day_and_time_of, day_of

DAY = "2026-11-22"


def of_cell(clinic: ClinicFolder, header: str, cell: Cell) -> list[str]:
    """What is said of a workbook's row with this cell."""
    rows = [["MRN", "Exercise", "Date", header], ["P-1", "nod", DAY, cell]]
    return said(job(clinic, workbook({"Mon": rows}), "r.xlsx"))


# ------------------------------------------------------------------ doses


@pytest.mark.parametrize(
    "header", ["Sets", "Reps", "Hold (s)", "Rest", "Tempo", "Frequency", "Load", "Pain"]
)
def test_a_dose_that_became_a_day_is_refused_with_that_reason(
    clinic: ClinicFolder, header: str
) -> None:
    (problem,) = of_cell(clinic, header, dt.date(2026, 8, 12))
    assert "r.xlsx, sheet Mon, row 2, column D: " in problem
    assert "is a date: Excel turned what was typed, such as 8-12, into it" in problem
    assert "format the column as text" in problem


@pytest.mark.parametrize(
    "text",
    ["12-Aug", "Aug-12", "12 Aug", "8/12/2026", "08/12/2026", "2026-08-12", "12.08.2026", "8/12/26",
     "12-Aug-26", "12-august", "2026-08-12 00:00:00", "08/12/2026 00:00"],
)  # fmt: skip
def test_a_dose_that_looks_like_a_day_is_refused_with_that_reason(
    clinic: ClinicFolder, text: str
) -> None:
    for header in ("Sets", "Reps", "Hold (s)", "Rest (s)", "Tempo"):
        (problem,) = said(job(clinic, f"MRN,Exercise,Date,{header}\nP-1,nod,{DAY},{text}\n"))
        assert f'looks like a date, "{text}": a spreadsheet may have made one' in problem


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("Reps", "8-12"), ("Reps", "8–12"), ("Reps", "to fatigue"), ("Tempo", "3-1-1"),
        ("Frequency", "2/day 3/week"), ("Frequency", "mon wed fri"), ("Start", "2026-12-01"),
        ("Start", "week 3"), ("Pain", "up to 3/10"), ("Note", "12 Aug"), ("When", "morning"),
        ("Dose", "3x8-12, bd"),
    ],
)  # fmt: skip
def test_what_only_resembles_a_day_is_none(clinic: ClinicFolder, header: str, text: str) -> None:
    one = job(clinic, f'MRN,Exercise,Date,{header}\nP-1,nod,{DAY},"{text}"\n')
    assert text in entry(one).values()
    prescribed(one)


@pytest.mark.parametrize(
    ("header", "cell", "says"),
    [
        ("Reps", dt.time(8, 12), "is a time: Excel turned"),
        ("Reps", True, "holds TRUE"),
        ("Reps", 0.3, "is the number 0.3: a spreadsheet keeps 30 % as 0.3"),
        ("Effort", 0.3, "keeps 30 % as 0.3"),
        ("Note", 12, "holds a number, not words"),
        ("Note", dt.date(2026, 8, 12), "holds a date, not words"),
        ("Name", 1042, "Name holds a number, not words"),
        ("Physio", dt.date(2026, 8, 12), "Clinician holds a date, not words"),
        ("Next visit", 46000, "Next visit holds a number, not a date"),
        ("Next visit", dt.time(10, 30), "Next visit holds a time, not a date"),
        ("Appointment time", 10.5, "Next visit time holds a number, not a time of day"),
    ],
)
def test_a_cell_of_another_type_is_refused_with_what_it_is(
    clinic: ClinicFolder, header: str, cell: Cell, says: str
) -> None:
    assert says in of_cell(clinic, header, cell)[0]


@pytest.mark.parametrize(
    ("header", "cell", "key", "text"),
    [("Sets", 3, "sets", "3"), ("Hold (s)", 30.0, "hold", "30 s"), ("Load (kg)", 2.5, "load", "2.5 kg"),
     ("Load (kg)", 0.5, "load", "0.5 kg"), ("Load (kg)", 0.1 + 0.2, "load", "0.3 kg"),
     ("Times per day", 2, "frequency", "2/day"), ("Start", dt.date(2026, 12, 1), "start", "2026-12-01")],
)  # fmt: skip
def test_numbers_are_what_the_spreadsheet_shows(
    clinic: ClinicFolder, header: str, cell: Cell, key: str, text: str
) -> None:
    rows = [["MRN", "Exercise", "Date", header], ["P-1", "nod", DAY, cell]]
    assert entry(job(clinic, workbook({"Mon": rows}), "r.xlsx"))[key] == text


def test_a_number_that_needs_a_unit_is_refused_without_one(clinic: ClinicFolder) -> None:
    one = job(clinic, f"MRN,Exercise,Date,Hold\nP-1,nod,{DAY},30\n")
    (problem,) = refused(lambda: prescribed(one))
    assert "column D: hold must be a time with its unit such as 30 s" in problem


# ------------------------------------------------------------------ the patient's number


def ids(clinic: ClinicFolder, *numbers: Cell) -> list[list[str]]:
    """What is said of each row of a workbook with these numbers of patients."""
    rows: list[list[Cell]] = [
        ["MRN", "Exercise", "Date"],
        *[[number, "nod", DAY] for number in numbers],
    ]
    return [said(each) for each in jobs(clinic, workbook({"Mon": rows}), "r.xlsx")]


def test_a_whole_number_is_a_patients_where_nothing_speaks_against_it(clinic: ClinicFolder) -> None:
    clinic.path(PRESCRIPTION_FILE).unlink()
    assert ids(clinic, 1001, 1002.0) == [[], []]


@pytest.mark.parametrize("other", ["00123", "P-7", "A7"])
def test_a_number_among_numbers_that_are_text_may_have_lost_something(
    clinic: ClinicFolder, other: str
) -> None:
    lost, right = ids(clinic, 1001, other)
    assert "Patient ID is a number, and may have lost zeros: others are text" in lost[0]
    assert right == []


@pytest.mark.parametrize("saved", ["00123", "P-123", "P123"])
def test_a_number_whose_fuller_form_is_saved_has_lost_something(
    clinic: ClinicFolder, saved: str
) -> None:
    clinic.change(PRESCRIPTION_FILE, "id: P-1\n", f"id: {saved}\n")
    assert f'may have lost what stood before it: there is a "{saved}"' in ids(clinic, 123)[0][0]


def test_a_number_that_is_saved_itself_has_lost_nothing(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "id: P-1\n", "id: P-123\n")
    clinic.write("prescriptions/q.yaml", 'patient: {id: "123"}\n')
    assert ids(clinic, 123) == [[]]


def test_zeros_that_a_csv_file_lost_are_seen_in_saved_prescriptions(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "id: P-1\n", "id: 00123\n")
    (problem,) = said(job(clinic, f"MRN,Exercise,Date\n123,nod,{DAY}\n"))
    assert 'there is a "00123"' in problem
    assert job(clinic, f"MRN,Exercise,Date\n00123,nod,{DAY}\n").problems == ()
    assert job(clinic, f"MRN,Exercise,Date\n456,nod,{DAY}\n").problems == ()


@pytest.mark.parametrize("number", [123.5, 1e15, 1.23e22, -0.5])
def test_a_number_that_is_none_of_a_patient_is_refused(clinic: ClinicFolder, number: float) -> None:
    assert "Patient ID is a number that has lost digits" in ids(clinic, number)[0][0]


@pytest.mark.parametrize(
    ("text", "says"),
    [("123.0", "ends in .0"), ("123.00", "ends in .0"), ("1.23E+11", "cut short"), ("1E+15", "cut short")],
)  # fmt: skip
def test_a_number_that_a_spreadsheet_wrote_into_a_csv_file_is_refused(
    clinic: ClinicFolder, text: str, says: str
) -> None:
    assert says in said(job(clinic, f"MRN,Exercise,Date\n{text},nod,{DAY}\n"))[0]


def test_a_number_that_became_a_day_is_refused(clinic: ClinicFolder) -> None:
    assert "Patient ID has become a date" in ids(clinic, dt.date(2026, 8, 12))[0][0]


def test_text_that_was_protected_from_the_spreadsheet_is_what_it_says(clinic: ClinicFolder) -> None:
    text = f'MRN,Exercise,Date,Reps\n"=""00123""",nod,{DAY},"=""8-12"""\n'
    sheet = job(clinic, text)
    assert prescribed(sheet).patient.id == "00123"
    assert entry(sheet)["reps"] == "8-12"


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026/11/22", "22/11/2026", "22.11.2026", "22-11-2026", "11/22/2026", "22 Nov 2026",
     "22-Nov-2026", "22nd November 2026", "Nov 22, 2026", "November 22 2026", "Sun 22 Nov 2026",
     "Sunday, 22 November 2026", "2026-11-22 00:00:00", "22/11/2026 09:15"],
)  # fmt: skip
def test_a_day_that_can_be_one_only_is_read(clinic: ClinicFolder, text: str) -> None:
    one = job(clinic, f'MRN,Exercise,Date\nP-1,nod,"{text}"\n')
    assert prescribed(one).date == dt.date(2026, 11, 22)


@pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "1-2-2026", "12/11/2026"])
def test_a_day_that_could_be_two_is_refused_unless_the_clinic_says_which(
    clinic: ClinicFolder, text: str
) -> None:
    content = f"MRN,Exercise,Date\nP-1,nod,{text}\n"
    (problem,) = said(job(clinic, content))
    assert f'Date could be two days: "{text}"' in problem
    assert "day-first" in problem
    clinic_says(clinic, "  dates: day-first")
    day_first = prescribed(job(clinic, content)).date
    clinic.change("clinic.yaml", "day-first", "month-first")
    month_first = prescribed(job(clinic, content)).date
    assert (day_first.day, day_first.month) == (month_first.month, month_first.day)
    assert day_first != month_first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("22/11/26", "needs a year of four digits"), ("22 Nov 26", "needs a year of four digits"),
        ("30/02/2026", "must be a date"), ("31 Nov 2026", "must be a date"), ("tomorrow", "must be a date"),
        ("46348", "must be a date"), ("22/11", "must be a date"), ("0000-01-01", "must be a date"),
    ],
)  # fmt: skip
def test_what_is_no_whole_day_is_refused(clinic: ClinicFolder, text: str, says: str) -> None:
    (problem,) = said(job(clinic, f"MRN,Exercise,Date\nP-1,nod,{text}\n"))
    assert says in problem
    assert "write 2026-11-22" in problem


def test_a_day_against_the_clinics_order_is_refused(clinic: ClinicFolder) -> None:
    clinic_says(clinic, "  dates: day-first")
    (problem,) = said(job(clinic, "MRN,Exercise,Date\nP-1,nod,11/22/2026\n"))
    assert "is no day when dates are day-first, as clinic.yaml says" in problem


@pytest.mark.parametrize(
    ("cell", "visit"),
    [
        (dt.datetime(2026, 12, 7, 10, 30), "2026-12-07 10:30"),  # noqa: DTZ001
        (dt.datetime(2026, 12, 7), "2026-12-07 None"),  # noqa: DTZ001
        (dt.date(2026, 12, 7), "2026-12-07 None"),
        ("7 Dec 2026 2:30 pm", "2026-12-07 14:30"), ("2026-12-07T09:05", "2026-12-07 09:05"),
        ("07/12/2026 at 9.15", None), ("2026-12-07 25:00", None),
        ("Mon 7 Dec 2026, 12:00 AM", "2026-12-07 None"),
    ],
)  # fmt: skip
def test_a_next_visit_has_a_day_and_perhaps_a_time(
    clinic: ClinicFolder, cell: Cell, visit: str | None
) -> None:
    rows = [["MRN", "Exercise", "Date", "Next visit"], ["P-1", "nod", dt.date(2026, 11, 22), cell]]
    one = job(clinic, workbook({"Mon": rows}), "r.xlsx")
    if visit is None:
        assert "column D: Next visit" in said(one)[0]
        return
    read = prescribed(one).next_visit
    assert read is not None
    assert f"{read.day} {read.time and f'{read.time:%H:%M}'}" == visit


def test_the_time_of_the_next_visit_may_have_a_column(clinic: ClinicFolder) -> None:
    head = "MRN,Exercise,Date,Next appt,Next appt time\n"
    assert str(prescribed(job(clinic, f"{head}P-1,nod,{DAY},2026-12-07,10:30\n")).next_visit).count(
        "10, 30"
    )
    assert job(clinic, f"{head}P-1,nod,{DAY},2026-12-07 10:30,10:30\n").problems == ()
    assert (
        "another than beside the day"
        in said(job(clinic, f"{head}P-1,nod,{DAY},2026-12-07 9:30,10:30\n"))[0]
    )
    assert "has no day beside it" in said(job(clinic, f"{head}P-1,nod,{DAY},,10:30\n"))[0]
    assert job(clinic, f"{head}P-1,nod,{DAY},2026-12-07,\n").problems == ()


DAYS = st.dates(dt.date(1000, 1, 1))


@given(DAYS)
def test_every_day_comes_back_from_each_way_to_write_it(day: dt.date) -> None:
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day.day} {day:%b} {day:%Y}",
        f"{day:%B} {day.day}, {day:%Y}",
        f"{day:%d-%b-%Y}",
    )
    assert {day_of(form.replace(f"{day:%Y}", f"{day.year:04}"), None) for form in forms} == {day}
    numbers = {"day-first": f"{day.day}/{day.month}/{day.year:04}", "month-first": f"{day.month}/{day.day}/{day.year:04}"}  # fmt: skip
    orders: tuple[DateOrder, ...] = ("day-first", "month-first")
    for order in orders:
        assert day_of(numbers[order], order) == day
        is_clear = day.day > 12 or day.day == day.month
        try:
            assert day_of(numbers[order], None) == day
        except InvalidValueError:
            assert not is_clear
        else:
            assert is_clear


@given(st.text(), st.sampled_from(["day-first", "month-first", None]))
@example("1/2/２０２６", None)
@example("0/0/0000", "day-first")
def test_any_text_is_a_day_or_refused_in_words(text: str, order: DateOrder | None) -> None:
    match value_or_hints(lambda: day_and_time_of(text, order)):
        case [str(hint)]:
            assert hint
        case (day, time):
            assert isinstance(day, dt.date)
            assert time is None or isinstance(time, dt.time)


CELLS = st.one_of(
    st.text(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas()
)


@given(CELLS, st.sampled_from(Kind), st.sampled_from(["{}", "{} s", "{}/day"]))
def test_any_cell_is_text_or_refused_in_words(cell: Cell, kind: Kind, bare: str) -> None:
    match value_or_hints(lambda: text_of(cell, kind, bare, None)):  # type: ignore[arg-type]
        case [str(hint)]:
            assert hint
        case text:
            assert isinstance(text, str)


def test_what_is_wrong_with_a_row_never_stops_the_others(clinic: ClinicFolder) -> None:
    rows: list[list[Cell]] = [["MRN", "Exercise", "Date", "Reps"]]
    rows += [
        [f"P-{number}", "nod", DAY, dt.date(2026, 8, 12) if number == 2 else "8-12"]
        for number in range(4)
    ]
    read = roster(clinic, workbook({"Mon": rows}), "r.xlsx")
    assert [bool(each.problems) for each in read] == [False, False, True, False]
