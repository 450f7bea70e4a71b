"""What `handouts check` says of programmes, and of a prescription with its programme."""

from __future__ import annotations

import pytest
from clinics import CLINIC_FILE, EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder

from handouts.check.content import check
from handouts.check.finding import Finding, Level

FILE = "programmes/knees.yaml"
KNEES = """\
title: Stronger knees
frequency: 1/day
exercises:
  - exercise: knee-lift
    hold: 6 s
    note: Hold a chair.
  - exercise: bridge
    side: both
    reps: 8
    progression: Cross your arms.
  - exercise: clamshell
    left: {reps: 8}
    right: {reps: 9}
"""


@pytest.fixture
def knees(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic of which nothing is to be said, with a programme."""
    for name in ("squat", "nod"):
        clinic.path(f"exercises/{name}/exercise.yaml").unlink()
    clinic.write(FILE, KNEES.replace("    side: both\n", ""))
    return clinic


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.name, str(one.problem.source)) for one in findings]


@pytest.mark.parametrize("path", ["", FILE])
def test_of_a_programme_that_prints_nothing_is_to_be_said(knees: ClinicFolder, path: str) -> None:
    assert check(knees.path(path)) == ()


@pytest.mark.parametrize("path", ["", FILE])
@pytest.mark.parametrize(
    ("old", "new", "at", "name", "says"),
    [
        ("title: Stronger knees\n", "", "frequency", "invalid", "title is missing"),
        ("hold: 6 s", "hodl: 6 s", "hodl", "invalid", 'unknown key "hodl"'),
        ("exercise: bridge", "exercise: brigde", "brigde", "cannot-print", "brigde"),
        ("    reps: 8\n", "    side: left\n", "left\n", "cannot-print", "works both sides"),
        ("hold: 6 s", "hold: 31 s", "31 s", "cannot-print", "allows 1 to 30 seconds"),
        ("{reps: 9}", "{reps: 90}", "90", "cannot-print", "allows 5 to 20"),
        ("Hold a chair.", "Hold ☃.", "Hold ☃", "cannot-print", "U+2603"),
        ("hold: 6 s", "tempo: 1-1", "1-1", "cannot-print", "no names for the phases"),
        ("Hold a chair.", "Lie supine.", "Lie supine", "jargon", 'note says "supine"'),
        ("Cross your arms.", "Tense your quads.", "Tense", "jargon", "progression says"),
        (
            "Hold a chair.", "Maintain appropriate positioning of your shoulder throughout it.",
            "Maintain", "reading-grade", "note is of reading grade",
        ),
        (
            "Hold a chair.", "Hold for ten seconds.", "Hold for", "cannot-print",
            'the note says "10 seconds", but the dose says 6 seconds',
        ),
        (
            "  - exercise: clamshell", "  - exercise: bridge\n  - exercise: clamshell",
            "exercise: bridge\n  - ", "exercise-twice", "no side tells which is which",
        ),
        (
            "  - exercise: bridge", "  - exercise: knee-lift\n    side: left\n  - exercise: bridge",
            "exercise: knee-lift\n    side", "cannot-print", "could say the side of one",
        ),
    ],
)  # fmt: skip
def test_each_mistake_is_found_where_it_stands(
    knees: ClinicFolder, path: str, old: str, new: str, at: str, name: str, says: str
) -> None:
    knees.change(FILE, old, new)
    findings = check(knees.path(path))
    found = told(findings)
    if "missing" in says:
        assert [one for one, _ in found] == ["invalid"]
    else:
        assert found == [(name, knees.place(FILE, at))]
    assert says in findings[0].problem.message


def test_an_entry_without_a_clear_side_does_not_hide_what_else_is_wrong(
    knees: ClinicFolder,
) -> None:
    knees.change(FILE, "  - exercise: bridge", "  - exercise: knee-lift\n  - exercise: brigde")
    knees.change(FILE, "hold: 6 s", "hold: 31 s")
    assert told(check(knees.path(FILE))) == [
        ("cannot-print", knees.place(FILE, "31 s")),
        ("cannot-print", knees.place(FILE, "exercise: knee-lift\n  - ")),
        ("cannot-print", knees.place(FILE, "brigde")),
    ]


def test_an_exercise_that_is_not_known_is_told_with_the_nearest(knees: ClinicFolder) -> None:
    knees.change(FILE, "exercise: knee-lift", "exercise: knee-lfit")
    (finding,) = check(knees.path(FILE))
    assert finding.problem.hint.startswith("did you mean knee-lift")
    assert finding.level == Level.ERROR


@pytest.mark.parametrize("note", ["Hold for 6 seconds.", "Later hold for 9 seconds.", "2 chairs."])
def test_a_number_of_the_dose_or_of_what_comes_later_is_no_contradiction(
    knees: ClinicFolder, note: str
) -> None:
    knees.change(FILE, "hold: 6 s", "hold: 6 s\n    progression: {hold: 9 s}")
    knees.change(FILE, "Hold a chair.", note)
    assert check(knees.path(FILE)) == ()


def test_left_and_right_of_one_exercise_are_told_apart(knees: ClinicFolder) -> None:
    sides = "exercise: clamshell\n    side: left\n  - exercise: clamshell\n    side: right\n"
    knees.change(FILE, "exercise: clamshell\n    left: {reps: 8}\n    right: {reps: 9}\n", sides)
    assert check(knees.root) == ()


def test_the_exercises_of_a_programme_agree_with_its_dose(knees: ClinicFolder) -> None:
    """The exercise's own dose agrees with its words; the programme's does not."""
    knees.change(EXERCISE_FILE, "Hold for {{ dose.hold }}.", "Hold for 5 seconds.")
    (weak,) = check(knees.path("exercises/knee-lift"))
    assert weak.name == "number-for-dose"
    (finding,) = check(knees.path(FILE))
    assert told((finding,)) == [
        ("cannot-print", knees.place(EXERCISE_FILE, "Lift your {{ side }} knee. H"))
    ]
    assert "but the dose says 6 seconds" in finding.problem.message


def test_a_broken_exercise_is_told_once_and_not_of_the_programme(knees: ClinicFolder) -> None:
    knees.change(EXERCISE_FILE, "region: knee", "region: kne")
    for path in ("", FILE):
        assert told(check(knees.path(path))) == [("invalid", knees.place(EXERCISE_FILE, "kne\n"))]


def test_the_shipped_programmes_are_not_the_clinics(knees: ClinicFolder) -> None:
    knees.path(FILE).unlink()
    assert check(knees.root) == ()


def test_a_broken_clinic_does_not_hide_what_is_wrong_with_a_programme(
    knees: ClinicFolder,
) -> None:
    knees.change(CLINIC_FILE, "name: Test", "nam: Test")
    knees.change(FILE, "hold: 6 s", "hold: 31 s")
    assert {"invalid", "cannot-print"} == {name for name, _ in told(check(knees.root))}


def test_a_prescription_is_checked_with_its_programme(knees: ClinicFolder) -> None:
    knees.change(PRESCRIPTION_FILE, "exercises:", "programme: knees\nexercises:")
    assert check(knees.path(PRESCRIPTION_FILE)) == ()
    knees.change(FILE, "{reps: 9}", "{reps: 90}")
    assert told(check(knees.path(PRESCRIPTION_FILE))) == [("cannot-print", knees.place(FILE, "90"))]
    knees.change(PRESCRIPTION_FILE, "programme: knees", "programme: kneees")
    (finding,) = check(knees.path(PRESCRIPTION_FILE))
    assert 'there is no programme "kneees"' in finding.problem.message
    assert "knees" in finding.problem.hint


def test_a_note_for_one_patient_is_not_repeated(knees: ClinicFolder) -> None:
    knees.change(PRESCRIPTION_FILE, "Breathe slowly.", "Maria, hold for 12 seconds.")
    (finding,) = check(knees.path(PRESCRIPTION_FILE))
    assert finding.name == "cannot-print"
    assert 'the note says "12 seconds", but the dose says 10 seconds' in finding.problem.message
    assert "Maria" not in str(finding.problem)
