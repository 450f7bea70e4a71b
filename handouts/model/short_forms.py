"""Short forms that clinicians type (`3x10`, `30s x 4`, `bd`, `R`) → dose fields and their values.

In: one text, its parts separated by commas (`3x8-12, red band, 2/day`). Out: what the same would be
as keys and values of a prescription's entry. A part that could mean two things is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handouts.errors import InvalidValueError
from handouts.model.dose_spelling import (
    parse_amount,
    parse_distance,
    parse_duration,
    parse_effort,
    parse_load,
    parse_reps,
)
from handouts.model.dose_values import BLANK
from handouts.model.frequency_spelling import parse_frequency

_BY = re.compile(r"\s*[x×]\s*")
_SIDES = {
    "l": "left", "r": "right",
    **{side: side for side in ("left", "right", "both", "each", "alternate")},
}  # fmt: skip
_PARSERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("frequency", parse_frequency),
    ("load", parse_load),
    ("effort", parse_effort),
    ("distance", parse_distance),
)
_EXAMPLE = "write such as 3x10, 30s x 4, red band, 2/day or right"


def parse_short(text: str) -> dict[str, str]:
    """`3x8-12, bd` → {"sets": "3", "reps": "8-12", "frequency": "2/day"}, in the order written.

    The values are spellings that the fields of an entry take. Raises InvalidValueError where a part
    is none of the short forms, or where two say the same field.
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        for field, value in _fields(part.strip()):
            if field == "frequency" and field in found:
                value = f"{found.pop(field)} {value}"  # noqa: PLW2901  # "2/day, 3/week" is one
                if not _reads(parse_frequency, value):
                    raise InvalidValueError(f'says the frequency twice: "{text}"', "keep one")
            if field in found:
                raise InvalidValueError(f'says the {field} twice: "{text}"', "keep one of them")
            found[field] = value
    return found


def _fields(part: str) -> Iterator[tuple[str, str]]:
    """The fields that one part says."""
    if part == BLANK:
        raise InvalidValueError(f'says "{BLANK}" of no field', _EXAMPLE)
    if part.lower() in _SIDES:
        yield "side", _SIDES[part.lower()]
    elif field := next((name for name, parse in _PARSERS if _reads(parse, part)), None):
        yield field, part
    else:
        yield from _product(part)


def _product(part: str) -> Iterator[tuple[str, str]]:
    """`3x10` is sets and times; beside a time (`30s x 4`, `4 x 30s`) the other is how many times;
    `3x10x5s` says all three.
    """
    factors = _BY.split(part)
    times = [factor for factor in factors if _reads(parse_duration, factor) and factor != "blank"]
    counts = [factor for factor in factors if factor not in times]
    named = {1: ("reps",), 2: ("sets", "reps")}.get(len(counts), ())
    parsers: tuple[Callable[[str], object], ...] = (parse_amount, parse_reps)
    readable = all(map(_reads, parsers[-len(named) :], counts)) if named else False
    if len(factors) < 2 or len(times) > 1 or not readable:
        raise InvalidValueError(f'is no short form of a dose: "{part}"', _EXAMPLE)
    yield from zip(named, counts, strict=True)
    yield from (("hold", time) for time in times)


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except InvalidValueError:
        return False
    return True
