"""What real clinics hand out is written without a note, and all of it is on the sheet."""

# ruff: noqa: E501  (a prescription and its words on one line)

from __future__ import annotations

import pytest
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, text_of
from pdf_checks import assert_valid, structure_tree

HEAD = "patient: {id: P-1}\ndate: 2026-11-22\n"


def sheet(clinic: ClinicFolder, *entries: str, whole: str = "") -> bytes:
    """The sheet of these entries, `exercise: squat, sets: 3`, key by key."""
    lines = "".join(f"  - {entry}\n".replace("; ", "\n    ") for entry in entries)
    clinic.write(PRESCRIPTION_FILE, f"{HEAD}{whole}exercises:\n{lines}")
    for name in ("squat", "nod"):
        path = f"exercises/{name}/exercise.yaml"
        text = clinic.path(path).read_text(encoding="utf-8")
        clinic.write(path, "".join(x for x in text.splitlines(True) if not x.startswith("dose")))
    return clinic.sheet().pdf


PROGRAMMES = [
    ("exercise: squat; sets: 3; reps: 10; load: red band; frequency: 1/day",
     ["3 sets of 10 times", "Red band", "Once a day"]),
    ("exercise: squat; dose: 3x10, red band, od", ["3 sets of 10 times", "Red band", "Once a day"]),
    ("exercise: squat; sets: 3; hold: 30 s", ["3 sets 30 seconds hold"]),
    ("exercise: squat; reps: 3; hold: 30 s; frequency: every 2 days",
     ["30 seconds hold", "3 times in a row", "Every second day"]),
    ("exercise: squat; dose: 30s x 3; frequency: every second day",
     ["30 seconds hold", "3 times in a row", "Every second day"]),
    ("exercise: squat; sets: [2 x 10, 1 x to fatigue]; frequency: at most every 2 days",
     ["2 sets of 10 times then 1 set until tired", "At most every second day"]),
    ("exercise: squat; reps: up to 10; hold: 5-10 s; frequency: 3/day",
     ["5 to 10 seconds hold", "up to 10 times in a row", "3 times a day"]),
    ("exercise: squat; reps: 10; phases: {weeks 1-6: 3/day, weeks 7-12: 2/day, weeks 13-26: 1/day}",
     ["10 times Weeks 1 to 6 3 times a day.", "Weeks 7 to 12 2 times a day. Weeks 13 to 26 Once a day."]),
    ("exercise: squat; reps: 50; frequency: hourly while awake",
     ["50 times", "Every hour while awake"]),
    ("exercise: squat; duration: 2-3 min", ["2 to 3 minutes"]),
    ("exercise: knee-lift; side: each; reps: 4; frequency: 5-6/week",
     ["4 times each side", "5 to 6 days a week"]),
    ("exercise: squat; hold: blank s; reps: blank", ["blank seconds hold", "blank times in a row"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "said"), PROGRAMMES)
def test_a_programme_that_clinics_hand_out(
    clinic: ClinicFolder, entry: str, said: list[str]
) -> None:
    pdf = sheet(clinic, entry)
    seen = text_of(pdf)
    heard = structure_tree(pdf).replace("\u00a0", " ")
    for words in said:
        assert words.replace("blank ", "") in seen
        assert "blank" not in words or words in heard


@pytest.mark.parametrize(("entry", "said"), PROGRAMMES)
def test_the_same_programme_in_a_booklet(clinic: ClinicFolder, entry: str, said: list[str]) -> None:
    """The strip has cells where a sheet has lines: "3 sets", "10 times each set"."""
    pdf = sheet(clinic, entry, whole="print: {format: booklet}\n")
    seen = text_of(pdf).lower().replace(" each set", "")
    for words in said:
        in_cells = words.replace("blank ", "").replace(" of ", " ").lower()
        assert in_cells in seen


def test_all_three_times_a_week_and_two_of_them_four_times(clinic: ClinicFolder) -> None:
    each = ["exercise: squat; reps: 5", "exercise: nod; reps: 6"]
    more = [f"{entry}; frequency: 4/week" for entry in each]
    read = text_of(sheet(clinic, *each, *more, whole="frequency: 3/week\n"))
    assert read.count("3 days a week") == 2
    assert read.count("4 days a week") == 2


UNDER = ("exercise: squat; sets: 3; tempo: 3-0-1; range: 0-90 deg; when: after walking; "
         "for: 6 weeks; start: 2026-12-01")  # fmt: skip


def with_phases_of_movement(clinic: ClinicFolder) -> None:
    clinic.change(
        "exercises/squat/exercise.yaml", "  steps:", "  tempo: [sink, pause, rise]\n  steps:"
    )


def test_the_line_under_the_strip_says_the_rest_in_order(clinic: ClinicFolder) -> None:
    with_phases_of_movement(clinic)
    assert (
        "Sink for 3, no pause, rise for 1. Move from 0 to 90 degrees. After walking. For 6 weeks. "
        "Start on 1 December 2026." in text_of(sheet(clinic, UNDER))
    )


def test_the_line_and_the_table_are_tagged(clinic: ClinicFolder) -> None:
    with_phases_of_movement(clinic)
    entry = (
        "; phases: {week 1: {frequency: 3/day, hold: blank s}, after 2 clear weeks: 2/day mon fri}"
    )
    pdf = sheet(clinic, UNDER + entry)
    assert_valid(pdf)
    tree = structure_tree(pdf).replace("\u00a0", " ")
    assert (
        '    Table T="What changes with time"\n      TR\n        TH Week 1\n'
        "        TD Hold blank seconds, 3 times a day.\n      TR\n        TH After 2 clear weeks\n"
        "        TD 2 times a day, on Monday and Friday.\n"
    ) in tree
    assert tree.index("3 sets") < tree.index("P Sink for 3") < tree.index("Table")
    assert "How often" not in tree


def test_tempo_needs_a_name_for_each_count(clinic: ClinicFolder) -> None:
    with_phases_of_movement(clinic)
    for tempo, says in (("3-1", "2 phases, squat has 3"), ("0-1-3", "only a pause of a tempo")):
        clinic.write(
            PRESCRIPTION_FILE, f"{HEAD}exercises:\n  - exercise: squat\n    tempo: {tempo}\n"
        )
        (problem,) = clinic.make().problems
        assert says in problem


def test_what_differs_between_phases_is_said_of_each_in_full(clinic: ClinicFolder) -> None:
    entry = "exercise: squat; sets: 3; reps: 10; frequency: 2/day; phases: {week 1: {reps: 5}, week 2: {sets: 2}}"
    read = text_of(sheet(clinic, entry))
    assert "Week 1 3 sets of 5 times. Week 2 2 sets of 10 times." in read
    assert "2 times a day Week 1" in read


def test_what_the_entry_says_is_not_undone_by_phases_of_the_exercise(clinic: ClinicFolder) -> None:
    clinic.change(
        EXERCISE_FILE, "frequency: 2/day}", "phases: {week 1: {frequency: 9/day, hold: 2 s}}}"
    )
    clinic.change(PRESCRIPTION_FILE, "    hold: 10 s\n", "    frequency: 1/day\n")
    clinic.change(EXERCISE_FILE, " Hold for {{ dose.hold }}.", "")
    read = clinic.text()
    assert "Once a day" in read
    assert "9 times" not in read
    assert "Week 1 Hold 2 seconds." in read


def test_steps_point_to_the_table_where_a_value_changes(clinic: ClinicFolder) -> None:
    clinic.change(
        PRESCRIPTION_FILE,
        "    hold: 10 s\n",
        "    phases: {week 1: {hold: 5 s}, week 2: 8 s x 4}\n",
    )
    assert "Hold for the time in the table." in clinic.text()


def test_a_number_in_the_steps_agrees_with_every_phase(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "{{ dose.hold }}", "5 seconds")
    clinic.change(
        PRESCRIPTION_FILE,
        "    hold: 10 s\n",
        "    phases: {week 1: {hold: 5 s}, week 2: {hold: 8 s}}\n",
    )
    (problem,) = clinic.make().problems
    assert 'says "5 seconds", but the dose says 8 seconds' in problem


@pytest.mark.parametrize(
    ("hold", "prose", "says"),
    [
        ("5 breaths", "Hold for 5 seconds.", "5 breaths"),
        ("5 s", "Hold it still for 5 breaths.", "5 seconds"),
        ("blank s", "Hold for 5 seconds.", "a blank, in seconds"),
        ("blank", "Wait for 5 seconds.", "a blank, in seconds"),
    ],
)
def test_a_hold_in_another_unit_or_left_blank_contradicts_a_number(
    clinic: ClinicFolder, hold: str, prose: str, says: str
) -> None:
    clinic.change(EXERCISE_FILE, "Hold for {{ dose.hold }}.", prose)
    clinic.change(PRESCRIPTION_FILE, "    hold: 10 s\n", f"    hold: {hold}\n    accept: [hold]\n")
    (problem,) = clinic.make().problems
    assert f"but the dose says {says}" in problem


def test_a_number_that_is_no_hold_is_the_authors_own(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "Hold for {{ dose.hold }}.", "Breathe for 5 breaths.")
    assert "Breathe for 5 breaths." in clinic.text()


def test_different_doses_left_and_right_are_two_exercises(clinic: ClinicFolder) -> None:
    clinic.change(
        PRESCRIPTION_FILE,
        "    side: left\n    hold: 10 s\n    reps: 8\n",
        "    hold: 10 s\n    left: {reps: 8}\n    right: {dose: 1}\n".replace(
            "{dose: 1}", "5s x 6"
        ),
    )
    read = clinic.text()
    assert "10 seconds hold 8 times in a row" in read
    assert "5 seconds hold 6 times in a row" in read
    assert "1 Knee lift Lift your left knee" in read.replace("Draft: wording", "")
    assert "2 Knee lift Lift your right knee" in read
    assert read.count("Note from Alex Example: Breathe slowly.") == 2


def test_easier_and_progression_are_on_the_back(clinic: ClinicFolder) -> None:
    read = text_of(
        sheet(clinic, "exercise: squat; reps: 5; easier: Use a chair.; progression: 3x12, red band")
    )
    assert "When this is too hard: Use a chair." in read
    assert "When this is easy: 3 sets of 12 times, red band." in read
