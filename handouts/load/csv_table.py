"""A CSV file → Table: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from handouts.errors import HandoutError, Problem, Source
from handouts.load.table import HEADER_WITHIN, MAX_ROWS, Row, Table

DELIMITERS = ",;\t"
_UTF_8_WITH_MARK, _UTF_8, _WINDOWS = "utf-8-sig", "utf-8", "cp1252"


def read_csv(path: Path, data: bytes, recognised: Callable[[Row], int]) -> Table:
    """The table in the file's bytes. Raises HandoutError where it is none.

    `recognised` says how much of a row is names of columns: the delimiter is that with the best
    header.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        hint = "save it as CSV UTF-8"
        raise HandoutError([Problem(Source(str(path)), "is not text", hint)]) from None
    notes = ("read as Windows-1252, since it is not UTF-8",) if encoding == _WINDOWS else ()

    def best(delimiter: str) -> int:
        first = itertools.islice(_records(text, delimiter), HEADER_WITHIN)
        try:
            return max(map(recognised, first), default=0)
        except csv.Error:
            return 0

    table = Table(str(path), "", (), notes)
    return replace(table, rows=tuple(_rows(table, text, max(DELIMITERS, key=best))))


def _rows(table: Table, text: str, delimiter: str) -> Iterator[Row]:
    same: dict[str, str] = {}
    row = 1
    try:
        for record in _records(text, delimiter):
            yield tuple(same.setdefault(cell, cell) for cell in record)
            row += 1
            if row > MAX_ROWS:
                hint = "keep only the patients in it"
                problem = Problem(table.place(0), f"has more than {MAX_ROWS} rows", hint)
                raise HandoutError([problem])
    except csv.Error:
        message = "has a quotation mark that is not closed, or that stands inside of a cell"
        hint = 'put such a cell into quotation marks, and write its own twice: "a 5"" step"'
        raise HandoutError([Problem(table.place(row), message, hint)]) from None


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _encoding(data: bytes) -> str:
    """The encoding that the file says it has, or the first that it can have."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        return _UTF_8_WITH_MARK
    if data[1:2] == b"\0":
        return "utf-16-le"
    if data[:1] == b"\0":
        return "utf-16-be"
    try:
        data.decode(_UTF_8)
    except UnicodeDecodeError:
        return _WINDOWS
    return _UTF_8
