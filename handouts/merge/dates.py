"""Days and times of day in words, in the patient's language."""

from __future__ import annotations

import datetime as dt
import functools

from handouts.merge.cldr import format_date, format_time
from handouts.merge.counting import unbroken
from handouts.merge.lexicon import Lexicon
from handouts.model.prescription import Visit


def day(date: dt.date, lexicon: Lexicon) -> str:
    """A date as "22 November 2026"."""
    return in_form(date, lexicon.day_format, lexicon)


def visit(appointment: Visit, today: dt.date, lexicon: Lexicon) -> str:
    """A visit as "Mon 7 Dec, 10:30 am"; with its year where that is not the sheet's."""
    same_year = appointment.day.year == today.year
    form = lexicon.visit_day_format if same_year else lexicon.visit_other_year_format
    words = in_form(appointment.day, form, lexicon)
    if appointment.time is None:
        return words
    return f"{words}, {time_of_day(appointment.time, lexicon)}"


@functools.lru_cache(maxsize=512)
def time_of_day(time: dt.time, lexicon: Lexicon) -> str:
    """A time as "10:30 am"."""
    return unbroken(format_time(time, lexicon.time_format, locale=lexicon.locale).lower())


@functools.lru_cache(maxsize=512)
def in_form(date: dt.date, form: str, lexicon: Lexicon) -> str:
    """A date as CLDR's pattern says: "d MMMM" is "22 November"."""
    return format_date(date, form, locale=lexicon.locale)
