"""What an entry says nothing of prints as it would without the entry, or the entry is refused.

"8 times" over a programme's "2 sets of 10 times, then 1 set until tired" leaves open how many sets:
the exercise's own number would be one that nobody prescribed. The same holds for `left` and `right`
over what their entry says of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.errors import Problem
from handouts.merge.overlay import HOW_MUCH, at_each_phase, overlaid
from handouts.merge.pairing import Pair
from handouts.merge.sides_apart import SIDES
from handouts.model.dose import Dose, PlainDose, spelling_of
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.model.programme import Programme

TIMES = frozenset(("reps", "duration", "distance"))
"""One question, how many times or how long, that one of them answers."""


def lost_beside_changes(
    prescription: Prescription, programme: Programme, pairs: Sequence[Pair], library: Library
) -> Iterator[Problem]:
    """A Problem for each entry beside which a programme's value would turn into another one."""
    for pair in pairs:
        if pair.own is None or pair.listed is None:
            continue
        entry, base = prescription.exercises[pair.own], programme.exercises[pair.listed]
        for name in _not_kept(entry.dose, base.dose, _own(entry.exercise, library)):
            yield Problem(
                prescription.source("exercises", pair.own),
                f"beside what this entry says, {name} of {entry.exercise} would not be as the "
                "programme has it",
                f"write {name}: in this entry as well",
            )


def lost_beside_sides(listed: Prescription | Programme, library: Library) -> Iterator[Problem]:
    """A Problem for each `left` or `right` beside which what is said of both would become another
    value.
    """
    for index, entry in enumerate(listed.exercises):
        for side in SIDES if entry.says_sides else ():
            said: Dose | None = getattr(entry, side)
            own = _own(entry.exercise, library)
            for name in _not_kept(said, entry.dose, own) if said else ():
                yield Problem(
                    listed.source("exercises", index, side),
                    f"beside what {side} says, {name} would not be as it is written for both",
                    f"write {name}: under {side}: as well",
                )


def _own(exercise: str, library: Library) -> Dose:
    known = library.exercises.get(exercise)
    return known.dose if known else Dose()


def _not_kept(over: Dose, under: Dose, own: Dose) -> tuple[str, ...]:
    """The keys of what `over` says nothing of, and of which the patient would nevertheless read
    another value than from `under`. Both lie on the exercise's `own` dose.
    """
    alone = at_each_phase(overlaid(under, own))
    changed = at_each_phase(overlaid(over, under, own))
    settled = _settled(over, under)
    differ = {
        "reps" if name in TIMES else spelling_of(name)
        for name in PlainDose.model_fields
        if name not in settled and _values(alone, name) != _values(changed, name)
    }
    return tuple(sorted(differ))


def _values(doses: Sequence[PlainDose], name: str) -> frozenset[object]:
    return frozenset(getattr(dose, name) for dose in doses)


def _settled(over: Dose, under: Dose) -> frozenset[str]:
    """The fields that `over` answers, be it with "no sets, for it is 3 minutes now"."""
    said = {
        name
        for dose in (over, *(over.phases or {}).values())
        for name in PlainDose.model_fields
        if getattr(dose, name) is not None
    }
    if isinstance(over.sets, tuple):
        return frozenset(said.union(HOW_MUCH))
    another_kind = any(
        getattr(over, name) is not None and getattr(under, name) is None
        for name in ("duration", "distance")
    )
    if said & TIMES or said >= {"sets", "hold"}:
        said |= TIMES
    return frozenset(said | ({"sets"} if another_kind else set()))
