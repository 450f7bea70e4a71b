"""A number in prose and in the dose are the same number, or the sheet is refused.

Compared by unit: "hold for 20 seconds" beside a dose of 30 seconds is a contradiction; "hold for
2 seconds at the top" of an exercise whose dose has no seconds is its author's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handouts.model.dose import Duration, PlainDose, Range

_COUNTED = re.compile(
    r"(?<![\d.])(\d{1,4}(?:\.\d+)?)(?:\s*(?:to|-|–)\s*(\d{1,4}(?:\.\d+)?))?[\s\u00a0-]*"
    r"(times? (?:a|per|each|every) day|days? (?:a|per|each|every) week"
    r"|sec(?:ond)?s?|min(?:ute)?s?|breaths?|times?|sets?|repeats?|rep(?:etition)?s?"
    r"|kgs?|kilograms?|kilos?|lbs?|pounds?)\b",
    re.IGNORECASE,
)
_UNITS = {
    **dict.fromkeys(("repeat", "rep", "repetition"), "time"),
    **dict.fromkeys(("kilogram", "kilo"), "kg"),
    "sec": "second",
    "min": "minute",
    "pound": "lb",
}
_SECONDS = {"second": 1, "minute": 60}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the prose says, what is prescribed, and the dose field to name instead."""

    written: str
    prescribed: str
    field: str


def contradiction(prose: str, dose: PlainDose) -> Contradiction | None:
    """The first number of `prose` that has a unit of the dose and none of its values."""
    prescribed = list(_prescribed(dose))
    for match in _COUNTED.finditer(prose):
        unit = _unit(match[3].lower())
        factor = _SECONDS.get(unit, 1)
        unit = "second" if unit in _SECONDS else unit
        said = Range(Decimal(match[1]), Decimal(match[2] or match[1])).times(factor)
        same_unit = [(name, value) for name, of, value in prescribed if of == unit]
        if same_unit and all(value != said for _, value in same_unit):
            name, value = same_unit[0]
            return Contradiction(match[0], _plain(value, unit), name)
    return None


def _unit(written: str) -> str:
    """One word for a unit, however it is written."""
    for period in ("day", "week"):
        if written.endswith(f" {period}"):
            return f"times a {period}"
    unit = written.rstrip("s")
    return _UNITS.get(unit, unit)


def _prescribed(dose: PlainDose) -> Iterator[tuple[str, str, Range]]:
    """(field, unit, value) of every number of the dose; times in seconds."""
    if isinstance(dose.sets, Range):
        yield "sets", "set", dose.sets
    if dose.reps is not None and isinstance(dose.reps.amount, Range):
        yield "reps", "time", dose.reps.amount
    for name in ("hold", "rest", "duration"):
        duration: Duration | None = getattr(dose, name)
        if duration is None or not isinstance(duration.amount, Range):
            continue
        if duration.seconds is not None:
            yield name, "second", duration.seconds
        else:
            yield name, "breath", duration.amount
    if dose.load is not None and isinstance(dose.load.amount, Range) and dose.load.unit:
        yield "load", dose.load.unit, dose.load.amount
    if dose.frequency is not None and isinstance(dose.frequency.per_day, Range):
        yield "frequency", "times a day", dose.frequency.per_day
    if dose.frequency is not None and isinstance(dose.frequency.days_per_week, Range):
        yield "frequency", "times a week", dose.frequency.days_per_week


def _plain(value: Range, unit: str) -> str:
    figure = f"{value.low:f}" if value.low == value.high else f"{value.low:f} to {value.high:f}"
    return f"{figure} {unit}{'' if value.is_one or unit in {'kg', 'lb'} else 's'}"
