"""What people author is immutable, knows its places, and takes words as they were meant."""

from __future__ import annotations

import pytest
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder
from pydantic import ValidationError

from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.model.authored import Sources
from handouts.model.exercise import Words


def test_a_value_knows_where_it_was_written(clinic: ClinicFolder) -> None:
    exercise = load_library(clinic.root, ["knee-lift"]).exercises["knee-lift"]
    place = clinic.place(EXERCISE_FILE, "Lift your {{ side }} knee. Hold")
    assert str(exercise.source("words", "steps", 1)) == place


def test_what_was_not_written_has_the_place_of_what_is_around_it(clinic: ClinicFolder) -> None:
    prescription = load_prescription(clinic.path(PRESCRIPTION_FILE))
    place = clinic.place(PRESCRIPTION_FILE, "exercise: knee-lift")
    assert str(prescription.source("exercises", 0, "rest")) == place
    assert str(prescription.source("nothing")) == clinic.place(PRESCRIPTION_FILE, "patient:")


def test_places_are_not_content(clinic: ClinicFolder) -> None:
    first = load_prescription(clinic.path(PRESCRIPTION_FILE))
    clinic.change(PRESCRIPTION_FILE, "patient:", "# a comment\npatient:")
    second = load_prescription(clinic.path(PRESCRIPTION_FILE))
    assert first == second
    assert first.source("goal") != second.source("goal")
    assert Sources("a") == Sources("b")
    assert hash(Sources("a")) == hash(Sources("b"))


def test_what_is_authored_does_not_change(clinic: ClinicFolder) -> None:
    prescription = load_prescription(clinic.path(PRESCRIPTION_FILE))
    with pytest.raises(ValidationError):
        prescription.goal = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Knee lift", "Knee lift"),
        ("  Knee   lift \n", "Knee lift"),
        ("Knee\nlift", "Knee lift"),
        ("Knee\r\n\tlift", "Knee lift"),
        ("Knee\u00a0lift", "Knee\u00a0lift"),
    ],
)
def test_the_ends_of_lines_do_not_matter_in_words(written: str, meant: str) -> None:
    assert Words.model_validate({"title": written, "steps": ["Lift."]}).title == meant


def test_words_have_one_digest_until_one_of_them_changes() -> None:
    words = {"title": "Knee lift", "steps": ["Stand.", "Lift."]}
    digest = Words.model_validate(words).digest
    assert Words.model_validate({**words, "title": " Knee  lift"}).digest == digest
    for change in (
        {"title": "Knee lifts"},
        {"steps": ["Stand.", "Lift"]},
        {"steps": ["Lift.", "Stand."]},
        {"steps": ["Stand. Lift."]},
        {"cautions": ["it hurts"]},
        {"alt": ["A person stands."]},
        {"adjustments": [{"question": "Hard?", "answer": "Less."}]},
    ):
        assert Words.model_validate(words | change).digest != digest
