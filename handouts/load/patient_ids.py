"""The rows of a table → the rows of each patient, by the number in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.errors import InvalidValueError, Problem
from handouts.load.cell_text import AS_TEXT, text_of
from handouts.load.clinic_content import ClinicContent
from handouts.load.column_names import words_of
from handouts.load.columns import Kind
from handouts.load.header import Header
from handouts.load.table import Row, Table, is_empty
from handouts.model.import_map import ImportMap


@dataclass(frozen=True, slots=True)
class PatientIds:
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
    typed_as_number: set[str] = set()
    unread: list[PatientIds] = []
    for row in range(header.row + 1, len(table.rows)):
        if _says_nothing(table.rows[row], header):
            continue
        if header.status is not None and words_of(str(table.cell(row, header.status))) in skip:
            skipped += 1
            continue
        cell = table.cell(row, column)
        place = table.place(row + 1, column + 1)
        if is_empty(cell):
            message, hint = "Patient ID is missing", "write it in every row"
            unread.append(PatientIds(None, (row,), (Problem(place, message, hint),)))
            continue
        try:
            number = text_of(cell, Kind.ID, "{}", None)
        except InvalidValueError as error:
            problem = Problem(place, f"Patient ID {error.message}", error.hint)
            unread.append(PatientIds(None, (row,), (problem,)))
            continue
        rows_of.setdefault(number, []).append(row)
        if isinstance(cell, float):
            typed_as_number.add(number)
    spoilt = dict(_spoilt(rows_of, typed_as_number, content))
    patients = [
        PatientIds(number, tuple(rows), tuple(
            Problem(table.place(rows[0] + 1, column + 1), message, AS_TEXT)
            for message in ([spoilt[number]] if number in spoilt else [])
        ))
        for number, rows in rows_of.items()
    ]  # fmt: skip
    return sorted([*patients, *unread], key=lambda patient: patient.rows[0]), skipped


def _spoilt(
    rows_of: dict[str, list[int]], typed_as_number: set[str], content: ClinicContent
) -> Iterator[tuple[str, str]]:
    """Numbers that a spreadsheet may have taken something from, and how that can be seen."""
    digits = [number for number in rows_of if number.isdecimal()]
    if not digits:
        return
    others = rows_of.keys() - typed_as_number
    shows_more = any(re.search(r"^0|[^\W\d_]", number) for number in others)
    saved = content.saved.files.keys()
    fuller: dict[str, str] = {}
    for number in (*others, *saved):
        if (core := re.sub(r"^\D*0*", "", number)) != number:
            fuller.setdefault(core, number)
    zeros_saved = any(number.isdecimal() and number.startswith("0") for number in saved)
    for number in digits:
        typed = number in typed_as_number
        meant = fuller.get(number)
        is_lossy = meant is not None and number not in saved and (typed or meant.isdecimal())
        if is_lossy:
            yield number, f'Patient ID may have lost what stood before it: there is a "{meant}"'
        elif typed and (shows_more or zeros_saved):
            yield number, "Patient ID is a number, and may have lost zeros: others are text"


def _says_nothing(cells: Row, header: Header) -> bool:
    """An empty row; a remark in a column that is not read is none."""
    known = {found.at for found in header.columns.values()}
    return all(is_empty(cell) for at, cell in enumerate(cells) if at in known or at >= header.width)
