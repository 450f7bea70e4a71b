"""Dates, times, lists and plurals of each language, as CLDR has them.

What sheets need of it stands here, for Babel unpacks all that CLDR knows of a language, and that
took a twentieth of the time that one sheet takes as a whole process. tests/test_merge_cldr.py
compares every word and every rule with Babel, and says what belongs here for a new language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

_FIELDS = re.compile("d|y|MMMM?|EEEE?|h|mm|a")


class Language(Struct, frozen=True):
    """Words and rules of one language. Months begin with January, days with Monday.

    `is_one`: whether a number without needless zeros takes the form `one`.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    am_pm: tuple[str, str]
    comma: str
    last_comma: str
    is_one: Callable[[Decimal], bool]


LANGUAGES = {
    "en": Language(
        months=(
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ),
        short_months=(
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ),
        days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        short_days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        am_pm=("AM", "PM"),
        comma=", ",
        last_comma=" and ",  # as in British English: no comma before it
        is_one=lambda number: number == 1,
    ),
}  # fmt: skip
"""By language, as `Lexicon.locale` names it."""


def format_date(day: dt.date, pattern: str, locale: str) -> str:
    """A day as one of CLDR's patterns says: d, MMM, MMMM, y, EEE and EEEE stand for its parts."""
    language = LANGUAGES[locale]
    month, weekday = day.month - 1, day.weekday()
    parts = {
        "d": str(day.day),
        "MMM": language.short_months[month],
        "MMMM": language.months[month],
        "y": str(day.year),
        "EEE": language.short_days[weekday],
        "EEEE": language.days[weekday],
    }
    return _FIELDS.sub(lambda field: parts[field[0]], pattern)


def format_time(time: dt.time, pattern: str, locale: str) -> str:
    """A time of day, likewise: h is the hour of twelve, mm the minute, a says which half of day."""
    parts = {
        "h": str(time.hour % 12 or 12),
        "mm": f"{time.minute:02}",
        "a": LANGUAGES[locale].am_pm[time.hour >= 12],
    }
    return _FIELDS.sub(lambda field: parts[field[0]], pattern)


def format_list(words: Sequence[str], locale: str) -> str:
    """Words one after the other, as a sentence has them."""
    language = LANGUAGES[locale]
    return language.last_comma.join(
        part for part in (language.comma.join(words[:-1]), *words[-1:]) if part
    )


def plural_form(number: Decimal, locale: str) -> str:
    """The form that a number asks for: `one` or `other`."""
    return "one" if LANGUAGES[locale].is_one(number) else "other"
