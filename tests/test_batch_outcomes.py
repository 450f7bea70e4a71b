"""`handouts batch`: every row ends as written, unchanged or failed with its reason."""

from __future__ import annotations

import csv
import errno
import io
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import (
    CONDITION,
    NAME,
    ROSTER,
    in_order,
    job,
    jobs,
    prescribed,
    rows,
    sheets_in,
    without_reviews,
    write_roster,
)
from clinics import (
    EXERCISE_FILE,
    OUTPUT,
    PRESCRIPTION,
    PRESCRIPTION_FILE,
    ClinicFolder,
    run,
    text_of,
)
from pdf_checks import assert_valid

from handouts.batch.manifest import MANIFEST_FILE
from handouts.batch.outcome import Report, Result
from handouts.batch.report import REPORT_FILE, neutral, report_csv
from handouts.batch.run import run_batch
from handouts.errors import ExitCode, Problem
from handouts.load.job import Job
from handouts.output import Unnamed


@pytest.fixture
def clinic(clinic: ClinicFolder) -> ClinicFolder:
    return without_reviews(clinic)


def made(clinic: ClinicFolder, *asked: Job, allow_draft: bool = False) -> Report:
    return run_batch(asked, clinic.root, clinic.path(OUTPUT), workers=1, allow_draft=allow_draft)


def reasons(report: Report) -> list[str]:
    return [str(problem) for outcome in report.failed for problem in outcome.problems]


def told(clinic: ClinicFolder) -> list[dict[str, str]]:
    """The lines of report.csv."""
    text = clinic.path(f"{OUTPUT}/{REPORT_FILE}").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_sheet_is_that_of_make_and_each_row_has_its_outcome_in_order(
    clinic: ClinicFolder,
) -> None:
    clinic.write(PRESCRIPTION_FILE, prescribed("P-1"))
    report = made(clinic, job(2, prescribed("P-2", 7)), job(3, prescribed("P-1")))
    assert in_order(report.outcomes) == [
        "P-2 written 2026-11-22-P-2.pdf", "P-1 written 2026-11-22-P-1.pdf",
    ]  # fmt: skip
    pdf = clinic.path(f"{OUTPUT}/2026-11-22-P-1.pdf").read_bytes()
    assert pdf == clinic.sheet().pdf
    assert_valid(pdf)
    other = clinic.path(f"{OUTPUT}/2026-11-22-P-2.pdf").read_bytes()
    assert "7 times" in text_of(other)


