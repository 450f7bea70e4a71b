"""The gate: a patient's conditions against each exercise's contraindications.

A contraindicated exercise stops the print until its entry says `override:` with a reason for each
condition. Reasons are for the clinician's summary; the sheet never shows them. Messages name
contraindications, which are content, and nothing else of the patient.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.errors import nearest
from handouts.merge.saying import Saying
from handouts.model.exercise import Library
from handouts.model.prescription import Entry, Prescription


class Clash(Struct, frozen=True):
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
        if exercise is None or conditions.isdisjoint(exercise.contraindications):
            continue
        against = [word for word in exercise.contraindications if word in conditions]
        found.append(Clash(index, exercise.id, tuple(dict.fromkeys(against))))
    return tuple(found)


def reasons(entry: Entry, clash: Clash) -> Mapping[str, str]:
    """The entry's reason for each condition of its clash that it answers. One reason alone is for
    one condition: it may have been written before somebody named another.
    """
    override = entry.override or {}
    if isinstance(override, str):
        return {clash.conditions[0]: override} if len(clash.conditions) == 1 else {}
    return {word: override[word] for word in clash.conditions if word in override}


def is_screened(prescription: Prescription) -> bool:
    """Somebody asked for conditions; `conditions: []` says that there are none."""
    return prescription.patient.conditions is not None


def check_safety(prescription: Prescription, library: Library, saying: Saying) -> None:
    """A Problem for each unknown condition, each condition without a reason, each needless reason.

    While a condition is unknown no reason is called needless: it may be for that one.
    """
    all_known = _check_words(prescription, library, saying)
    found = {clash.index: clash for clash in clashes(prescription, library)}
    for index, entry in enumerate(prescription.exercises):
        clash = found.get(index)
        if clash:
            _check_answered(entry, clash, prescription, saying)
        if entry.override is None or not all_known or entry.exercise not in library.exercises:
            continue
        if clash is None:
            saying.wrong(
                prescription.source("exercises", index, "override"),
                f"override stands here, but nothing that is known speaks against {entry.exercise}",
                "take it out"
                if is_screened(prescription)
                else "take it out, or write the patient's conditions",
            )
        elif not isinstance(entry.override, str):
            for word in (one for one in entry.override if one not in clash.conditions):
                saying.wrong(
                    prescription.source("exercises", index, "override", word),
                    f"override names something that does not speak against {entry.exercise} here",
                    f"it is contraindicated: {'; '.join(clash.conditions)}",
                )


def _check_answered(entry: Entry, clash: Clash, prescription: Prescription, saying: Saying) -> None:
    """A Problem where a condition of the clash has no reason of its own."""
    answered = reasons(entry, clash)
    place, against = ("exercises", clash.index), "; ".join(clash.conditions)
    if isinstance(entry.override, str) and not answered:
        saying.wrong(
            prescription.source(*place, "override"),
            f"override gives one reason, but {clash.exercise} is contraindicated: {against}",
            "write each condition under override:, with its reason",
        )
        return
    left = [word for word in clash.conditions if word not in answered]
    if left:
        hint = "choose another exercise, or write override: and the reason why it is meant"
        if len(clash.conditions) > 1:
            hint = "choose another exercise, or write each condition under override:, with the "
            hint += "reason why it is meant"
        message = f"{clash.exercise} is contraindicated: {'; '.join(left)}"
        saying.wrong(prescription.source(*place), message, hint)


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
