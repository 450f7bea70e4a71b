"""Words that nobody here has signed off are marked; a code says which words it was."""

from __future__ import annotations

import re

import pytest
from clinics import CLINIC_FILE, EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder

from handouts.load.library import load_library

DRAFT = "Draft: wording not yet checked by a clinician"


def sign(clinic: ClinicFolder, name: str = "knee-lift") -> None:
    """Sign off the words of an exercise as they are."""
    digest = load_library(clinic.root, [name]).exercises[name].words.digest
    clinic.write(
        "reviews.yaml",
        f"reviews:\n  - exercise: {name}\n    words: {digest}\n    by: Alex Example\n"
        "    profession: physiotherapist\n    date: 2026-11-01\n",
    )


def test_unsigned_words_are_marked_under_the_title_and_at_the_foot_of_both_pages(
    clinic: ClinicFolder,
) -> None:
    assert clinic.text().count(DRAFT) == 3


def test_signed_words_are_not_marked(clinic: ClinicFolder) -> None:
    sign(clinic)
    assert "Draft" not in clinic.text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Knee lift", "title: Knee lifts"),
        ("Stand behind a chair.", "Stand behind a chair"),
        ("your {{ side }} hip hurts", "your hip hurts"),
        ("A person stands on the {{ side.other }} leg.", "A person stands."),
        ("purpose: Makes your hip stronger.", "purpose: Makes you stronger."),
    ],
)
def test_words_that_changed_after_they_were_signed_are_marked_again(
    clinic: ClinicFolder, old: str, new: str
) -> None:
    sign(clinic)
    clinic.change(EXERCISE_FILE, old, new)
    assert DRAFT in clinic.text()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EXERCISE_FILE, "reps: 10", "reps: 9"),
        (EXERCISE_FILE, "title: Knee lift", 'title: "Knee  lift"   # a comment'),
        (PRESCRIPTION_FILE, "hold: 10 s", "hold: 12 s"),
        (PRESCRIPTION_FILE, "side: left", "side: right"),
    ],
)
def test_a_signature_holds_while_the_words_stay(
    clinic: ClinicFolder, file: str, old: str, new: str
) -> None:
    sign(clinic)
    clinic.change(file, old, new)
    assert "Draft" not in clinic.text()


def test_a_signature_is_for_one_exercise(clinic: ClinicFolder) -> None:
    sign(clinic, "squat")
    assert DRAFT in clinic.text()


def test_one_unsigned_exercise_marks_the_sheet_and_itself_alone(clinic: ClinicFolder) -> None:
    sign(clinic)
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squat")
    text = clinic.text()
    assert f"Small squat {DRAFT}" in text
    assert text.count(DRAFT) == 3


def test_a_clinic_may_do_without_reviews(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, "print:", "review: off\nprint:")
    assert "Draft" not in clinic.text()


def test_a_mistake_in_the_reviews_is_a_problem(clinic: ClinicFolder) -> None:
    sign(clinic)
    clinic.change("reviews.yaml", "by: Alex Example", "buy: Alex Example")
    outcome = clinic.make()
    assert outcome.exit_code == 2
    assert f'{clinic.place("reviews.yaml", "buy")}: unknown key "buy"' in outcome.err


# ------------------------------------------------------------------ the version of the words


def version(clinic: ClinicFolder) -> str:
    codes = set(re.findall(r"Version ([2-9A-HJKMNP-TV-Z]{7})\b", clinic.text()))
    assert len(codes) == 1
    return codes.pop()


CHANGES = {
    "title": (EXERCISE_FILE, "title: Knee lift", "title: Knee lifts"),
    "step": (EXERCISE_FILE, "Stand behind a chair.", "Stand behind the chair."),
    "caution": (EXERCISE_FILE, "hip hurts", "hip aches"),
    "purpose": (EXERCISE_FILE, "Makes your hip stronger.", "Makes your hips stronger."),
    "feel": (EXERCISE_FILE, "The front of", "The side of"),
    "question": (EXERCISE_FILE, "Wobbly?", "Unsure?"),
    "answer": (EXERCISE_FILE, "Hold the chair.", "Hold a chair."),
    "alternative text": (EXERCISE_FILE, "A person stands", "Somebody stands"),
    "code": (EXERCISE_FILE, "kn22", "kn23"),
    "pain": (EXERCISE_FILE, "pain: none", "pain: guide"),
    "side": (PRESCRIPTION_FILE, "side: left", "side: right"),
    "hold": (PRESCRIPTION_FILE, "10 s", "11 s"),
    "times": (PRESCRIPTION_FILE, "reps: 8", "reps: 9"),
    "note": (PRESCRIPTION_FILE, "Breathe slowly.", "Breathe slowly!"),
    "goal": (PRESCRIPTION_FILE, "up the stairs", "down the stairs"),
    "name": (PRESCRIPTION_FILE, "Sample Patient", "Simple Patient"),
    "number": (PRESCRIPTION_FILE, "P-1", "P-2"),
    "clinician": (PRESCRIPTION_FILE, "Alex Example", "Alix Example"),
    "day": (PRESCRIPTION_FILE, "2026-11-22", "2026-11-23"),
    "next visit": (PRESCRIPTION_FILE, "10:30", "10:31"),
    "clinic": (CLINIC_FILE, "Test Clinic", "Best Clinic"),
    "phone": (CLINIC_FILE, "960 123", "960 124"),
    "emergency number": (CLINIC_FILE, '"999"', '"112"'),
    "out of hours": (CLINIC_FILE, "Call 111", "Call 112"),
    "reason to call": (CLINIC_FILE, "not sure how", "unsure how"),
    "emergency": (CLINIC_FILE, "chest pain", "much chest pain"),
    "emergency of the region": (CLINIC_FILE, "calf swells", "foot swells"),
    "pain guide": (CLINIC_FILE, "0-3, do_less: 4-5", "0-2, do_less: 3-5"),
    "short disclaimer": (CLINIC_FILE, "Only for the person", "For the person"),
    "full disclaimer": (CLINIC_FILE, "Your physiotherapist chose", "We chose"),
    "draft line": (CLINIC_FILE, "print:", "review: off\nprint:"),
}


@pytest.mark.parametrize(("file", "old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_other_words_have_another_version(
    clinic: ClinicFolder, file: str, old: str, new: str
) -> None:
    before = version(clinic)
    clinic.change(file, old, new)
    assert version(clinic) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CLINIC_FILE, '"#1f7a73"', '"#7a1f73"'),
        (CLINIC_FILE, "paper: a4", "paper: letter"),
        (CLINIC_FILE, "name: Test Clinic", "name: >-\n  Test\n  Clinic"),
        (PRESCRIPTION_FILE, "patient:", "# a comment\npatient:"),
        (PRESCRIPTION_FILE, "hold: 10 s", "hold: 10 seconds"),
        (PRESCRIPTION_FILE, "  language: en\n", ""),
        (EXERCISE_FILE, "- pregnancy", "- osteoporosis"),
    ],
)
def test_the_same_words_have_the_same_version(
    clinic: ClinicFolder, file: str, old: str, new: str
) -> None:
    before = version(clinic)
    clinic.change(file, old, new)
    assert version(clinic) == before


def test_the_same_files_give_the_same_bytes(clinic: ClinicFolder) -> None:
    assert clinic.sheet().pdf == clinic.sheet().pdf
