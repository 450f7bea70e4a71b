"""The rows of a table → the rows of each patient, by the number in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from handouts.errors import InvalidValueError, Problem
from handouts.load.cell_text import AS_TEXT, text_of
from handouts.load.clinic_content import ClinicContent
from handouts.load.column_names import words_of
from handouts.load.columns import Kind
from handouts.load.header import Header
from handouts.load.table import Cell, Table, is_empty
from handouts.model.import_map import PATIENT_COLUMNS, SHEET_COLUMNS, ImportMap

_SHAPE = re.compile(r"[A-Za-z0-9._-]+")
"""Of a patient's number, which a message may repeat; anything else may be a name."""
OF_THE_SHEET = (*PATIENT_COLUMNS, *SHEET_COLUMNS)


class PatientIds(Struct, frozen=True):
    """The rows, counted from 0, that have one patient's number; `id` is None where that cannot be
    read, and `problems` says why.
    """

    id: str | None
    rows: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def read_ids(
    table: Table, header: Header, imports: ImportMap, content: ClinicContent
) -> tuple[Sequence[PatientIds], int]:
    """Each patient's rows, in the order of the first of them, and how many rows were skipped."""
    column = header.columns["id"].at
    skip = {words_of(word) for word in imports.status.skip} if imports.status else set()
    skipped = 0
    rows_of: dict[str, list[int]] = {}
    problems: dict[str, list[Problem]] = {}
    typed_as_number: set[str] = set()
    unread: list[PatientIds] = []
    above: str | None = None
    for row in range(header.row + 1, len(table.rows)):
        if _says_nothing(table, row, header, header.columns):
            continue
        if header.status is not None and words_of(str(table.cell(row, header.status))) in skip:
            skipped, above = skipped + 1, None
            continue
        cell = table.cell(row, column)
        try:
            number = above = _number(cell)
        except InvalidValueError as error:
            place = table.place(row + 1, column + 1)
            problem = Problem(place, f"Patient ID {error.message}", error.hint)
            # A number over several merged cells stands in the first: without this exercise, the
            # sheet of the patient above may be one with a part missing.
            if above and is_empty(cell) and _says_nothing(table, row, header, OF_THE_SHEET):
                rows_of[above].append(row)
                problems.setdefault(above, []).append(problem)
            else:
                unread.append(PatientIds(None, (row,), (problem,)))
            continue
        rows_of.setdefault(number, []).append(row)
        if isinstance(cell, float):
            typed_as_number.add(number)
    for number, message in (*_spelt_twice(rows_of), *_spoilt(rows_of, typed_as_number, content)):
        place = table.place(rows_of[number][0] + 1, column + 1)
        problems.setdefault(number, []).append(Problem(place, f"Patient ID {message}", AS_TEXT))
    patients = (
        PatientIds(number, tuple(rows), tuple(problems.get(number, ())))
        for number, rows in rows_of.items()
    )
    return sorted([*patients, *unread], key=lambda patient: patient.rows[0]), skipped


def _number(cell: Cell) -> str:
    if is_empty(cell):
        raise InvalidValueError("is missing", "write it in every row")
    return text_of(cell, Kind.ID, "{}", None)


def _spelt_twice(rows_of: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Each of them alone would be a sheet with a part of the patient's exercises."""
    alike: dict[str, list[str]] = {}
    for number in rows_of:
        alike.setdefault(number.casefold(), []).append(number)
    for spellings in alike.values():
        for number in spellings:
            others = (str(rows_of[other][0] + 1) for other in spellings if other != number)
            if len(spellings) > 1:
                yield number, f"has other capitals in row {', '.join(others)}"


def _spoilt(
    rows_of: Mapping[str, object], typed_as_number: set[str], content: ClinicContent
) -> Iterator[tuple[str, str]]:
    """Numbers that a spreadsheet may have taken something from, and how that can be seen."""
    digits = [number for number in rows_of if number.isdecimal()]
    if not digits:
        return
    others = rows_of.keys() - typed_as_number
    shows_more = any(re.search(r"^0|[^\W\d_]", number) for number in others)
    saved = content.saved.files.keys()
    fuller: dict[str, str] = {}
    for number in filter(_SHAPE.fullmatch, (*sorted(others), *saved)):
        if (core := re.sub(r"^\D*0*", "", number)) != number:
            fuller.setdefault(core, number)
    zeros_saved = any(number.isdecimal() and number.startswith("0") for number in saved)
    for number in digits:
        typed = number in typed_as_number
        meant = fuller.get(number)
        if meant and number not in saved and (typed or meant.isdecimal()):
            yield number, f'may have lost what stood before it: there is a "{meant}"'
        elif typed and (shows_more or zeros_saved):
            yield number, "is a number, and may have lost zeros: others are text"


def _says_nothing(table: Table, row: int, header: Header, names: Collection[str]) -> bool:
    """Nothing in columns of these meanings, nor beyond the last one that has a name."""
    known = {found.at for name, found in header.columns.items() if name in names}
    return all(
        is_empty(cell)
        for at, cell in enumerate(table.rows[row])
        if at in known or at >= header.width
    )
