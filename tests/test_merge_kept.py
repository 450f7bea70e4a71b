"""What an entry says nothing of prints as it would without the entry, or the entry is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from clinics import PRESCRIPTION_FILE, ClinicFolder
from msgspec.structs import replace
from scenes import exercise, library_of, prescription

from handouts.merge.dosing import prescribed_dose
from handouts.merge.overlay import at_each_phase
from handouts.merge.plan import Plan, planned
from handouts.model.dose import PlainDose
from handouts.model.programme import Programme, Programmes

Keys = Mapping[str, Any]

OWN = {"sets": "2", "reps": "10", "hold": "5 s", "frequency": "1/day"}
KINDS = {"sets": ["2 x 12", "1 x to fatigue"]}
WEEKS = ("weeks 1-6", "weeks 7-12")


def phases(first: Keys, second: Keys) -> Keys:
    return {"phases": dict(zip(WEEKS, (first, second), strict=True))}


BY_WEEK = phases({"sets": "1", "reps": "5"}, {"sets": "3", "reps": "9"})


def plan(base: Keys, entry: Keys, own: Keys = OWN, **more: Any) -> Plan:
    """The plan of one exercise, whose own dose is `own`, from a programme's entry and this one."""
    of = library_of(exercise("a", sides="one", dose=own))
    whole = {key[2:]: more.pop(key) for key in list(more) if key.startswith("p_")}
    listed = {"title": "Start", "exercises": [{"exercise": "a", "side": "left", **base}], **whole}
    programmes = {"start": Programme.model_validate(listed)}
    of = replace(of, programmes=Programmes(programmes, frozenset(programmes)))
    return planned(prescription([{"exercise": "a", **entry}], programme="start", **more), of)


def told(made: Plan, own: Keys = OWN) -> tuple[PlainDose, ...]:
    """What the patient reads, phase by phase."""
    assert not made.problems
    (entry,) = made.prescription.exercises
    dose = prescribed_dose(entry, made.prescription, exercise("a", sides="one", dose=own))
    return at_each_phase(dose)


def doses(*keys: Keys) -> list[PlainDose]:
    return [PlainDose.model_validate(one) for one in keys]


def said(dose: PlainDose) -> dict[str, Any]:
    return {name: value for name, value in dose if value is not None}


# ------------------------------------------------------------------ a programme's entry


@pytest.mark.parametrize(
    ("base", "entry", "open_"),
    [
        # The exercise's own 2 sets would stand in for those of the programme.
        (KINDS, {"reps": "8"}, ["sets"]),
        (BY_WEEK, {"reps": "8"}, ["sets"]),
        ({"duration": "3 min"}, {"reps": "8"}, ["sets"]),
        # And its own 10 times.
        (KINDS, {"sets": "3"}, ["reps"]),
        (BY_WEEK, {"sets": "3"}, ["reps"]),
        # Its times would go: 3 sets, 5 seconds each.
        ({"hold": "5 s"}, {"sets": "3"}, ["reps"]),
        # Phases take the place of phases.
        (BY_WEEK, phases({"frequency": "3/day"}, {"frequency": "1/day"}), ["reps", "sets"]),
        (phases({"hold": "5 s"}, {"hold": "9 s"}), phases({"reps": "3"}, {"reps": "4"}), ["hold"]),
    ],
)
def test_what_would_turn_into_a_value_of_somebody_else_is_to_be_written(
    base: Keys, entry: Keys, open_: list[str]
) -> None:
    problems = plan(base, entry).problems
    assert [problem.message for problem in problems] == [
        f"beside what this entry says, {name} of a would not be as the programme has it"
        for name in open_
    ]
    assert [problem.hint for problem in problems] == [
        f"write {name}: in this entry as well" for name in open_
    ]


@pytest.mark.parametrize(
    ("base", "entry", "reads"),
    [
        ({"reps": "8"}, {"sets": "3"}, {"sets": "3", "reps": "8", "hold": "5 s"}),
        (KINDS, {"hold": "9 s"}, {**KINDS, "hold": "9 s"}),
        (KINDS, {"sets": "3", "reps": "8"}, {"sets": "3", "reps": "8", "hold": "5 s"}),
        ({"hold": "9 s"}, {"sets": "3", "reps": "8"}, {"sets": "3", "reps": "8", "hold": "9 s"}),
        ({"reps": "8"}, {"duration": "3 min"}, {"duration": "3 min", "hold": "5 s"}),
        ({"reps": "8"}, {"sets": "3", "hold": "30 s"}, {"sets": "3", "hold": "30 s"}),
        ({"sets": "3", "reps": "8"}, KINDS, {**KINDS, "hold": "5 s"}),
        ({"sets": "3"}, {"frequency": "2/day"}, {"sets": "3", "reps": "10", "hold": "5 s"}),
        (BY_WEEK, {"sets": "2", "reps": "8"}, {"sets": "2", "reps": "8", "hold": "5 s"}),
    ],
)
def test_what_is_clear_is_the_programmes_dose_with_what_the_entry_says(
    base: Keys, entry: Keys, reads: Keys
) -> None:
    often = {"frequency": entry.get("frequency", "1/day")}
    assert list(map(said, told(plan(base, entry)))) == list(map(said, doses({**reads, **often})))


