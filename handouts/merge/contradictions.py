"""A number in prose and in the dose are the same number, or the sheet is refused.

Compared by unit: "hold for 20 seconds" beside a dose of 30 seconds is a contradiction; "hold for
2 seconds at the top" of an exercise whose dose has no seconds is its author's own.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from handouts.model.dose import (
    Amount,
    Distance,
    Duration,
    Frequency,
    Load,
    PlainDose,
    Range,
    Reps,
    Sets,
    SetsOf,
)

_COUNTED = re.compile(
    r"(?<![\d.])(\d{1,4}(?:\.\d+)?)(?:\s*(?:to|-|–)\s*(\d{1,4}(?:\.\d+)?))?[\s\u00a0-]*"
    r"(times? (?:a|per|each|every) day|days? (?:a|per|each|every) week"
    r"|sec(?:ond)?s?|min(?:ute)?s?|breaths?|times?|sets?|repeats?|rep(?:etition)?s?"
    r"|kgs?|kilograms?|kilos?|lbs?|pounds?"
    r"|steps?|stairs?|lengths?|laps?|metres?|meters?|m|kilomet(?:re|er)s?|km|yards?|miles?"
    r"|hours?)\b",
    re.IGNORECASE,
)
_UNITS = {
    **dict.fromkeys(("repeat", "rep", "repetition"), "time"),
    **dict.fromkeys(("kilogram", "kilo"), "kg"),
    "sec": "second",
    "min": "minute",
    "pound": "lb",
    **{unit: unit.rstrip("s") for unit in ("steps", "stairs", "lengths", "laps")},
    **dict.fromkeys(("m", "meter"), "metre"),
    **dict.fromkeys(("km", "kilometer"), "kilometre"),
    "yd": "yard",
    "mi": "mile",
}
_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "sixteen": "16",
    "eighteen": "18", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "ninety": "90",
}  # fmt: skip
"""Not "one": "Down and up is one time" says what a time is."""
_HOLDING = re.compile(r"\bhold(?:ing)?\b[^.;:\d]{0,20}$", re.IGNORECASE)
_UNITS_OF_HOLD = {"second", "breath"}
_SECONDS = {"second": 1, "minute": 60}


class Contradiction(Struct, frozen=True):
    """What the prose says, what is prescribed, and the dose field to name instead."""

    written: str
    prescribed: str
    field: str


def in_digits(prose: str) -> str:
    """English prose with its number words as digits: "ten seconds" is "10 seconds"."""
    return re.sub(
        rf"\b({'|'.join(_NUMBER_WORDS)})\b",
        lambda word: _NUMBER_WORDS[word[0].lower()],
        prose,
        flags=re.IGNORECASE,
    )


def contradiction(prose: str, dose: PlainDose) -> Contradiction | None:
    """The first number of `prose` that has a unit of the dose and none of its values. A blank of
    the dose has no value: whatever number stands in its place is another.
    """
    counts = _counted(prose)
    prescribed = _prescribed(*_numbered_fields(dose)) if counts else ()
    for count in counts:
        rivals = [(name, value, of) for name, of, value in prescribed if of == count.unit]
        if not rivals and count.of_hold:
            # "Hold for 3 breaths" beside a hold in seconds: the same thing in another unit.
            rivals = [(name, value, of) for name, of, value in prescribed if name == "hold"]
        if rivals and all((value, of) != (count.amount, count.unit) for _, value, of in rivals):
            name, value, of = rivals[0]
            return Contradiction(count.written, _plain(value, of), name)
    return None


class _Count(Struct, frozen=True):
    """A number with its unit, times in seconds. `of_hold`: it says how long to hold."""

    written: str
    amount: Range
    unit: str
    of_hold: bool


def has_counts(prose: str) -> bool:
    """It has a number with a unit, which some dose could contradict."""
    return bool(_counted(prose))


@functools.lru_cache(maxsize=4096)
def _counted(prose: str) -> tuple[_Count, ...]:
    """Every number in a text. Kept: sheets share most of their sentences."""
    counts = []
    for match in _COUNTED.finditer(prose):
        unit = _unit(match[3].lower())
        factor = _SECONDS.get(unit, 1)
        unit = "second" if unit in _SECONDS else unit
        said = Range(Decimal(match[1]), Decimal(match[2] or match[1])).times(factor)
        holding = unit in _UNITS_OF_HOLD and _HOLDING.search(prose[: match.start()]) is not None
        counts.append(_Count(match[0], said, unit, holding))
    return tuple(counts)


def _unit(written: str) -> str:
    """One word for a unit, however it is written."""
    for period in ("day", "week"):
        if written.endswith(f" {period}"):
            return f"times a {period}"
    unit = written.rstrip("s")
    return _UNITS.get(unit, unit)


_Number = tuple[str, str, Amount]
"""The field of a dose in which a number stands, its unit, and the number; times in seconds."""
_numbered_fields = operator.attrgetter(
    "sets", "reps", "hold", "rest", "duration", "distance", "load", "frequency"
)


@functools.lru_cache(maxsize=1024)
def _prescribed(
    sets: Sets | None, reps: Reps | None, hold: Duration | None, rest: Duration | None,
    duration: Duration | None, distance: Distance | None, load: Load | None,
    frequency: Frequency | None,
) -> tuple[_Number, ...]:  # fmt: skip
    """Every number of a dose, blanks too. Kept: all sentences of an exercise are compared."""
    numbers: list[_Number] = []
    if isinstance(sets, tuple):
        numbers += _kinds(sets)
    elif sets is not None:
        numbers.append(("sets", "set", sets))
    if reps is not None and reps.amount is not None:
        numbers.append(("reps", "time", reps.amount))
    for name, time in (("hold", hold), ("rest", rest), ("duration", duration)):
        if time is not None:
            numbers.append((name, *_time(time)))
    if distance is not None:
        unit = _UNITS.get(distance.unit, distance.unit)
        numbers.append(("distance", unit, distance.amount))
    if load is not None and load.amount is not None and load.unit:
        numbers.append(("load", load.unit, load.amount))
    if frequency is not None:
        numbers += _how_often(frequency)
    return tuple(numbers)


def _kinds(kinds: tuple[SetsOf, ...]) -> Iterator[_Number]:
    for kind in kinds:
        yield "sets", "set", kind.count
        if isinstance(kind.of, Duration):
            yield "sets", *_time(kind.of)
        elif kind.of.amount is not None:
            yield "sets", "time", kind.of.amount


def _how_often(frequency: Frequency) -> Iterator[_Number]:
    units = (
        ("times a day", frequency.per_day),
        ("times a week", frequency.days_per_week),
        ("hour", frequency.every_hours),
    )
    yield from (("frequency", unit, amount) for unit, amount in units if amount is not None)


def _time(duration: Duration) -> tuple[str, Amount]:
    if duration.unit == "breaths":
        return "breath", duration.amount
    return "second", duration.seconds or duration.amount


def _plain(value: Amount, unit: str) -> str:
    several = unit if unit in {"kg", "lb"} or unit.startswith("times a ") else f"{unit}s"
    if not isinstance(value, Range):
        return f"a blank, in {several}"
    low, high = (f"{end.normalize():f}" for end in (value.low, value.high))
    figure = low if low == high else f"{low} to {high}"
    return f"{figure} {unit.replace('times', 'time') if value.is_one else several}"
