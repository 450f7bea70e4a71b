"""Days and times as people type them into a table → date and time.

What could be two days is refused, unless the clinic says which comes first.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from handouts.errors import InvalidValueError

DateOrder = Literal["day-first", "month-first"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_NUMBERS = re.compile(_WEEKDAY + r"(?P<one>\d{1,2})([/.\-])(?P<two>\d{1,2})\2(?P<year>\d{2,4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([/.\-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_DAY_MONTH = re.compile(
    _WEEKDAY + rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]*{_MONTH}[\s\-./,]*(?P<year>\d{{2,4}})"
)
_MONTH_DAY = re.compile(
    _WEEKDAY + rf"{_MONTH}[\s\-./]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./,]+(?P<year>\d{{2,4}})"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?")
_WANTED = "write 2026-11-22, or 22 Nov 2026"


def day_of(text: str, order: DateOrder | None) -> dt.date:
    """`2026-11-22`, `22/11/2026`, `22 Nov 2026`, `Nov 22, 2026`. Raises InvalidValueError.

    `order` is what the clinic says of 03/04/2026; without it such a day is refused.
    """
    written = " ".join(text.casefold().split())
    try:
        if match := _YEAR_FIRST.fullmatch(written):
            return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match := _DAY_MONTH.fullmatch(written) or _MONTH_DAY.fullmatch(written):
            month = MONTHS.index(match["month"][:3]) + 1
            return dt.date(_year(match["year"], text), month, int(match["day"]))
        if match := _NUMBERS.fullmatch(written):
            one, two = int(match["one"]), int(match["two"])
            month, day = _month_and_day(one, two, text, order)
            return dt.date(_year(match["year"], text), month, day)
    except ValueError as error:
        if isinstance(error, InvalidValueError):
            raise
    raise InvalidValueError(f'must be a date, got "{_short(text)}"', _WANTED)


def time_of(text: str) -> dt.time:
    """`10:30`, `9.15`, `2:30 pm`. Raises InvalidValueError."""
    match = _CLOCK.fullmatch(text.strip().casefold())
    try:
        if match:
            hour = int(match["hour"])
            if match["half"]:
                if not 1 <= hour <= 12:
                    raise ValueError
                hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
            return dt.time(hour, int(match["minute"]))
    except ValueError:
        pass
    raise InvalidValueError(f'must be a time of day, got "{_short(text)}"', "write 10:30")


def day_and_time_of(text: str, order: DateOrder | None) -> tuple[dt.date, dt.time | None]:
    """A day with or without a time after it."""
    match = re.fullmatch(rf"(?P<day>.*?)[\s,T]+(?:at\s+)?(?P<time>{_CLOCK.pattern})", text.strip(),
                         re.IGNORECASE)  # fmt: skip
    if match is None:
        return day_of(text, order), None
    return day_of(match["day"], order), time_of(match["time"])


def _month_and_day(one: int, two: int, text: str, order: DateOrder | None) -> tuple[int, int]:
    if one == two:
        return one, two
    if order is None:
        if one <= 12 and two <= 12:
            raise InvalidValueError(
                f'could be two days: "{_short(text)}"',
                "write 2026-11-22, or say under import: in clinic.yaml whether dates are day-first "
                "or month-first",
            )
        return (two, one) if one > 12 else (one, two)
    month, day = (two, one) if order == "day-first" else (one, two)
    if month > 12:
        raise InvalidValueError(
            f'is no day when dates are {order}, as clinic.yaml says: "{_short(text)}"', _WANTED
        )
    return month, day


def _year(written: str, text: str) -> int:
    if len(written) != 4:
        raise InvalidValueError(f'needs a year of four digits, got "{_short(text)}"', _WANTED)
    return int(written)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
