"""Which dose holds: the entry's value, then the prescription's, then the exercise's own."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal

from handouts.errors import Source
from handouts.merge.contradictions import contradiction, in_digits
from handouts.merge.counting import number
from handouts.merge.overlay import Said, at_each_phase, laid_over, said_by, unsaid
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import Saying
from handouts.model.clinic import Clinic
from handouts.model.dose import (
    BLANK,
    Amount,
    Distance,
    Dose,
    Duration,
    Limits,
    Pain,
    PlainDose,
    Range,
    Reps,
    SetsOf,
    Side,
    spelling_of,
)
from handouts.model.exercise import Exercise
from handouts.model.prescription import Entry, Prescription

LIMITED = ("sets", "reps", "hold", "rest", "duration", "distance")
ACCEPTED = (*LIMITED, "pain", "note")
"""What a clinician can accept by name."""
Told = Sequence[tuple[tuple[str, ...], PlainDose]]
"""What the patient is told to do, phase by phase and later, with the places in the entry."""
_Limits = tuple[tuple[str, Range, str], ...]
_LIMITS = SaidBefore[_Limits](1000)
_OWN = SaidBefore[Said](1000)
"""What is known of an exercise, whoever it is for."""


def prescribed_dose(entry: Entry, prescription: Prescription, exercise: Exercise) -> Dose:
    """The dose that the patient reads, each field from the first of the three that has it."""
    often = prescription.frequency
    as_a_whole = {} if often is None else {"frequency": often}
    own = _OWN.once((exercise,), (), lambda: _own(exercise))
    return laid_over(said_by(entry), as_a_whole, own)


def _own(exercise: Exercise) -> Said:
    pain = {} if exercise.pain is None else {"pain": exercise.pain}
    return pain | said_by(exercise.dose)


def check_side(exercise: Exercise, prescription: Prescription, index: int, saying: Saying) -> None:
    """Left or right is never guessed."""
    side: Side | None = prescription.exercises[index].side
    message = hint = ""
    if exercise.sides == "one" and side in {None, "both"}:
        message = (
            f"{exercise.id} needs a side"
            if side is None
            else (f"{exercise.id} works one side at a time, got side: both")
        )
        hint = f"write side: left, right, each or alternate in an entry of {exercise.id}"
    if exercise.sides == "both" and side not in {None, "both"}:
        message = f"{exercise.id} works both sides together, got side: {side}"
        hint = "take side out, or write side: both"
    if exercise.sides == "none" and side is not None:
        message, hint = f"{exercise.id} has no sides, got side: {side}", "take side out"
    if message:
        saying.wrong(prescription.source("exercises", index, "side"), message, hint)


def check_amount(told: Told, source: Source, saying: Saying) -> None:
    """Two of times, duration and distance side by side do not say whether the one is each or in
    all; sets of several kinds say their times themselves.
    """
    for _, now in told:
        said = [name for name in ("reps", "duration", "distance") if getattr(now, name) is not None]
        if len(said) > 1:
            saying.wrong(
                source,
                f"{said[0]} and {said[1]} both say how much",
                "write one of them; hold: is the time of each repeat",
            )
        elif said and isinstance(now.sets, tuple):
            message = f"sets say how much of each kind, and {said[0]} says it again"
            saying.wrong(source, message, f"take {said[0]} out")
        if _is_one_hold(now.duration, now.hold):
            saying.wrong(
                source,
                "duration is no longer than a hold or two, and hold says how long as well",
                "write that time as hold:, and take duration out",
            )


def _is_one_hold(duration: Duration | None, hold: Duration | None) -> bool:
    """Whether a duration leaves no room for repeats of the hold, and so says the same again."""
    if duration is None or hold is None:
        return False
    whole, each = duration.seconds, hold.seconds
    return whole is not None and each is not None and whole.low < 2 * each.high


def check_phases(dose: Dose, prescription: Prescription, index: int, saying: Saying) -> None:
    """What the entry says of all phases is told in one at least: nothing prescribed is dropped. And
    each phase begins while the exercise is still to be done.
    """
    entry = prescription.exercises[index]
    for name in unsaid(entry, at_each_phase(dose)) if dose.phases else ():
        key = spelling_of(name)
        saying.wrong(
            prescription.source("exercises", index, key),
            f"{key} would not be printed: every phase says its own",
            f"take {key} out, or out of a phase",
        )
    for stage in dose.phases or ():
        ends = dose.for_.amount if dose.for_ and dose.for_.unit == f"{stage.unit}s" else None
        if isinstance(ends, Range) and stage.low > ends.high:
            saying.wrong(
                prescription.source("exercises", index, "for"),
                f'for ends before the phase "{stage.written}" begins',
                "write a longer time, or take for out",
            )


def check_tempo(
    told: Told, exercise: Exercise, prescription: Prescription, index: int, saying: Saying
) -> None:
    """Each count of a tempo has a phase of the movement, by the exercise's own names."""
    phases = exercise.words.tempo
    for _, now in told:
        if now.tempo is None:
            continue
        source = prescription.source("exercises", index, "tempo")
        counts = now.tempo.counts
        if not phases:
            message = f"{exercise.id} has no names for the phases that a tempo counts"
            hint = "add tempo: [lift, pause, lower] to its words, or take tempo out"
            saying.wrong(source, message, hint)
        elif len(phases) != len(counts):
            message = f"tempo counts {len(counts)} phases, {exercise.id} has {len(phases)}"
            saying.wrong(source, message, "its phases: " + ", ".join(phases))
        elif any(
            count == 0 and phase not in saying.lexicon.pauses
            for count, phase in zip(counts, phases, strict=True)
        ):
            saying.wrong(source, "only a pause of a tempo may last 0", "write 1 or more")
        elif any(
            phase in saying.lexicon.pauses and _is_another_time(count, now.hold)
            for count, phase in zip(counts, phases, strict=True)
        ):
            message = "the pause of the tempo and the hold say different times"
            saying.wrong(source, message, "write the same, or a pause of 0 where hold says it")


