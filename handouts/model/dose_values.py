"""The typed values of a dose. How they are spelt is dose_spelling.py's, what they are called in a
patient's language merge/wording.py's.

The terms follow FITT-VP and item 13 of CERT. `blank` stands for a number filled in by hand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from msgspec import Struct

BLANK: Literal["blank"] = "blank"


class Range(Struct, frozen=True):
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


class Duration(Struct, frozen=True):
    """A length of time, in seconds, minutes or breaths."""

    amount: Amount
    unit: TimeUnit

    @property
    def seconds(self) -> Range | None:
        """The same in seconds; None for breaths and blanks."""
        if not isinstance(self.amount, Range) or self.unit not in SECONDS_IN:
            return None
        return self.amount.times(SECONDS_IN[self.unit])


class Reps(Struct, frozen=True):
    """How many times: so many, up to so many, or until tired (no amount)."""

    amount: Amount | None
    up_to: bool = False


class SetsOf(Struct, frozen=True):
    """Sets of one kind among several: "2 sets of 10", "1 set until tired"."""

    count: Amount
    of: Reps | Duration


Sets = Amount | tuple[SetsOf, ...]
DistanceUnit = Literal["steps", "stairs", "lengths", "laps", "m", "km", "yd", "mi"]


class Distance(Struct, frozen=True):
    """How far: steps, stairs, lengths of a pool, laps, metres, kilometres, yards, miles."""

    amount: Amount
    unit: DistanceUnit


class Tempo(Struct, frozen=True):
    """A count for each phase of the movement, in the order of the exercise's own phases."""

    counts: tuple[int | Literal["blank"], ...]


class Frequency(Struct, frozen=True):
    """Times a day, days a week, one day in every so many, every so many hours, named days (0 is
    Monday), as needed. At least one is set. `at_most`: no more often than that.
    """

    per_day: Amount | None = None
    days_per_week: Amount | None = None
    every_days: int | Literal["blank"] | None = None
    at_most: bool = False
    every_hours: Amount | None = None
    while_awake: bool = False
    weekdays: tuple[int, ...] = ()
    as_needed: bool = False


class When(Struct, frozen=True):
    """Times of the day by name ("morning"), or the clinician's words ("after walking")."""

    moments: tuple[str, ...]


MOMENTS = (
    "morning", "midday", "afternoon", "evening", "night", "before bed", "on waking",
    "before meals", "after meals",
)  # fmt: skip
"""The moments that have words in every language."""


class Start(Struct, frozen=True):
    """The first day, the week of the programme in which to begin, or (neither) a blank."""

    day: dt.date | None = None
    week: int | None = None


SpanUnit = Literal["days", "weeks", "months"]


class Span(Struct, frozen=True):
    """For how long to keep exercising."""

    amount: Amount
    unit: SpanUnit


class Load(Struct, frozen=True):
    """A weight (amount and unit), or a band or body weight in words."""

    amount: Amount | None
    unit: Literal["kg", "lb"] | None
    words: str = ""


EffortWord = Literal["very light", "light", "moderate", "hard", "very hard"]


class Effort(Struct, frozen=True):
    """How hard: out of 10 (RPE), a percentage of full effort, or (no amount) in a word."""

    amount: Amount | None
    scale: Literal["rpe", "percent"] | None
    word: EffortWord | None = None


class Motion(Struct, frozen=True):
    """The range of movement: degrees from `low` to `high`, only as far as is pain-free, or both.
    Without `low`, up to `high`.
    """

    low: int | Literal["blank"] | None = None
    high: int | Literal["blank"] | None = None
    pain_free: bool = False


class Pain(Struct, frozen=True):
    """What pain is accepted: none, as the clinic's pain guide says, or up to N out of 10."""

    allowed: Literal["none", "guide", "up to"]
    up_to: int | None = None


StageUnit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Stage:
    """When a phase holds: days, weeks or months by number (`high` None: from then on), or words.
    `written` is the key in the file.
    """

    unit: StageUnit | None
    low: int = 0
    high: int | None = None
    words: str = ""
    written: str = field(default="", compare=False)


Side = Literal["left", "right", "both", "each", "alternate"]
