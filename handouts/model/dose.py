"""The dose: how much and how often, as typed values. Words for it are merge/wording.py's.

In: the short strings that clinicians write (`8-12`, `30 s`, `3/week`). Out: frozen values.
The terms follow FITT-VP and item 13 of CERT. `blank` stands for a number filled in by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, WithJsonSchema

from handouts.errors import InvalidValueError
from handouts.model.authored import Authored, read_by

_NUMBER = r"\d{1,4}(?:\.\d{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?")
_AMOUNT = rf"(?P<amount>blank|{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?)"
BLANK: Literal["blank"] = "blank"


@dataclass(frozen=True, slots=True)
class Range:
    """A number, or two with everything between them; `low == high` for one number."""

    low: Decimal
    high: Decimal

    @property
    def is_one(self) -> bool:
        return self.low == self.high == 1

    def contains(self, other: Range) -> bool:
        return self.low <= other.low and other.high <= self.high

    def times(self, factor: int) -> Range:
        return Range(self.low * factor, self.high * factor)


Amount = Range | Literal["blank"]
TimeUnit = Literal["s", "min", "breaths"]
SECONDS_IN: dict[TimeUnit, int] = {"s": 1, "min": 60}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in seconds, minutes or breaths."""

    amount: Amount
    unit: TimeUnit

    @property
    def seconds(self) -> Range | None:
        """The same in seconds; None for breaths and blanks."""
        if not isinstance(self.amount, Range) or self.unit not in SECONDS_IN:
            return None
        return self.amount.times(SECONDS_IN[self.unit])


@dataclass(frozen=True, slots=True)
class Reps:
    """How many times: so many, up to so many, or until tired (no amount)."""

    amount: Amount | None
    up_to: bool = False


@dataclass(frozen=True, slots=True)
class Frequency:
    """Times a day, days a week, or one day in every so many. At least one is set."""

    per_day: Amount | None = None
    days_per_week: Amount | None = None
    every_days: int | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """A weight (amount and unit), or a band or body weight in words."""

    amount: Amount | None
    unit: Literal["kg", "lb"] | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pain:
    """What pain is accepted: none, as the clinic's pain guide says, or up to N out of 10."""

    allowed: Literal["none", "guide", "up to"]
    up_to: int | None = None


Side = Literal["left", "right", "both", "each", "alternate"]


def _range(text: str, *, whole: bool = True) -> Range:
    match = _RANGE.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    low, high = Decimal(match[1]), Decimal(match[2] or match[1])
    if not 0 < low <= high:
        raise ValueError(text)
    if whole and (low % 1 or high % 1):
        raise ValueError(text)
    return Range(low, high)


def _amount(text: str, *, whole: bool = True) -> Amount:
    return BLANK if text == BLANK else _range(text, whole=whole)


def _wrong(written: str, wanted: str, example: str) -> InvalidValueError:
    return InvalidValueError(f'must be {wanted}, got "{written}"', f"write {example}")


def parse_amount(text: str) -> Amount:
    """`3`, `2-3` or `blank`."""
    try:
        return _amount(text.strip())
    except ValueError:
        raise _wrong(text, "a whole number or a range such as 2-3", "3") from None


def parse_sets(text: str) -> Amount:
    """`3`, `2-3` or `blank`."""
    if re.search(r"\d\s*[x×]", text):
        raise InvalidValueError(f'"{text}" is not supported yet', "write sets: 3 and reps: 10")
    return parse_amount(text)


def _of_one_kind(written: object) -> object:
    if isinstance(written, list):
        raise InvalidValueError("of different kinds are not supported yet", "write one number")
    return written


def parse_reps(text: str) -> Reps:
    """`10`, `8-12`, `up to 10`, `to fatigue` or `blank`."""
    written = text.strip()
    if written in {"to fatigue", "until tired"}:
        return Reps(None)
    try:
        if written.startswith("up to "):
            return Reps(_range(written.removeprefix("up to ")), up_to=True)
        return Reps(_amount(written))
    except ValueError:
        raise _wrong(text, "a whole number, a range such as 8-12, or to fatigue", "10") from None


_TIME = re.compile(rf"{_AMOUNT}\s*(?P<unit>[a-z]*)")
_TIME_UNITS: dict[str, TimeUnit] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("breath", "breaths"), "breaths"),
}


def parse_duration(text: str) -> Duration:
    """`30 s`, `5-10 s`, `1 min`, `3 breaths`, `blank s`."""
    match = _TIME.fullmatch(text.strip())
    wanted = "a time with its unit such as 30 s, 1 min or 3 breaths"
    if not match:
        raise _wrong(text, wanted, "30 s")
    if match["unit"] not in _TIME_UNITS:
        if match["amount"] == BLANK and not match["unit"]:
            return Duration(BLANK, "s")
        example = f"{match['amount']} s" if not match["unit"] else "30 s"
        raise _wrong(text, wanted, example)
    unit = _TIME_UNITS[match["unit"]]
    try:
        return Duration(_amount(match["amount"], whole=unit != "min"), unit)
    except ValueError:
        raise _wrong(text, wanted, "30 s") from None


_PER = re.compile(rf"{_AMOUNT}\s*/\s*(?P<unit>day|week)")
_EVERY = re.compile(r"(?P<most>at most )?every (?P<days>\d{1,2}|second|other) days?")
_FREQUENCY_LATER = re.compile(
    r".*(hour|mon|tue|wed|thu|fri|sat|sun|as needed).*|bd|tds|od|qds", re.IGNORECASE
)