def _is_another_time(pause: int | str, hold: Duration | None) -> bool:
    """A pause in seconds that a hold beside it contradicts; 0 leaves it to the hold."""
    held = hold.seconds if hold else None
    if held is None or not isinstance(pause, int) or pause == 0:
        return False
    return not held.low <= pause <= held.high


def check_pain(
    exercise: Exercise, clinic: Clinic, prescription: Prescription, index: int,
    saying: Saying,
) -> None:  # fmt: skip
    """More pain than the exercise or the clinic's guide allows must be meant, and said so."""
    entry = prescription.exercises[index]
    if "pain" in entry.accept:
        return
    guide_stops_at = clinic.pain_guide.stop[0]
    for place, prescribed in _prescribed_here(entry):
        if prescribed.pain is None:
            continue
        allowed = _highest_pain(exercise.pain or exercise.dose.pain, guide_stops_at)
        if _highest_pain(prescribed.pain, guide_stops_at) > allowed:
            saying.wrong(
                prescription.source("exercises", index, *place, "pain"),
                f"pain is above what {exercise.id} or the clinic's pain guide allows",
                "change it, or write accept: [pain] to say that it is meant",
            )


def _highest_pain(pain: Pain | None, guide_stops_at: int) -> int:
    """The worst pain that is not yet a reason to stop."""
    if pain is None or pain.allowed == "guide":
        return guide_stops_at - 1
    return pain.up_to or 0


def check_limits(
    told: Told, exercise: Exercise, prescription: Prescription, index: int, saying: Saying
) -> None:
    """A value outside the exercise's limits stands only where the clinician accepted it by name."""
    accepted = prescription.exercises[index].accept
    place = ("exercises", index)
    for name in accepted:
        if name not in ACCEPTED:
            source = prescription.source(*place, "accept")
            saying.wrong(source, f"accept names {name}, which has no limits", ", ".join(ACCEPTED))
    known = _LIMITS.once((exercise,), (), lambda: _limits(exercise.limits))
    limits = [one for one in known if one[0] not in accepted]
    for where, now in told:
        for name, limit, unit in limits:
            wrong = _outside(limit, unit, _values(now, name))
            if wrong:
                in_sets = isinstance(now.sets, tuple) and getattr(now, name) is None
                saying.wrong(
                    prescription.source(*place, *where, "sets" if in_sets else name),
                    f"{name} {wrong}: {exercise.id} allows {number(limit.low)} to "
                    f"{number(limit.high)}{unit}",
                    f"change it, or write accept: [{name}] to say that it is meant",
                )


