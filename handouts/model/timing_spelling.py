"""When, from when and for how long, as clinicians write it (`morning`, `week 3`, `6 weeks`, `weeks
1-6`) → typed values of a dose.
"""

from __future__ import annotations

import datetime as dt
import re

from handouts.model.dose_spelling import AMOUNT, amount_of, wrong
from handouts.model.dose_values import (
    BLANK,
    MOMENTS,
    Span,
    SpanUnit,
    Stage,
    StageUnit,
    Start,
    When,
)

_MOMENTS: dict[str, str] = {
    **{moment: moment for moment in MOMENTS},
    "in the morning": "morning", "mornings": "morning", "noon": "midday", "at midday": "midday",
    "in the afternoon": "afternoon", "afternoons": "afternoon", "in the evening": "evening",
    "evenings": "evening", "at night": "night", "bedtime": "before bed",
    "at bedtime": "before bed",
}  # fmt: skip
_BEGINS_A_MOMENT = re.compile(
    r"(after|as soon as|at|before|between|during|first thing|if|in|on|once|when|while|with) \S.*"
)
_LONGEST_MOMENT = 60


def parse_when(text: str) -> When:
    """`morning`, `before bed`, `morning and evening`, `after walking`, `morning, after walking`."""
    parts = [part.strip() for part in text.split(",")]
    both = [part.strip() for part in text.split(" and ")]
    if len(parts) == 1 and all(part in _MOMENTS for part in both):
        parts = both
    moments = []
    for part in parts:
        if part not in _MOMENTS and not (
            _BEGINS_A_MOMENT.fullmatch(part) and len(part) <= _LONGEST_MOMENT
        ):
            wanted = "a time of day, or short words that begin with before, after, with or when"
            raise wrong(text, wanted, "morning, before bed or after walking")
        moments.append(_MOMENTS.get(part, part))
    return When(tuple(dict.fromkeys(moments)))


def parse_start(text: str) -> Start:
    """`2026-12-01`, `week 3` or `blank`."""
    written = text.strip()
    if written == BLANK:
        return Start()
    if week := re.fullmatch(r"week ([1-9]\d{0,2})", written, re.ASCII):
        return Start(week=int(week[1]))
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            return Start(dt.date.fromisoformat(written))
    except ValueError:
        pass
    raise wrong(text, "a date as year-month-day, or a week such as week 3", "2026-12-01")


_SPAN = re.compile(rf"{AMOUNT}\s*(?P<unit>day|week|month)s?")
_SPAN_UNITS: dict[str, SpanUnit] = {"day": "days", "week": "weeks", "month": "months"}


def parse_span(text: str) -> Span:
    """`6 weeks`, `4-6 weeks`, `10 days`, `3 months`, `blank weeks`."""
    if match := _SPAN.fullmatch(text.strip()):
        try:
            return Span(amount_of(match["amount"]), _SPAN_UNITS[match["unit"]])
        except ValueError:
            pass
    raise wrong(text, "a number of days, weeks or months such as 6 weeks", "6 weeks")


_STAGE = re.compile(
    r"(?P<from>from )?(?P<unit>day|week|month)s? (?P<low>[1-9]\d{0,2})"
    r"(?:\s*(?:-|–|to)\s*(?P<high>[1-9]\d{0,2})|(?P<on> on| onwards|\+))?",
    re.ASCII,
)
_STAGE_UNITS: dict[str, StageUnit] = {"day": "day", "week": "week", "month": "month"}
_BEGINS_A_STAGE = re.compile(r"(after|as soon as|before|from|if|once|then|until|when|while) \S.*")
_LONGEST_STAGE = 60


def parse_stage(text: str) -> Stage:
    """`weeks 1-6`, `week 1`, `from week 7`, `week 13 on`, `after 2 clear weeks`."""
    written = text.strip()
    match = _STAGE.fullmatch(written.lower())
    if match:
        low, high = int(match["low"]), int(match["high"]) if match["high"] else None
        open_end = bool(match["from"] or match["on"])
        if (high is None or low < high) and not (match["from"] and (high or match["on"])):
            end = None if open_end else (high or low)
            return Stage(_STAGE_UNITS[match["unit"]], low, end, written=text)
    elif _BEGINS_A_STAGE.fullmatch(written.lower()) and len(written) <= _LONGEST_STAGE:
        return Stage(None, words=written, written=text)
    raise wrong(text, "when a phase holds, such as weeks 1-6 or after 2 clear weeks", "weeks 1-6:")
