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
    prescribed = {name: getattr(dose, name) for name in lexicon.blank_in_prose}
    return {
        f"dose.{name}": lexicon.blank_in_prose[name]
        if _has_blank(value)
        else _in_words(value, lexicon)
        for name, value in prescribed.items()
        if value is not None
    }


def day(date: dt.date, lexicon: Lexicon) -> str:
    """A date as "22 November 2026"."""
    return format_date(date, lexicon.day_format, locale=lexicon.locale)


def visit(appointment: Visit, today: dt.date, lexicon: Lexicon) -> str:
    """A visit as "Mon 7 Dec, 10:30 am"; with its year where that is not the sheet's."""
    same_year = appointment.day.year == today.year
    form = lexicon.visit_day_format if same_year else lexicon.visit_other_year_format
    words = format_date(appointment.day, form, locale=lexicon.locale)
    if appointment.time is None:
        return words
    time = format_time(appointment.time, lexicon.time_format, locale=lexicon.locale)
    return f"{words}, {unbroken(time.lower())}"


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


def _in_words(value: Range | Reps | Duration | Load | Frequency, lexicon: Lexicon) -> str:
    """A value without blanks, in a sentence. A bare range is that of the sets."""
    match value:
        case Reps(amount=Range() as amount, up_to=up_to):
            return (lexicon.up_to if up_to else "") + _counted(amount, lexicon.times, lexicon)
        case Reps():
            return lexicon.until_tired
        case Duration(amount=Range() as amount):
            return _counted(amount, _time_unit(value, lexicon), lexicon)
        case Load(amount=Range() as amount, unit=str() as unit):
            return unbroken(f"{range_in_words(amount, lexicon)} {lexicon.weights[unit]}")
        case Load():
            return value.words
        case Range():
            return _counted(value, lexicon.sets, lexicon)
        case Frequency():
            return ", ".join(map(_spoken, how_often(value, lexicon)))
        case _:
            raise TypeError(value)


def _time(duration: Duration, form: str, lexicon: Lexicon) -> list[Run]:
    unit = _plural(_time_unit(duration, lexicon), duration.amount, lexicon)
    return [_figure(duration.amount, lexicon), *_unit(form.format(unit=unit))]


def _time_unit(duration: Duration, lexicon: Lexicon) -> Plural:
    return {"s": lexicon.seconds, "min": lexicon.minutes, "breaths": lexicon.breaths}[duration.unit]


def _load(load: Load, lexicon: Lexicon) -> list[Run]:
    if load.amount is None or load.unit is None:
        return [Run(load.words[:1].upper() + load.words[1:], "word")]
    return [_figure(load.amount, lexicon), *_unit(lexicon.weights[load.unit])]


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


def _counted(amount: Range, unit: Plural, lexicon: Lexicon) -> str:
    return f"{range_in_words(amount, lexicon)}{NUMBER_JOINER}{_plural(unit, amount, lexicon)}"


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
