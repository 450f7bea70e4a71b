"""Programmes in a clinic's folder: printed, changed, and refused with the right file and line."""

from __future__ import annotations

import pytest
from clinics import (
    EXERCISE_FILE,
    PRESCRIPTION_FILE,
    ClinicFolder,
    Mistake,
    assert_refused,
)
from scenes import clinic as shipped_clinic
from scenes import fonts, library, prescription

from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.merge.plan import planned
from handouts.pipeline import make_handout

PROGRAMME_FILE = "programmes/start.yaml"
PROGRAMME = """\
title: To start with
frequency: 3/day
exercises:
  - exercise: knee-lift
    hold: 7 s
    note: Hold a chair.
  - exercise: squat
    sets: 3
    reps: 12
    frequency: 4/day
"""
PRESCRIBED = """\
patient: {id: P-1}
date: 2026-11-22
programme: start
exercises:
  - exercise: knee-lift
    side: left
"""


@pytest.fixture
def started(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic with a programme, and a prescription that gives its first exercise a side."""
    clinic.write(PROGRAMME_FILE, PROGRAMME)
    clinic.write(PRESCRIPTION_FILE, PRESCRIBED)
    return clinic


def test_a_programme_is_printed_as_the_prescription_changes_it(started: ClinicFolder) -> None:
    said = started.text()
    for words in (
        "1 Knee lift", "Lift your left knee", "7 seconds hold", "3 times a day",
        "Note from Test Clinic: Hold a chair.", "2 Small squat", "3 sets of 12 times",
        "4 times a day",
    ):  # fmt: skip
        assert words in said


def test_a_programme_may_stand_alone(started: ClinicFolder) -> None:
    started.change(PROGRAMME_FILE, "hold: 7 s", "side: right")
    started.change(PRESCRIPTION_FILE, "\nexercises:\n  - exercise: knee-lift\n    side: left", "")
    assert "Lift your right knee" in started.text()


def test_an_added_exercise_comes_last_and_a_dropped_one_is_gone(started: ClinicFolder) -> None:
    started.change(PRESCRIPTION_FILE, "programme: start\n", "programme: start\ndrop: [squat]\n")
    started.change(PRESCRIPTION_FILE, "    side: left", "    side: left\n  - exercise: nod")
    said = started.text()
    assert "2 Small nod" in said
    assert "squat" not in said


def test_what_is_dropped_need_not_be_readable(started: ClinicFolder) -> None:
    started.change("exercises/squat/exercise.yaml", "sides: both", "sides: bth")
    assert "sides must be" in started.make().err
    started.change(PRESCRIPTION_FILE, "programme: start\n", "programme: start\ndrop: [squat]\n")
    assert started.make().exit_code == 0


def test_the_clinics_own_programme_wins_over_the_shipped_one(started: ClinicFolder) -> None:
    started.write("programmes/knee-strength.yaml", PROGRAMME)
    started.change(PRESCRIPTION_FILE, "programme: start", "programme: knee-strength")
    assert "Small squat" in started.text()


def test_positions_are_sorted_by_the_clinics_vocabulary_too(started: ClinicFolder) -> None:
    started.write("vocabulary.yaml", "positions:\n  - in the pool\n")
    started.change(
        "exercises/squat/exercise.yaml", "region: knee", "region: knee\nposition: in the pool"
    )
    started.change(PROGRAMME_FILE, "frequency: 3/day", "order: position")
    assert "1 Knee lift" in started.text()
    started.change(EXERCISE_FILE, "position: standing\n", "")
    assert "1 Small squat" in started.text()


def mistake(old: str, new: str, at: str, says: str, hint: str, file: str) -> Mistake:
    return Mistake(file, old, new, at, says, hint)


MISTAKES = {
    "unknown programme": mistake(
        "programme: start", "programme: stat", "stat\n", 'no programme "stat"', "start?",
        PRESCRIPTION_FILE,
    ),
    "climbing programme": mistake(
        "programme: start", "programme: ../programmes/start", "../pro", "there is no programme",
        "start", PRESCRIPTION_FILE,
    ),
    "unknown drop": mistake(
        "date:", "drop: [sqat]\ndate:", "sqat", 'has no exercise "sqat"', "squat?",
        PRESCRIPTION_FILE,
    ),
    "dropped and prescribed": mistake(
        "date:", "drop: [knee-lift]\ndate:", "knee-lift]", "dropped and prescribed", "drop",
        PRESCRIPTION_FILE,
    ),
    "no side anywhere": mistake(
        "    side: left\n", "    reps: 8\n", "exercise: knee-lift", "needs a side", "side: left",
        PRESCRIPTION_FILE,
    ),
    "no side and no entry": mistake(
        "\nexercises:\n  - exercise: knee-lift\n    side: left", "", "start", "needs a side",
        "entry of knee-lift", PRESCRIPTION_FILE,
    ),
    "unknown order": mistake(
        "date:", "order: size\ndate:", "size", "order must be position or written", "",
        PRESCRIPTION_FILE,
    ),
    "limit of the programme's value": mistake(
        "hold: 7 s", "hold: 70 s", "70 s", "hold is outside its limit", "accept: [hold]",
        PROGRAMME_FILE,
    ),
    "unknown exercise of the programme": mistake(
        "exercise: squat", "exercise: sqat", "sqat", 'no exercise "sqat"', "squat",
        PROGRAMME_FILE,
    ),
    "side of none in the programme": mistake(
        "sets: 3", "side: left", "left", "works both sides together", "take side out",
        PROGRAMME_FILE,
    ),
    "letters that no font has": mistake(
        "Hold a chair.", "Hold 💥", "Hold 💥", "no font here has", "words", PROGRAMME_FILE
    ),
    "a patient in a programme": mistake(
        "frequency: 3/day", "patient: P-1", "patient", "unknown key", "title",
        PROGRAMME_FILE,
    ),
    "accepting for everybody": mistake(
        "sets: 3", "accept: [reps]", "[reps]", "accept stands in a prescription only",
        "prescription's entry", PROGRAMME_FILE,
    ),
    "overriding for everybody": mistake(
        "sets: 3", "override: fine", "fine", "override stands in a prescription only",
        "prescription's entry", PROGRAMME_FILE,
    ),
    "programme without exercises": mistake(
        PROGRAMME[PROGRAMME.index("  - ") :], "  []\n", "[]", "exercises is empty", "one item",
        PROGRAMME_FILE,
    ),
    "programme without a title": mistake(
        "title: To start with\n", "", "frequency", "title is missing", "title:", PROGRAMME_FILE
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", MISTAKES.values(), ids=MISTAKES)
def test_what_is_wrong_is_said_where_it_stands(started: ClinicFolder, wrong: Mistake) -> None:
    assert_refused(started, wrong)


@pytest.mark.parametrize(
    ("field", "whole", "file", "at"),
    [
        ("side", "", PRESCRIPTION_FILE, "left"),
        ("hold", "", PROGRAMME_FILE, "7 s"),
        ("reps", "", PRESCRIPTION_FILE, "3x9"),
        ("exercise", "", PRESCRIPTION_FILE, "knee-lift"),
        ("frequency", "", PROGRAMME_FILE, "3/day"),
        ("frequency", "frequency: 5/day\n", PRESCRIPTION_FILE, "5/day"),
    ],
)
def test_every_value_keeps_the_place_where_it_was_written(
    started: ClinicFolder, field: str, whole: str, file: str, at: str
) -> None:
    started.change(PRESCRIPTION_FILE, "programme:", f"{whole}programme:")
    started.change(PROGRAMME_FILE, "hold: 7 s", "reps: 4\n    hold: 7 s")
    started.change(PRESCRIPTION_FILE, "side: left", "side: left\n    dose: 3x9")
    wanted = load_prescription(started.path(PRESCRIPTION_FILE))
    plan = planned(wanted, load_library(started.root)).prescription
    assert str(plan.source("exercises", 0, field)) == started.place(file, at)
    assert str(plan.source("date")) == started.place(PRESCRIPTION_FILE, "2026")


def test_a_value_of_the_programme_can_be_accepted_in_the_prescription(
    started: ClinicFolder,
) -> None:
    started.change(PROGRAMME_FILE, "hold: 7 s", "hold: 70 s")
    started.change(PRESCRIPTION_FILE, "side: left", "side: left\n    accept: [hold]")
    assert "70 seconds hold" in started.text()


def test_mistakes_of_prescription_programme_and_clinic_come_in_one_run(
    started: ClinicFolder,
) -> None:
    started.change(PROGRAMME_FILE, "hold: 7 s", "hold: 70 s")
    started.change(PROGRAMME_FILE, "squat", "sqat")
    started.change(PRESCRIPTION_FILE, "date:", "site: north\ndate:")
    started.change("clinic.yaml", "name: Test Clinic", "nam: Test Clinic")
    said = started.make().err
    assert "nam" in said
    started.change("clinic.yaml", "nam: Test Clinic", "name: Test Clinic")
    assert len(started.make().problems) == 3


def test_an_unknown_programme_hides_no_unknown_exercise(started: ClinicFolder) -> None:
    started.change(PRESCRIPTION_FILE, "programme: start", "programme: stat")
    started.change(PRESCRIPTION_FILE, "knee-lift", "knee-lfit")
    said = started.make().err
    assert 'there is no programme "stat"' in said
    assert 'there is no exercise "knee-lfit"' in said


@pytest.mark.parametrize("name", sorted(library().programmes.known))
def test_a_shipped_programme_needs_nothing_but_sides(name: str) -> None:
    """Its doses lie in the exercises' limits, and no side is guessed in it."""
    listed = library().programmes.read[name].exercises
    sided = [e for e in listed if library().exercises[e.exercise].sides == "one"]
    assert all(entry.side is None for entry in listed)
    sides = [{"exercise": entry.exercise, "side": "right"} for entry in sided]
    wanted = prescription(sides, programme=name)
    assert make_handout(wanted, library(), shipped_clinic(), fonts()).startswith(b"%PDF")


def test_three_programmes_are_shipped() -> None:
    assert library().programmes.known == {
        "early-neck-pain", "lower-back-starter", "knee-strength",
    }  # fmt: skip
