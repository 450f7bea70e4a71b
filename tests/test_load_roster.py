"""Rows → jobs: a programme, exercises one a row, or a saved prescription.

One bad row stops no other.
"""

# ruff: noqa: E501  (one case on one line)

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import pickle
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from clinics import ClinicFolder
from rosters import HEAD, PROGRAMME, ROW, job, jobs, prescribed, refused, roster, said, workbook

from handouts.errors import CellSource, HandoutError, Source
from handouts.load.clinic import load_clinic
from handouts.load.job import Job
from handouts.load.roster import read_roster
from handouts.load.saved_prescriptions import read_folder
from handouts.load.validation import validate
from handouts.load.yaml_source import Document
from handouts.model.prescription import Prescription
from handouts.places import shipped_content

DAY = "2026-11-22"
SAVED = "prescriptions/p.yaml"


@pytest.fixture
def knees(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic with a programme of two exercises; the knee lift leaves its side open."""
    clinic.write("programmes/knee-plan.yaml", PROGRAMME)
    return clinic


# ------------------------------------------------------------------ exercises


def test_rows_with_one_number_make_one_sheet_in_the_rosters_order(clinic: ClinicFolder) -> None:
    text = (
        "MRN,Name,Exercise,Side,Reps,Date\n"
        f"P-1,Ana,squat,,8,{DAY}\nP-2,Bo,nod,,5,{DAY}\nP-1,,knee-lift,left,9,\nP-1,Ana,nod,,6,{DAY}\n"
    )
    one, two = jobs(clinic, text)
    assert [each.exercise for each in prescribed(one).exercises] == ["squat", "knee-lift", "nod"]
    assert prescribed(one).patient.name == "Ana"
    assert [each.exercise for each in prescribed(two).exercises] == ["nod"]
    assert [str(each.place).rpartition(", ")[2] for each in (one, two)] == ["row 2", "row 3"]


def test_every_value_keeps_its_cell(clinic: ClinicFolder) -> None:
    sheet = prescribed(job(clinic, HEAD + ROW))
    places = {
        ("patient", "id"): 1, ("patient", "name"): 2, ("exercises", 0, "exercise"): 3,
        ("exercises", 0, "side"): 4, ("exercises", 0, "sets"): 5, ("exercises", 0, "reps"): 6,
        ("exercises", 0, "hold"): 7, ("date",): 8,
    }  # fmt: skip
    for path, column in places.items():
        assert sheet.source(*path) == CellSource(str(clinic.path("r.csv")), 2, column)


def test_everything_that_a_roster_can_say_arrives(clinic: ClinicFolder) -> None:
    cells = {
        "MRN": "P-1", "Name": "Ana", "Language": "en", "Conditions": "osteoporosis; pregnancy",
        "Date": DAY, "Next visit": "2026-12-07 10:30", "Physio": "Alex Example", "Site": "main",
        "Goal": "To walk.", "Exercise": "Knee lift", "Side": "R", "Sets": "3", "Reps": "8-12",
        "Hold": "5 s", "Rest": "60 s", "Frequency": "2/day", "Load": "Red band", "Effort": "RPE 4-5",
        "Tempo": "3-1-1", "Range": "0-90 deg", "When": "morning", "For": "6 weeks", "Start": "week 3",
        "Pain": "up to 3/10", "Easier": "Use a chair.", "Progression": "3x12", "Note": "Slowly.",
    }  # fmt: skip
    file = io.StringIO(newline="")
    csv.writer(file).writerows([cells.keys(), cells.values()])
    sheet = prescribed(job(clinic, file.getvalue()))
    only = sheet.exercises[0]
    assert sheet.patient.conditions == ("osteoporosis", "pregnancy")
    assert (sheet.clinician, sheet.site, sheet.goal) == ("Alex Example", "main", "To walk.")
    assert (only.exercise, only.side, only.note) == ("knee-lift", "right", "Slowly.")
    for name in ("sets", "reps", "hold", "rest", "frequency", "load", "effort", "tempo", "range",
                 "when", "for_", "start", "pain", "easier", "progression"):  # fmt: skip
        assert getattr(only, name) is not None, name


@pytest.mark.parametrize(
    ("cell", "conditions"),
    [("none", ()), ("None", ()), ("", None), ("pregnancy", ("pregnancy",)), (" ; ", None)],
)
def test_no_conditions_and_nobody_asked_are_two_things(
    clinic: ClinicFolder, cell: str, conditions: tuple[str, ...] | None
) -> None:
    one = job(clinic, f"MRN,Exercise,Date,Conditions\nP-1,nod,{DAY},{cell}\n")
    assert prescribed(one).patient.conditions == conditions


def test_rows_of_one_patient_that_contradict_each_other_are_refused(clinic: ClinicFolder) -> None:
    text = f"MRN,Name,Exercise,Date,Site\nP-1,Ana Secret,nod,{DAY},main\nP-1,Anna Hidden,squat,2026-11-23,\n"
    name, date = said(job(clinic, text))
    assert name.startswith("r.csv, row 3, column B: Name is another than in row 2")
    assert date.startswith("r.csv, row 3, column D: Date is another than in row 2")
    assert "Hidden" not in name
    assert "Secret" not in name


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f",nod,,{DAY},", "column A: Patient ID is missing"),
        (f"P-1,,8,{DAY},", "column C: Reps stands in a row without an exercise"),
        ("P-1,nod,8,,", "row 2: Date is missing"),
        (f"P-1,,,{DAY},Slowly.", "column E: Note stands in a row without an exercise"),
    ],
)
def test_a_row_that_lacks_something_is_refused(clinic: ClinicFolder, row: str, says: str) -> None:
    problems = said(job(clinic, f"MRN,Exercise,Reps,Date,Note\n{row}\n"))
    assert any(says in problem for problem in problems)


def test_the_days_own_appointment_is_no_next_visit(clinic: ClinicFolder) -> None:
    text = "MRN,Exercise,Appointment\nP-1,nod,2026-11-22 10:30\nP-2,nod,2026-12-06 10:30\n"
    today, later = jobs(clinic, text, date=dt.date(2026, 11, 22))
    assert "row 2, column C: Next visit is on the day of the sheet" in said(today)[0]
    assert "name the column Date" in said(today)[0]
    assert later.problems == ()


def test_a_number_over_several_rows_does_not_leave_a_part_of_the_sheet(
    clinic: ClinicFolder,
) -> None:
    """Merged cells have their value in the first. A row with a name of its own is its own."""
    rows = f"P-1,Ana,nod,{DAY}\n,,squat,\nP-2,Bo,nod,{DAY}\n,Cy,squat,{DAY}\n"
    one, two, three = jobs(clinic, f"MRN,Name,Exercise,Date\n{rows}")
    assert "row 3, column A: Patient ID is missing" in said(one)[0]
    assert two.problems == ()
    assert "row 5, column A: Patient ID is missing" in said(three)[0]


def test_a_number_in_two_spellings_is_refused_in_both(clinic: ClinicFolder) -> None:
    rows = f"P-1,nod,{DAY}\np-1,squat,{DAY}\nP-2,nod,{DAY}\n"
    one, two, three = jobs(clinic, f"MRN,Exercise,Date\n{rows}")
    assert "row 2, column A: Patient ID has other capitals in row 3" in said(one)[0]
    assert "row 3, column A: Patient ID has other capitals in row 2" in said(two)[0]
    assert three.problems == ()


def test_everything_that_is_wrong_with_a_row_is_said_at_once_in_its_order(
    clinic: ClinicFolder,
) -> None:
    text = "MRN,Exercise,Side,Sets,Reps,Hold (s),Date\nP/1,nod,middle,ten,12-Aug,x,03/04/2026\n"
    columns = [problem.partition("column ")[2][0] for problem in said(job(clinic, text))]
    assert columns == ["A", "C", "D", "E", "F", "G"]


def test_the_date_of_the_command_is_that_of_rows_without_one(clinic: ClinicFolder) -> None:
    text = f"MRN,Exercise,Date\nP-1,nod,\nP-2,nod,{DAY}\n"
    one, two = jobs(clinic, text, date=dt.date(2026, 1, 2))
    assert [str(prescribed(each).date) for each in (one, two)] == ["2026-01-02", DAY]


# ------------------------------------------------------------------ programmes


def test_a_row_is_a_patient_with_a_programme(knees: ClinicFolder) -> None:
    one = job(knees, f"MRN,Name,Programme,Date\nP-1,Ana,Knee plan,{DAY}\n")
    assert prescribed(one).programme == "knee-plan"
    assert prescribed(one).exercises == ()


def test_a_side_beside_a_programme_is_that_of_its_exercises_which_leave_it_open(
    knees: ClinicFolder,
) -> None:
    sheet = prescribed(job(knees, f"MRN,Programme,Side,Date\nP-1,knee-plan,Left,{DAY}\n"))
    assert [(each.exercise, each.side) for each in sheet.exercises] == [("knee-lift", "left")]
    assert sheet.source("exercises", 0, "side") == CellSource(str(knees.path("r.csv")), 2, 3)


def test_an_exercise_of_the_patient_keeps_its_own_side(knees: ClinicFolder) -> None:
    text = f"MRN,Programme,Exercise,Side,Reps,Date\nP-1,knee-plan,,left,,{DAY}\nP-1,,Knee lift,right,5,\n"
    (problem,) = said(job(knees, text))
    assert "column D: Side stands in a row without an exercise" in problem
    text = (
        f"MRN,Programme,Exercise,Side,Reps,Date\nP-1,knee-plan,,,,{DAY}\nP-1,,Knee lift,right,5,\n"
    )
    assert [each.side for each in prescribed(job(knees, text)).exercises] == ["right"]


def test_a_side_that_nothing_takes_is_refused(knees: ClinicFolder) -> None:
    text = f"MRN,Programme,Drop,Side,Date\nP-1,knee-plan,Knee lift,left,{DAY}\n"
    (problem,) = said(job(knees, text))
    assert (
        "column D: Side stands in a row without an exercise, and there is no programme" in problem
    )


def test_a_row_may_drop_exercises_and_say_how_often(knees: ClinicFolder) -> None:
    text = f"MRN,Programme,Drop,Frequency,Date\nP-1,knee-plan,Knee lift; nod,3/week,{DAY}\n"
    sheet = prescribed(job(knees, text))
    assert sheet.drop == ("knee-lift", "nod")
    assert sheet.frequency is not None


def test_two_programmes_of_one_patient_contradict_each_other(knees: ClinicFolder) -> None:
    text = f"MRN,Programme,Date\nP-1,knee-plan,{DAY}\nP-1,knee-strength,{DAY}\n"
    assert "row 3, column B: Programme is another than in row 2" in said(job(knees, text))[0]
    assert (
        job(knees, f"MRN,Programme,Date\nP-1,knee-plan,{DAY}\nP-1,knee-plan,{DAY}\n").problems == ()
    )


# ------------------------------------------------------------------ saved prescriptions


def test_a_row_without_programme_and_exercise_is_the_saved_prescription(
    clinic: ClinicFolder,
) -> None:
    one = job(clinic, "MRN,Phone\nP-1,01632 960 123\n")
    assert one.written == clinic.path(SAVED)
    assert one.place == CellSource(str(clinic.path("r.csv")), 2, 0)


def test_what_the_row_says_wins_over_the_file(clinic: ClinicFolder) -> None:
    text = "MRN,Name,Date,Next visit,Physio\nP-1,Ana Lima,2026-12-01,2026-12-08 09:00,Bo Example\n"
    sheet = prescribed(job(clinic, text))
    assert (sheet.patient.name, str(sheet.date), sheet.clinician) == (
        "Ana Lima",
        "2026-12-01",
        "Bo Example",
    )
    assert sheet.exercises[0].exercise == "knee-lift"
    assert sheet.source("patient", "name") == CellSource(str(clinic.path("r.csv")), 2, 2)
    assert str(sheet.source("exercises", 0, "hold")) == clinic.place(SAVED, "10 s")


def test_the_date_of_the_command_wins_over_the_file_and_the_row_over_both(
    clinic: ClinicFolder,
) -> None:
    today = dt.date(2026, 12, 1)
    assert prescribed(job(clinic, "MRN,Phone\nP-1,0\n", date=today)).date == today
    row = "MRN,Date\nP-1,2026-12-02\n"
    assert prescribed(job(clinic, row, date=today)).date == dt.date(2026, 12, 2)


def test_no_saved_prescription_or_several_are_refused(clinic: ClinicFolder) -> None:
    text = "MRN,Phone\nP-2,0\n"
    (problem,) = said(job(clinic, text))
    assert (
        "column A: names no programme and no exercise, and there is no saved prescription"
        in problem
    )
    for name in ("a.yaml", "b.yml"):
        clinic.write(f"prescriptions/{name}", "patient: {id: P-2}\n")
    (problem,) = said(job(clinic, text))
    assert "there are several saved prescriptions" in problem
    assert "a.yaml" in problem
    assert "b.yml" in problem


def test_a_file_that_cannot_be_read_is_named_where_one_is_missing(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/broken.yaml", "patient: {id: P-2\n")
    assert "broken.yaml cannot be read" in said(job(clinic, "MRN,Phone\nP-2,0\n"))[0]
    assert job(clinic, "MRN,Phone\nP-1,0\n").problems == ()


@pytest.mark.parametrize(
    ("header", "cell"), [("Side", "left"), ("Frequency", "2/day"), ("Reps", "8"), ("Note", "x")]
)
def test_a_row_cannot_change_the_doses_of_a_saved_prescription(
    clinic: ClinicFolder, header: str, cell: str
) -> None:
    (problem,) = said(job(clinic, f"MRN,{header}\nP-1,{cell}\n"))
    assert f"column B: {header} " in problem


@pytest.mark.parametrize(
    ("saved", "row", "together"),
    [
        ("", "osteoporosis", ("osteoporosis",)), ("", "none", ()), ("", "", None),
        ("[osteoporosis]", "none", ("osteoporosis",)), ("[osteoporosis]", "", ("osteoporosis",)),
        ("[osteoporosis]", "pregnancy;osteoporosis", ("osteoporosis", "pregnancy")),
        ("[]", "pregnancy", ("pregnancy",)),
    ],
)  # fmt: skip
def test_a_row_adds_conditions_and_never_takes_one_away(
    clinic: ClinicFolder, saved: str, row: str, together: tuple[str, ...] | None
) -> None:
    if saved:
        clinic.change(SAVED, "  language: en\n", f"  conditions: {saved}\n")
    one = job(clinic, f"MRN,Date,Conditions\nP-1,{DAY},{row}\n")
    assert prescribed(one).patient.conditions == together


# ------------------------------------------------------------------ folders


def test_a_folder_of_prescriptions_is_a_job_a_file_by_name(clinic: ClinicFolder) -> None:
    for name in ("b.yaml", "a.yml", "notes.txt", "C.YAML"):
        clinic.write(f"prescriptions/{name}", "patient: {id: P-2}\n")
    found = list(read_folder(clinic.path("prescriptions")))
    assert [Path(str(each.place)).name for each in found] == ["C.YAML", "a.yml", "b.yaml", "p.yaml"]
    assert all(each == Job(Source(str(each.written)), each.written) for each in found)


@pytest.mark.parametrize(
    ("name", "says"), [("exercises", "holds no prescription"), ("no", "is not a folder")]
)
def test_a_folder_without_prescriptions_is_refused(
    clinic: ClinicFolder, name: str, says: str
) -> None:
    (problem,) = refused(lambda: read_folder(clinic.path(name)))
    assert says in problem


# ------------------------------------------------------------------ odd cells


ODD: dict[str, tuple[str, str | None]] = {
    "an emoji": ("Sam 🙂", None),
    "right to left": ("שרה כהן", None),
    "right to left, marked so": ("\u200fשרה\u200f", "U+200F"),
    "a line end": ("Sample\nPatient", None),
    "a zero": ("a\0b", "U+0000"),
    "a no-break space": ("Sam\u00a0Patient", None),
    "an accent of its own": ("Zoe\u0308", None),
    "a private letter": ("\ue000", "U+E000"),
    "61 letters": ("x" * 61, None),
    "10,000 letters": ("x" * 10_000, None),
}


@pytest.mark.parametrize(("name", "says"), ODD.values(), ids=ODD.keys())
def test_an_odd_name_is_taken_or_refused_in_its_row_without_repeating_it(
    clinic: ClinicFolder, name: str, says: str | None
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [["MRN", "Name", "Exercise", "Date"], ["P-1", name, "nod", DAY], ["P-2", "Bo", "nod", DAY]]
    )
    odd, right = jobs(clinic, file.getvalue())
    assert right.problems == ()
    if says is not None:
        assert says in said(odd)[0]
        return
    assert isinstance(odd.written, Document)
    if len(name) <= 60:
        assert validate(Prescription, odd.written).patient.name == " ".join(name.split("\n"))
        return
    with pytest.raises(HandoutError, match=r"column B: name is \d+ letters long") as refusal:
        validate(Prescription, odd.written)
    assert name not in str(refusal.value)


def test_a_cell_of_10000_letters_is_refused_in_its_row_unless_it_is_prose(
    clinic: ClinicFolder,
) -> None:
    for header, says in (
        ("Reps", "Reps is 10000 letters long"),
        ("Site", "Site is 10000 letters long"),
        ("Note", ""),
    ):
        one = job(clinic, f"MRN,Exercise,Date,{header}\nP-1,nod,{DAY},{'x' * 10_000}\n")
        assert [says in problem for problem in said(one)] == ([True] if says else [])


def test_no_message_repeats_a_name_or_a_condition(clinic: ClinicFolder) -> None:
    hushed = "Hushhush"
    head = "MRN,Name,First name,Surname,Known as,Conditions,Language,Exercise,Date,Reps\n"
    odd = (
        f"=A{hushed}",
        f"{hushed}\u200f",
        hushed * 20,
        f"#{hushed}",
        f"{hushed};{hushed}",
        f'"{hushed}\n"',
    )
    for cell in odd:
        for at in range(1, 7):
            cells = ["P-1", *([""] * 6), "nod", DAY, "12-Aug"]
            cells[at] = cell
            for one in jobs(clinic, head + ",".join(cells) + "\n" + ROW.replace("P-1", "P-9")):
                assert hushed not in " ".join(said(one)), cell


# ------------------------------------------------------------------ many rows


def test_jobs_travel_to_other_processes(clinic: ClinicFolder) -> None:
    for one in jobs(clinic, HEAD + ROW + ROW.replace("P-1", "P-2").replace("left", "")):
        copy = pickle.loads(pickle.dumps(one))  # noqa: S301
        assert copy.place == one.place
        assert copy.written.tree == one.written.tree  # type: ignore[union-attr]
        assert copy.written.sources.at("date") == one.written.sources.at("date")  # type: ignore[union-attr]


def test_a_roster_may_be_read_again(clinic: ClinicFolder) -> None:
    read = roster(clinic, HEAD + ROW)
    assert len(read) == 1
    first, second = list(read), list(read)
    assert [each.place for each in first] == [each.place for each in second]
    assert prescribed(first[0]) == prescribed(second[0])


Spoil = Callable[[list[str]], Sequence[str]]


def with_cell(at: int, cell: str) -> Spoil:
    return lambda row: [*row[:at], cell, *row[at + 1 :]]


HEADER = ["MRN", "Name", "Exercise", "Side", "Sets", "Reps", "Hold (s)", "Date", "Next visit", "Site",
          "Programme", "Note"]  # fmt: skip
BAD: dict[str, tuple[Spoil, str]] = {
    "no number": (with_cell(0, ""), "column A: Patient ID is missing"),
    "number with .0": (with_cell(0, "1234.0"), "column A: Patient ID ends in .0"),
    "number cut short": (with_cell(0, "1.23E+11"), "column A: Patient ID is a long number"),
    "number with a slash": (with_cell(0, "P/1"), "column A: id takes"),
    "number that is a formula": (with_cell(0, "=A1"), "column A: Patient ID holds a formula"),
    "invisible letter": (with_cell(1, "a\u200bb"), "column B: Name holds an invisible"),
    "name of 61 letters": (with_cell(1, "x" * 61), "column B: name is 61 letters long"),
    "failed formula as name": (with_cell(1, "#REF!"), "column B: Name holds #REF!"),
    "no exercise": (with_cell(2, ""), "stands in a row without an exercise"),
    "exercise of 300 letters": (with_cell(2, "x" * 300), "column C: Exercise is 300 letters"),
    "unknown side": (with_cell(3, "middle"), "column D: side must be"),
    "sets in words": (with_cell(4, "three"), "column E: sets must be"),
    "reps that became a day": (with_cell(5, "12-Aug"), "column F: Reps looks like a date"),
    "reps that became a date": (with_cell(5, "2026-08-12"), "column F: Reps looks like a date"),
    "reps as a decimal": (with_cell(5, "8.5"), "column F: reps must be"),
    "reps backwards": (with_cell(5, "12-8"), "column F: reps must be"),
    "hold without sense": (with_cell(6, "long"), "column G: hold must be"),
    "hold of 10,000 letters": (with_cell(6, "9" * 10_000), "column G: Hold is 10000 letters"),
    "no date": (with_cell(7, ""), "Date is missing"),
    "date of two days": (with_cell(7, "03/04/2026"), "column H: Date could be two days"),
    "date of two digits": (with_cell(7, "22/11/26"), "column H: Date needs a year"),
    "date that is none": (with_cell(7, "31/02/2026"), "column H: Date must be a date"),
    "visit in words": (with_cell(8, "soon"), "column I: Next visit must be"),
    "visit at 25 o'clock": (with_cell(8, "2026-12-07 25:00"), "column I: Next visit must be"),
    "a cell too many": (
        lambda row: [*row, "Smith"],
        "column M: a value stands in a column without",
    ),
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_of_500_rows_the_25_bad_ones_fail_each_with_its_reason(
    clinic: ClinicFolder, kind: str
) -> None:
    clinic.path(SAVED).unlink()
    rows: list[Sequence[str]] = [HEADER]
    bad: dict[int, str] = {}
    spoils = list(BAD.values())
    for number in range(500):
        row = [f"P-{number}", "Sample Patient", "knee-lift", "left", "2", "8-12", "10", DAY,
               "2026-12-07 10:30", "main", "", "Slowly."]  # fmt: skip
        if number % 20 == 7:
            spoil, says = spoils[number // 20]
            row, bad[number + 2] = list(spoil(row)), says
        rows.append(row)
    assert len(bad) == len(BAD) == 25
    if kind == "xlsx":
        content = workbook({"Mon": [[cell.replace("=A1", "'=A1") for cell in row] for row in rows]})
    else:
        file = io.StringIO(newline="")
        csv.writer(file).writerows(rows)
        content = file.getvalue().encode("utf-16")
    failed: dict[int, str] = {}
    read = roster(clinic, content, f"r.{kind}")
    for one in read:
        try:
            if one.problems:
                raise HandoutError(one.problems)
            assert isinstance(one.written, Document)
            validate(Prescription, one.written)
        except HandoutError as error:
            failed[one.place.line] = str(error)
    assert len(read) == 500
    assert failed.keys() == bad.keys()
    for row_number, says in bad.items():
        if kind == "csv" or "formula" not in says:
            assert says in failed[row_number]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ten_thousand_rows_are_quick_and_memory_stays_flat(clinic: ClinicFolder, kind: str) -> None:
    rows = [HEADER, *([f"P-{number}", f"Sample Patient {number}", "knee-lift", "left", "2", "8-12", "10",
                       DAY, "2026-12-07 10:30", "main", "", f"Slowly, {number}."]
                      for number in range(10_000))]  # fmt: skip
    if kind == "xlsx":
        content = workbook({"Mon": rows})
    else:
        file = io.StringIO(newline="")
        csv.writer(file).writerows(rows)
        content = file.getvalue().encode()
    path = clinic.write(f"r.{kind}", content)
    known = load_clinic(clinic.root)
    started = time.perf_counter()
    assert sum(not one.problems for one in read_roster(path, known, clinic.root)) == 10_000
    assert time.perf_counter() - started < 20  # about 1 s on one free core
    read = read_roster(path, known, clinic.root)
    tracemalloc.start()
    for _ in itertools.islice(read, 2_000):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000  # beside the table itself


def test_the_shipped_example_is_right() -> None:
    content = shipped_content()
    read = read_roster(content / "rosters" / "example.csv", load_clinic(content), content)
    assert [prescribed(each).patient.id for each in read] == [
        "P-2001",
        "P-2002",
        "P-2003",
        "P-2004",
    ]
    assert read.notes == ()
