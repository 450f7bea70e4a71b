"""The gate: a patient's conditions against each exercise's contraindications.

A contraindicated exercise stops the print until its entry says `override:` with a reason. The
reason is for the clinician's summary; the sheet never shows it. Messages name contraindications,
which are content, and nothing else of the patient.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import nearest
from handouts.merge.saying import Saying
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription


@dataclass(frozen=True, slots=True)
class Clash:
    """Entry number `index` (from 0) prescribes what these conditions of the patient speak against,
    in the exercise's order.
    """

    index: int
    exercise: str
    conditions: tuple[str, ...]


def clashes(prescription: Prescription, library: Library) -> tuple[Clash, ...]:
    """Every contraindicated entry, overridden or not: who calls decides whether a reason counts.

    Conditions left out clash with nothing: then nobody was asked (see `is_screened`). Entries whose
    exercise the library does not have are passed over; merge refuses those.
    """
    conditions = frozenset(prescription.patient.conditions or ())
    found = []
    for index, entry in enumerate(prescription.exercises):
        exercise = library.exercises.get(entry.exercise)
        if exercise is None:
            continue
        against = tuple(word for word in exercise.contraindications if word in conditions)
        if against:
            found.append(Clash(index, exercise.id, tuple(dict.fromkeys(against))))
    return tuple(found)


def clash_message(clash: Clash) -> str:
    """What a clinician is told of it."""
    return f"{clash.exercise} is contraindicated: {'; '.join(clash.conditions)}"


def is_screened(prescription: Prescription) -> bool:
    """Somebody asked for conditions; `conditions: []` says that there are none."""
    return prescription.patient.conditions is not None


def check_safety(prescription: Prescription, library: Library, saying: Saying) -> None:
    """A Problem for each unknown condition, each clash without a reason, each needless reason.

    While a condition is unknown no reason is called needless: it may be for that one.
    """
    all_known = _check_words(prescription, library, saying)
    found = {clash.index: clash for clash in clashes(prescription, library)}
    for index, entry in enumerate(prescription.exercises):
        clash = found.get(index)
        if clash and entry.override is None:
            saying.wrong(
                prescription.source("exercises", index),
                clash_message(clash),
                "choose another exercise, or write override: and the reason why it is meant",
            )
        needless = entry.override is not None and clash is None
        if needless and all_known and entry.exercise in library.exercises:
            saying.wrong(
                prescription.source("exercises", index, "override"),
                f"override stands here, but nothing that is known speaks against {entry.exercise}",
                "take it out"
                if is_screened(prescription)
                else "take it out, or write the patient's conditions",
            )


def _check_words(prescription: Prescription, library: Library, saying: Saying) -> bool:
    """Whether the vocabulary has every condition. What was written is not repeated."""
    conditions = prescription.patient.conditions or ()
    unknown = [at for at, word in enumerate(conditions) if word not in library.conditions]
    for at in unknown:
        saying.wrong(
            prescription.source("patient", "conditions", at),
            f"item {at + 1} of conditions is not in the vocabulary's conditions",
            nearest(conditions[at], library.conditions),
        )
    return not unknown
