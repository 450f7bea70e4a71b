"""A sheet of an .xlsx or .xlsm → Table. The only module that knows python_calamine."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handouts.errors import HandoutError, InvalidValueError, Problem, Source, nearest
from handouts.load.sheet_scan import SheetScan
from handouts.load.table import Row, Table
from handouts.load.workbook_scan import SAVE_AGAIN, scan_workbook

EXPLANATION = "How to fill in"
"""The sheet of a template that says what the columns are; never a roster."""


def read_xlsx(path: Path, data: bytes, sheet: str | None) -> Table:
    """The table in the file's bytes. A formula is its value when the file was saved.

    `sheet`: its name; left out, there must be one only. Raises HandoutError.
    """
    import python_calamine as calamine

    try:
        scans = scan_workbook(data)
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = workbook.sheets_metadata
            if len(sheets) != len(scans):
                raise InvalidValueError("is laid out as no spreadsheet does", SAVE_AGAIN)
            scan_of = dict(zip((each.name for each in sheets), scans, strict=True))
            shown = [
                each.name for each in sheets if each.visible == calamine.SheetVisibleEnum.Visible
            ]
            name = _named(sheet, scan_of) if sheet else _the_only_one(shown, scan_of)
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except InvalidValueError as error:
        problem = Problem(Source(str(path)), error.message, error.hint)
        raise HandoutError([problem]) from None
    except calamine.CalamineError:
        problem = Problem(Source(str(path)), "is damaged, or no workbook", SAVE_AGAIN)
        raise HandoutError([problem]) from None
    scan = scan_of[name]
    notes = (f"rows that are hidden and were read as well: {scan.hidden}",) if scan.hidden else ()
    return Table(str(path), name, _with_broken(rows, scan), notes)


def _named(sheet: str, known: Mapping[str, SheetScan]) -> str:
    meant = [name for name in known if name.casefold() == sheet.casefold().strip()]
    if not meant:
        raise InvalidValueError(f'has no sheet "{sheet}"', nearest(sheet, known))
    return meant[0]


def _the_only_one(shown: Sequence[str], scan_of: Mapping[str, SheetScan]) -> str:
    filled = [name for name in shown if not scan_of[name].is_empty and name != EXPLANATION]
    if not filled:
        raise InvalidValueError("is empty", "fill in a row for each patient")
    if len(filled) > 1:
        listed = ", ".join(f'"{name}"' for name in filled)
        raise InvalidValueError(f"holds several sheets: {listed}", "name one with --sheet")
    return filled[0]


def _with_broken(rows: list[list[Any]], scan: SheetScan) -> list[Row]:
    """The rows; cells that lost their value say so, where the library has empty ones."""
    for (row, column), broken in scan.broken.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = broken
    same: dict[str, str] = {}
    return [
        tuple(same.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    ]
