"""The reference workload is what the speed figures say that it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from benchmarks.reference import (
    EXERCISES_A_SHEET,
    combinations,
    prescription_trees,
    write_clinic,
    write_prescriptions,
)

from handouts import load_clinic, load_fonts, load_library, load_prescription, make_handout
from handouts.check.content import check


def test_thirty_exercises_of_four_to_six_steps_with_figures_cautions_and_a_code(
    tmp_path: Path,
) -> None:
    library = load_library(write_clinic(tmp_path / "clinic"))
    assert len(library.exercises) == 30
    for name, exercise in library.exercises.items():
        assert 4 <= len(exercise.words.steps) <= 6, name
        assert exercise.words.cautions, name
        assert exercise.code, name
        assert library.pictures[name], name


def test_the_clinics_own_exercises_are_as_good_as_the_shipped_ones(tmp_path: Path) -> None:
    assert not check(write_clinic(tmp_path / "clinic"))


def test_ten_thousand_patients_have_names_of_their_own_and_doses_of_36(tmp_path: Path) -> None:
    trees = list(prescription_trees(10_000))
    assert len({tree["patient"]["name"] for tree in trees}) == 10_000
    assert len({tree["patient"]["id"] for tree in trees}) == 10_000
    assert {len(tree["exercises"]) for tree in trees} == {EXERCISES_A_SHEET}
    doses: dict[str, set[str]] = {}
    for tree in trees:
        for entry in tree["exercises"]:
            said = {key: entry[key] for key in entry if key not in {"exercise", "side"}}
            doses.setdefault(entry["exercise"], set()).add(str(said))
    assert len(doses) == 30
    assert {len(said) for said in doses.values()} == {36}
    assert all(one["exercises"] != other["exercises"] for one, other in pairwise(trees))


def test_the_workload_is_always_the_same_and_every_sheet_of_it_can_be_made(tmp_path: Path) -> None:
    clinic_folder = write_clinic(tmp_path / "clinic")
    files = write_prescriptions(clinic_folder / "prescriptions", 12)
    library, clinic, fonts = load_library(clinic_folder), load_clinic(clinic_folder), load_fonts()
    assert list(prescription_trees(3)) == list(prescription_trees(12))[:3]
    for file in files:
        pdf = make_handout(load_prescription(file), library, clinic, fonts)
        assert pdf.startswith(b"%PDF")


def test_every_exercise_has_36_doses() -> None:
    for usual in ({"hold": "30 s", "reps": "3"}, {"hold": "5 s"}, {"sets": "2", "hold": "5 s"}):
        assert len({str(dose) for dose in combinations({"dose": usual})}) == 36
