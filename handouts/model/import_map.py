"""`import:` in clinic.yaml: how the tables of the clinic's own system name things."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from handouts.errors import InvalidValueError, nearest
from handouts.model.authored import Authored, Line, read_by

PATIENT_COLUMNS = ("id", "name", "first_name", "last_name", "preferred_name", "language",
                   "conditions")  # fmt: skip
SHEET_COLUMNS = ("date", "next_visit", "next_visit_time", "clinician", "site", "goal",
                 "programme", "drop")  # fmt: skip
ENTRY_COLUMNS = (
    "exercise", "side", "dose", "sets", "reps", "hold", "rest", "duration", "distance", "load",
    "effort", "frequency", "times_a_day", "days_a_week", "times_a_week", "tempo", "range",
    "when", "for", "start", "pain", "easier", "progression", "note",
)  # fmt: skip
ROSTER_COLUMNS = (*PATIENT_COLUMNS, *SHEET_COLUMNS, *ENTRY_COLUMNS)
"""What a column of a roster can mean. What is accepted or overridden is decided in a prescription,
for one patient: a roster has no column for it.
"""

IGNORE = "ignore"
"""What a column means that has nothing to do with sheets, whatever it is called."""


def _meaning(text: str) -> str:
    if text not in {*ROSTER_COLUMNS, IGNORE}:
        raise InvalidValueError(
            f'must be what a roster\'s column can mean, or ignore, got "{text}"',
            nearest(text, ROSTER_COLUMNS),
        )
    return text


Meaning = Annotated[
    str, read_by(_meaning), WithJsonSchema({"enum": [*ROSTER_COLUMNS, IGNORE]})
]  # fmt: skip


class StatusFilter(Authored):
    """Which rows have no sheet: those whose cell in this column is one of these words."""

    column: Line
    skip: tuple[Line, ...] = Field(min_length=1)


class ImportMap(Authored):
    """`columns` says what the columns of an export mean, by their names there. `status` says which
    rows are skipped. `dates` says what 03/04/2026 is: 3 April (day-first) or March 4 (month-first).
    """

    columns: dict[Line, Meaning] = Field(default_factory=dict)
    status: StatusFilter | None = None
    dates: Literal["day-first", "month-first"] | None = None
