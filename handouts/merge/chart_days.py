"""A Dose → how many boxes each of the fourteen days of the chart has.

An exercise counts its days from its own first day, which may lie before the chart's or after it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

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
        0 if done is None
        else _boxes_on(_on(dose, done)[1], (monday + day) % WEEK, done)
        for day, done in enumerate(_days_done(dose, first))
    )  # fmt: skip


def stages_shown(dose: Dose, first: dt.date | None) -> tuple[tuple[Stage, Frequency | None], ...]:
    """How often, in each phase that the chart shows a day of or whose days nobody knows before;
    empty where that does not change with the phases.
    """
    if "frequency" not in varied(dose):
        return ()
    shown = {_on(dose, day)[0] for day in _days_done(dose, first) if day is not None}
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


def _on(dose: Dose, day: int) -> tuple[Stage | None, Frequency | None]:
    """How often on a day of the exercise, and in which phase. In a week that no phase names, and in
    one that begins when the patient is ready, nobody knows.
    """
    if "frequency" not in varied(dose):
        return None, dose.frequency
    if dose.start and dose.start.week:  # a week of the programme, whose weeks the phases count
        day += (dose.start.week - 1) * WEEK
    for stage, then in differing(dose):
        if _covers(stage, day):
            return stage, then.frequency
    return None, None


def _covers(stage: Stage, day: int) -> bool:
    if stage.unit is None:
        return False
    length = _DAYS_IN[stage.unit]
    ends = math.inf if stage.high is None else stage.high * length
    return (stage.low - 1) * length <= day < ends


def _boxes_on(frequency: Frequency | None, weekday: int, day: int) -> int | None:
    if frequency is None:
        return None
    every, named, a_day = frequency.every_days, frequency.weekdays, frequency.per_day
    if (named and weekday not in named) or (isinstance(every, int) and day % every):
        return 0
    if isinstance(a_day, Range) and a_day.high <= MOST_BOXES:
        return math.ceil(a_day.high)
    counted = named or every is not None or frequency.days_per_week is not None
    return 1 if a_day is None and counted else None
