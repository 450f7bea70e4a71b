"""Columns as people name them, and what a clinic says of its own system's tables."""

# ruff: noqa: E501  (one case on one line)

from __future__ import annotations

import pytest
import yaml
from clinics import ClinicFolder
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rosters import HEAD, ROW, clinic_says, entry, job, jobs, prescribed, refused, roster, said

from handouts.load.column_names import HARMLESS, KNOWN, PRESCRIBING, words_of
from handouts.load.columns import COLUMNS
from handouts.load.header import HeaderReader
from handouts.model.import_map import ROSTER_COLUMNS, ImportMap
from handouts.schema import schema_of

DAY = "2026-11-22"

SPELLINGS = {
    "id": ["Patient ID", "MRN", "No.", "Patient number", "patient_id", "PATIENT-ID", "Client no",
           "PatientID", "patientid", "ID", " Patient  Id ", "Chart number", "Patient #", "NHS Number"],
    "name": ["Name", "Full name", "Patient name", "Client", "FULL NAME"],
    "exercise": ["Exercise", "Ex", "Ex.", "Exercise name"],
    "sets": ["Sets", "Set", "No. of sets"],
    "reps": ["Reps", "Repetitions", "REPS", "Repeats", "Reps per set"],
    "hold": ["Hold", "Hold (s)", "Hold [sec]", "Hold time", "Hold in seconds", "hold_s"],
    "frequency": ["Frequency", "Freq", "Freq.", "How often"],
    "times_a_day": ["Times per day", "Times/day", "times a day", "x/day"],
    "days_a_week": ["Days per week", "days/week"],
    "times_a_week": ["Times per week", "x per week"],
    "note": ["Note", "Notes", "Comments"],
    "clinician": ["Clinician", "Physio", "Therapist", "Practitioner", "Physiotherapist"],
    "next_visit": ["Next visit", "Appointment", "Next appt", "Next appt.", "Next Appointment", "NextAppt"],
    "date": ["Date", "Prescription date", "Visit date"],
    "site": ["Site", "Location", "Clinic"],
    "programme": ["Programme", "Program", "Protocol"],
    "load": ["Load", "Load (kg)", "Resistance", "Band"],
    "first_name": ["First name", "Forename", "Given name", "FirstName"],
    "last_name": ["Last name", "Surname", "Family name"],
    "preferred_name": ["Preferred name", "Known as"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "spelling"), [(name, each) for name, some in SPELLINGS.items() for each in some]
)
def test_columns_are_matched_as_people_name_them(name: str, spelling: str) -> None:
    reader = HeaderReader(ImportMap())
    assert reader.recognised([spelling, "DOB"]) in {2, 102}
    found = KNOWN.get(words_of(spelling)) or KNOWN[words_of(name)]
    assert found[0].name == name


def test_every_column_of_the_model_has_names_and_none_has_two_meanings() -> None:
    assert set(COLUMNS) == set(ROSTER_COLUMNS)
    names = [
        name for column in COLUMNS.values() for name in (words_of(column.name), *column.called)
    ]
    assert len(names) == len(set(names))
    assert all(words_of(name) == name for name in [*names, *HARMLESS, *PRESCRIBING])
    assert not HARMLESS & set(KNOWN)


@pytest.mark.parametrize(
    ("header", "cell", "key", "says"),
    [
        ("Hold (s)", "30", "hold", "30 s"), ("Hold (s)", "5-10", "hold", "5-10 s"),
        ("Hold (s)", "30 s", "hold", "30 s"), ("Hold (s)", "1 min", "hold", "1 min"),
        ("Hold (s)", "blank", "hold", "blank s"), ("Hold (breaths)", "3", "hold", "3 breaths"),
        ("Rest (min)", "1", "rest", "1 min"), ("Load (kg)", "2.5", "load", "2.5 kg"),
        ("Load (lbs)", "5", "load", "5 lb"), ("Load (kg)", "Red band", "load", "red band"),
        ("Distance (m)", "400", "distance", "400 m"), ("RPE", "4-5", "effort", "RPE 4-5"),
        ("Effort %", "30", "effort", "30 %"), ("For (weeks)", "6", "for", "6 weeks"),
        ("Range (deg)", "0-90", "range", "0-90 deg"), ("Times per day", "2", "frequency", "2/day"),
        ("Days per week", "3", "frequency", "3/week"), ("Times per week", "3", "frequency", "3/week"),
        ("Times per day", "twice a day", "frequency", "twice a day"),
        ("Side", "LEFT", "side", "left"), ("Frequency", "2/Day", "frequency", "2/day"),
    ],
)  # fmt: skip
def test_a_unit_in_the_name_is_that_of_bare_numbers(
    clinic: ClinicFolder, header: str, cell: str, key: str, says: str
) -> None:
    assert entry(job(clinic, f"MRN,Exercise,Date,{header}\nP-1,nod,{DAY},{cell}\n"))[key] == says