def test_it_is_said_of_the_entry_where_it_stands(clinic: ClinicFolder) -> None:
    sets = "    sets: [2 x 8, 1 x 5]\n"
    clinic.write("programmes/start.yaml", f"title: S\nexercises:\n  - exercise: squat\n{sets}")
    clinic.change(PRESCRIPTION_FILE, "exercises:", "programme: start\nexercises:")
    clinic.change(PRESCRIPTION_FILE, "    note:", "  - exercise: squat\n    reps: 6\n    note:")
    (problem,) = clinic.make().problems
    place = clinic.place(PRESCRIPTION_FILE, "exercise: squat")
    assert problem.startswith(f"{place}: beside what this entry says, sets of squat")
    clinic.change(PRESCRIPTION_FILE, "reps: 6\n", "reps: 6\n    sets: 3\n")
    assert "3 sets of 6 times" in clinic.text()


# ------------------------------------------------------------------ phases and what lies under them


FREQUENCIES = phases({"frequency": "3/day"}, {"frequency": "2/day"})


@pytest.mark.parametrize(
    "made",
    [
        plan(FREQUENCIES, {}, p_frequency="5/day"),
        plan({"frequency": "5/day"}, FREQUENCIES),
        plan({}, FREQUENCIES, frequency="5/day"),
    ],
    ids=["programme as a whole", "programme's entry", "prescription as a whole"],
)
def test_phases_that_each_say_it_win_over_what_lies_under_them(made: Plan) -> None:
    assert [dose.frequency for dose in told(made)] == [
        dose.frequency for dose in doses({"frequency": "3/day"}, {"frequency": "2/day"})
    ]
    (entry,) = made.prescription.exercises
    assert entry.frequency is None  # so that a plan planned again says the same
    assert made.origin(0, "frequency") == "default"


def test_a_value_that_lies_under_some_of_the_phases_is_kept() -> None:
    made = plan({"frequency": "5/day"}, phases({"frequency": "3/day"}, {"reps": "8"}))
    assert [dose.frequency for dose in told(made)] == [
        dose.frequency for dose in doses({"frequency": "3/day"}, {"frequency": "5/day"})
    ]


# ------------------------------------------------------------------ left and right


def sides(both: Keys, left: Keys) -> Plan:
    """The plan of an entry that says this of both sides and that of the left."""
    of = library_of(exercise("a", sides="one", dose=OWN))
    return planned(prescription([{"exercise": "a", **both, "left": left, "right": {}}]), of)


@pytest.mark.parametrize(
    ("both", "left", "name"),
    [
        (KINDS, {"reps": "8"}, "sets"),
        (KINDS, {"sets": "3"}, "reps"),
        (BY_WEEK, {"sets": "3"}, "reps"),
    ],
)
def test_beside_left_what_is_said_of_both_stays_or_is_to_be_written(
    both: Keys, left: Keys, name: str
) -> None:
    (problem,) = sides(both, left).problems
    says = f"beside what left says, {name} would not be as it is written for both"
    assert (problem.message, problem.hint) == (says, f"write {name}: under left: as well")


def test_left_and_right_may_each_say_all_of_it() -> None:
    made = sides(KINDS, {"sets": "3", "reps": "8"})
    assert not made.problems
    left, right = made.prescription.exercises
    whole = doses({"sets": "3", "reps": "8"}, KINDS)
    assert [(one.sets, one.reps) for one in (left, right)] == [(d.sets, d.reps) for d in whole]


def test_phases_in_words_or_with_a_gap_between_them_may_stand_in_any_order() -> None:
    stages = ("weeks 1-2", "week 5", "after 2 clear weeks", "once it is easy", "from week 9")
    made = plan(
        {}, {"phases": {stage: {"frequency": "2/day"} for stage in stages}, "for": "9 weeks"}
    )
    assert len(told(made)) == len(stages)
