"""How often, as clinicians write it (`2/day 3/week`, `every 2 hours`, `mon fri`) → Frequency."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from handouts.errors import InvalidValueError
from handouts.model.dose_spelling import AMOUNT, amount_of, wrong
from handouts.model.dose_values import BLANK, Amount, Frequency, Range

_PER = re.compile(rf"{AMOUNT}\s*/\s*(?P<unit>day|week)")
_EVERY_DAYS = re.compile(r"every (?P<days>[1-9]\d?|blank|second|other) days?", re.ASCII)
_EVERY_HOURS = re.compile(rf"every {AMOUNT} hours?")
_WORDS_OF_EVERY = {"second": 2, "other": 2}

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = {
    **{day: number for number, day in enumerate(WEEKDAYS)},
    "tues": 1, "thur": 3, "thurs": 3,
    **{name: number for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )},
}  # fmt: skip
_DAY_NAME = re.compile(rf"\b({'|'.join(sorted(_DAY_NAMES, key=len, reverse=True))})\b")

_ONE, _TWO, _THREE, _FOUR = (Range(Decimal(count), Decimal(count)) for count in (1, 2, 3, 4))
_SPOKEN = {
    "daily": Frequency(every_days=1),
    "every day": Frequency(every_days=1),
    "once a day": Frequency(per_day=_ONE),
    "twice a day": Frequency(per_day=_TWO),
    "three times a day": Frequency(per_day=_THREE),
    "weekly": Frequency(days_per_week=_ONE),
    "once a week": Frequency(days_per_week=_ONE),
    "twice a week": Frequency(days_per_week=_TWO),
    "three times a week": Frequency(days_per_week=_THREE),
    "hourly": Frequency(every_hours=_ONE),
    "every hour": Frequency(every_hours=_ONE),
    "od": Frequency(per_day=_ONE),
    "bd": Frequency(per_day=_TWO),
    "tds": Frequency(per_day=_THREE),
    "qds": Frequency(per_day=_FOUR),
    BLANK: Frequency(per_day=BLANK),
}
_WANTED = "such as 2/day, 3/week, every 2 days, every 2 hours, mon wed fri or as needed"


def parse_frequency(text: str) -> Frequency:
    """`2/day`, `2/day 3/week`, `every 2 days`, `at most every 2 days`, `every 2 hours`,
    `hourly while awake`, `mon wed fri`, `2/day mon wed fri`, `as needed`,
    `as needed, at most 4/day`, `daily`, `bd`, `tds`, `od`, `qds`, `blank`.
    """
    written = " ".join(text.lower().split())
    rest = written.removeprefix("as needed").strip(" ,")
    as_needed = written.startswith("as needed")
    if as_needed and not rest:
        return Frequency(as_needed=True)
    schedule = rest.removeprefix("at most ")
    at_most = schedule != rest
    frequency = _spoken(schedule) or _hours(schedule) or _days(schedule, text)
    if as_needed and not at_most:  # so often as well, or no more often than that?
        raise wrong(text, "as needed, alone or with at most", "as needed, at most 2/day")
    if frequency is None or not _is_one_limit(frequency, at_most=at_most):
        raise wrong(text, _WANTED, "2/day")
    return replace(frequency, at_most=at_most, as_needed=as_needed)


def _is_one_limit(frequency: Frequency, *, at_most: bool) -> bool:
    """Of two things at once, or of named days, "at most" does not say of which."""
    limits = (frequency.per_day, frequency.days_per_week, frequency.every_days,
              frequency.every_hours)  # fmt: skip
    return not at_most or (sum(value is not None for value in limits) == 1
                           and not frequency.weekdays)  # fmt: skip


def _spoken(written: str) -> Frequency | None:
    awake = written.removesuffix(" while awake")
    frequency = _SPOKEN.get(awake)
    if frequency is None or awake == written:
        return frequency
    return replace(frequency, while_awake=True) if frequency.every_hours else None


def _hours(written: str) -> Frequency | None:
    awake = written.removesuffix(" while awake")
    match = _EVERY_HOURS.fullmatch(awake)
    if not match:
        return None
    try:
        hours = amount_of(match["amount"])
    except ValueError:
        return None
    return Frequency(every_hours=hours, while_awake=awake != written)


def _days(written: str, text: str) -> Frequency | None:
    """Times a day, and on which days: `2/day 3/week`, `2/day every 2 days`, `2/day mon wed`."""
    found: dict[str, Amount] = {}
    for part in _PER.finditer(written):
        try:
            amount = amount_of(part["amount"])
        except ValueError:
            return None
        if part["unit"] in found:
            return None
        found[part["unit"]] = amount
    written = _PER.sub("", written).strip(" ,")
    days = _every_days(written)
    weekdays = tuple(_DAY_NAMES[name] for name in _DAY_NAME.findall(written))
    leftover = _DAY_NAME.sub("", written).replace(" and ", "").strip(" ,") if weekdays else written
    said = ("week" in found) + (days is not None) + bool(weekdays)
    if said > 1 or len(set(weekdays)) < len(weekdays) or not (found or said):
        return None
    if leftover and days is None:
        return None
    week = found.get("week")
    if isinstance(week, Range) and week.high > 7:
        raise InvalidValueError(f'a week has 7 days, got "{text}"', "write 7/week or fewer")
    return Frequency(found.get("day"), week, days, weekdays=tuple(sorted(weekdays)))


def _every_days(written: str) -> int | Literal["blank"] | None:
    if match := _EVERY_DAYS.fullmatch(written):
        days = match["days"]
        return BLANK if days == BLANK else _WORDS_OF_EVERY.get(days) or int(days)
    return None
