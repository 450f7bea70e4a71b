"""A Dose → how many boxes each of the fourteen days of the chart has.

An exercise counts its days from its own first day, which may lie before the chart's or after it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from msgspec import Struct

from handouts.merge.overlay import differing, varied
from handouts.model.booklet import CHART_DAYS, WEEK
from handouts.model.dose import Dose, Frequency, Range, Stage

MOST_BOXES = 4
"""More times a day are counted in one box."""
_DAYS_IN = {"day": 1, "week": WEEK, "month": 30}


def first_day(sheet: dt.date, doses: Iterable[Dose]) -> dt.date | None:
    """The chart begins on the day of the sheet, or later where nothing is done before. None where
    the first day of every exercise is yet to be filled in.
    """
    starts = [dose.start for dose in doses]
    if all(start is not None and start.day is None and start.week is None for start in starts):
        return None
    return max(sheet, min(start.day if start and start.day else sheet for start in starts))


def boxes(dose: Dose, first: dt.date | None) -> tuple[int | None, ...]:
    """For each day of the chart, which begins on `first`: so many boxes, 0 on a rest day, None
    where nobody knows the number before. Without `first` the chart begins on a Monday.
    """
    monday = first.weekday() if first else 0
    return tuple(
        0 if done is None else _boxes_on(_told(dose, done), (monday + day) % WEEK)
        for day, done in enumerate(_days_done(dose, first))
    )


def stages_shown(dose: Dose, first: dt.date | None) -> tuple[tuple[Stage, Frequency | None], ...]:
    """How often, in each phase that the chart shows a day of or whose days nobody knows before;
    empty where that does not change with the phases.
    """
    if "frequency" not in varied(dose):
        return ()
    shown = {_told(dose, day).stage for day in _days_done(dose, first) if day is not None}
    return tuple(
        (stage, then.frequency)
        for stage, then in differing(dose)
        if stage.unit is None or stage in shown
    )


def is_shorter(dose: Dose, first: dt.date | None) -> bool:
    """It begins later than the chart, or is over before it."""
    return None in _days_done(dose, first)


def _days_done(dose: Dose, first: dt.date | None) -> tuple[int | None, ...]:
    """For each day of the chart, which day of the exercise it is, from 0; None before it and after
    it. "for 4 to 6 weeks" is the longer time.
    """
    start, begins = dose.start, 0
    if start and start.day and first:
        begins = (start.day - first).days
    elif start and start.week:
        begins = (start.week - 1) * WEEK
    lasts = math.inf
    if dose.for_ is not None and isinstance(dose.for_.amount, Range):
        lasts = math.ceil(dose.for_.amount.high * _DAYS_IN[dose.for_.unit.removesuffix("s")])
    days = (day - begins for day in range(CHART_DAYS))
    return tuple(day if 0 <= day < lasts else None for day in days)


class _Told(Struct, frozen=True):
    """How often on a day of the exercise, which day of its phase that is, from 0, and the phase."""

    frequency: Frequency | None
    day: int
    stage: Stage | None = None


def _told(dose: Dose, day: int) -> _Told:
    """In a week that no phase names, and in one that begins when the patient is ready, nobody
    knows how often.
    """
    if "frequency" not in varied(dose):
        return _Told(dose.frequency, day)
    if dose.start and dose.start.week:  # a week of the programme, whose weeks the phases count
        day += (dose.start.week - 1) * WEEK
    for stage, then in differing(dose):
        if stage.unit is None:
            continue
        length = _DAYS_IN[stage.unit]
        begins, ends = (stage.low - 1) * length, stage.high and stage.high * length
        if begins <= day and (ends is None or day < ends):
            return _Told(then.frequency, day - begins, stage)
    return _Told(None, day)


def _boxes_on(told: _Told, weekday: int) -> int | None:
    frequency = told.frequency
    if frequency is None:
        return None
    every, named, a_day = frequency.every_days, frequency.weekdays, frequency.per_day
    if (named and weekday not in named) or (isinstance(every, int) and told.day % every):
        return 0
    if isinstance(a_day, Range) and a_day.high <= MOST_BOXES:
        return math.ceil(a_day.high)
    counted = named or every is not None or frequency.days_per_week is not None
    return 1 if a_day is None and counted else None