def _limits(limits: Limits) -> _Limits:
    """Each field that has limits, with them and their unit: times in seconds."""
    plain = ((name, *_plain(getattr(limits, name))) for name in LIMITED)
    return tuple((name, limit, unit) for name, limit, unit in plain if limit is not None)


def _prescribed_here(entry: Entry) -> list[tuple[tuple[str, ...], PlainDose]]:
    """The entry's own doses, with their places in it."""
    phases = ((("phases", stage.written), phase) for stage, phase in (entry.phases or {}).items())
    return [((), entry), *phases, *_later(entry)]


def check_note(dose: Dose, prescription: Prescription, index: int, saying: Saying) -> None:
    """A number in the note that is another than the dose's, now, in each phase and later, stands
    only where the clinician accepted it by name: the patient reads both.
    """
    entry = prescription.exercises[index]
    if entry.note is None or "note" in entry.accept:
        return
    note = in_digits(entry.note)
    found = [contradiction(note, now) for _, now in every_dose(dose)]
    if all(found) and (first := found[0]):
        saying.wrong(
            prescription.source("exercises", index, "note"),
            f'the note says "{first.written}", but the dose says {first.prescribed}',
            f"write it once, as {first.field}:, or accept: [note] to say that both are meant",
        )


def every_dose(dose: Dose) -> Told:
    """All of them, of one dose."""
    phases: list[tuple[str, ...]] = [("phases", stage.written) for stage in dose.phases or ()]
    at_phases = zip(phases or [()], at_each_phase(dose), strict=True)
    return [*at_phases, *_later(dose)]


def _later(dose: Dose) -> list[tuple[tuple[str, ...], PlainDose]]:
    """The doses to come, when it is too hard or too easy, with their places in the entry."""
    changes = (("easier", dose.easier), ("progression", dose.progression))
    return [((name,), change) for name, change in changes if isinstance(change, PlainDose)]


Limited = Range | Duration | Distance | Reps | str


def _values(dose: PlainDose, name: str) -> list[Limited]:
    """All that the dose says of a field that has limits: sets of several kinds say it often."""
    if not isinstance(dose.sets, tuple):
        value: Limited | None = getattr(dose, name)
        return [] if value is None else [value]
    if name == "sets":
        return [_in_all(dose.sets)]
    kind = {"reps": Reps, "duration": Duration}.get(name)
    said: list[Limited] = [of for part in dose.sets if kind and isinstance(of := part.of, kind)]
    other = getattr(dose, name)
    return said + ([] if other is None else [other])


def _in_all(kinds: tuple[SetsOf, ...]) -> Amount:
    counts = [kind.count for kind in kinds]
    ranges = [count for count in counts if isinstance(count, Range)]
    if len(ranges) < len(counts):
        return BLANK
    return Range(
        sum((r.low for r in ranges), Decimal(0)), sum((r.high for r in ranges), Decimal(0))
    )


def _outside(limit: Range, unit: str, values: list[Limited]) -> str:
    """What is wrong with the first value that does not lie inside; "" where all do."""
    for written in values:
        if _is_blank(written):
            continue
        value, unit_of_value = _plain(written)
        if value is None or unit != unit_of_value:
            return "cannot be compared with its limit"
        if not limit.contains(value):
            return "is outside its limit"
    return ""


def _is_blank(value: Limited) -> bool:
    amount = value.amount if isinstance(value, Duration | Distance | Reps) else value
    return amount == BLANK


@functools.lru_cache(maxsize=512)
def _plain(value: Limited | None) -> tuple[Range | None, str]:
    """A number to compare, with its unit: times in seconds; None for what cannot be compared."""
    unit = ""
    if isinstance(value, Duration):
        unit = " breaths" if value.unit == "breaths" else " seconds"
        value = value.amount if value.unit == "breaths" else value.seconds
    if isinstance(value, Distance):
        unit, value = f" {value.unit}", value.amount
    if isinstance(value, Reps):
        value = value.amount
    return (value if isinstance(value, Range) else None), unit
