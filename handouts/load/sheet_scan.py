"""The XML of one sheet → what a library does not tell: cells that lost their value, and its size.

A formula that failed comes from the library as an empty cell, 00123 that is only shown so as 123.
One cell far from the others, or one long text in many cells, would need gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from handouts.errors import InvalidValueError
from handouts.load.table import Broken

MAX_CELLS = 1_000_000
"""Of the rectangle from A1 to the last cell of a sheet."""
MAX_TEXT = 50_000_000
"""Bytes of the text in all cells of a sheet."""

TAG = rb"<(?:\w+:)?"
_CELL = re.compile(
    TAG + rb"(?P<tag>row|c)\b(?P<attributes>[^>]*)>"
    rb"(?P<formula>\s*" + TAG + rb"f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"(?:\s*" + TAG + rb"v\b[^>]*>(?P<value>[^<]*)|(?P<inline>\s*" + TAG + rb"is\b))?"
)  # fmt: skip
_AT = re.compile(rb"""\br=["']([A-Z]*)(\d+)["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_HIDDEN_ROW = re.compile(TAG + rb"""row\b[^>]*\bhidden=["'](?:1|true)["']""")


class SheetScan(Struct, frozen=True):
    """`is_empty`: no cell has a value. `broken`: by row and column, from 0, cells that lost it.
    `hidden`: how many rows are not shown, as those that a filter leaves out.
    """

    is_empty: bool
    hidden: int
    broken: Mapping[tuple[int, int], Broken]


class _Cell(Struct, frozen=True):
    """A cell with something in it: `kind` is s for shared text, e for an error, and so on."""

    row: int
    column: int
    kind: bytes
    style: bytes
    has_formula: bool
    value: bytes | None


def scan_sheet(
    xml: bytes, text_lengths: Sequence[int], zero_styles: Collection[bytes]
) -> SheetScan:
    """What is to be known of a sheet. Raises InvalidValueError where it is too large.

    `text_lengths`: of each shared text. `zero_styles`: numbers of styles that show zeros before a
    number.
    """
    broken: dict[tuple[int, int], Broken] = {}
    last_row, last_column, text, is_empty = 0, 0, 0, True
    for cell in _cells(xml):
        is_empty = is_empty and cell.value == b""
        last_row, last_column = max(last_row, cell.row), max(last_column, cell.column)
        if why := _why_broken(cell, zero_styles):
            broken[cell.row, cell.column] = Broken(why)
        if cell.kind == b"s" and cell.value and cell.value.isdigit():
            text += text_lengths[int(cell.value)]
    if (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise InvalidValueError(
            f"reaches down to row {last_row + 1} and over {last_column + 1} columns",
            "delete what stands far from the patients, or copy them to a new sheet",
        )
    if text > MAX_TEXT:
        raise InvalidValueError(
            f"unpacks to more than {MAX_TEXT // 1_000_000} MB", "keep only the patients in it"
        )
    return SheetScan(is_empty, len(_HIDDEN_ROW.findall(xml)), broken)


def _cells(xml: bytes) -> Iterator[_Cell]:
    """Each cell that holds anything. One without a place follows the one before it."""
    row, column = -1, -1
    for found in _CELL.finditer(xml):
        attributes = found["attributes"]
        at = _AT.search(attributes)
        if found["tag"] == b"row":
            row, column = int(at[2]) - 1 if at else row + 1, -1
            continue
        row, column = (int(at[2]) - 1, _number(at[1])) if at else (row, column + 1)
        value = b"?" if found["inline"] else found["value"]
        if value is None and not found["formula"]:
            continue
        kind, style = _TYPE.search(attributes), _STYLE.search(attributes)
        yield _Cell(
            row, column, kind[1] if kind else b"n", style[1] if style else b"",
            found["formula"] is not None, value,
        )  # fmt: skip


def _why_broken(cell: _Cell, zero_styles: Collection[bytes]) -> str:
    if cell.kind == b"e":
        return f"holds {(cell.value or b'').decode(errors='replace')} in place of a value"
    if cell.value is None:
        return "holds a formula that was never worked out"
    if cell.kind == b"n" and cell.style in zero_styles:
        return "is a number, and only shown with zeros before it"
    return ""


def _number(letters: bytes) -> int:
    """Of a column, from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
