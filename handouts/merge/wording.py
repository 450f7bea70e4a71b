"""A Dose in words, in the patient's language: the one place from which strip, prose and tag speak.

In: typed values of model/dose.py and a Lexicon. Out: runs of the dose strip, and words for prose.
The dash of a range stands only in the strip's big numerals; everywhere else ranges are words.
"""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_time

from handouts.merge.lexicon import Lexicon, Plural
from handouts.model.dose import BLANK, Amount, Dose, Duration, Frequency, Load, Range, Reps, Side
from handouts.model.handout import Run
from handouts.model.prescription import Visit

NUMBER_JOINER = "\u00a0"
"""No-break space: a number stays with its unit."""

Line = tuple[Run, ...]


def how_much(dose: Dose, side: Side | None, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of the strip's first box. Nothing prescribed: a place to write the times."""
    lines = _statements(dose, lexicon)
    if not lines:
        lines.append([_blank(lexicon), *_unit(lexicon.times["other"])])
    _say_sides(lines, dose, side, lexicon)
    if dose.rest is not None:
        lines.append(_time(dose.rest, lexicon.rest, lexicon))
    if dose.load is not None:
        lines.append(_load(dose.load, lexicon))
    return tuple(tuple(line) for line in lines)


def how_often(frequency: Frequency | None, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines of the strip's second box. Nothing prescribed: a place to write."""
    if frequency is None:
        frequency = Frequency(per_day=BLANK)
    if frequency.every_days is not None:
        return (_every(frequency.every_days, lexicon, at_most=frequency.at_most),)
    both = frequency.per_day is not None and frequency.days_per_week is not None
    gap = " " if both else "\n"
    lines: list[Line] = []
    if frequency.per_day is not None:
        lines.append(_per(frequency.per_day, lexicon.times, gap + lexicon.a_day, lexicon))
    if frequency.days_per_week is not None:
        days = frequency.days_per_week
        lines.append(_per(days, lexicon.days, gap + lexicon.a_week, lexicon, once=not both))
    return tuple(lines)


def prose_values(dose: Dose, lexicon: Lexicon) -> dict[str, str]:
    """What `{{ dose.… }}` says in a sentence, for each field that is prescribed."""
    values: dict[str, str] = {}
    if dose.sets is not None:
        values["sets"] = _counted(dose.sets, lexicon.sets, lexicon)
    if dose.reps is not None:
        values["reps"] = _reps_in_words(dose.reps, lexicon)
    for name in ("hold", "rest", "duration"):
        duration: Duration | None = getattr(dose, name)
        if duration is not None:
            values[name] = _counted(duration.amount, _time_unit(duration, lexicon), lexicon)
    if dose.load is not None:
        values["load"] = _load_in_words(dose.load, lexicon)
    if dose.frequency is not None:
        lines = how_often(dose.frequency, lexicon)
        spoken = [_spoken(line) for line in lines]
        values["frequency"] = ", ".join(spoken)
    return {
        f"dose.{name}": lexicon.blank_in_prose[name] if _has_blank(getattr(dose, name)) else words
        for name, words in values.items()
    }


def day(date: dt.date, lexicon: Lexicon) -> str:
    """A date as "22 November 2026"."""
    return format_date(date, lexicon.day_format, locale=lexicon.locale)


def visit(appointment: Visit, lexicon: Lexicon) -> str:
    """A visit as "Mon 7 Dec, 10:30 am"."""
    words = format_date(appointment.day, lexicon.visit_day_format, locale=lexicon.locale)
    if appointment.time is None:
        return words
    time = format_time(appointment.time, lexicon.time_format, locale=lexicon.locale)
    return f"{words}, {time.lower().replace(' ', NUMBER_JOINER)}"


def number(value: Decimal) -> str:
    """A number as people write it: no zeros after the point."""
    return f"{value.normalize():f}"


def range_in_words(amount: Range, lexicon: Lexicon) -> str:
    """A range as "8 to 12", or one number."""
    if amount.low == amount.high:
        return number(amount.low)
    return lexicon.number_range.format(low=number(amount.low), high=number(amount.high))


def _has_blank(value: object) -> bool:
    """A number of it is filled in by hand."""
    match value:
        case Reps(amount=amount) | Duration(amount=amount) | Load(amount=amount):
            return amount == BLANK
        case Frequency(per_day=per_day, days_per_week=per_week):
            return BLANK in {per_day, per_week}
        case _:
            return value == BLANK


def _statements(dose: Dose, lexicon: Lexicon) -> list[list[Run]]:
    """Sets and times, or the time that stands for them, and the hold: first without sets."""
    amount = _sets(dose.sets, dose, lexicon) if dose.sets is not None else []
    if dose.reps is not None:
        amount += _reps(dose.reps, lexicon)
    elif dose.duration is not None:
        amount += _time(dose.duration, "{unit}", lexicon)
    lines = [amount] if amount else []
    if dose.hold is not None:
        hold = _time(dose.hold, lexicon.hold, lexicon)
        lines.insert(0 if dose.sets is None else len(lines), hold)
    if dose.reps is not None and dose.duration is not None:
        lines.append(_time(dose.duration, "{unit}", lexicon))
    return lines


def _sets(sets: Amount, dose: Dose, lexicon: Lexicon) -> list[Run]:
    if dose.reps is not None and dose.reps.amount is None:
        form = lexicon.sets_alone + " "
    elif dose.reps is not None or dose.duration is not None:
        form = lexicon.sets_of
    else:
        form = lexicon.sets_alone
    words = form.format(sets=_plural(lexicon.sets, sets, lexicon))
    return [_figure(sets, lexicon), Run(words)]


def _say_sides(lines: list[list[Run]], dose: Dose, side: Side | None, lexicon: Lexicon) -> None:
    """Where the strip says that both sides are worked, or that the times follow one another."""
    last = lines[-1]
    if side in {"each", "alternate"}:
        if dose.sets is None:
            last.append(Run(" " + lexicon.each_side))
        else:
            lines.append([Run(lexicon.each_side, "word")])
        if side == "alternate":
            lines.append([Run(lexicon.in_turn, "word")])
    elif dose.hold is not None and dose.sets is None and dose.reps is not None:
        amount = dose.reps.amount
        if amount is not None and not (isinstance(amount, Range) and amount.is_one):
            last.append(Run(lexicon.in_a_row))


def _reps(reps: Reps, lexicon: Lexicon) -> list[Run]:
    if reps.amount is None:
        return [Run(lexicon.until_tired, "word")]
    limit = [Run(lexicon.up_to)] if reps.up_to else []
    unit = _plural(lexicon.times, reps.amount, lexicon)
    return [*limit, _figure(reps.amount, lexicon), *_unit(unit)]


def _reps_in_words(reps: Reps, lexicon: Lexicon) -> str:
    if reps.amount is None:
        return lexicon.until_tired
    words = _counted(reps.amount, lexicon.times, lexicon)
    return lexicon.up_to + words if reps.up_to else words


def _time(duration: Duration, form: str, lexicon: Lexicon) -> list[Run]:
    unit = _plural(_time_unit(duration, lexicon), duration.amount, lexicon)
    return [_figure(duration.amount, lexicon), *_unit(form.format(unit=unit))]


def _time_unit(duration: Duration, lexicon: Lexicon) -> Plural:
    return {"s": lexicon.seconds, "min": lexicon.minutes, "breaths": lexicon.breaths}[duration.unit]


def _load(load: Load, lexicon: Lexicon) -> list[Run]:
    if load.amount is None or load.unit is None:
        return [Run(load.words[:1].upper() + load.words[1:], "word")]
    return [_figure(load.amount, lexicon), *_unit(lexicon.weights[load.unit])]


def _load_in_words(load: Load, lexicon: Lexicon) -> str:
    if load.amount is None or load.unit is None:
        return load.words
    if not isinstance(load.amount, Range):
        return lexicon.blank
    return f"{range_in_words(load.amount, lexicon)}{NUMBER_JOINER}{lexicon.weights[load.unit]}"


def _per(amount: Amount, unit: Plural, period: str, lexicon: Lexicon, *, once: bool = True) -> Line:
    """So many times a day; "once" where that cannot be misread ("once a day, 1 day a week")."""
    if once and isinstance(amount, Range) and amount.is_one:
        return (Run(lexicon.once + period, "word"),)
    return _figure(amount, lexicon), *_unit(_plural(unit, amount, lexicon) + period)


def _every(days: int, lexicon: Lexicon, *, at_most: bool) -> Line:
    """In words alone: a big "2" here would read as "every day, 2 times"."""
    nth = lexicon.ordinals.get(days)
    if days == 1:
        period = lexicon.day
    elif nth is None:
        period = lexicon.n_days.format(n=days)
    else:
        period = lexicon.nth_day.format(nth=nth)
    return (Run((lexicon.at_most_every if at_most else lexicon.every) + period, "word"),)


def _counted(amount: Amount, unit: Plural, lexicon: Lexicon) -> str:
    if not isinstance(amount, Range):
        return lexicon.blank
    words = range_in_words(amount, lexicon)
    return f"{words}{NUMBER_JOINER}{_plural(unit, amount, lexicon)}"


def _figure(amount: Amount, lexicon: Lexicon) -> Run:
    if not isinstance(amount, Range):
        return _blank(lexicon)
    if amount.low == amount.high:
        return Run(number(amount.low), "numeral")
    dashed = f"{number(amount.low)}–{number(amount.high)}"
    return Run(dashed, "numeral", spoken=range_in_words(amount, lexicon))


def _blank(lexicon: Lexicon) -> Run:
    return Run("", "blank", spoken=lexicon.blank)


def _unit(words: str) -> list[Run]:
    return [Run(NUMBER_JOINER + words)]


def _plural(forms: Plural, amount: Amount, lexicon: Lexicon) -> str:
    if not isinstance(amount, Range) or amount.low != amount.high:
        return forms["other"]
    shown = Decimal(number(amount.low))  # 1.0 is printed as 1, and is one
    return forms.get(_locale(lexicon.locale).plural_form(shown), forms["other"])


@functools.cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def _spoken(line: Line) -> str:
    words = "".join(run.text if run.spoken is None else run.spoken for run in line)
    return words.replace("\n", " ").lower()
