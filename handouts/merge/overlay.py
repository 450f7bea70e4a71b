"""One dose over another: how what is prescribed here and what holds in general become one dose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from handouts.model.dose import DOSE_FIELDS, Dose, PlainDose, Stage, dose_of

HOW_MUCH = ("sets", "reps", "duration", "distance")
"""What together says how many times: half of it from elsewhere would be another dose."""
_TIMES = frozenset(("reps", "duration", "distance"))
_FIELDS = frozenset(DOSE_FIELDS)

Said = dict[str, Any]
"""The fields of a dose that it prescribes, by their names."""


def overlaid(*doses: PlainDose) -> Dose:
    """The first dose, and each field that it leaves out from the next, and so on.

    Where what lies above alone says how much, the times underneath do not join it: "3 minutes" is
    not "10 times, 3 minutes", nor "2 sets of 3 minutes" over 2 sets of 10 times; and "3 sets, 30
    seconds each" has no times. Nor do phases underneath change what is said above.
    """
    return laid_over(*map(said_by, doses))


def laid_over(above: Said, *below: Said) -> Dose:
    """The same as `overlaid` of what doses prescribe."""
    for under in below:
        above = joined(above, under) if under else above
    return dose_of(above)


def said_by(dose: PlainDose) -> Said:
    """What the dose prescribes."""
    return {
        name: value for name, value in vars(dose).items() if value is not None and name in _FIELDS
    }


def varied(dose: Dose) -> frozenset[str]:
    """The fields that differ from phase to phase. How much is one thing: it differs as a whole."""
    if not dose.phases:
        return frozenset()
    named = {name for phase in dose.phases.values() for name in said_by(phase)}
    return frozenset(named.union(HOW_MUCH) if named.intersection(HOW_MUCH) else named)


def settled_by_phases(dose: PlainDose) -> frozenset[str]:
    """The fields that every phase says for itself, so that what holds in general never does."""
    phases = [said_by(phase) for phase in (getattr(dose, "phases", None) or {}).values()]
    return frozenset.intersection(*map(frozenset, phases)) if phases else frozenset()


def shared_by_all(dose: Dose) -> Dose:
    """What holds in every phase: without phases, all of it."""
    return dose.model_copy(update=dict.fromkeys(varied(dose))) if dose.phases else dose


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


def joined(over: Said, under: Said) -> Said:
    """The same of two, as what they prescribe."""
    not_meant = _not_meant(over, under)
    rest = {name: value for name, value in under.items() if name not in not_meant}
    if phases := _without(over, rest.pop("phases", {})):
        rest["phases"] = phases
    return rest | over


def _not_meant(over: Said, under: Said) -> frozenset[str]:
    """The fields underneath that the words of `over` leave no room for."""
    says_times = not _TIMES.isdisjoint(over)
    says_all = "sets" in over and ("hold" in over or isinstance(over["sets"], tuple))
    kinds = says_times and isinstance(under.get("sets"), tuple)
    another_kind = any(name in over and name not in under for name in ("duration", "distance"))
    times = _TIMES if says_times or says_all else frozenset[str]()
    return times | {"sets"} if kinds or another_kind else times


def _without(said: Said, phases: Mapping[Stage, PlainDose]) -> dict[Stage, PlainDose]:
    """What the phases still say where `said` lies over them; none where that is nothing."""
    if not phases:
        return {}
    settled = {*said, *(HOW_MUCH if {*said}.intersection(HOW_MUCH) else ())}
    left = {
        stage: _only({*PlainDose.model_fields} - settled, dose) for stage, dose in phases.items()
    }
    return left if any(map(said_by, left.values())) else {}