def test_times_a_day_and_days_a_week_are_one_frequency(clinic: ClinicFolder) -> None:
    text = f"MRN,Exercise,Date,Times per day,Days per week\nP-1,nod,{DAY},2,3\n"
    frequency = prescribed(job(clinic, text)).exercises[0].frequency
    assert frequency is not None
    assert frequency.per_day is not None
    assert frequency.days_per_week is not None


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Reps,Repetitions", '"Repetitions" says the same as column D'),
        ("Reps,reps", '"reps" says the same as column D'),
        ("Frequency,Times per day", '"Times per day" says the same as column D'),
        ("Times per day,Times per week", '"Times per week" says the same as column D'),
        ("Days per week,Freq", '"Freq" says the same as column D'),
        ("MRN,Note", '"MRN" says the same as column A'),
        ("Exercize,Note", '"Exercize" is no column of a roster, but may be meant as one'),
        ("Repss,Note", "write Reps if it is that"),
        ("Hols (s),Note", "write Hold if it is that"),
        ("Sdie,Note", "write Side if it is that"),
        ("Weight,Note", "may be meant as one"),
        ("Exercise 2,Note", "may be meant as one"),
        ("Left,Right", "may be meant as one"),
        ("Reps left,Note", "may be meant as one"),
        ("Phases,Note", "may be meant as one"),
        ("Accept,Note", "a roster never accepts or overrides anything"),
        ("Override reason,Note", "a roster never accepts or overrides anything"),
    ],
)
def test_a_column_that_could_be_misread_stops_the_roster(
    clinic: ClinicFolder, header: str, says: str
) -> None:
    problems = refused(
        lambda: roster(clinic, f"Patient ID,Exercise,Date,{header}\nP-1,nod,{DAY},1,1\n")
    )
    assert any(says in problem for problem in problems)
    assert all("row 1, column " in problem and "hint: " in problem for problem in problems)


def test_everything_that_is_wrong_with_a_header_is_said_at_once(clinic: ClinicFolder) -> None:
    problems = refused(
        lambda: roster(clinic, "MRN,Exercize,Reps,Repetitions,Accept\nP-1,nod,1,1,x\n")
    )
    assert len(problems) == 3


EXPORT = (
    "Appointment ID,Patient ID,Title,First name,Last name,Date of birth,Gender,Mobile,Email,Address,"
    "City,Postcode,Practitioner,Location,Appointment type,Status,Starts at,Invoice,Medicare number,"
    "Programme,Date,Room,Created,Referrer,Insurance,Country,Age,Occupation,Emergency contact"
)


def test_columns_of_a_practice_that_sheets_do_not_need_are_ignored_and_said(
    clinic: ClinicFolder,
) -> None:
    clinic.write("programmes/knees.yaml", "title: K\nexercises:\n  - exercise: nod\n")
    cells = ["x"] * len(EXPORT.split(","))
    for name, cell in (
        ("Patient ID", "P-1"),
        ("Programme", "knees"),
        ("Date", DAY),
        ("Location", "main"),
    ):
        cells[EXPORT.split(",").index(name)] = cell
    read = roster(clinic, f"{EXPORT}\n{','.join(cells)}\n")
    (one,) = read
    assert prescribed(one).patient.name == "x x"
    (note,) = read.notes
    assert '"Date of birth", "Gender"' in note
    assert '"Occupation"' in note


