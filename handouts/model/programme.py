"""A programme: a reusable list of exercises with doses, which prescriptions name and change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct, field
from pydantic import BeforeValidator, Field

from handouts.errors import InvalidValueError
from handouts.model.authored import Authored, Line, SchemaVersion
from handouts.model.dose import FrequencyField
from handouts.model.prescription import MOST_EXERCISES, Entry, Order


def _for_one_patient(_: object) -> None:
    raise InvalidValueError(
        "stands in a prescription only: a programme is for many patients",
        "take it out, and write it in the prescription's entry of this exercise",
    )


class ProgrammeEntry(Entry):
    """One exercise of a programme. The side may be left to the prescription.

    What a clinician decides for one patient has no place here: nothing is accepted or overridden.
    """

    accept: Annotated[tuple[Line, ...], BeforeValidator(_for_one_patient)] = ()
    override: Annotated[Line | None, BeforeValidator(_for_one_patient)] = None


class Programme(Authored):
    """One file `programmes/<id>.yaml`; its name is the id."""

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    title: Line
    frequency: FrequencyField | None = None
    order: Order | None = None
    exercises: tuple[ProgrammeEntry, ...] = Field(min_length=1, max_length=MOST_EXERCISES)


class Programmes(Struct, frozen=True):
    """The programmes that were read, by id. `known`: the ids of all that there are, read or not."""

    read: Mapping[str, Programme] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
