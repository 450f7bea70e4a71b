"""How often, in words: the lines of the strip's second box, and the same in a sentence."""

from __future__ import annotations

import functools
from typing import Literal

from handouts.merge.cldr import LANGUAGES
from handouts.merge.counting import (
    Line,
    around,
    blank,
    figure,
    in_a_sentence,
    listed,
    plural,
    range_in_words,
    uncapitalised,
    unit_run,
)
from handouts.merge.lexicon import Lexicon, Plural
from handouts.model.dose import BLANK, Amount, Frequency, Range
from handouts.model.handout import Run

MOST_FULL_NAMES = 3
"""More days of the week are named in short on the strip."""
TO_FILL = Frequency(per_day=BLANK)
"""What stands where nothing is prescribed: a number of times to write."""


@functools.lru_cache(maxsize=256)
def how_often(frequency: Frequency | None, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of the strip's second box. Nothing prescribed: a place to write."""
    frequency = frequency or TO_FILL
    lines = _except_named_days(frequency, lexicon)
    if frequency.weekdays:
        lines.append(_named_days(frequency.weekdays, lexicon))
    return tuple(lines)


def often_in_words(frequency: Frequency, lexicon: Lexicon) -> list[list[Run]]:
    """The same as parts of a sentence: "2 times a day", "on Monday and Friday"."""
    parts = [uncapitalised(in_a_sentence(line)) for line in _except_named_days(frequency, lexicon)]
    if frequency.weekdays:
        days = listed([names_of_days(lexicon, "wide")[day] for day in frequency.weekdays], lexicon)
        parts.append([Run(lexicon.on_days.format(days=days))])
    return parts


def often_on_chosen_days(frequency: Frequency, form: str, lexicon: Lexicon) -> list[list[Run]]:
    """The same where the patient chooses the days: "any 3 days a week". `form` has a place for
    `{often}`.
    """
    parts = often_in_words(frequency, lexicon)
    per_day, days = frequency.per_day, frequency.days_per_week
    if days is None or frequency.at_most:
        return parts
    if isinstance(days, Range) and (days.low >= 7 or (days.is_one and per_day is None)):
        return parts  # all of them; "once a week"
    at = frequency.as_needed + (per_day is not None)  # in the order of the lines
    parts[at] = around(form, "often", tuple(parts[at]))
    return parts


def _except_named_days(frequency: Frequency, lexicon: Lexicon) -> list[Line]:
    lines: list[Line] = []
    if frequency.as_needed:
        lines.append((Run(lexicon.as_needed, "word"),))
    per_day, per_week = frequency.per_day, frequency.days_per_week
    if per_day is not None:
        alone = per_week is None and frequency.every_days is None and not frequency.weekdays
        period = ("\n" if alone else " ") + lexicon.a_day
        lines.append(_per(per_day, lexicon.times, period, frequency, lexicon))
    if per_week is not None:
        period = (" " if per_day is not None else "\n") + lexicon.a_week
        days = _per(per_week, lexicon.days, period, frequency, lexicon, once=per_day is None)
        lines.append(days)
    if frequency.every_days is not None:
        lines.append(_every_days(frequency.every_days, lexicon, at_most=frequency.at_most))
    if frequency.every_hours is not None:
        lines.append(_every_hours(frequency.every_hours, frequency, lexicon))
    if frequency.while_awake:
        lines.append((Run(lexicon.while_awake, "word"),))
    return lines


def _per(
    amount: Amount, unit: Plural, period: str, frequency: Frequency, lexicon: Lexicon, *,
    once: bool = True,
) -> Line:  # fmt: skip
    """So many times a day; "once" where that cannot be misread ("once a day, 1 day a week")."""
    limit = (Run(lexicon.at_most + "\n"),) if frequency.at_most else ()
    if once and isinstance(amount, Range) and amount.is_one:
        words = lexicon.once.lower() if limit else lexicon.once
        return *limit, Run(words + period, "word")
    return *limit, figure(amount, lexicon), unit_run(plural(unit, amount, lexicon) + period)


def _every_days(days: int | str, lexicon: Lexicon, *, at_most: bool) -> Line:
    """In words alone: a big "2" here would read as "every day, 2 times"."""
    every = lexicon.at_most_every if at_most else lexicon.every
    if isinstance(days, str):
        return Run(every, "word"), *around(lexicon.n_days, "n", (blank(lexicon),))
    nth = lexicon.ordinals.get(days)
    if days == 1:
        period = lexicon.day
    elif nth is None:
        period = lexicon.n_days.format(n=days)
    else:
        period = lexicon.nth_day.format(nth=nth)
    return (Run(every + period, "word"),)


def _every_hours(hours: Amount, frequency: Frequency, lexicon: Lexicon) -> Line:
    every = lexicon.at_most_every if frequency.at_most else lexicon.every
    if frequency.while_awake:  # which is a line of its own
        every = every.replace("\n", " ")
    if not isinstance(hours, Range):
        return Run(every, "word"), *around(lexicon.n_hours, "n", (blank(lexicon),))
    if hours.is_one:
        return (Run(every + lexicon.hour, "word"),)
    return (Run(every + lexicon.n_hours.format(n=range_in_words(hours, lexicon)), "word"),)


def _named_days(days: tuple[int, ...], lexicon: Lexicon) -> Line:
    """A run for each day ("Monday, "), for a screen reader says its name in full."""
    full = names_of_days(lexicon, "wide")
    shown = full if len(days) <= MOST_FULL_NAMES else names_of_days(lexicon, "abbreviated")
    ends = [", "] * (len(days) - 1) + [""]
    return tuple(
        Run(shown[day] + end, "word", spoken=None if shown is full else full[day] + end)
        for day, end in zip(days, ends, strict=True)
    )


def names_of_days(lexicon: Lexicon, width: Literal["wide", "abbreviated"]) -> dict[int, str]:
    """CLDR's names of the days of the week, from 0, Monday."""
    language = LANGUAGES[lexicon.locale]
    return dict(enumerate(language.days if width == "wide" else language.short_days))