def test_a_running_number_beside_the_patients_is_ignored(clinic: ClinicFolder) -> None:
    for header, row in (("No.,MRN", "1,P-7"), ("MRN,No.", "P-7,1")):
        read = roster(clinic, f"{header},Exercise,Date\n{row},nod,{DAY}\n")
        (one,) = read
        assert prescribed(one).patient.id == "P-7"
        assert '"No."' in read.notes[0]


def test_a_number_alone_is_the_patients(clinic: ClinicFolder) -> None:
    assert prescribed(job(clinic, f"No.,Exercise,Date\nP-7,nod,{DAY}\n")).patient.id == "P-7"


def test_titles_above_the_header_are_passed_over(clinic: ClinicFolder) -> None:
    text = f"sep=,\nRiverside,,,\nPatient list,,Date:,{DAY}\n,,,\n{HEAD}\n,,,,,,,\n{ROW}"
    one = job(clinic, text)
    assert str(one.place).endswith("r.csv, row 8")


def test_a_table_without_a_header_says_none_of_its_cells(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, f"P-1,Secret Person,no,left,{DAY}\n" * 3))
    assert "none of the first 40 rows names the columns" in problem
    assert "Secret" not in problem


def test_a_table_without_the_patients_number_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, f"Code,Name,Exercise,Date\n1,x,nod,{DAY}\n"))
    assert "row 1: no column has the patient's number" in problem
    assert "name it Patient ID" in problem


def test_a_name_over_two_columns_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, f"MRN,Reps,,Exercise,Date\nP-1,8,12,nod,{DAY}\n"))
    assert "column C: has no name, but row 2 holds a value in this column" in problem
    assert job(clinic, f"MRN,Reps,,Exercise,Date,\nP-1,8,,nod,{DAY},\n").problems == ()


def test_one_column_of_numbers_is_a_roster_too(clinic: ClinicFolder) -> None:
    one = job(clinic, "Patient ID\nP-1\n")
    assert str(one.written).endswith("p.yaml")


@given(st.text())
def test_any_name_of_a_column_is_matched_the_same_without_case_and_spaces(name: str) -> None:
    words = words_of(name)
    assert words_of(f"  {words.upper()}. ").casefold() == words_of(words.upper()).casefold()
    assert words == " ".join(words.split())


# ------------------------------------------------------------------ import:

IMPORTS = """\
  columns:
    Pat. Nr.: id
    Seen by: clinician
    Case weight: ignore
    Dauer (s): hold
  status:
    column: Appt status
    skip:
      - Cancelled
      - Did not attend
  dates: day-first"""


def test_editors_know_what_an_export_may_say() -> None:
    schema = Draft202012Validator(schema_of("clinic"))
    imports = yaml.safe_load(f"import:\n{IMPORTS}")["import"]
    said = [error.json_path for error in schema.iter_errors({"import": imports})]
    assert not any("import" in path for path in said)
    imports["columns"]["Case"] = "accept"
    said = [error.json_path for error in schema.iter_errors({"import": imports})]
    assert "$.import.columns.Case" in said


def test_an_export_is_read_with_the_names_that_the_clinic_gives(clinic: ClinicFolder) -> None:
    clinic_says(clinic, IMPORTS)
    text = (
        "PAT NR,Seen by,Case weight,Dauer (s),Exercise,Side,Date,Appt status\n"
        "P-1,Alex Example,80,10,knee-lift,left,03/04/2026,Booked\n"
        "P-2,Alex Example,80,10,knee-lift,left,03/04/2026,CANCELLED\n"
        "P-3,Alex Example,80,10,knee-lift,left,03/04/2026,Did not attend \n"
    )
    read = roster(clinic, text)
    (one,) = read
    sheet = prescribed(one)
    assert (sheet.clinician, sheet.date.isoformat(), read.skipped) == (
        "Alex Example",
        "2026-04-03",
        2,
    )
    assert entry(one)["hold"] == "10 s"
    assert '"Case weight"' in read.notes[0]


def test_a_patient_is_skipped_with_all_rows_only_if_all_are(clinic: ClinicFolder) -> None:
    clinic_says(clinic, IMPORTS)
    text = (
        "MRN,Exercise,Date,Appt status\n"
        f"P-1,nod,{DAY},cancelled\nP-1,squat,{DAY},ok\nP-2,nod,{DAY},cancelled\n"
    )
    (one,) = jobs(clinic, text)
    assert [each.exercise for each in prescribed(one).exercises] == ["squat"]