def test_an_outcome_says_the_site_and_the_clinician_of_a_sheet(clinic: ClinicFolder) -> None:
    clinic.change("clinic.yaml", "sites:\n", "sites:\n  - {id: north, phone: 01632 960 124}\n")
    report = made(
        clinic, job(2, prescribed("P-1")),
        job(3, prescribed("P-2", more="site: main\nclinician: Alex Example\n")),
    )  # fmt: skip
    assert [(one.site, one.clinician) for one in report.outcomes] == [
        ("north", ""), ("main", "Alex Example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("patients", "names"),
    [
        (["P-1", "P-1", "P-1"], ["P-1", "P-1-2", "P-1-3"]),
        (["P-1", "P-1", "P-1-2"], ["P-1", "P-1-3", "P-1-2"]),
        (["p-1", "P-1"], ["p-1", "P-1-2"]),
    ],
)
def test_a_second_sheet_of_one_patient_and_day_takes_nobodys_name(
    clinic: ClinicFolder, patients: list[str], names: list[str]
) -> None:
    asked = [job(row, prescribed(patient)) for row, patient in enumerate(patients, 2)]
    first, second = made(clinic, *asked), made(clinic, *asked)
    for report in (first, second):
        assert [one.file for one in report.outcomes] == [f"2026-11-22-{name}.pdf" for name in names]
    assert second.count() == {Result.UNCHANGED: len(names)}


def test_a_row_that_fails_keeps_its_name_so_that_others_are_named_as_before(
    clinic: ClinicFolder,
) -> None:
    report = made(clinic, job(2, prescribed("P-1", "ten")), job(3, prescribed("P-1")))
    assert in_order(report.outcomes) == ["P-1 failed", "P-1 written 2026-11-22-P-1-2.pdf"]


def test_of_five_hundred_rows_the_bad_ones_fail_alone(clinic: ClinicFolder) -> None:
    wrong = {
        17: ("ten", "Reps"), 40: ("0", "reps"), 41: ("-3", "reps"), 77: ("5-2", "reps"),
        78: ("8 - twelve", "reps"), 99: ("1e9", "reps"), 100: ("½", "reps"), 101: ("5.5", "reps"),
    }  # fmt: skip
    lines = rows(500)
    for row, (reps, _) in wrong.items():
        lines[row] = f"P-{row},{NAME},2026-11-22,nod,{reps}"
    bad = {
        120: f"P-120,{NAME},2026-11-22,nodd,5", 121: f"P-121,{NAME},03/04/2026,nod,5",
        122: f"P-122,{NAME},2026-02-30,nod,5", 123: f",{NAME},2026-11-22,nod,5",
        124: f"{NAME},P-124,2026-11-22,nod,5", 125: f"P/125,{NAME},2026-11-22,nod,5",
        126: f"P-126,{NAME * 10},2026-11-22,nod,5", 127: f"P-127,{NAME},2026-11-22,,5",
        128: f"P-128,{NAME},,nod,5", 129: f"P-129,{NAME},2026-11-22,nod,=1+1",
        130: f"P-130,{NAME},2026-11-22,knee-lift,5", 131: f"P-131,{NAME},2026-11-22,nod,{5:0500}",
        132: f"P-132,{NAME} \u0645\u0631\u062d\u0628\u0627,2026-11-22,nod,5",
        133: f"P-133,{NAME} \U0001f600,2026-11-22,nod,5", 134: f"-,{NAME},2026-11-22,nod,5",
        135: f"P-135,{NAME},tomorrow,nod,5", 136: f"P-136,{NAME},2026-11-22,{'n' * 10_000},5",
    }  # fmt: skip
    lines = [bad.get(row, line) for row, line in enumerate(lines)]
    roster = write_roster(clinic, lines)
    outcome = run("batch", str(roster), "-o", str(clinic.path(OUTPUT)), "--quiet")
    assert len(bad) + len(wrong) == 25
    assert "475 written, 0 unchanged, 25 failed" in outcome.out
    assert outcome.exit_code == ExitCode.SOME_MADE
    failed = {int(line["row"]) for line in told(clinic) if line["outcome"] == "failed"}
    assert failed == {row + 2 for row in (*wrong, *bad)}
    assert all(line["reason"] for line in told(clinic) if line["outcome"] == "failed")
    expected = {f"2026-11-22-P-{row}.pdf" for row in range(500) if row not in {*wrong, *bad}}
    assert sheets_in(clinic.path(OUTPUT)).keys() == expected
    for said in (outcome.out, outcome.err, clinic.path(f"{OUTPUT}/{REPORT_FILE}").read_text()):
        assert "Zebedee" not in said
        assert "Quux" not in said


def test_all_none_or_some_is_the_exit_code(clinic: ClinicFolder) -> None:
    good, bad = rows(2)[0], rows(2, "ten")[1]
    for lines, code in (
        ([good], ExitCode.OK), ([good, bad], ExitCode.SOME_MADE), ([bad], ExitCode.NONE_MADE),
    ):  # fmt: skip
        roster = write_roster(clinic, lines)
        assert run("batch", str(roster), "-o", str(clinic.path(OUTPUT))).exit_code == code


def test_a_folder_of_prescriptions_is_made_each_with_its_own_reason(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/q.yaml", PRESCRIPTION.replace("P-1", "P-2"))
    clinic.write("prescriptions/r.yaml", PRESCRIPTION.replace("hold: 10 s", "hold: ten"))
    clinic.write("prescriptions/s.yaml", "patient: [a")
    outcome = run("batch", str(clinic.path("prescriptions")), "-o", str(clinic.path(OUTPUT)))
    assert "2 written, 0 unchanged, 2 failed" in outcome.out
    places = {
        clinic.place("prescriptions/r.yaml", "ten"),
        clinic.place("prescriptions/s.yaml", "["),
    }
    assert {
        line.split(" ")[0].rstrip(":") for line in outcome.err.splitlines() if "yaml:" in line
    } == places


def test_words_that_nobody_signed_are_refused_unless_drafts_are_allowed(
    clinic: ClinicFolder,
) -> None:
    clinic.change("clinic.yaml", "review: off", "review: required")
    asked = job(2, prescribed("P-1"))
    (reason,) = reasons(made(clinic, asked))
    assert "nobody here has signed off the words of nod" in reason
    assert "--allow-draft" in reason
    assert not sheets_in(clinic.path(OUTPUT))
    assert in_order(made(clinic, asked, allow_draft=True).outcomes) == [
        "P-1 written 2026-11-22-P-1.pdf"
    ]
    assert "(P-1)" not in reason
    (_, still) = reasons(made(clinic, asked))  # a draft that is there is refused all the same
    assert "2026-11-22-P-1.pdf in the folder is of an earlier run" in still
    signed = run("review", "nod", "--by", "A", "--profession", "physiotherapist", "--yes",
                 "--clinic", str(clinic.root))  # fmt: skip
    assert signed.exit_code == 0
    assert made(clinic, asked).count() == {Result.WRITTEN: 1}


@pytest.mark.parametrize("number", [0, 7, 8, 10, 19])
def test_a_disk_that_fails_for_one_sheet_fails_that_row_alone(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Whichever of those that go to the disk together it is."""
    bring_to_disk = Unnamed.bring_to_disk

    def failing(file: Unnamed) -> None:
        if file._path.stem.endswith(f"-P-{number}"):
            with file:
                raise OSError(errno.EIO, "Input/output error")
        bring_to_disk(file)

    monkeypatch.setattr(Unnamed, "bring_to_disk", failing)
    with ThreadPoolExecutor(1) as executor:
        report = run_batch(
            tuple(jobs(20)), clinic.root, clinic.path(OUTPUT), executor=executor, workers=1
        )
    assert [one.patient for one in report.failed] == [f"P-{number}"]
    assert len(sheets_in(clinic.path(OUTPUT))) == 19


@pytest.mark.parametrize(
    "decision", ["    accept: [reps]\n", "    override: Discussed with the surgeon.\n"]
)
def test_a_rosters_row_can_accept_and_override_nothing(clinic: ClinicFolder, decision: str) -> None:
    row = job(2, prescribed("P-1", 99, exercise="knee-lift") + "    side: left\n" + decision)
    said = reasons(made(clinic, row))
    assert any("a roster cannot say" in reason for reason in said)
    assert not sheets_in(clinic.path(OUTPUT))


def test_what_a_clinician_accepted_in_a_prescriptions_file_holds(clinic: ClinicFolder) -> None:
    accepted = PRESCRIPTION.replace("reps: 8", "reps: 99\n    accept: [reps]")
    clinic.write(PRESCRIPTION_FILE, accepted)
    roster = write_roster(clinic, [f"P-1,{NAME},,,"])
    assert run("batch", str(roster), "-o", str(clinic.path(OUTPUT))).exit_code == ExitCode.OK


def test_a_patients_condition_is_in_no_message(clinic: ClinicFolder) -> None:
    spoken = "exercises:\n  - exercise: knee-lift\n    side: left\n"
    head = f"patient: {{id: P-1, name: {NAME}, conditions: [{CONDITION}]}}\ndate: 2026-11-22\n"
    misspelt = head.replace(CONDITION, CONDITION.replace("cy", "ci"))
    report = made(clinic, job(2, head + spoken), job(3, misspelt + spoken))
    clash, unknown = reasons(report)
    assert "knee-lift is contraindicated for a condition of this patient" in clash
    assert "item 1 of conditions is not in the vocabulary" in unknown
    for said in (clash, unknown, report_csv(report).decode()):
        assert "pregnan" not in said
        assert NAME not in said


def test_an_exercise_with_mistakes_fails_the_rows_that_use_it_and_says_them_once(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "region: knee", "region: kne")
    lines = [*rows(2), f"P-8,{NAME},2026-11-22,knee-lift,5", f"P-9,{NAME},2026-11-22,knee-lift,5"]
    outcome = run("batch", str(write_roster(clinic, lines)), "-o", str(clinic.path(OUTPUT)))
    assert "2 written, 0 unchanged, 2 failed" in outcome.out
    assert outcome.err.count(f"uses {clinic.path(EXERCISE_FILE)}, which has mistakes") == 2
    assert outcome.err.count('"kne" is not in the vocabulary') == 1


def test_a_mistake_that_no_sheet_can_be_made_with_is_told_before_anything_is_made(
    clinic: ClinicFolder,
) -> None:
    clinic.change("clinic.yaml", "0-3", "0-2")
    outcome = run("batch", str(write_roster(clinic, rows(2))), "-o", str(clinic.path(OUTPUT)))
    assert outcome.exit_code == ExitCode.PROBLEM
    assert "pain_guide must give every number" in outcome.err
    assert not clinic.path(OUTPUT).exists()


def test_a_bug_fails_its_row_alone_and_keeps_the_lines_it_came_through(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.batch import sheet

    make = sheet.make_handout

    def breaks(prescription: object, *known: object) -> bytes:
        if prescription.patient.id == "P-1":  # type: ignore[attr-defined]
            raise KeyError(prescription.patient.name)  # type: ignore[attr-defined]
        return make(prescription, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet, "make_handout", breaks)
    with ThreadPoolExecutor(1) as executor:
        report = run_batch(jobs(3), clinic.root, clinic.path(OUTPUT), executor=executor)
    assert [str(one.result) for one in report.outcomes] == ["written", "failed", "written"]
    (failed,) = report.failed
    assert "KeyError" in failed.trace
    assert "sheet.py" in failed.trace
    assert NAME not in failed.trace + str(failed.problems)


def test_sheets_report_and_manifest_are_their_owners_alone(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")))
    folder = clinic.path(OUTPUT)
    assert {file.name for file in folder.iterdir()} == {
        "2026-11-22-P-1.pdf", REPORT_FILE, MANIFEST_FILE,
    }  # fmt: skip
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_the_manifest_and_the_report_hold_no_name(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")), job(3, prescribed("P-2", "ten")))
    for file in (MANIFEST_FILE, REPORT_FILE):
        held = clinic.path(f"{OUTPUT}/{file}").read_bytes()
        assert b"P-1" in held
        assert not any(part.encode() in held for part in NAME.split())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_the_report_runs_as_a_formula(clinic: ClinicFolder, start: str) -> None:
    assert neutral(f"{start}1+1") == f"'{start}1+1"
    assert neutral(f"1{start}1") == f"1{start}1"


def test_a_formula_in_a_prescription_is_neutral_in_the_report(clinic: ClinicFolder) -> None:
    wrong = Job(job(2, prescribed("P-1")).place, None, (
        Problem(job(2, prescribed("P-1")).place, "=HYPERLINK(1)", "@SUM(1)"),
    ))  # fmt: skip
    made(clinic, wrong)
    (line,) = told(clinic)
    assert (line["reason"], line["hint"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert (line["file"], line["row"], line["outcome"]) == (ROSTER, "2", "failed")


def test_a_reason_names_its_cell_and_a_written_sheet_its_row(clinic: ClinicFolder) -> None:
    roster = write_roster(clinic, [*rows(1), f"P-7,{NAME},2026-11-22,nod,ten"])
    run("batch", str(roster), "-o", str(clinic.path(OUTPUT)))
    good, bad = told(clinic)
    assert (good["row"], good["column"], good["output"]) == ("2", "", "2026-11-22-P-0.pdf")
    assert (bad["row"], bad["column"], bad["output"]) == ("3", "E", "")
    assert (good["patient"], bad["patient"]) == ("P-0", "P-7")


def test_a_report_takes_the_place_of_a_report_and_of_no_other_file(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")))
    made(clinic, job(2, prescribed("P-2")))
    assert [line["patient"] for line in told(clinic)] == ["P-2"]
    roster = write_roster(clinic, rows(2), f"{OUTPUT}/{REPORT_FILE}")
    before = roster.read_bytes()
    outcome = run("batch", str(roster), "-o", str(roster.parent))
    assert "is there already, and is no report of a batch" in outcome.err
    assert outcome.exit_code == ExitCode.CANNOT_WRITE
    assert roster.read_bytes() == before


def test_jobs_are_taken_as_they_are_needed_and_never_all_held(clinic: ClinicFolder) -> None:
    taken, most_ahead, ended = 0, 0, 0

    def counted() -> Iterator[Job]:
        nonlocal taken, most_ahead
        for one in jobs(150):
            taken += 1
            most_ahead = max(most_ahead, taken - ended)
            yield one

    def heard(_: object) -> None:
        nonlocal ended
        ended += 1

    run_batch(counted(), clinic.root, clinic.path(OUTPUT), workers=2, told=heard)
    assert ended == 150
    assert most_ahead <= 2 * 3 * 16 + 16


def test_help_and_wrong_use_are_told(clinic: ClinicFolder, tmp_path: Path) -> None:
    assert "Name a roster" in run("batch").err
    assert "ends in .xlsx" in run("batch", "--template", str(tmp_path / "x.csv")).err
    assert run("batch", str(tmp_path), "--clinic", str(clinic.root)).exit_code == 2
