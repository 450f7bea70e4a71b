"""One cell of a roster → what a prescription's file would say in its place.

Spreadsheets change what is typed: 8-12 becomes a day, 00123 becomes 123. What may have been
changed is refused, never guessed at. No message repeats a patient's name or condition.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from handouts.errors import InvalidValueError
from handouts.load.columns import Kind
from handouts.load.day_text import DateOrder, day_and_time_of, time_of
from handouts.load.table import Broken, Cell
from handouts.load.yaml_source import is_invisible

LONGEST = 200
"""Letters in a cell that is not prose."""
AS_TEXT = "format the column as text, and type it again"
_BARE = re.compile(r"(?:\d+(?:\.\d+)?(?:\s*[-–]\s*\d+(?:\.\d+)?)?|blank)", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_LIKE_A_DAY = re.compile(
    rf"(?:\d{{1,2}}[-/ .]{_MONTH}(?:[-/ .,]+\d{{2,4}})?"
    rf"|{_MONTH}[-/ .]\d{{1,4}}(?:[-/ .,]+\d{{2,4}})?"
    r"|\d{1,2}([-/.])\d{1,2}\1\d{4}|\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}/\d{1,2}/\d{2})"
    r"(?:[T ]\d{1,2}:\d\d.*)?",
    re.IGNORECASE,
)
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)")


def text_of(cell: Cell, kind: Kind, bare: str, order: DateOrder | None) -> str:
    """The cell as text. Raises InvalidValueError.

    `bare` is the format of a bare number, `order` that of dates as the clinic says.
    """
    _refuse_broken(cell)
    if isinstance(cell, str):
        cell = _plain(cell)
    match kind:
        case Kind.ID:
            return _id(cell)
        case Kind.DAY:
            return _day(cell, order).isoformat()
        case Kind.VISIT:
            return _visit(cell, order)
        case Kind.TIME:
            return _time(cell)
        case Kind.START if _is_day(cell):
            return _day(cell, order).isoformat()
        case Kind.DOSE | Kind.START:
            return _dose(cell, bare)
        case Kind.NAME | Kind.WORDS:
            return _words(cell)
        case Kind.KEY:
            text = number_text(cell) if isinstance(cell, float) else _words(cell)
            return " ".join(_not_too_long(text).split())


def number_text(number: float) -> str:
    """As a spreadsheet shows it: 10.0 is 10, and 0.1 + 0.2 is 0.3."""
    return f"{number:.15g}"


def _refuse_broken(cell: Cell) -> None:
    why = cell.why if isinstance(cell, Broken) else ""
    if isinstance(cell, str) and (match := _ERRORS.fullmatch(cell.strip())):
        why = f"holds {match[0]} in place of a value"
    if why:
        raise InvalidValueError(why, "type the value as text, or mend the formula")
    if isinstance(cell, bool):
        raise InvalidValueError(f"holds {str(cell).upper()}, not words or a number", AS_TEXT)


def _plain(text: str) -> str:
    """The text as it was meant: ="00123" is how programs keep a spreadsheet from changing it."""
    if quoted := re.fullmatch(r'="([^"]*)"', text.strip()):
        return quoted[1]
    if text.lstrip().startswith("="):
        raise InvalidValueError("holds a formula in place of its value", "type the value")
    for char in text:
        if is_invisible(char) and char not in "\t\n\r":
            name = unicodedata.name(char, "control character").lower()
            raise InvalidValueError(
                f"holds an invisible character, U+{ord(char):04X} ({name})",
                "delete it and type the words again",
            )
    return text


def _id(cell: Cell) -> str:
    if isinstance(cell, float):
        if not cell.is_integer() or abs(cell) >= 1e15:
            raise InvalidValueError(
                "is a number that has lost digits, or is none of a patient", AS_TEXT
            )
        return str(int(cell))
    if not isinstance(cell, str):
        raise InvalidValueError("has become a date or a time in the spreadsheet", AS_TEXT)
    text = cell.strip()
    if re.fullmatch(r"\d+\.0+", text):
        raise InvalidValueError("ends in .0: a spreadsheet made a number of it", AS_TEXT)
    if re.fullmatch(r"\d+([.,]\d+)?E\+?\d+", text, re.IGNORECASE) and "+" in text:
        raise InvalidValueError("is a long number that a spreadsheet has cut short", AS_TEXT)
    return text


def _day(cell: Cell, order: DateOrder | None) -> dt.date:
    match cell:
        case dt.datetime():
            return cell.date()
        case dt.date():
            return cell
        case str():
            return day_and_time_of(cell, order)[0]
    raise InvalidValueError(f"holds {_what(cell)}, not a date", "format the cell as a date")


def _visit(cell: Cell, order: DateOrder | None) -> str:
    if isinstance(cell, str):
        day, time = day_and_time_of(cell, order)
    else:
        day, time = _day(cell, order), cell.time() if isinstance(cell, dt.datetime) else None
    if time is None or time == dt.time():  # midnight is how programs write a day without a time
        return day.isoformat()
    return f"{day.isoformat()} {time:%H:%M}"


def _time(cell: Cell) -> str:
    match cell:
        case dt.time():
            return f"{cell:%H:%M}"
        case str():
            return f"{time_of(cell):%H:%M}"
    raise InvalidValueError(f"holds {_what(cell)}, not a time of day", "write 10:30")


def _is_day(cell: Cell) -> bool:
    """A date, or words that look like one."""
    if isinstance(cell, str):
        return bool(_LIKE_A_DAY.fullmatch(cell.strip()))
    return isinstance(cell, dt.date)


def _dose(cell: Cell, bare: str) -> str:
    if isinstance(cell, float):
        text = number_text(cell)
        if bare == "{}" and 0 < cell < 1:
            message = f"is the number {text}: a spreadsheet keeps 30 % as 0.3, and 1/2 as 0.5"
            raise InvalidValueError(message, AS_TEXT)
    elif isinstance(cell, str):
        text = " ".join(_not_too_long(cell).split()).lower()
        if _is_day(cell):
            raise InvalidValueError(
                f'looks like a date, "{cell}": a spreadsheet may have made one of a range such as '
                "8-12", AS_TEXT,
            )  # fmt: skip
    else:
        raise InvalidValueError(
            f"is {_what(cell)}: Excel turned what was typed, such as 8-12, into it",
            AS_TEXT,
        )
    return bare.format(text) if _BARE.fullmatch(text) else text


def _words(cell: Cell) -> str:
    if not isinstance(cell, str):
        raise InvalidValueError(f"holds {_what(cell)}, not words", AS_TEXT)
    return cell.strip()


def _not_too_long(text: str) -> str:
    if len(text) > LONGEST:
        raise InvalidValueError(f"is {len(text)} letters long", f"write at most {LONGEST}")
    return text


def _what(cell: Cell) -> str:
    """What kind of value a cell has; never which."""
    match cell:
        case float():
            return "a number"
        case dt.date():
            return "a date"
        case dt.time() | dt.timedelta():
            return "a time"
        case _:
            return "words"
