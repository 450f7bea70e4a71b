"""The dose: how much and how often, as a prescription or an exercise says it.

In: what stands after the dose's keys; dose_spelling.py reads each value. Out: a frozen Dose of the
typed values in dose_values.py, which are named here too. Words for it are merge/wording.py's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from handouts.errors import InvalidValueError
from handouts.model.authored import Authored, Line, Made, made_by
from handouts.model.dose_spelling import (
    parse_amount,
    parse_distance,
    parse_duration,
    parse_effort,
    parse_kinds_of_sets,
    parse_load,
    parse_motion,
    parse_pain,
    parse_reps,
    parse_sets,
    parse_tempo,
)
from handouts.model.dose_values import (
    BLANK,
    Amount,
    Distance,
    Duration,
    Effort,
    Frequency,
    Load,
    Motion,
    Pain,
    Range,
    Reps,
    Sets,
    SetsOf,
    Side,
    Span,
    Stage,
    Start,
    Tempo,
    When,
)
from handouts.model.frequency_spelling import parse_frequency
from handouts.model.short_forms import parse_short
from handouts.model.timing_spelling import parse_span, parse_stage, parse_start, parse_when

__all__ = [
    "BLANK", "DOSE_FIELDS", "Amount", "AmountField", "Distance", "Dose", "Duration", "Effort",
    "Frequency", "FrequencyField", "Limits", "Load", "Motion", "Pain", "PainField", "PlainDose",
    "Range", "Reps", "Sets", "SetsOf", "Side", "Span", "Stage", "Start", "Tempo", "When",
    "dose_of", "parse_amount", "parse_duration", "parse_frequency", "parse_load", "parse_pain",
    "parse_reps", "parse_sets", "spelling_of",
]  # fmt: skip


def _text(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": list(examples)})


def _sets(written: object) -> Sets:
    if isinstance(written, list):
        return parse_kinds_of_sets(written)
    if not isinstance(written, str):
        raise InvalidValueError("must be a number or a list", "write [2 x 10, 1 x to fatigue]")
    return parse_sets(written)


SetsField = Annotated[
    Sets,
    Made(_sets),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "examples": ["3", "2-3", "blank"]},
                {"type": "array", "items": {"type": "string", "examples": ["2 x 10"]}},
            ]
        }
    ),
]
AmountField = Annotated[Amount, made_by(parse_amount), _text("3", "2-3")]
RepsField = Annotated[Reps, made_by(parse_reps), _text("10", "8-12", "to fatigue", "up to 10")]
TimeField = Annotated[Duration, made_by(parse_duration), _text("30 s", "1 min", "3 breaths")]
DistanceField = Annotated[Distance, made_by(parse_distance), _text("20 steps", "400 m")]
TempoField = Annotated[Tempo, made_by(parse_tempo), _text("3-1-1")]
FrequencyField = Annotated[
    Frequency,
    made_by(parse_frequency),
    _text("2/day", "3/week", "2/day 3/week", "every 2 days", "every 2 hours", "mon wed fri"),
]
WhenField = Annotated[When, made_by(parse_when), _text("morning", "before bed", "after walking")]
StartField = Annotated[Start, made_by(parse_start), _text("2026-12-01", "week 3")]
SpanField = Annotated[Span, made_by(parse_span), _text("6 weeks", "4-6 weeks")]
LoadField = Annotated[Load, made_by(parse_load), _text("red band", "2 kg", "bodyweight")]
EffortField = Annotated[Effort, made_by(parse_effort), _text("RPE 4-5", "light", "30 %")]
MotionField = Annotated[Motion, made_by(parse_motion), _text("0-90 deg", "pain-free")]
PainField = Annotated[Pain, made_by(parse_pain), _text("none", "guide", "up to 3/10")]


class PlainDose(Authored):
    """A dose that holds at one time. What is None is not prescribed."""

    sets: SetsField | None = None
    reps: RepsField | None = None
    hold: TimeField | None = None
    rest: TimeField | None = None
    duration: TimeField | None = None
    distance: DistanceField | None = None
    load: LoadField | None = None
    effort: EffortField | None = None
    frequency: FrequencyField | None = None
    tempo: TempoField | None = None
    range: MotionField | None = None
    when: WhenField | None = None
    for_: SpanField | None = Field(default=None, alias="for")
    start: StartField | None = None
    pain: PainField | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, written: Any) -> Any:
        """A dose may be written in short: `3x10, red band`."""
        if not isinstance(written, str):
            return written
        fields = parse_short(written)
        if "side" in fields:
            raise InvalidValueError(f'names a side: "{written}"', "write side: beside it")
        return fields


def _kind_of_change(written: object) -> str:
    """A dose, in keys or in short, or words."""
    if not isinstance(written, str):
        return "dose"
    try:
        parse_short(written)
    except InvalidValueError:
        return "words"
    return "dose"


def _prescribes(dose: PlainDose) -> PlainDose:
    if all(getattr(dose, name) is None for name in PlainDose.model_fields):
        raise InvalidValueError("says no dose", "write such as {sets: 3, reps: 12}")
    return dose


DoseInside = Annotated[PlainDose, AfterValidator(_prescribes)]
Change = Annotated[
    Annotated[DoseInside, Tag("dose")] | Annotated[Line, Tag("words")],
    Discriminator(_kind_of_change),
]
"""What to do when the exercise is too easy or too hard: a dose, or the clinician's words."""


MOST_PHASES = 8
"""As many as have room under the strip."""


def _each_once(written: object) -> object:
    """Two spellings of one phase would be one key, and the second dose would hide the first; weeks
    in two phases would have two doses.
    """
    if isinstance(written, Mapping):
        stages = [parse_stage(key) for key in written]
        for at, stage in enumerate(stages):
            if stage in stages[:at]:
                raise InvalidValueError(f'says "{stage.written}" twice', "keep one of them")
            for earlier in stages[:at]:
                same_unit = stage.unit and stage.unit == earlier.unit
                if same_unit and stage.low <= (earlier.high or stage.low):
                    raise InvalidValueError(
                        f'says "{stage.written}" after "{earlier.written}"',
                        f"write them in their order, and each {stage.unit} in one of them",
                    )
        if len(stages) > MOST_PHASES:
            raise InvalidValueError(f"holds more than {MOST_PHASES}", "take some out")
        if not stages:
            raise InvalidValueError("is empty", "write {weeks 1-6: {frequency: 3/day}}")
    return written


Phases = Annotated[
    dict[Annotated[Stage, made_by(parse_stage), _text("weeks 1-6")], DoseInside],
    BeforeValidator(_each_once),
]


class Dose(PlainDose):
    """What may be prescribed of an exercise, now and as time goes on."""

    easier: Change | None = None
    progression: Change | None = None
    phases: Phases | None = None


DOSE_FIELDS = tuple(Dose.model_fields)
_NOTHING = Dose.model_construct()


def dose_of(values: Mapping[str, Any]) -> Dose:
    """A dose of values that were read already; a field that is left out is not prescribed."""
    return _NOTHING.model_copy(update=values)


def spelling_of(name: str) -> str:
    """The key of a dose field in a file: `for` is no name in Python."""
    return Dose.model_fields[name].alias or name


class Limits(Authored):
    """What the author of an exercise holds to be safe: the dose must lie inside."""

    sets: AmountField | None = None
    reps: AmountField | None = None
    hold: TimeField | None = None
    rest: TimeField | None = None
    duration: TimeField | None = None
    distance: DistanceField | None = None
