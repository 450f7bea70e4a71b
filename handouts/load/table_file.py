"""A file with a table → Table, whichever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.errors import HandoutError, Problem, Source
from handouts.load.csv_table import read_csv
from handouts.load.table import Row, Table

MAX_BYTES = 20_000_000
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(path: Path, sheet: str | None, recognised: Callable[[Row], int]) -> Table:
    """Read a .csv, .xlsx or .xlsm. Raises HandoutError.

    `sheet`: which sheet of a workbook. `recognised`: how much of a row is names of columns.
    """
    data = _read(path)
    ending = path.suffix.lower()
    if data.startswith(_ZIP) and ending in WORKBOOKS:
        from handouts.load.xlsx_table import read_xlsx

        return read_xlsx(path, data, sheet)
    if ending in WORKBOOKS and data.startswith(_OLE):
        raise _refused(path, "is locked with a password", "save it without one")
    if ending not in TEXTS or data.startswith((_ZIP, _OLE)):
        raise _refused(path, "is no .csv and no .xlsx", "save it as .xlsx, or as CSV UTF-8")
    if sheet is not None:
        raise _refused(path, "has no sheets: it is a CSV file", "leave --sheet out")
    return read_csv(path, data, recognised)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:  # a device has no size: read one byte more than is allowed
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refused(path, "there is no such file", "check the name and the folder") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "if it is open in a spreadsheet program, close it there"
        raise _refused(path, f"cannot be read: {reason}", hint) from None
    if len(data) > MAX_BYTES:
        hint = "keep only the patients in it"
        raise _refused(path, f"is larger than {MAX_BYTES // 1_000_000} MB", hint)
    return data


def _refused(path: Path, message: str, hint: str) -> HandoutError:
    return HandoutError([Problem(Source(str(path)), message, hint)])
