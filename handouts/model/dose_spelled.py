"""A dose → how a clinician would write it: the way back from dose_spelling.py.

Out: keys and values of a file, one spelling for each value, so that what was read from `30s` and
from `30 seconds` is written the same. Reading it again gives an equal dose.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from handouts.model.dose import PlainDose
from handouts.model.dose_values import (
    Distance,
    Duration,
    Effort,
    Frequency,
    Load,
    Motion,
    Pain,
    Range,
    Reps,
    SetsOf,
    Span,
    Stage,
    Start,
    Tempo,
    When,
)
from handouts.model.frequency_spelling import WEEKDAYS

_EFFORT = {"rpe": "RPE {}", "percent": "{} %"}
_BODY = {"half your body weight": "half body weight", "body weight": "bodyweight"}


def spelled(dose: PlainDose) -> dict[str, Any]:
    """The fields that are prescribed: {"sets": "3", "reps": "8-12", "for": "6 weeks"}. Sets of
    several kinds are a list, phases and doses inside the dose are mappings.
    """
    written: dict[str, Any] = {}
    for name, field in type(dose).model_fields.items():
        value = getattr(dose, name)
        if value is not None:
            written[field.alias or name] = _spelled(value)
    return written


def _spelled(value: object) -> Any:
    match value:
        case PlainDose():
            return spelled(value)
        case dict():
            return {_value(stage): spelled(dose) for stage, dose in value.items()}
        case tuple():
            return [_value(kind) for kind in value]
        case _:
            return _value(value)


def _value(value: object) -> str:
    return value if isinstance(value, str) else _SPELLED[type(value)](value)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _motion(motion: Motion) -> str:
    free = "pain-free" if motion.pain_free else ""
    if motion.high is None:
        return free
    start = "up to " if motion.low is None else f"{motion.low}-"
    return f"{free} {start}{motion.high} deg".strip()


def _stage(stage: Stage) -> str:
    if stage.unit is None:
        return stage.words
    if stage.high is None:
        return f"from {stage.unit} {stage.low}"
    if stage.low == stage.high:
        return f"{stage.unit} {stage.low}"
    return f"{stage.unit}s {stage.low}-{stage.high}"


def _frequency(frequency: Frequency) -> str:
    parts = ["at most"] if frequency.at_most else []
    if frequency.per_day is not None:
        parts.append(f"{_value(frequency.per_day)}/day")
    if frequency.days_per_week is not None:
        parts.append(f"{_value(frequency.days_per_week)}/week")
    if frequency.every_days is not None:
        parts.append(f"every {frequency.every_days} days")
    if frequency.every_hours is not None:
        parts.append(f"every {_value(frequency.every_hours)} hours")
    if frequency.while_awake:
        parts.append("while awake")
    parts += [WEEKDAYS[day] for day in frequency.weekdays]
    return ", ".join(part for part in ("as needed" * frequency.as_needed, " ".join(parts)) if part)


def _range(value: Range) -> str:
    low, high = _number(value.low), _number(value.high)
    return low if low == high else f"{low}-{high}"


def _reps(reps: Reps) -> str:
    if reps.amount is None:
        return "to fatigue"
    return ("up to " if reps.up_to else "") + _value(reps.amount)


def _with_unit(value: Duration | Distance | Span) -> str:
    return f"{_value(value.amount)} {value.unit}"


def _load(load: Load) -> str:
    if load.amount is None:
        return _BODY.get(load.words, load.words)
    return f"{_value(load.amount)} {load.unit}"


def _effort(effort: Effort) -> str:
    if effort.scale is None:
        return str(effort.word)
    return _EFFORT[effort.scale].format(_value(effort.amount))


def _start(start: Start) -> str:
    if start.day is not None:
        return start.day.isoformat()
    return "blank" if start.week is None else f"week {start.week}"


def _pain(pain: Pain) -> str:
    return pain.allowed if pain.up_to is None else f"up to {pain.up_to}/10"


_SPELLED: dict[type, Callable[[Any], str]] = {
    Range: _range,
    Reps: _reps,
    SetsOf: lambda kind: f"{_value(kind.count)} x {_value(kind.of)}",
    Duration: _with_unit,
    Distance: _with_unit,
    Span: _with_unit,
    Load: _load,
    Tempo: lambda tempo: "-".join(map(str, tempo.counts)),
    Effort: _effort,
    Motion: _motion,
    When: lambda when: ", ".join(when.moments),
    Start: _start,
    Pain: _pain,
    Stage: _stage,
    Frequency: _frequency,
}
