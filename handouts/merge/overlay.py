"""One dose over another: how what is prescribed here and what holds in general become one dose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from handouts.model.dose import DOSE_FIELDS, Dose, PlainDose, Stage, dose_of

HOW_MUCH = ("sets", "reps", "duration", "distance")
"""What together says how many times: half of it from elsewhere would be another dose."""


def overlaid(over: PlainDose, under: PlainDose) -> Dose:
    """`over`, and each field that it leaves out from `under`.

    Where `over` alone says how much, the times of `under` do not join it: "3 minutes" is not "10
    times, 3 minutes", nor "2 sets of 3 minutes" where `under` has 2 sets of 10 times; and "3 sets,
    30 seconds each" has no times. Nor do phases of `under` change what `over` says.
    """
    given = {name: value for name, value in _fields(over).items() if value is not None}
    not_meant = _not_meant(over, under)
    rest = {name: value for name, value in _fields(under).items() if name not in not_meant}
    if rest.get("phases"):
        rest["phases"] = _without(given, rest["phases"])
    return dose_of(rest | given)


def varied(dose: Dose) -> frozenset[str]:
    """The fields that differ from phase to phase. How much is one thing: it differs as a whole."""
    named = {
        name
        for phase in (dose.phases or {}).values()
        for name, value in _fields(phase).items()
        if value is not None
    }
    return frozenset(named.union(HOW_MUCH) if named.intersection(HOW_MUCH) else named)


def settled_by_phases(dose: PlainDose) -> frozenset[str]:
    """The fields that every phase says for itself, so that what holds in general never does."""
    phases = [_fields(phase) for phase in (getattr(dose, "phases", None) or {}).values()]
    if not phases:
        return frozenset()
    return frozenset(name for name in phases[0] if all(phase[name] is not None for phase in phases))


def shared_by_all(dose: Dose) -> Dose:
    """What holds in every phase: without phases, all of it."""
    return dose.model_copy(update=dict.fromkeys(varied(dose)))


def at_each_phase(dose: Dose) -> tuple[PlainDose, ...]:
    """The dose of each phase in full, in their order; without phases, the dose."""
    if not dose.phases:
        return (dose,)
    now = dose.model_copy(update={"phases": None, "easier": None, "progression": None})
    return tuple(overlaid(phase, now) for phase in dose.phases.values())


def differing(dose: Dose) -> tuple[tuple[Stage, PlainDose], ...]:
    """Each phase with all that differs between them; what the phases do not say is the dose's."""
    if not dose.phases:
        return ()
    names = varied(dose)
    phases = zip(dose.phases, at_each_phase(dose), strict=True)
    return tuple((stage, _only(names, now)) for stage, now in phases)


def unsaid(
    own: PlainDose, told: Sequence[PlainDose], names: Iterable[str] = PlainDose.model_fields
) -> tuple[str, ...]:
    """Those of the fields whose value is in none of the doses that the patient is told."""
    return tuple(
        name
        for name in names
        if (value := getattr(own, name)) is not None
        and all(getattr(dose, name) != value for dose in told)
    )


def _only(names: Collection[str], dose: PlainDose) -> PlainDose:
    return PlainDose.model_construct(
        **{name: getattr(dose, name) if name in names else None for name in PlainDose.model_fields}
    )


def _fields(dose: PlainDose) -> dict[str, Any]:
    held = vars(dose)
    return {name: held[name] for name in DOSE_FIELDS if name in held}


def _not_meant(over: PlainDose, under: PlainDose) -> frozenset[str]:
    """The fields underneath that the words of `over` leave no room for."""
    times = frozenset(("reps", "duration", "distance"))
    says_times = any(getattr(over, name) is not None for name in times)
    says_all = over.sets is not None and (over.hold is not None or isinstance(over.sets, tuple))
    kinds = isinstance(under.sets, tuple) and says_times
    another_kind = any(
        getattr(over, name) is not None and getattr(under, name) is None
        for name in ("duration", "distance")
    )
    sets = {"sets"} if kinds or another_kind else set()
    return (times if says_times or says_all else frozenset()) | sets


def _without(given: Collection[str], phases: dict[Any, PlainDose]) -> dict[Any, PlainDose] | None:
    settled = {*given, *(HOW_MUCH if {*given}.intersection(HOW_MUCH) else ())}
    left = {
        stage: _only({*PlainDose.model_fields} - settled, dose) for stage, dose in phases.items()
    }
    said = any(value is not None for dose in left.values() for value in _fields(dose).values())
    return left if said else None
