"""Many prescriptions in one run: every Problem of all of them, or a sheet for each."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    FRAME_FILE,
    PRESCRIPTION,
    PRESCRIPTION_FILE,
    ClinicFolder,
    clinic_folder,
    text_of,
)

import handouts
from handouts.errors import HandoutError
from handouts.session import make_all


def stems(clinic: ClinicFolder, *patients: str) -> list[str]:
    """The names of the sheets of these patients, prescribed on one day."""
    files = [
        clinic.write(f"prescriptions/{number}.yaml", PRESCRIPTION.replace("P-1", patient))
        for number, patient in enumerate(patients)
    ]
    return [made.stem.removeprefix("2026-11-22-") for made in make_all(files)]


def test_a_sheet_is_named_by_day_and_patient_number(clinic: ClinicFolder) -> None:
    assert clinic.sheet().stem == "2026-11-22-P-1"


@pytest.mark.parametrize(
    ("patients", "names"),
    [
        (["P-1", "P-2"], ["P-1", "P-2"]),
        (["P-1", "P-1"], ["P-1", "P-1-2"]),
        (["P-1", "P-1", "P-1"], ["P-1", "P-1-2", "P-1-3"]),
        (["P-1", "P-1", "P-1-2"], ["P-1", "P-1-3", "P-1-2"]),
        (["P-1-2", "P-1", "P-1"], ["P-1-2", "P-1", "P-1-3"]),
        (["p-1", "P-1"], ["p-1", "P-1-2"]),
        (["a.b_c-D", "0"], ["a.b_c-D", "0"]),
    ],
)
def test_no_two_sheets_of_a_run_share_a_name(
    clinic: ClinicFolder, patients: list[str], names: list[str]
) -> None:
    assert stems(clinic, *patients) == names


def test_two_days_of_one_patient_are_two_names(clinic: ClinicFolder) -> None:
    later = PRESCRIPTION.replace("2026-11-22", "2026-11-23")
    files = [clinic.path(PRESCRIPTION_FILE), clinic.write("prescriptions/q.yaml", later)]
    assert [made.stem for made in make_all(files)] == ["2026-11-22-P-1", "2026-11-23-P-1"]


def test_prescriptions_of_different_clinics_carry_their_own_clinic(tmp_path: Path) -> None:
    north, south = clinic_folder(tmp_path / "north"), clinic_folder(tmp_path / "south")
    north.change(CLINIC_FILE, "Test Clinic", "North Clinic")
    south.change(CLINIC_FILE, "Test Clinic", "South Clinic")
    south.change(EXERCISE_FILE, "title: Knee lift", "title: High knee lift")
    files = [clinic.path(PRESCRIPTION_FILE) for clinic in (north, south)]
    one, other = (text_of(made.pdf) for made in make_all(files))
    assert "North Clinic" in one
    assert "1 Knee lift" in one
    assert "South Clinic" in other
    assert "1 High knee lift" in other
    assert "South" not in one
    assert "North" not in other


def test_a_clinic_that_is_named_wins_over_the_nearest(tmp_path: Path) -> None:
    north, south = clinic_folder(tmp_path / "north"), clinic_folder(tmp_path / "south")
    south.change(CLINIC_FILE, "Test Clinic", "South Clinic")
    (made,) = make_all([north.path(PRESCRIPTION_FILE)], south.root)
    assert "South Clinic" in text_of(made.pdf)


def test_mistakes_in_several_files_are_said_in_one_list_without_duplicates(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "region: knee", "region: kne")
    clinic.change(EXERCISE_FILE, "- chair", "- chairs")
    clinic.write(FRAME_FILE, "no picture")
    clinic.change(CLINIC_FILE, "0-3", "0-2")
    clinic.change(CLINIC_FILE, "logo: logo.svg", "logo: mark.svg")
    second = PRESCRIPTION.replace("hold: 10 s", "hold: 10").replace("reps: 8", "rep: 8")
    clinic.write("prescriptions/second.yaml", second)
    clinic.write("prescriptions/third.yaml", PRESCRIPTION)
    clinic.write("prescriptions/fourth.yaml", "patient: [a")
    names = ["second", "third", "fourth", "fifth"]
    outcome = clinic.make(PRESCRIPTION_FILE, *(f"prescriptions/{name}.yaml" for name in names))
    wrong = {
        (EXERCISE_FILE, "kne\n"): '"kne" is not in the vocabulary\'s regions',
        (EXERCISE_FILE, "chairs"): '"chairs" is not in the vocabulary\'s equipment',
        (EXERCISE_FILE, "frame.png"): "the picture frame.png cannot be read",
        (CLINIC_FILE, "{keep_going"): "pain_guide must give every number",
        (CLINIC_FILE, "mark.svg"): "there is no file mark.svg",
        ("prescriptions/second.yaml", "10\n    rep"): "hold must be a time with its unit",
        ("prescriptions/second.yaml", "rep: 8"): 'unknown key "rep"',
        ("prescriptions/fourth.yaml", "["): "is not valid YAML",
    }
    found = [
        problem
        for (file, at), says in wrong.items()
        for problem in outcome.problems
        if problem.startswith(f"{clinic.place(file, at)}: ") and says in problem
    ]
    missing = f"{clinic.path('prescriptions/fifth.yaml')}: there is no such file"
    found += [problem for problem in outcome.problems if problem.startswith(missing)]
    assert len(found) == len(wrong) + 1
    assert set(found) == set(outcome.problems)
    assert len(outcome.problems) == len(set(outcome.problems))
    assert outcome.exit_code == 2
    assert not clinic.sheets


def test_mistakes_of_one_exercise_in_one_entry_are_all_said(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "side: left", "side: both")
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 100\n    accept: [load]")
    clinic.change(PRESCRIPTION_FILE, "site: main", "site: north")
    clinic.change(EXERCISE_FILE, "title: Knee lift", "title: Knee lift {{ x }}")
    clinic.change(EXERCISE_FILE, "Stand behind a chair.", "Stand for 3 seconds.")
    clinic.change(
        PRESCRIPTION_FILE, "    note: Breathe", "    # \n  - exercise: knee-lfit\n    note: Breathe"
    )
    said = clinic.make().err
    for words in (
        'no site "north"', "one side at a time", "reps is outside", "accept names load",
        "title says {{ x }}", 'step 1 says "3 seconds"', 'no exercise "knee-lfit"',
    ):  # fmt: skip
        assert said.count(words) == 1


def test_one_bad_file_keeps_the_others_from_being_written(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/bad.yaml", PRESCRIPTION.replace("10 s", "10"))
    assert clinic.make(PRESCRIPTION_FILE, "prescriptions/bad.yaml").exit_code == 2
    assert not clinic.sheets


def test_a_prescription_without_a_clinic_does_not_hide_the_problems_of_another(
    clinic: ClinicFolder, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.yaml"
    alone.write_text(PRESCRIPTION, encoding="utf-8")
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 10")
    with pytest.raises(HandoutError) as caught:
        make_all([alone, clinic.path(PRESCRIPTION_FILE)])
    messages = [problem.message for problem in caught.value.problems]
    assert len(messages) == 2
    assert "no folder above it holds a clinic.yaml" in messages[0]
    assert "hold must be" in messages[1]


def test_the_paper_of_the_run_wins_over_the_file_and_the_clinic(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "goal:", "print: {paper: a4}\ngoal:")
    (made,) = make_all([clinic.path(PRESCRIPTION_FILE)], paper="letter")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == 612
    assert made.pdf != clinic.sheet().pdf


def test_the_format_of_the_run_wins_over_the_file_and_the_clinic(clinic: ClinicFolder) -> None:
    file = clinic.path(PRESCRIPTION_FILE)

    def is_booklet(**run: Any) -> bool:
        (made,) = make_all([file], **run)
        return "Your two-week chart" in text_of(made.pdf)

    assert not is_booklet()
    clinic.change(CLINIC_FILE, "paper: a4", "paper: a4\n  format: booklet")
    assert is_booklet()
    assert not is_booklet(in_format="sheet")
    clinic.change(PRESCRIPTION_FILE, "goal:", "print: {format: sheet}\ngoal:")
    assert not is_booklet()
    assert is_booklet(in_format="booklet")


def test_the_library_makes_the_same_bytes_as_the_command(clinic: ClinicFolder) -> None:
    clinic.make()
    prescription = handouts.load_prescription(clinic.path(PRESCRIPTION_FILE))
    library, own = handouts.load_library(clinic.root), handouts.load_clinic(clinic.root)
    pdf = handouts.make_handout(prescription, library, own, handouts.load_fonts())
    assert clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes() == pdf


def test_a_broken_exercise_does_not_hide_what_is_wrong_with_the_prescription(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "title: Knee lift", "titel: Knee lift")
    clinic.change(
        PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squatt\n  - exercise: squat"
    )
    outcome = clinic.make()
    assert outcome.exit_code == 2
    assert 'unknown key "titel"' in outcome.err
    assert 'there is no exercise "squatt"' in outcome.err
    assert "squat" in outcome.err.partition("did you mean")[2]
    assert "was not read" not in outcome.err


def test_an_unknown_exercise_does_not_hide_letters_that_cannot_be_printed(
    clinic: ClinicFolder,
) -> None:
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squatt")
    clinic.change(PRESCRIPTION_FILE, "Breathe slowly.", "Breathe 💥")
    clinic.change(EXERCISE_FILE, "Stand behind a chair.", "עמדו")
    outcome = clinic.make()
    assert 'there is no exercise "squatt"' in outcome.err
    assert "no font here has U+1F4A5" in outcome.err
    assert outcome.err.count("Hebrew text is not supported yet") == 1
