"""Which dose holds: the entry's value, then the prescription's, then the exercise's own."""

from __future__ import annotations

from handouts.errors import Source
from handouts.merge.saying import Saying
from handouts.model.clinic import Clinic
from handouts.model.dose import BLANK, DOSE_FIELDS, Dose, Duration, Pain, Range, Reps, Side
from handouts.model.exercise import Exercise
from handouts.model.prescription import Entry, Prescription

LIMITED = ("sets", "reps", "hold", "rest", "duration")


def prescribed_dose(entry: Entry, prescription: Prescription, exercise: Exercise) -> Dose:
    """The dose that the patient reads, each field from the first of the three that has it.

    Where the entry alone says how much, the exercise's times do not join it: "3 minutes" is not
    "10 times, 3 minutes", and "3 sets, 30 seconds each" has no times.
    """
    as_a_whole = Dose.model_construct(frequency=prescription.frequency)
    own_pain = Dose.model_construct(pain=exercise.pain)
    default = exercise.dose.model_copy(update=dict.fromkeys(not_meant(entry)))
    order = (entry.dose, as_a_whole, default, own_pain)
    values = {
        name: next((value for dose in order if (value := getattr(dose, name)) is not None), None)
        for name in DOSE_FIELDS
    }
    return Dose.model_construct(**values)


def not_meant(entry: Entry) -> tuple[str, ...]:
    """The fields of a default or a programme that the entry's own words leave no room for."""
    if entry.duration is not None:
        return ("reps",)
    if entry.reps is not None:
        return ("duration",)
    if entry.sets is not None and entry.hold is not None:
        return ("reps", "duration")
    return ()


def check_side(entry: Entry, exercise: Exercise, source: Source, saying: Saying) -> None:
    """Left or right is never guessed."""
    side: Side | None = entry.side
    if exercise.sides == "one" and side in {None, "both"}:
        message = (
            f"{exercise.id} needs a side"
            if side is None
            else (f"{exercise.id} works one side at a time, got side: both")
        )
        hint = f"write side: left, right, each or alternate in an entry of {exercise.id}"
        saying.wrong(source, message, hint)
    if exercise.sides == "both" and side not in {None, "both"}:
        message = f"{exercise.id} works both sides together, got side: {side}"
        saying.wrong(source, message, "take side out, or write side: both")
    if exercise.sides == "none" and side is not None:
        saying.wrong(source, f"{exercise.id} has no sides, got side: {side}", "take side out")


def check_amount(dose: Dose, source: Source, saying: Saying) -> None:
    """Times and a duration side by side do not say whether the one is each or in all."""
    if dose.reps is not None and dose.duration is not None:
        saying.wrong(
            source,
            "reps and duration both say how much",
            "write one of them; hold: is the time of each repeat",
        )


def check_pain(
    dose: Dose, exercise: Exercise, clinic: Clinic, prescription: Prescription, index: int,
    saying: Saying,
) -> None:  # fmt: skip
    """More pain than the exercise or the clinic's guide allows must be meant, and said so."""
    entry = prescription.exercises[index]
    if entry.pain is None or "pain" in entry.accept:
        return
    guide_stops_at = clinic.pain_guide.stop[0]
    own = exercise.pain or exercise.dose.pain
    allowed = _highest_pain(own, guide_stops_at)
    if _highest_pain(dose.pain, guide_stops_at) > allowed:
        saying.wrong(
            prescription.source("exercises", index, "pain"),
            f"pain is above what {exercise.id} or the clinic's pain guide allows",
            "change it, or write accept: [pain] to say that it is meant",
        )


def _highest_pain(pain: Pain | None, guide_stops_at: int) -> int:
    """The worst pain that is not yet a reason to stop."""
    if pain is None or pain.allowed == "guide":
        return guide_stops_at - 1
    return pain.up_to or 0


def check_limits(
    dose: Dose, exercise: Exercise, prescription: Prescription, index: int, saying: Saying
) -> None:
    """A value outside the exercise's limits stands only where the clinician accepted it by name."""
    accepted = prescription.exercises[index].accept
    place = ("exercises", index)
    for name in accepted:
        if name not in {*LIMITED, "pain"}:
            source = prescription.source(*place, "accept")
            saying.wrong(
                source, f"accept names {name}, which has no limits", ", ".join((*LIMITED, "pain"))
            )
    for name in LIMITED:
        limit, unit = _plain(getattr(exercise.limits, name))
        written = getattr(dose, name)
        if limit is None or written is None or name in accepted or _is_blank(written):
            continue
        value, unit_of_value = _plain(written)
        if value is None or unit != unit_of_value:
            wrong = "cannot be compared with its limit"
        elif limit.contains(value):
            continue
        else:
            wrong = "is outside its limit"
        saying.wrong(
            prescription.source(*place, name),
            f"{name} {wrong}: {exercise.id} allows {limit.low:f} to {limit.high:f}{unit}",
            f"change it, or write accept: [{name}] to say that it is meant",
        )


def _is_blank(value: Range | Duration | Reps | str) -> bool:
    amount = value.amount if isinstance(value, Duration | Reps) else value
    return amount == BLANK


def _plain(value: Range | Duration | Reps | str | None) -> tuple[Range | None, str]:
    """A number to compare, with its unit: times in seconds; None for what cannot be compared."""
    unit = ""
    if isinstance(value, Duration):
        unit = " breaths" if value.unit == "breaths" else " seconds"
        value = value.amount if value.unit == "breaths" else value.seconds
    if isinstance(value, Reps):
        value = value.amount
    return (value if isinstance(value, Range) else None), unit
