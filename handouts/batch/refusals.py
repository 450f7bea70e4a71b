"""What a batch refuses beside what every sheet refuses, and how it speaks of conditions.

The report of a batch stands beside patients' ids, and is read and kept at the front desk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from handouts.errors import CellSource, Problem, Source
from handouts.merge.plan import planned
from handouts.merge.safety import clash_message, clashes
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription

_UNKNOWN_CONDITION = re.compile(r"item \d+ of conditions .*")
_CLINICIANS_OWN = ("accept", "override")


def not_the_rosters(prescription: Prescription, place: Source) -> tuple[Problem, ...]:
    """Nothing is accepted or overridden in a roster's cell, only where a clinician wrote it: in a
    prescription's own file.
    """
    if not isinstance(place, CellSource):
        return ()
    found = [
        (prescription.source("exercises", at, key), key)
        for at, entry in enumerate(prescription.exercises)
        for key in _CLINICIANS_OWN
        if getattr(entry, key)
    ]
    hint = "write it in the patient's prescription file"
    return tuple(
        Problem(where, f"a roster cannot say {key}: that is the clinician's decision", hint)
        for where, key in found
        if isinstance(where, CellSource) or where.file == place.file
    )


def unnamed(
    problems: Iterable[Problem], prescription: Prescription, library: Library
) -> tuple[Problem, ...]:
    """The same problems, without a word of what the patient's conditions are."""
    plan = planned(prescription, library).prescription
    said = {
        (plan.source("exercises", clash.index), clash_message(clash)): clash.exercise
        for clash in clashes(plan, library)
    }
    return tuple(_unnamed(problem, said) for problem in problems)


def _unnamed(problem: Problem, said: dict[tuple[Source, str], str]) -> Problem:
    if exercise := said.get((problem.source, problem.message)):
        message = f"{exercise} is contraindicated for a condition of this patient"
        hint = "ask the clinician, who chooses another exercise or gives a reason"
        return Problem(problem.source, message, hint)
    if _UNKNOWN_CONDITION.fullmatch(problem.message):  # the hint names what is like it
        return Problem(problem.source, problem.message, "write it as the vocabulary does")
    return problem
