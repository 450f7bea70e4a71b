"""A prescription: one patient, one day, a list of exercises with their doses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticKnownError

from handouts.errors import InvalidValueError
from handouts.model.authored import (
    Authored,
    Line,
    SchemaVersion,
    made_by,
    read_by,
    shaped,
    written_as,
)
from handouts.model.clinic import Clinic, Language, PrintOptions
from handouts.model.dose import DOSE_FIELDS, Dose, FrequencyField, Side, dose_of
from handouts.model.short_forms import parse_short

NAME_LETTERS = 60
MOST_EXERCISES = 40


def _name(text: str) -> str:
    # The name itself stays out of the message: messages end up in logs.
    if len(text) > NAME_LETTERS:
        raise InvalidValueError(
            f"is {len(text)} letters long; {NAME_LETTERS} fit on the sheet", "write the name in use"
        )
    return text


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else "")
    except ValueError:
        raise InvalidValueError(
            f'must be a date as year-month-day, got "{text}"', "write 2026-11-22"
        ) from None


class Visit(Authored):
    """A day, and the time of day when it is known."""

    day: dt.date
    time: dt.time | None = None


def _visit(text: str) -> Visit:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d{1,2}:\d\d))?", text)
    try:
        if match:
            time = dt.time.fromisoformat(match[2].zfill(5)) if match[2] else None
            return Visit(day=dt.date.fromisoformat(match[1]), time=time)
    except ValueError:
        pass
    raise InvalidValueError(
        f'must be a date, with or without a time, got "{text}"', "write 2026-12-06 10:30"
    )


Date = Annotated[dt.date, read_by(_date)]
VisitField = Annotated[
    Visit,
    made_by(_visit),
    written_as(r"\d{4}-\d\d-\d\d([ T]\d{1,2}:\d\d)?", "2026-12-06 10:30"),
]
PatientName = Annotated[Line, read_by(_name)]
PATIENT_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
PatientId = Annotated[
    str,
    shaped(
        PATIENT_ID,
        "up to 40 letters, digits, dots, underscores and hyphens, the first a letter or digit",
        "P-1042",
    ),
]


class Patient(Authored):
    """Who the handout is for. Only the id may stand in a file name or a log.

    `conditions` are words of the vocabulary; () is asked, none; None is not screened.
    """

    id: PatientId
    name: PatientName | None = None
    language: Language | None = None
    conditions: tuple[Line, ...] | None = None


def _reason(text: str) -> str:
    if text.lower() in {"true", "yes", "y", "ok"}:
        raise InvalidValueError(
            "must say why", "write the reason, such as override: cleared by the surgeon"
        )
    return text


Reason = Annotated[Line, AfterValidator(_reason)]
Override = Annotated[
    Annotated[Reason, Tag("reason")]
    | Annotated[dict[Line, Reason], Field(min_length=1), Tag("reasons")],
    Discriminator(lambda written: "reasons" if isinstance(written, Mapping) else "reason"),
]
"""Why an exercise is meant although conditions speak against it: one reason, for one condition, or
each condition with its own.
"""


def _side(text: str) -> str:
    return {"l": "left", "r": "right"}.get(text.lower(), text)


class Entry(Dose):
    """One exercise of a prescription. The dose fields left out come from elsewhere.

    `accept` names values that the clinician means although they lie outside the limits, or the
    note, whose numbers are not the dose's. `override` is the reason for an exercise that a
    condition of the patient speaks against; where several do, each with its reason. `left` and
    `right` are what differs between the sides; one of them alone changes that side of a
    programme's entry.
    `dose: 3x10, 2/day` says fields in short.
    """

    exercise: Line
    side: Annotated[Side | None, read_by(_side)] = None
    note: Line | None = None
    accept: tuple[Line, ...] = ()
    override: Override | None = None
    left: Dose | None = None
    right: Dose | None = None
    in_short: Annotated[
        dict[str, str] | None,
        read_by(parse_short),
        WithJsonSchema({"type": "string", "examples": ["3x8-12, red band, 2/day"]}),
    ] = Field(default=None, alias="dose")

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, written: Any) -> Any:
        """The fields that `dose:` says in short stand beside the others."""
        if not isinstance(written, dict) or not isinstance(written.get("dose"), str):
            return written
        try:
            fields = parse_short(written["dose"])
        except InvalidValueError:
            return written  # the field itself says it, at its place
        if twice := sorted(fields.keys() & written.keys()):
            raise InvalidValueError(
                f"says {twice[0]} twice: in dose and in {twice[0]}", "keep one of them"
            )
        return {**written, **fields}

    @model_validator(mode="after")
    def _both_sides(self) -> Entry:
        if self.says_sides and self.side is not None:
            raise InvalidValueError("says side beside left and right", "take side out")
        return self

    @property
    def says_sides(self) -> bool:
        """It says what differs between left and right."""
        return self.left is not None or self.right is not None

    @property
    def dose(self) -> Dose:
        """The dose fields alone."""
        return dose_of({name: getattr(self, name) for name in DOSE_FIELDS})


Order = Literal["position", "written"]
"""How exercises are sorted: by the position of the body, or as they were written."""


class Prescription(Authored):
    """One prescription file. With a `programme`, its exercises are made whole by merge/plan.py."""

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    patient: Patient
    clinician: Annotated[Line, StringConstraints(max_length=60)] | None = None
    site: Line | None = None
    date: Date
    next_visit: VisitField | None = None
    goal: Line | None = None
    frequency: FrequencyField | None = None
    programme: Line | None = None
    drop: tuple[Line, ...] = ()
    order: Order | None = None
    exercises: tuple[Entry, ...] = Field(
        default=(), max_length=MOST_EXERCISES, validate_default=True
    )
    print: PrintOptions = PrintOptions.model_construct()

    @field_validator("exercises", mode="before")
    @classmethod
    def _has_some(cls, written: object, info: ValidationInfo) -> object:
        """Only a programme can stand in place of exercises."""
        if written == () and info.data.get("programme", "") is None:
            raise PydanticKnownError("missing")
        if written == [] and info.data.get("programme", "") is None:
            raise InvalidValueError("is empty", "write at least one item, or name a programme")
        return written

    def print_options(self, clinic: Clinic) -> PrintOptions:
        """How to print it: its own options win over the clinic's."""
        return self.print.over(clinic.print)

    @property
    def file_stem(self) -> str:
        """`<date>-<patient id>`, the name of the sheet's file without its ending."""
        return f"{self.date.isoformat()}-{self.patient.id}"
