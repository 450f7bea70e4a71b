"""The parts of an .xlsx before a library unpacks them: how large, and which cells lost their value.

A small file can unpack to gigabytes (a zip bomb); one cell far from the others, or one long text in
many cells, needs as much. A zip's directory may lie about it: here the parts are unpacked once,
within bounds. The library gives a formula that failed as an empty cell; here it is told.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.errors import InvalidValueError
from handouts.load.table import Broken

MAX_UNPACKED = 50_000_000
"""Bytes of all parts, and of the text in the cells of a sheet."""
MAX_CELLS = 1_000_000
"""Of the rectangle from A1 to the last cell of a sheet."""
SAVE_AGAIN = "open it in a spreadsheet program, and save it as .xlsx again"
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"

_TAG = rb"<(?:\w+:)?"
_CELL = re.compile(
    _TAG + rb"(?P<tag>row|c)\b(?P<attributes>[^>]*)>"
    rb"(?P<formula>\s*" + _TAG + rb"f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"(?:\s*" + _TAG + rb"v\b[^>]*>(?P<value>[^<]*)|(?P<inline>\s*" + _TAG + rb"is\b))?"
)  # fmt: skip
_AT = re.compile(rb"""\br=["']([A-Z]*)(\d+)["']""")
_COUNT = re.compile(rb"""count=["']\s*\+?(\d+)""", re.IGNORECASE)
"""How much follows: the library takes room for as much before it looks."""
_STRING = re.compile(_TAG + rb"si\b.*?</(?:\w+:)?si>", re.DOTALL)
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """`is_empty`: no cell has a value. `broken`: by row and column, from 0, cells that lost it.
    `hidden`: how many rows are not shown, as those that a filter leaves out.
    """

    is_empty: bool
    hidden: int
    broken: Mapping[tuple[int, int], Broken]


def scan_workbook(data: bytes) -> list[SheetScan]:
    """What is to be known of each sheet, in the workbook's order. Raises InvalidValueError where
    the file is too large, or no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = dict(_unpacked(file))
        strings = _STRING.finditer(parts.get(_STRINGS, b""))
        lengths = [len(string[0]) for string in strings]
        return [_scan(parts.get(name, b""), lengths) for name in _sheets(parts)]
    except InvalidValueError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError,
            KeyError, zlib.error):  # fmt: skip
        raise InvalidValueError("is damaged, or no workbook", SAVE_AGAIN) from None


def _unpacked(file: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that say something of sheets. All others are unpacked too, to know their size."""
    left = MAX_UNPACKED
    if sum(part.file_size for part in file.infolist()) > left:
        raise _too_large()
    for part in file.infolist():
        part.file_size = 2 * MAX_UNPACKED  # more than is read, whatever the directory says
        with file.open(part) as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise _too_large()
        if part.filename.startswith("xl/") and part.filename.endswith((".xml", ".rels")):
            if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
                raise InvalidValueError("is written as no spreadsheet does", SAVE_AGAIN)
            if any(int(count) > MAX_CELLS for count in _COUNT.findall(data)):
                raise InvalidValueError("is damaged", SAVE_AGAIN)
            yield part.filename, data


def _sheets(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The name of each sheet's part, in the workbook's order."""
    targets = {}
    for link in re.findall(rb"<(?:\w+:)?Relationship\s([^>]*)>", parts[_LINKS]):
        attributes = dict(re.findall(rb"""([\w:]+)=["']([^"']*)["']""", link))
        targets[attributes.get(b"Id")] = attributes.get(b"Target", b"").decode(errors="replace")
    for sheet in re.findall(rb"<(?:\w+:)?sheet\s([^>]*)>", parts[_WORKBOOK]):
        number = re.search(rb"""\w+:id=["']([^"']*)["']""", sheet)
        target = targets.get(number[1], "") if number else ""
        yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _scan(sheet: bytes, lengths: list[int]) -> SheetScan:
    row, column, last_row, last_column, letters, hidden = -1, -1, 0, 0, 0, 0
    is_empty = True
    broken: dict[tuple[int, int], Broken] = {}
    for cell in _CELL.finditer(sheet):
        attributes = cell["attributes"]
        at = _AT.search(attributes)
        if cell["tag"] == b"row":
            row, column = int(at[2]) - 1 if at else row + 1, -1
            hidden += bool(_HIDDEN.search(attributes))
            continue
        if at:
            row, column = int(at[2]) - 1, _number(at[1])
        else:
            column += 1
        value, kind = cell["value"], _TYPE.search(attributes)
        if value is None and not cell["formula"] and not cell["inline"]:
            continue
        is_empty = is_empty and not value and not cell["inline"]
        last_row, last_column = max(last_row, row), max(last_column, column)
        if kind and kind[1] == b"e":
            broken[row, column] = Broken(
                f"holds {(value or b'').decode(errors='replace')} in place of a value"
            )
        elif cell["formula"] and value is None:
            broken[row, column] = Broken("holds a formula that was never worked out")
        elif kind and kind[1] == b"s" and value and value.isdigit() and int(value) < len(lengths):
            letters += lengths[int(value)]
    if (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise InvalidValueError(
            f"reaches down to row {last_row + 1} and over {last_column + 1} columns",
            "delete what stands far from the patients, or copy them to a new sheet",
        )
    if letters > MAX_UNPACKED:
        raise _too_large()
    return SheetScan(is_empty, hidden, broken)


def _number(letters: bytes) -> int:
    """Of a column, from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _too_large() -> InvalidValueError:
    return InvalidValueError(
        f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", "keep only the patients in it"
    )
