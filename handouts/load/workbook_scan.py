"""An .xlsx before a library unpacks it: how large it is, and what its sheets lost.

A small file can unpack to gigabytes (a zip bomb), and a zip's directory may lie about it: here its
parts are unpacked once, within bounds, and read no further than sheet_scan.py does.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from handouts.errors import InvalidValueError
from handouts.load.sheet_scan import MAX_CELLS, TAG, SheetScan, scan_sheet

MAX_UNPACKED = 50_000_000
"""Bytes of all parts together."""
SAVE_AGAIN = "open it in a spreadsheet program, and save it as .xlsx again"
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_STRING = re.compile(TAG + rb"si\b.*?</(?:\w+:)?si>", re.DOTALL)
_COUNT = re.compile(rb"""count=["']\s*\+?(\d+)""", re.IGNORECASE)
"""How much follows: the library takes room for as much before it looks."""
_ONLY_ZEROS = re.compile(rb'"?0{2,}"?(?:0|#|;|-|"|@|\s)*')
"""A format that shows 123 as 00123."""


def scan_workbook(data: bytes) -> list[SheetScan]:
    """What is to be known of each sheet, in the workbook's order. Raises InvalidValueError where
    the file is too large, or no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = dict(_unpacked(file))
        strings = _STRING.finditer(parts.get(_STRINGS, b""))
        lengths = [len(string[0]) for string in strings]
        zeros = frozenset(_zero_styles(parts.get(_STYLES, b"")))
        return [scan_sheet(parts[name], lengths, zeros) for name in _sheets(parts)]
    except InvalidValueError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError,
            LookupError, zlib.error):  # fmt: skip
        raise InvalidValueError("is damaged, or no workbook", SAVE_AGAIN) from None


def _unpacked(file: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that say something of sheets. All others are unpacked too, to know their size."""
    left = MAX_UNPACKED
    if sum(part.file_size for part in file.infolist()) > left:
        raise _too_large()
    if len(set(file.namelist())) < len(file.namelist()):
        raise InvalidValueError("holds two parts of one name", SAVE_AGAIN)
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
    for link in _tags(b"Relationship", parts[_LINKS]):
        targets[link.get(b"Id")] = link.get(b"Target", b"").decode(errors="replace")
    for sheet in _tags(b"sheet", parts[_WORKBOOK]):
        number = next((value for key, value in sheet.items() if key.endswith(b":id")), None)
        target = targets.get(number, "")
        yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _zero_styles(xml: bytes) -> Iterator[bytes]:
    """The numbers of the cells' styles whose format shows zeros before a number."""
    formats = {
        each.get(b"numFmtId")
        for each in _tags(b"numFmt", xml)
        if _ONLY_ZEROS.fullmatch(each.get(b"formatCode", b"").replace(b"&quot;", b'"'))
    }
    cells = re.search(TAG + rb"cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    for number, style in enumerate(_tags(b"xf", cells[0] if cells else b"")):
        if style.get(b"numFmtId") in formats:
            yield str(number).encode()


def _tags(name: bytes, xml: bytes) -> Iterator[dict[bytes, bytes]]:
    """The attributes of each element of a name."""
    for tag in re.findall(TAG + name + rb"\s([^>]*)>", xml):
        pairs = re.findall(rb"""([\w:]+)=(?:"([^"]*)"|'([^']*)')""", tag)
        yield {key: double or single for key, double, single in pairs}


def _too_large() -> InvalidValueError:
    return InvalidValueError(
        f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", "keep only the patients in it"
    )