_ONE, _TWO, _THREE = (Range(Decimal(count), Decimal(count)) for count in (1, 2, 3))
_SPOKEN_FREQUENCIES = {
    "daily": Frequency(every_days=1),
    "every day": Frequency(every_days=1),
    "once a day": Frequency(per_day=_ONE),
    "twice a day": Frequency(per_day=_TWO),
    "three times a day": Frequency(per_day=_THREE),
    "weekly": Frequency(days_per_week=_ONE),
    "once a week": Frequency(days_per_week=_ONE),
    "twice a week": Frequency(days_per_week=_TWO),
    "three times a week": Frequency(days_per_week=_THREE),
}


def parse_frequency(text: str) -> Frequency:
    """`2/day`, `3-4/day`, `3/week`, `2/day 3/week`, `every 2 days`, `daily`, `blank`."""
    written = text.strip()
    if written == BLANK:
        return Frequency(per_day=BLANK)
    if written in _SPOKEN_FREQUENCIES:
        return _SPOKEN_FREQUENCIES[written]
    if every := _EVERY.fullmatch(written):
        days = 2 if every["days"] in {"second", "other"} else int(every["days"])
        if days >= 1:
            return Frequency(every_days=days, at_most=bool(every["most"]))
    parts = list(_PER.finditer(written))
    units = [part["unit"] for part in parts]
    leftover = _PER.sub("", written).strip(" ,")
    if parts and not leftover and len(set(units)) == len(units):
        try:
            found = {part["unit"]: _amount(part["amount"]) for part in parts}
        except ValueError:
            found = {}
        week = found.get("week")
        if isinstance(week, Range) and week.high > 7:
            raise InvalidValueError(f'a week has 7 days, got "{text}"', "write 7/week or fewer")
        if found:
            return Frequency(per_day=found.get("day"), days_per_week=week)
    if _FREQUENCY_LATER.fullmatch(written):
        raise InvalidValueError(f'"{text}" is not supported yet', "write 2/day or 3/week")
    raise _wrong(text, "such as 2/day, 3/week, 2/day 3/week or every 2 days", "2/day")


_WEIGHT = re.compile(rf"{_AMOUNT}\s*(?P<unit>kg|lb|lbs)")
_BAND = re.compile(r"[a-z]{1,12}(?: [a-z]{1,12})? band")
_BODY = {
    "bodyweight": "body weight",
    "body weight": "body weight",
    "half body weight": "half your body weight",
}


def parse_load(text: str) -> Load:
    """`red band`, `no band`, `2 kg`, `1-2 kg`, `5 lb`, `bodyweight`, `half body weight`."""
    written = text.strip().lower()
    if written.startswith(BLANK) and not _WEIGHT.fullmatch(written):
        raise _wrong(text, "a number to fill in by hand with its unit", "blank kg")
    if written in _BODY:
        return Load(None, None, _BODY[written])
    if _BAND.fullmatch(written):
        return Load(None, None, written)
    if match := _WEIGHT.fullmatch(written):
        try:
            amount = _amount(match["amount"], whole=False)
        except ValueError:
            amount = None
        if amount is not None:
            return Load(amount, "kg" if match["unit"] == "kg" else "lb")
    raise _wrong(text, "a band such as red band, or a weight such as 2 kg or 5 lb", "red band")


def parse_pain(text: str) -> Pain:
    """`none`, `guide`, `up to 3/10`."""
    written = text.strip()
    if written == "none":
        return Pain("none")
    if written == "guide":
        return Pain("guide")
    match = re.fullmatch(r"up to (\d{1,2})\s*/\s*10", written)
    if match and 1 <= int(match[1]) <= 9:
        return Pain("up to", int(match[1]))
    raise _wrong(text, "none, guide or up to N/10", "up to 3/10")


def _text(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": list(examples)})


SetsField = Annotated[
    Amount, read_by(parse_sets), BeforeValidator(_of_one_kind), _text("3", "2-3", "blank")
]
AmountField = Annotated[Amount, read_by(parse_amount), _text("3", "2-3")]
RepsField = Annotated[Reps, read_by(parse_reps), _text("10", "8-12", "to fatigue")]
TimeField = Annotated[Duration, read_by(parse_duration), _text("30 s", "1 min")]
FrequencyField = Annotated[Frequency, read_by(parse_frequency), _text("2/day", "3/week")]
LoadField = Annotated[Load, read_by(parse_load), _text("red band", "2 kg")]
PainField = Annotated[Pain, read_by(parse_pain), _text("none", "guide", "up to 3/10")]


class Dose(Authored):
    """What may be prescribed of an exercise. What is None is not prescribed."""

    NOT_YET: ClassVar[frozenset[str]] = frozenset(
        {
            "distance", "tempo", "when", "start", "for", "effort", "range",
            "easier", "progression", "phases",
        }
    )  # fmt: skip

    sets: SetsField | None = None
    reps: RepsField | None = None
    hold: TimeField | None = None
    rest: TimeField | None = None
    duration: TimeField | None = None
    load: LoadField | None = None
    frequency: FrequencyField | None = None
    pain: PainField | None = None


DOSE_FIELDS = tuple(Dose.model_fields)


class Limits(Authored):
    """What the author of an exercise holds to be safe: the dose must lie inside."""

    sets: AmountField | None = None
    reps: AmountField | None = None
    hold: TimeField | None = None
    rest: TimeField | None = None
    duration: TimeField | None = None
