"""The words of an exercise in another language. Printing, in English so far, does not load this."""

from __future__ import annotations

from pydantic import Field

from handouts.model.authored import Line, SchemaVersion
from handouts.model.exercise import Words


class Translation(Words):
    """One <language>.yaml beside an exercise.yaml: the same keys as its words.

    `translates` is the digest of the words that it was made from: when those change, it is older.
    A review signs it together with the words.
    """

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    translates: Line | None = None
