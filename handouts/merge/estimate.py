"""A Dose → how long it takes, as a range of seconds; and what a programme needs to be at hand.

Estimates: nobody prescribes how fast one moves. What is blank, or until tired, has no time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from handouts.merge.overlay import at_each_phase
from handouts.model.dose import (
    BLANK,
    Dose,
    Duration,
    Frequency,
    Load,
    Range,
    Reps,
    SetsOf,
    Side,
    Tempo,
)
from handouts.model.exercise import Exercise

SECONDS_A_REPEAT = Decimal(4)
"""One repeat there and back, its hold not counted: 2 seconds each way, the slow end of the moderate
speed (1 to 2 seconds each way) that the American College of Sports Medicine gives novices (2009).
"""
BREATH = Range(Decimal(3), Decimal(5))
"""Seconds of one breath of an adult at rest: 12 to 20 breaths a minute."""
_ONE = Range(Decimal(1), Decimal(1))
_NONE = Range(Decimal(0), Decimal(0))
_NO_EQUIPMENT = frozenset({"body weight", "half your body weight", "no band"})


def seconds_at_once(dose: Dose, side: Side | None) -> Range | None:
    """One time through: sets, repeats, holds and the rests between. None when it is not known.

    One side after the other, or in turn, is twice as long. Rest counts between the sets; without
    sets, between the repeats.
    """
    work, sets = _work(dose), _sets(dose)
    rest = _NONE if dose.rest is None else _seconds(dose.rest)
    if work is None or rest is None or sets is None:
        return None
    rested = sets if dose.sets is not None else _repeats(dose.reps) or _ONE
    rests = Range(rested.low - 1, rested.high - 1)
    total = _sum(work, _product(rests, rest))
    return total.times(2) if side in {"each", "alternate"} else total


def seconds_a_day(dose: Dose, side: Side | None) -> Range | None:
    """On a day on which it is done. None when the dose or how often is not known."""
    once, times = seconds_at_once(dose, side), _times_a_day(dose.frequency)
    return None if once is None or times is None else _product(once, times)


def in_minutes(seconds: Iterable[Range]) -> Range:
    """Their sum in whole minutes, at least one."""
    total = _sum(*seconds)
    low, high = (
        max(Decimal(1), (end / 60).quantize(Decimal(1), ROUND_HALF_UP))
        for end in (total.low, total.high)
    )
    return Range(low, high)


def minutes_on_longest_day(doses: Sequence[tuple[Dose, Side | None]]) -> int | None:
    """What all of them take on the day of the week with the most of them, at their slowest, rounded
    up to 5 minutes. None where the time of one is not known: the sum would be too short.
    """
    times = [(dose.frequency, seconds_a_day(dose, side)) for dose, side in doses]
    if any(seconds is None for _, seconds in times):
        return None
    longest = max(
        in_minutes(
            seconds
            for often, seconds in times
            if seconds and not (often and often.weekdays and weekday not in often.weekdays)
        ).high
        for weekday in range(7)
    )
    return math.ceil(longest / 5) * 5


def equipment(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """What the exercises need, each once, in their order."""
    return tuple(dict.fromkeys(item for exercise in exercises for item in exercise.equipment))


def loads(doses: Iterable[Dose]) -> tuple[Load, ...]:
    """The bands and weights that are prescribed, in every phase, each once; the body's own weight
    is none.
    """
    found = (now.load for dose in doses for now in at_each_phase(dose))
    return tuple(dict.fromkeys(load for load in found if load and load.words not in _NO_EQUIPMENT))


def _sets(dose: Dose) -> Range | None:
    """How many sets, of all kinds; one where none are prescribed."""
    if not isinstance(dose.sets, tuple):
        count = _ONE if dose.sets is None else dose.sets
        return count if isinstance(count, Range) else None
    counts = [kind.count for kind in dose.sets]
    known = [count for count in counts if isinstance(count, Range)]
    return _sum(*known) if len(known) == len(counts) else None


def _work(dose: Dose) -> Range | None:
    """All sets without the rests. A dose in phases has no one time, nor has a distance."""
    if dose.phases or dose.distance is not None:
        return None
    if not isinstance(dose.sets, tuple):
        one, count = _seconds_of_a_set(dose), _sets(dose)
        return None if one is None or count is None else _product(count, one)
    works = [
        _work(dose.model_copy(update={"sets": kind.count, _unit_of(kind): kind.of}))
        for kind in dose.sets
    ]
    known = [work for work in works if work is not None]
    return _sum(*known) if len(known) == len(works) else None


def _unit_of(kind: SetsOf) -> str:
    return "reps" if isinstance(kind.of, Reps) else "duration"


def _seconds_of_a_set(dose: Dose) -> Range | None:
    if dose.duration is not None:
        return _seconds(dose.duration)
    if dose.reps is None and dose.hold is None:
        return None
    repeats = _ONE if dose.reps is None else _repeats(dose.reps)
    hold = _NONE if dose.hold is None else _seconds(dose.hold)
    moving = _moving(dose.tempo)
    if repeats is None or hold is None or moving is None:
        return None
    return _product(repeats, _sum(moving, hold))


def _moving(tempo: Tempo | None) -> Range | None:
    """Seconds of one repeat: the counts of its tempo, a second each, or what is assumed."""
    if tempo is None:
        return Range(SECONDS_A_REPEAT, SECONDS_A_REPEAT)
    counts = [Decimal(count) for count in tempo.counts if count != BLANK]
    total = sum(counts, Decimal(0))
    return Range(total, total) if len(counts) == len(tempo.counts) else None


def _repeats(reps: Reps | None) -> Range | None:
    if reps is None or not isinstance(reps.amount, Range):
        return None
    return Range(Decimal(1), reps.amount.high) if reps.up_to else reps.amount


def _seconds(duration: Duration) -> Range | None:
    if duration.unit == "breaths" and isinstance(duration.amount, Range):
        return _product(duration.amount, BREATH)
    return duration.seconds


def _times_a_day(frequency: Frequency | None) -> Range | None:
    """Days without a number of times are once on those days."""
    if frequency is None or frequency.as_needed:
        return None
    days = (frequency.days_per_week, frequency.every_days)
    if BLANK in {frequency.per_day, *days}:
        return None
    if isinstance(frequency.per_day, Range):
        return frequency.per_day
    return _ONE if any(days) or frequency.weekdays else None


def _sum(*ranges: Range) -> Range:
    return Range(
        sum((one.low for one in ranges), Decimal(0)), sum((one.high for one in ranges), Decimal(0))
    )


def _product(one: Range, other: Range) -> Range:
    return Range(one.low * other.low, one.high * other.high)
