"""The short strings that clinicians write (`8-12`, `30 s`, `RPE 4-5`) → typed values of a dose.

Each parser raises InvalidValueError, which says what may be written. How often is
frequency_spelling.py's; the way back is dose_spelled.py's.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import get_args

from handouts.errors import InvalidValueError
from handouts.model.dose_values import (
    BLANK,
    MOMENTS,
    Amount,
    Distance,
    DistanceUnit,
    Duration,
    Effort,
    EffortWord,
    Load,
    Motion,
    Pain,
    Range,
    Reps,
    Sets,
    SetsOf,
    Span,
    SpanUnit,
    Stage,
    StageUnit,
    Start,
    Tempo,
    TimeUnit,
    When,
)

_NUMBER = r"\d{1,4}(?:\.\d{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?")
AMOUNT = rf"(?P<amount>blank|{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?)"


def range_of(text: str, *, whole: bool = True) -> Range:
    """`8`, `8-12`. Raises ValueError."""
    match = _RANGE.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    low, high = Decimal(match[1]), Decimal(match[2] or match[1])
    if not 0 < low <= high:
        raise ValueError(text)
    if whole and (low % 1 or high % 1):
        raise ValueError(text)
    return Range(low, high)


def amount_of(text: str, *, whole: bool = True) -> Amount:
    """`8`, `8-12`, `blank`. Raises ValueError."""
    return BLANK if text == BLANK else range_of(text, whole=whole)


def wrong(written: str, wanted: str, example: str) -> InvalidValueError:
    """What every parser says of what it cannot read."""
    return InvalidValueError(f'must be {wanted}, got "{written}"', f"write {example}")


def parse_amount(text: str) -> Amount:
    """`3`, `2-3` or `blank`."""
    try:
        return amount_of(text.strip())
    except ValueError:
        raise wrong(text, "a whole number or a range such as 2-3", "3") from None


def parse_sets(text: str) -> Amount:
    """`3`, `2-3` or `blank`."""
    if re.search(r"\d\s*[x×]", text):
        raise InvalidValueError(
            f'says more than how many sets: "{text}"',
            f"write dose: {text}, or sets: [2 x 10, 1 x to fatigue] for sets of different kinds",
        )
    return parse_amount(text)


_KIND = re.compile(r"(blank|[\d\s–-]+?)\s*[x×]\s*(.+)")


def parse_kinds_of_sets(items: list[object]) -> Sets:
    """The items of `[2 x 10, 1 x to fatigue]`, `[1 x 60 s, 2 x 30 s]`."""
    kinds = []
    for item in items:
        match = _KIND.fullmatch(item.strip()) if isinstance(item, str) else None
        if not match:
            raise wrong(str(item), "sets of a kind such as 2 x 10", "[2 x 10, 1 x to fatigue]")
        kinds.append(SetsOf(parse_amount(match[1]), _times_or_time(match[2])))
    if not kinds:
        raise InvalidValueError("is empty", "write sets: 3")
    return tuple(kinds)


def _times_or_time(text: str) -> Reps | Duration:
    match = _TIME.fullmatch(text)
    return parse_duration(text) if match and match["unit"] in _TIME_UNITS else parse_reps(text)


def parse_reps(text: str) -> Reps:
    """`10`, `8-12`, `up to 10`, `to fatigue` or `blank`."""
    written = text.strip()
    if written in {"to fatigue", "until tired"}:
        return Reps(None)
    try:
        if written.startswith("up to "):
            return Reps(range_of(written.removeprefix("up to ")), up_to=True)
        return Reps(amount_of(written))
    except ValueError:
        raise wrong(text, "a whole number, a range such as 8-12, or to fatigue", "10") from None


_TIME = re.compile(rf"{AMOUNT}\s*(?P<unit>[a-z]*)")
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
        raise wrong(text, wanted, "30 s")
    if match["unit"] not in _TIME_UNITS:
        if match["amount"] == BLANK and not match["unit"]:
            return Duration(BLANK, "s")
        example = f"{match['amount']} s" if not match["unit"] else "30 s"
        raise wrong(text, wanted, example)
    unit = _TIME_UNITS[match["unit"]]
    try:
        return Duration(amount_of(match["amount"], whole=unit != "min"), unit)
    except ValueError:
        raise wrong(text, wanted, "30 s") from None


_DISTANCE = re.compile(rf"{AMOUNT}\s*(?P<unit>[a-z]+)")
_DISTANCE_UNITS: dict[str, DistanceUnit] = {
    **dict.fromkeys(("step", "steps"), "steps"),
    **dict.fromkeys(("stair", "stairs"), "stairs"),
    **dict.fromkeys(("length", "lengths"), "lengths"),
    **dict.fromkeys(("lap", "laps"), "laps"),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), "m"),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), "km"),
    **dict.fromkeys(("yd", "yard", "yards"), "yd"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
}
_PARTS_MEASURED = {"km", "mi"}


def parse_distance(text: str) -> Distance:
    """`20 steps`, `400 m`, `4 lengths`, `1.5 km`, `blank steps`."""
    match = _DISTANCE.fullmatch(text.strip())
    unit = _DISTANCE_UNITS.get(match["unit"]) if match else None
    if match and unit:
        try:
            return Distance(amount_of(match["amount"], whole=unit not in _PARTS_MEASURED), unit)
        except ValueError:
            pass
    raise wrong(text, "a distance with its unit such as 20 steps, 400 m or 4 lengths", "20 steps")


def parse_tempo(text: str) -> Tempo:
    """`3-1-1`, a count for each of the exercise's two to four phases; `3-blank-3`; `blank`, when
    all counts are filled in by hand, is `blank-blank-blank`.
    """
    if re.fullmatch(r"(\d{1,2}|blank)(-(\d{1,2}|blank)){1,3}", text.strip(), re.ASCII):
        counts = text.strip().split("-")
        return Tempo(tuple(BLANK if count == BLANK else int(count) for count in counts))
    raise wrong(text, "a count for each phase of the movement, such as 3-1-1", "3-1-1")


_MOMENTS: dict[str, str] = {
    **{moment: moment for moment in MOMENTS},
    "in the morning": "morning", "mornings": "morning", "noon": "midday", "at midday": "midday",
    "in the afternoon": "afternoon", "afternoons": "afternoon", "in the evening": "evening",
    "evenings": "evening", "at night": "night", "bedtime": "before bed",
    "at bedtime": "before bed",
}  # fmt: skip
_BEGINS_A_MOMENT = re.compile(
    r"(after|as soon as|at|before|between|during|first thing|if|in|on|once|when|while|with) \S.*"
)
_LONGEST_MOMENT = 60


def parse_when(text: str) -> When:
    """`morning`, `before bed`, `morning and evening`, `after walking`, `morning, after walking`."""
    parts = [part.strip() for part in text.split(",")]
    both = [part.strip() for part in text.split(" and ")]
    if len(parts) == 1 and all(part in _MOMENTS for part in both):
        parts = both
    moments = []
    for part in parts:
        if part not in _MOMENTS and not (
            _BEGINS_A_MOMENT.fullmatch(part) and len(part) <= _LONGEST_MOMENT
        ):
            wanted = "a time of day, or short words that begin with before, after, with or when"
            raise wrong(text, wanted, "morning, before bed or after walking")
        moments.append(_MOMENTS.get(part, part))
    return When(tuple(dict.fromkeys(moments)))


def parse_start(text: str) -> Start:
    """`2026-12-01`, `week 3` or `blank`."""
    written = text.strip()
    if written == BLANK:
        return Start()
    if week := re.fullmatch(r"week ([1-9]\d{0,2})", written, re.ASCII):
        return Start(week=int(week[1]))
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            return Start(dt.date.fromisoformat(written))
    except ValueError:
        pass
    raise wrong(text, "a date as year-month-day, or a week such as week 3", "2026-12-01")


_SPAN = re.compile(rf"{AMOUNT}\s*(?P<unit>day|week|month)s?")
_SPAN_UNITS: dict[str, SpanUnit] = {"day": "days", "week": "weeks", "month": "months"}


def parse_span(text: str) -> Span:
    """`6 weeks`, `4-6 weeks`, `10 days`, `3 months`, `blank weeks`."""
    if match := _SPAN.fullmatch(text.strip()):
        try:
            return Span(amount_of(match["amount"]), _SPAN_UNITS[match["unit"]])
        except ValueError:
            pass
    raise wrong(text, "a number of days, weeks or months such as 6 weeks", "6 weeks")


_WEIGHT = re.compile(rf"{AMOUNT}\s*(?P<unit>kg|lb|lbs)")
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
        raise wrong(text, "a number to fill in by hand with its unit", "blank kg")
    if written in _BODY:
        return Load(None, None, _BODY[written])
    if _BAND.fullmatch(written):
        return Load(None, None, written)
    if match := _WEIGHT.fullmatch(written):
        try:
            amount = amount_of(match["amount"], whole=False)
        except ValueError:
            amount = None
        if amount is not None:
            return Load(amount, "kg" if match["unit"] == "kg" else "lb")
    raise wrong(text, "a band such as red band, or a weight such as 2 kg or 5 lb", "red band")


_OUT_OF_TEN = re.compile(rf"rpe\s*{AMOUNT}(?:\s*/\s*10)?")
_PERCENT = re.compile(rf"{AMOUNT}\s*%")
_EFFORT_WORDS: dict[str, EffortWord] = {word: word for word in get_args(EffortWord)}


def parse_effort(text: str) -> Effort:
    """`RPE 4-5` (out of 10), `30 %` (of full effort), `light`, `moderate`, `hard`."""
    written = text.strip().lower()
    if written in _EFFORT_WORDS:
        return Effort(None, None, _EFFORT_WORDS[written])
    out_of_ten, percent = _OUT_OF_TEN.fullmatch(written), _PERCENT.fullmatch(written)
    try:
        if out_of_ten:
            return Effort(_at_most(10, amount_of(out_of_ten["amount"], whole=False)), "rpe")
        if percent:
            return Effort(_at_most(100, amount_of(percent["amount"])), "percent")
    except ValueError:
        pass
    raise wrong(text, "RPE out of 10, a percentage, or light, moderate or hard", "RPE 4-5")


def _at_most(most: int, amount: Amount) -> Amount:
    if isinstance(amount, Range) and amount.high > most:
        raise ValueError(amount)
    return amount


_DEGREES = re.compile(
    r"(?:(?P<up_to>up to )|(?P<low>\d{1,3}|blank)\s*(?:-|–|to)\s*)?(?P<high>\d{1,3}|blank)"
    r"\s*(?:deg|degrees|°)",
    re.ASCII,
)
FULL_TURN = 360


def parse_motion(text: str) -> Motion:
    """`0-90 deg`, `up to 90 deg`, `pain-free`, `pain-free 0-90 deg`."""
    written = text.strip().lower().replace("pain free", "pain-free")
    pain_free = written.startswith("pain-free")
    written = written.removeprefix("pain-free").strip(" ,")
    if pain_free and not written:
        return Motion(pain_free=True)
    if match := _DEGREES.fullmatch(written):
        low, high = (
            int(bound) if bound and bound != BLANK else BLANK if bound else None
            for bound in (match["low"], match["high"])
        )
        numbers = [bound for bound in (low, high) if isinstance(bound, int)]
        if high != 0 and numbers == sorted(set(numbers)) and max(numbers, default=0) <= FULL_TURN:
            return Motion(low, high, pain_free)
    raise wrong(text, "degrees such as 0-90 deg, or pain-free", "0-90 deg")


def parse_pain(text: str) -> Pain:
    """`none`, `guide`, `up to 3/10`. Never blank: when to stop is not left open."""
    written = text.strip()
    if written == "none":
        return Pain("none")
    if written == "guide":
        return Pain("guide")
    match = re.fullmatch(r"up to (\d{1,2})\s*/\s*10", written)
    if match and 1 <= int(match[1]) <= 9:
        return Pain("up to", int(match[1]))
    raise wrong(text, "none, guide or up to N/10", "up to 3/10")


_STAGE = re.compile(
    r"(?P<from>from )?(?P<unit>day|week|month)s? (?P<low>[1-9]\d{0,2})"
    r"(?:\s*(?:-|–|to)\s*(?P<high>[1-9]\d{0,2})|(?P<on> on| onwards|\+))?",
    re.ASCII,
)
_STAGE_UNITS: dict[str, StageUnit] = {"day": "day", "week": "week", "month": "month"}
_BEGINS_A_STAGE = re.compile(r"(after|as soon as|before|from|if|once|then|until|when|while) \S.*")
_LONGEST_STAGE = 60


def parse_stage(text: str) -> Stage:
    """`weeks 1-6`, `week 1`, `from week 7`, `week 13 on`, `after 2 clear weeks`."""
    written = text.strip()
    match = _STAGE.fullmatch(written.lower())
    if match:
        low, high = int(match["low"]), int(match["high"]) if match["high"] else None
        open_end = bool(match["from"] or match["on"])
        if (high is None or low < high) and not (match["from"] and (high or match["on"])):
            end = None if open_end else (high or low)
            return Stage(_STAGE_UNITS[match["unit"]], low, end, written=text)
    elif _BEGINS_A_STAGE.fullmatch(written.lower()) and len(written) <= _LONGEST_STAGE:
        return Stage(None, words=written, written=text)
    raise wrong(text, "when a phase holds, such as weeks 1-6 or after 2 clear weeks", "weeks 1-6:")
