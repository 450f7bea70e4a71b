"""A table as a spreadsheet or a CSV file holds it: typed cells, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from handouts.errors import CellSource


class Broken(Struct, frozen=True):
    """A cell without a value of its own: its formula failed, or was never worked out."""

    why: str


Cell = str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | Broken
"""A number is a float, as in a spreadsheet; an empty cell is ""."""

Row = Sequence[Cell]

MAX_ROWS = 100_000
HEADER_WITHIN = 40
"""Rows from the top among which the names of the columns are looked for."""


class Table(Struct, frozen=True):
    """`rows[0]` is row 1, also where it is a title or empty. A short row's other cells are empty.

    `sheet` is empty for a CSV file. `notes`: what a person may not expect of how it was read.
    """

    file: str
    sheet: str
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell, counted from 0."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def place(self, row: int, column: int = 0) -> CellSource:
        """The place of a cell, counted from 1; column 0 is the row."""
        return CellSource(self.file, row, column, self.sheet)


def is_empty(cell: Cell) -> bool:
    """Nothing, or nothing but white space."""
    return isinstance(cell, str) and not cell.strip()