def test_a_row_without_a_number_below_a_skipped_one_is_nobodys(clinic: ClinicFolder) -> None:
    clinic_says(clinic, IMPORTS)
    rows = f"P-1,nod,{DAY},ok\nP-2,nod,{DAY},cancelled\n,squat,,\n"
    one, two = jobs(clinic, f"MRN,Exercise,Date,Appt status\n{rows}")
    assert one.problems == ()
    assert any("row 4, column A: Patient ID is missing" in each for each in said(two))


def test_the_clinics_names_win_over_the_usual_ones(clinic: ClinicFolder) -> None:
    clinic_says(clinic, "  columns: {Appointment: date, Reps: note}")
    text = f"MRN,Appointment,Next appointment,Exercise,Reps\nP-1,{DAY},2026-12-07,nod,slowly\n"
    sheet = prescribed(job(clinic, text))
    assert sheet.date.isoformat() == DAY
    assert sheet.exercises[0].note == "slowly"


def test_two_columns_of_one_meaning_are_refused_also_when_the_clinic_says_so(
    clinic: ClinicFolder,
) -> None:
    clinic_says(clinic, "  columns: {Case: id}")
    (problem,) = refused(lambda: roster(clinic, f"Case,MRN,Exercise,Date\n1,2,nod,{DAY}\n"))
    assert '"MRN" says the same as column A' in problem


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("First name,Last name", "Ana,Lima", "Ana Lima"),
        ("Last name,First name", "Lima,Ana", "Ana Lima"),
        ("First name,Last name,Preferred name", "Ana,Lima,Nan", "Nan Lima"),
        ("First name,Last name,Preferred name", "Ana,Lima,", "Ana Lima"),
        ("First name,Last name,Preferred name", "Ana,Lima,Nan Lima", "Nan Lima"),
        ("Name,Preferred name", "Ana Lima,Nan", "Nan"),
        ("Name,First name,Last name", "Ana M. Lima,Ana,Lima", "Ana M. Lima"),
        ("Name,Preferred name,Surname", "Ana Lima,Nan,Lima", "Nan Lima"),
        ("First name,Last name", "Lee,Lee", "Lee Lee"),
        ("Surname,Note", "Lima,", "Lima"),
        ("First name,Note", "Ana,", "Ana"),
        ("Name,Preferred name", ",", None),
    ],
)  # fmt: skip
def test_a_name_is_made_of_its_parts(
    clinic: ClinicFolder, header: str, cells: str, name: str | None
) -> None:
    one = job(clinic, f"MRN,Exercise,Date,{header}\nP-1,nod,{DAY},{cells}\n")
    assert prescribed(one).patient.name == name


def test_a_word_about_accepting_may_be_another_systems(clinic: ClinicFolder) -> None:
    clinic_says(clinic, "  columns: {Accepted by GP: ignore}")
    assert job(clinic, f"MRN,Exercise,Date,Accepted by GP\nP-1,nod,{DAY},yes\n").problems == ()


def test_a_dose_in_a_column_without_meaning_is_never_dropped_in_silence(
    clinic: ClinicFolder,
) -> None:
    """The words of every column of a dose, each with one letter wrong, stop the roster."""
    for name in (
        "exercise",
        "side",
        "sets",
        "reps",
        "hold",
        "rest",
        "frequency",
        "load",
        "distance",
    ):
        for at in range(1, len(name)):
            slip = name[:at] + "z" + name[at + 1 :]
            head = f"MRN,Date,Goal,{slip}\nP-1,{DAY},x,1\n"
            assert any(
                slip in problem for problem in refused(lambda head=head: roster(clinic, head))
            ), slip  # type: ignore[misc]


def test_messages_of_rows_name_the_column_by_its_meaning(clinic: ClinicFolder) -> None:
    (problem,) = said(job(clinic, f"MRN,Ex,Date,Repetitions\nP-1,nod,{DAY},12-Aug\n"))
    assert problem.startswith("r.csv, row 2, column D: Reps looks like a date")
