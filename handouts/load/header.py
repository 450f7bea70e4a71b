"""The row of a table that names its columns → what each column means."""

from __future__ import annotations

import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.errors import HandoutError, Problem, column_letters, nearest
from handouts.load.columns import COLUMNS, HARMLESS, PRESCRIBING, Column
from handouts.load.csv_table import HEADER_WITHIN
from handouts.load.table import Row, Table, is_empty
from handouts.model.import_map import IGNORE, ImportMap

LIKE = 0.75
"""How like a known name another one is that is taken for a slip of the pen (difflib's ratio)."""
_NEVER = frozenset({"accept", "accepts", "accepted", "override", "overrides", "overridden"})
_OFTEN = {"frequency", "times_a_week", "times_a_day", "days_a_week"}
_SAME = {
    "frequency": _OFTEN, "times_a_week": _OFTEN, "times_a_day": _OFTEN - {"days_a_week"},
    "days_a_week": _OFTEN - {"times_a_day"},
}  # fmt: skip
"""Meanings that exclude each other: times a day and days a week are one frequency together."""


@dataclass(frozen=True, slots=True)
class Found:
    """A column of the table, counted from 0, and what a bare number in it means."""

    column: Column
    at: int
    bare: str


@dataclass(frozen=True, slots=True)
class Header:
    """`row` counts from 0. `columns`: by what they mean. `status` is the column of the clinic's
    filter. `unused`: names of columns that mean nothing here.
    """

    row: int
    columns: Mapping[str, Found]
    status: int | None
    unused: tuple[str, ...]
    width: int


def words_of(name: str) -> str:
    """A column's name without case and punctuation: "Hold (s)" is `hold s`."""
    text = unicodedata.normalize("NFKC", name).replace("#", " no ").replace("%", " percent ")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


def _names(column: Column) -> Iterator[tuple[str, str]]:
    """Every name of a column, and what a bare number means below it."""
    for name in (words_of(column.name), *column.called):
        yield name, column.bare
        for unit, bare in column.units.items():
            yield f"{name} {unit}", bare
            yield f"{name} in {unit}", bare


_KNOWN: Mapping[str, tuple[Column, str]] = {
    name: (column, bare) for column in COLUMNS.values() for name, bare in _names(column)
} | {"rpe": (COLUMNS["effort"], COLUMNS["effort"].units["rpe"])}
_IN_ONE_WORD = {
    name.replace(" ", ""): (column, column.bare)
    for column in COLUMNS.values()
    for name in (words_of(column.name), *column.called)
}


class HeaderReader:
    """Knows the names of a roster's columns, the clinic's own among them."""

    def __init__(self, imports: ImportMap) -> None:
        self._own = {words_of(name): meaning for name, meaning in imports.columns.items()}
        self._status = words_of(imports.status.column) if imports.status else None

    def recognised(self, row: Row) -> int:
        """How many names of columns stand in a row; the patient's number counts for many."""
        found = {
            known[0].name
            for cell in row
            if isinstance(cell, str) and (known := self._meaning(words_of(cell)))
        }
        return len(found) + (100 if "id" in found else 0)

    def read(self, table: Table) -> Header:
        """The header of a table. Raises HandoutError where it has none, or where a column could
        mean something that it would be wrong to pass over.
        """
        scores = [self.recognised(row) for row in itertools.islice(table.rows, HEADER_WITHIN)]
        if not scores or max(scores) == 0:
            message = f"none of the first {HEADER_WITHIN} rows names the columns of a roster"
            hint = "name them in a row of their own, such as Patient ID, Name, Programme, Date"
            raise HandoutError([Problem(table.place(0), message, hint)])
        return self._read(table, scores.index(max(scores)))

    def _read(self, table: Table, at: int) -> Header:
        columns: dict[str, Found] = {}
        status: int | None = None
        unused: list[str] = []
        problems: list[Problem] = []
        row = table.rows[at]
        named = [number for number, cell in enumerate(row) if not is_empty(cell)]

        def wrong(number: int, message: str, hint: str) -> None:
            problems.append(Problem(table.place(at + 1, number + 1), message, hint))

        for number in range(named[-1] + 1):
            written = " ".join(str(row[number]).split())
            words = words_of(written)
            known = self._meaning(words)
            if not words:
                if any(len(each) > number and not is_empty(each[number])
                       for each in table.rows[at + 1 :]):  # fmt: skip
                    wrong(number, "holds values, but has no name",
                          "name the column; a name over several columns cannot be read")  # fmt: skip
            elif _NEVER & set(words.split()):
                wrong(number, f'"{written}": a roster never accepts or overrides anything',
                      "take the column out; that is decided in a prescription, for one patient")  # fmt: skip
            elif words == self._status:
                status = number
            elif known:
                column, bare = known
                same = _SAME.get(column.name, {column.name}) & columns.keys()
                for other in sorted(same):
                    letters = column_letters(columns[other].at + 1)
                    wrong(number, f'"{written}" says the same as column {letters}',
                          "keep one of them")  # fmt: skip
                columns.setdefault(column.name, Found(column, number, bare))
            elif self._own.get(words) == IGNORE or not (like := _like(words)):
                unused.append(written)
            else:
                wrong(number, f'"{written}" is no column of a roster, but could be one',
                      f"{like}; if it has nothing to do with sheets, take it out, or write "
                      f"{written}: ignore under import: columns: in clinic.yaml")  # fmt: skip
        if "id" not in columns and not problems:
            message = "no column has the patient's number"
            others = nearest("patient id", map(words_of, unused)) if unused else ""
            hint = "name it Patient ID, or MRN" + (f" ({others})" if "did you" in others else "")
            problems.append(Problem(table.place(at + 1), message, hint))
        if problems:
            raise HandoutError(problems)
        return Header(at, columns, status, tuple(unused), named[-1] + 1)

    def _meaning(self, words: str) -> tuple[Column, str] | None:
        if words in self._own:
            own = COLUMNS.get(self._own[words])
            return (own, own.units.get(words.rsplit(maxsplit=1)[-1], own.bare)) if own else None
        return _KNOWN.get(words) or _IN_ONE_WORD.get(words.replace(" ", ""))


def _like(words: str) -> str:
    """A hint where the name is like one that is known, or has a word of a dose in it."""
    if words in HARMLESS:
        return ""
    close = difflib.get_close_matches(words, _KNOWN, n=1, cutoff=LIKE)
    if close:
        return f"did you mean {said(_KNOWN[close[0]][0].name)}?"
    if meant := PRESCRIBING & set(words.split()):
        return f"it has the word {min(meant)} in its name: " + "name it as the README lists them"
    return ""


def said(name: str) -> str:
    return "Patient ID" if name == "id" else name.replace("_", " ").capitalize()
