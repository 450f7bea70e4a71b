"""Numbers with their units, in the patient's language: the bricks of every sentence about a dose.

The dash of a range stands only in the strip's big numerals; everywhere else ranges are words.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from decimal import Decimal

from handouts.merge.cldr import format_list, plural_form
from handouts.merge.lexicon import Lexicon, Plural
from handouts.model.dose import Amount, Range
from handouts.model.handout import Run

NUMBER_JOINER = "\u00a0"
"""No-break space: a number stays with its unit."""

Line = tuple[Run, ...]


def unbroken(text: str) -> str:
    """The text with no place for a line to end: a phone number, a number with its unit."""
    return text.replace(" ", NUMBER_JOINER)


def number(value: Decimal) -> str:
    """A number as people write it: no zeros after the point."""
    return f"{value.normalize():f}"


def range_in_words(amount: Range, lexicon: Lexicon) -> str:
    """A range as "8 to 12", or one number."""
    if amount.low == amount.high:
        return number(amount.low)
    return lexicon.number_range.format(low=number(amount.low), high=number(amount.high))


def counted(amount: Range, unit: Plural, lexicon: Lexicon) -> str:
    """A number with its unit: "8 to 12 times", "1 time"."""
    return f"{range_in_words(amount, lexicon)}{NUMBER_JOINER}{plural(unit, amount, lexicon)}"


def figure(amount: Amount, lexicon: Lexicon) -> Run:
    """The big numeral of the strip, or its box."""
    if not isinstance(amount, Range):
        return blank(lexicon)
    if amount.low == amount.high:
        return Run(number(amount.low), "numeral")
    dashed = f"{number(amount.low)}–{number(amount.high)}"
    return Run(dashed, "numeral", spoken=range_in_words(amount, lexicon))


def blank(lexicon: Lexicon) -> Run:
    """A place to write."""
    return Run("", "blank", spoken=lexicon.blank)


def unit_run(words: str) -> Run:
    """A unit after its number."""
    return Run(NUMBER_JOINER + words)


def plural(forms: Plural, amount: Amount, lexicon: Lexicon) -> str:
    """The form of a unit that the number asks for, as CLDR says; of a range and a blank "other"."""
    if not isinstance(amount, Range) or amount.low != amount.high:
        return forms["other"]
    return forms.get(_category(amount.low, lexicon.locale), forms["other"])


@functools.lru_cache(maxsize=1024)
def _category(value: Decimal, language: str) -> str:
    """CLDR's name of the form that a number asks for. 1.0 is printed as 1, and is one."""
    return plural_form(Decimal(number(value)), language)


def around(form: str, place: str, runs: Line, **words: str) -> list[Run]:
    """The form as runs, with `runs` at its `{place}`."""
    before, after = form.split("{" + place + "}")
    said = (Run(before.format(**words)), *runs, Run(after.format(**words)))
    return [run for run in said if run.text or run.voice == "blank"]


def listed(words: list[str], lexicon: Lexicon) -> str:
    """A list in a sentence: "Monday, Wednesday and Friday"."""
    return format_list(words, lexicon.locale)


def in_a_sentence(line: Line) -> list[Run]:
    """A line of the strip as running text: ranges in words, a place to write stays one."""
    return [
        run
        if run.voice == "blank"
        else Run((run.text if run.spoken is None else run.spoken).replace("\n", " "))
        for run in line
    ]


def joined(parts: Iterable[Line | list[Run]]) -> list[Run]:
    """The parts of a sentence with commas between them."""
    runs: list[Run] = []
    for part in parts:
        runs += [*([Run(", ")] if runs else []), *part]
    return runs


def capitalised(runs: Line | list[Run]) -> list[Run]:
    """The runs as the start of a sentence."""
    return _first_letter(list(runs), str.upper)


def uncapitalised(runs: Line | list[Run]) -> list[Run]:
    """The runs as part of a sentence."""
    return _first_letter(list(runs), str.lower)


def _first_letter(runs: list[Run], change: Callable[[str], str]) -> list[Run]:
    if not runs or not runs[0].text:
        return runs
    text = runs[0].text
    return [Run(change(text[0]) + text[1:], runs[0].voice, runs[0].spoken), *runs[1:]]


def text_of(runs: Line | list[Run]) -> str:
    """The runs as they are read aloud."""
    return "".join(run.text if run.spoken is None else run.spoken for run in runs)
