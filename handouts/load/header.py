"""The row of a table that names its columns → what each column means."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from msgspec import Struct

from handouts.errors import HandoutError, InvalidValueError, Problem, column_letters
from handouts.load.column_names import (
    HARMLESS,
    IN_ONE_WORD,
    KNOWN,
    PRESCRIBING,
    WEAK_IDS,
    meant_by,
    said,
    words_of,
)
from handouts.load.columns import COLUMNS, Column
from handouts.load.table import HEADER_WITHIN, Row, Table, is_empty
from handouts.model.import_map import IGNORE, ImportMap

LEAST, MANY = 2, 100
"""Names of columns that make a row the header, and what the patient's number counts for."""
_NEVER = frozenset({"accept", "accepts", "accepted", "override", "overrides", "overridden"})
_OFTEN = {"frequency", "times_a_week", "times_a_day", "days_a_week"}
_SAME = {
    "frequency": _OFTEN, "times_a_week": _OFTEN, "times_a_day": _OFTEN - {"days_a_week"},
    "days_a_week": _OFTEN - {"times_a_day"},
}  # fmt: skip
"""Meanings that exclude each other: times a day and days a week are one frequency together."""


class Found(Struct, frozen=True):
    """A column of the table, counted from 0, and what a bare number in it means."""

    column: Column
    at: int
    bare: str


class Header(Struct, frozen=True):
    """`row` counts from 0. `columns`: by what they mean. `status` is the column of the clinic's
    filter. `unused`: names of columns that mean nothing here.
    """

    row: int
    columns: Mapping[str, Found]
    status: int | None
    unused: tuple[str, ...]
    width: int


class HeaderReader:
    """Knows the names of a roster's columns, the clinic's own among them."""

    def __init__(self, imports: ImportMap) -> None:
        self._own = {words_of(name): meaning for name, meaning in imports.columns.items()}
        self._status = words_of(imports.status.column) if imports.status else None

    def recognised(self, row: Row) -> int:
        """How many names of columns stand in a row, and many more if the patient's number does.

        One name alone may be chance: a patient's answer can be "no".
        """
        cells = [words_of(cell) for cell in row if isinstance(cell, str) and words_of(cell)]
        known = {found[0].name for words in cells if (found := self._meaning(words))}
        count = len(known) + sum(words in HARMLESS for words in cells)
        is_header = count >= LEAST or (len(cells) == 1 and len(row) == 1)
        return count + (MANY if is_header and "id" in known else 0)

    def read(self, table: Table) -> Header:
        """The header of a table. Raises HandoutError where it has none, or where a column could
        mean something that it would be wrong to pass over.
        """
        scores = [self.recognised(row) for row in itertools.islice(table.rows, HEADER_WITHIN)]
        if max(scores, default=0) < LEAST:
            message = f"none of the first {HEADER_WITHIN} rows names the columns of a roster"
            hint = "name them in a row of their own, such as Patient ID, Name, Programme, Date"
            raise HandoutError([Problem(table.place(0), message, hint)])
        return self._read(table, scores.index(max(scores)))

    def _read(self, table: Table, at: int) -> Header:
        row = table.rows[at]
        width = max(number for number, cell in enumerate(row) if not is_empty(cell)) + 1
        has_better_id = any(
            words not in WEAK_IDS and (known := self._meaning(words)) and known[0].name == "id"
            for words in (words_of(cell) for cell in row if isinstance(cell, str))
        )
        columns: dict[str, Found] = {}
        status: int | None = None
        unused: list[str] = []
        problems: list[Problem] = []
        for number in range(width):
            cell = row[number]
            written = " ".join(cell.split()) if isinstance(cell, str) else ""
            words = words_of(written)
            try:
                if not words:
                    _refuse_nameless(table, at, number)
                elif words == self._status:
                    status = number
                elif words in WEAK_IDS and has_better_id:
                    unused.append(written)
                elif found := self._found(written, words, number, columns):
                    columns[found.column.name] = found
                else:
                    unused.append(written)
            except InvalidValueError as error:
                place = table.place(at + 1, number + 1)
                problems.append(Problem(place, error.message, error.hint))
        if "id" not in columns and not problems:
            hint = "name it Patient ID, Patient number or MRN"
            message = "no column has the patient's number"
            problems.append(Problem(table.place(at + 1), message, hint))
        if problems:
            raise HandoutError(problems)
        return Header(at, columns, status, tuple(unused), width)

    def _found(
        self, written: str, words: str, at: int, columns: Mapping[str, Found]
    ) -> Found | None:
        """What a column means; None where it has nothing to do with sheets."""
        if _NEVER & set(words.split()) and words not in self._own:
            raise InvalidValueError(
                f'"{written}": a roster never accepts or overrides anything',
                "take the column out: that is decided in a prescription, for one patient",
            )
        if known := self._meaning(words):
            column, bare = known
            same = _SAME.get(column.name, {column.name}) & columns.keys()
            if same:
                letters = column_letters(columns[min(same)].at + 1)
                message = f'"{written}" says the same as column {letters}'
                raise InvalidValueError(message, "keep one of them")
            return Found(column, at, bare)
        if self._own.get(words) != IGNORE and words not in HARMLESS:
            _refuse_slip(written, words)
        return None

    def _meaning(self, words: str) -> tuple[Column, str] | None:
        if words in self._own:
            own = COLUMNS.get(self._own[words])
            return (own, own.units.get(words.rsplit(maxsplit=1)[-1], own.bare)) if own else None
        return KNOWN.get(words) or IN_ONE_WORD.get(words.replace(" ", ""))


def _refuse_nameless(table: Table, header: int, at: int) -> None:
    """A name over several merged columns stands in the first only."""
    for row in range(header + 1, len(table.rows)):
        if not is_empty(table.cell(row, at)):
            raise InvalidValueError(
                f"has no name, but row {row + 1} holds a value in this column",
                "give each column a name of its own, not one over several",
            )


def _refuse_slip(written: str, words: str) -> None:
    """A name that is like a known one, or has a word of a dose in it, is never passed over."""
    if close := meant_by(words):
        hint = f"write {said(close)} if it is that"
    elif PRESCRIBING & set(words.split()):
        hint = "write each exercise into a row of its own, and name its columns as README.md says"
    else:
        return
    raise InvalidValueError(
        f'"{written}" is no column of a roster, but may be meant as one',
        f"{hint}; if not, take it out, or write {written}: {IGNORE} under import: columns: in "
        "clinic.yaml",
    )
