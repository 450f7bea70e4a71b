"""Which entry of a programme an entry of the prescription changes; nothing of it is guessed.

In: a prescription and its programme. Out: pairs of indices in the order of the sheet, or what is
not clear. Values are plan.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from handouts.errors import Problem, Source, nearest
from handouts.model.prescription import MOST_EXERCISES, Entry, Prescription
from handouts.model.programme import Programme


class Pair(Struct, frozen=True):
    """Indices of a prescription's entry and of the programme's entry that it changes."""

    own: int | None
    listed: int | None


def pairs_of(
    prescription: Prescription, programme: Programme | None
) -> tuple[list[Pair], list[Problem]]:
    """Every entry of the plan: the programme's in its order, each as changed, then the new ones."""
    own, listed = prescription.exercises, programme.exercises if programme else ()
    problems = _wrong_drops(prescription, listed)
    both = both_sided(prescription, programme)
    changes: dict[int, int] = {}
    for index, entry in enumerate(own):
        same = [at for at, other in enumerate(listed) if other.exercise == entry.exercise]
        if not same or entry.exercise in prescription.drop:
            continue
        source = prescription.source("exercises", index, "exercise")
        changed = _changed(entry, own, same, listed)
        if entry.exercise in both and _names_one_side(entry, own):
            problems.append(_this_side_only_or_changed(entry, source))
        elif changed is None:
            message = f"{entry.exercise} stands more than once: which one is changed is not clear"
            hint = "keep one, or give them side: left and side: right; else write the exercises"
            problems.append(Problem(source, message, f"{hint} here without the programme"))
        else:
            changes[index] = changed
    kept = [at for at, entry in enumerate(listed) if entry.exercise not in prescription.drop]
    pairs = [pair for at in kept for pair in _changes_of(at, changes)]
    pairs += [Pair(index, None) for index in range(len(own)) if index not in changes]
    if not pairs and not problems:
        problems.append(
            Problem(prescription.source("drop"), "no exercise is left", "drop fewer, or add one")
        )
    if len(pairs) > MOST_EXERCISES:
        problems.append(
            Problem(
                prescription.source("exercises"),
                f"with the programme's there are more than {MOST_EXERCISES} exercises",
                "drop some",
            )
        )
    return pairs, problems


def both_sided(prescription: Prescription, programme: Programme | None) -> frozenset[str]:
    """The exercises that the programme has for the left and for the right, and that are not
    dropped.
    """
    listed = programme.exercises if programme else ()
    left, right = (
        {entry.exercise for entry in listed if entry.side == side} for side in ("left", "right")
    )
    return frozenset((left & right) - set(prescription.drop))


def _names_one_side(entry: Entry, own: Sequence[Entry]) -> bool:
    """Whether of this exercise the prescription names the left or the right, and not the other."""
    sides = {other.side for other in own if other.exercise == entry.exercise}
    return entry.side in {"left", "right"} and not sides >= {"left", "right"}


def _this_side_only_or_changed(entry: Entry, source: Source) -> Problem:
    """Doing one side in place of both, or both and one of them otherwise: nobody may guess it."""
    message = (
        f"{entry.exercise} stands in the programme for each side: is it the {entry.side} only, or "
        f"both and the {entry.side} changed?"
    )
    hint = (
        f"both: write what changes under {entry.side}: in place of side: {entry.side}; the "
        f"{entry.side} only: add drop: [{entry.exercise}] and write its dose here"
    )
    return Problem(source, message, hint)


def _changes_of(listed: int, changes: Mapping[int, int]) -> Sequence[Pair]:
    """The programme's entry as the prescription changes it: once, or for each side."""
    own = [Pair(index, listed) for index, changed in changes.items() if changed == listed]
    return own or [Pair(None, listed)]


def _changed(
    entry: Entry, own: Sequence[Entry], same: Sequence[int], listed: Sequence[Entry]
) -> int | None:
    """Which of the programme's entries an entry changes. None where that would be a guess.

    Of several the side must tell. Several changes of one are its left and its right side.
    """
    sides = [other.side for other in own if other.exercise == entry.exercise]
    if len(sides) > 1 and sorted(map(str, sides)) != ["left", "right"]:
        return None
    if len(same) == 1:
        return same[0]
    of_this_side = [at for at in same if entry.side and listed[at].side == entry.side]
    return of_this_side[0] if len(of_this_side) == 1 else None


def _is_anew(name: str, prescription: Prescription, listed: Sequence[Entry]) -> bool:
    """A programme's exercise for both sides is dropped and prescribed for one: that side only."""
    sides = [
        [entry.side for entry in entries if entry.exercise == name]
        for entries in (listed, prescription.exercises)
    ]
    return {"left", "right"} <= set(sides[0]) and sides[1] in (["left"], ["right"])


def _wrong_drops(prescription: Prescription, listed: Sequence[Entry]) -> list[Problem]:
    known = {entry.exercise for entry in listed}
    own = {entry.exercise for entry in prescription.exercises}
    problems = []
    for at, name in enumerate(prescription.drop):
        source = prescription.source("drop", at)
        if name not in known:
            message = f'the programme {prescription.programme} has no exercise "{name}"'
            problems.append(Problem(source, message, nearest(name, known)))
        elif name in own and not _is_anew(name, prescription, listed):
            message = f"{name} is dropped and prescribed"
            problems.append(Problem(source, message, "take it out of drop, or out of exercises"))
    return problems
