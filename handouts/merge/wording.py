"""A Dose in words, in the patient's language: the one place from which strip, prose, the table of
phases, charts and summaries speak.

In: typed values of model/dose.py and a Lexicon. Out: runs of the dose strip, and words for prose.
The dash of a range stands only in the strip's big numerals; everywhere else ranges are words.
"""

from __future__ import annotations

import functools
from collections.abc import Collection

from handouts.merge.counting import (
    NUMBER_JOINER,
    Line,
    around,
    blank,
    capitalised,
    counted,
    figure,
    in_a_sentence,
    joined,
    number,
    plural,
    range_in_words,
    text_of,
    unbroken,
    uncapitalised,
    unit_run,
)
from handouts.merge.dates import day, visit
from handouts.merge.frequency_wording import how_often, often_in_words
from handouts.merge.lexicon import Lexicon, Plural
from handouts.merge.overlay import differing, shared_by_all
from handouts.merge.under_strip import sentences_under
from handouts.model.dose import (
    BLANK,
    Amount,
    Distance,
    Dose,
    Duration,
    Effort,
    Frequency,
    Load,
    Motion,
    Pain,
    PlainDose,
    Range,
    Reps,
    SetsOf,
    Side,
    Span,
    Stage,
    Start,
)
from handouts.model.exercise import Words
from handouts.model.handout import Run

__all__ = [
    "NUMBER_JOINER", "Line", "beside_the_times", "change_runs", "day", "dose_in_words",
    "dose_runs", "effort_runs", "ending", "how_much", "how_often", "load_runs", "much_in_words",
    "number", "pain_line", "prose_values", "range_in_words", "say_sides", "stage_in_words",
    "time_runs", "times_runs", "unbroken", "under_strip", "visit",
]  # fmt: skip


def how_much(
    dose: PlainDose, side: Side | None, lexicon: Lexicon, *, to_fill: bool = True
) -> tuple[Line, ...]:
    """The lines of the strip's first box. Nothing prescribed: `to_fill`, a place to write the
    times.
    """
    lines = _statements(dose, lexicon)
    if not lines and to_fill:
        lines.append((blank(lexicon), unit_run(lexicon.times["other"])))
    if lines:
        say_sides(lines, dose, side, lexicon)
    return (*lines, *beside_the_times(dose, lexicon))


def beside_the_times(dose: PlainDose, lexicon: Lexicon) -> list[Line]:
    """Rest, load and effort, those that are prescribed."""
    rest = [] if dose.rest is None else [time_runs(dose.rest, lexicon.rest, lexicon)]
    load = [] if dose.load is None else [load_runs(dose.load, lexicon)]
    effort = [] if dose.effort is None else [effort_runs(dose.effort, lexicon)]
    return [*rest, *load, *effort]


def under_strip(dose: PlainDose, words: Words | None, lexicon: Lexicon) -> Line:
    """The line under the strip: short sentences, none where nothing of it is prescribed."""
    return _in_one_line(sentences_under(dose, words, lexicon))


def dose_in_words(
    dose: PlainDose, lexicon: Lexicon, *, side: Side | None = None, words: Words | None = None
) -> str:
    """The whole dose in sentences, for charts and summaries: "3 sets of 8 to 12 times, red band,
    2 times a day. In the morning." A blank is said "blank". "" where nothing is prescribed.

    `words` are the exercise's, whose names of the phases a tempo is said with.
    """
    now = shared_by_all(dose) if isinstance(dose, Dose) else dose
    sentences = [text_of(dose_runs(now, lexicon, side=side, words=words))]
    if isinstance(dose, Dose):
        sentences += (
            f"{stage_in_words(stage, lexicon)}: "
            + text_of(dose_runs(then, lexicon, side=side, words=words))
            for stage, then in differing(dose)
        )
        for lead, change in (
            (lexicon.easier, dose.easier),
            (lexicon.progression, dose.progression),
        ):
            if change is not None:
                sentences.append(lead + text_of(change_runs(change, lexicon, words)))
    return " ".join(filter(None, sentences)).replace(NUMBER_JOINER, " ")


def dose_runs(
    dose: PlainDose, lexicon: Lexicon, *, side: Side | None = None, words: Words | None = None
) -> Line:
    """The dose in sentences, with places to write; phases and changes left out."""
    parts = much_in_words(dose, lexicon, side=side)
    more: list[Line] = []
    if dose.rest is not None:
        between = lexicon.rest_between_sets if dose.sets is not None else lexicon.rest_in_words
        more.append(_timed(dose.rest, between, lexicon))
    more += [load_runs(dose.load, lexicon)] if dose.load is not None else []
    more += [effort_runs(dose.effort, lexicon)] if dose.effort is not None else []
    parts += [uncapitalised(in_a_sentence(part)) for part in more]
    parts += often_in_words(dose.frequency, lexicon) if dose.frequency is not None else []
    said = [(*capitalised(joined(parts)), Run("."))] if parts else []
    said += sentences_under(dose, words, lexicon)
    if dose.pain is not None:
        said.append((Run(pain_line(dose.pain, lexicon) or lexicon.pain_guide_followed),))
    return _in_one_line(said)


def much_in_words(
    dose: PlainDose, lexicon: Lexicon, *, side: Side | None = None
) -> list[list[Run]]:
    """Sets, times and hold as parts of a sentence: "hold 30 seconds", "4 times in a row". None
    where nothing of them is prescribed.
    """
    parts = _statements(dose, lexicon, hold=lexicon.hold_in_words)
    if parts:
        say_sides(parts, dose, side, lexicon)
    return [uncapitalised(in_a_sentence(part)) for part in parts]


def change_runs(change: PlainDose | str, lexicon: Lexicon, words: Words | None) -> Line:
    """What to do when it is too easy or too hard."""
    return (Run(change),) if isinstance(change, str) else dose_runs(change, lexicon, words=words)


def stage_in_words(stage: Stage, lexicon: Lexicon) -> str:
    """When a phase holds: "Weeks 1 to 6", "From week 7", "After 2 clear weeks"."""
    if stage.unit is None:
        return stage.words[:1].upper() + stage.words[1:]
    one, several, from_on = lexicon.stages[stage.unit]
    form = from_on if stage.high is None else one if stage.low == stage.high else several
    return form.format(low=stage.low, high=stage.high)


def pain_line(pain: Pain | None, lexicon: Lexicon) -> str:
    """The first line of "Stop if": "Stop at any pain."; "" where the pain guide holds."""
    if pain is None or pain.allowed == "guide":
        return ""
    if pain.allowed == "none":
        return lexicon.no_pain
    return lexicon.pain_up_to.format(level=pain.up_to)


def prose_values(dose: PlainDose, lexicon: Lexicon, varied: Collection[str] = ()) -> dict[str, str]:
    """What `{{ dose.… }}` says in a sentence, for each field that is prescribed. `varied` fields
    differ from phase to phase.
    """
    values = {}
    for name, blank_words in lexicon.blank_in_prose.items():
        value = getattr(dose, name)
        if value is None:
            continue
        if name in varied:
            values[f"dose.{name}"] = lexicon.varied_in_prose[name]
        else:
            values[f"dose.{name}"] = _in_words(value, lexicon) or blank_words
    return values


def has_blank(value: object) -> bool:
    """A number of it is filled in by hand."""
    match value:
        case tuple():
            return any(has_blank(kind.count) or has_blank(kind.of) for kind in value)
        case Frequency():
            return BLANK in {
                value.per_day, value.days_per_week, value.every_days, value.every_hours
            }  # fmt: skip
        case Motion(low=low, high=high):
            return BLANK in {low, high}
        case Start(day=day, week=week):
            return day is None and week is None
        case Reps() | Duration() | Distance() | Load() | Effort() | Span():
            return value.amount == BLANK
        case _:
            return value == BLANK


def _in_one_line(sentences: list[Line]) -> Line:
    runs: list[Run] = []
    for sentence in sentences:
        runs += [Run(" ")] if runs else []
        runs += sentence
    return tuple(runs)


def _statements(dose: PlainDose, lexicon: Lexicon, *, hold: str = "") -> list[Line]:
    """Sets and times, or what stands for them, and the hold: first without sets. `hold` is its
    form in a sentence, with a place for the time.
    """
    said = [of for of in (dose.reps, dose.duration, dose.distance) if of is not None]
    if isinstance(dose.sets, tuple):
        kinds = [_sets(kind.count, kind.of, lexicon) for kind in dose.sets]
        lines = [kinds[0], *((Run(lexicon.then), *kind) for kind in kinds[1:])]
    elif dose.sets is not None:
        lines = [_sets(dose.sets, said.pop(0) if said else None, lexicon)]
    else:
        lines = [times_runs(said.pop(0), lexicon)] if said else []
    if dose.hold is not None:
        held = (
            _timed(dose.hold, hold, lexicon)
            if hold
            else time_runs(dose.hold, lexicon.hold, lexicon)
        )
        lines.insert(0 if dose.sets is None else len(lines), held)
    return lines + [times_runs(of, lexicon) for of in said]


@functools.lru_cache(maxsize=512)
def _sets(sets: Amount, of: Reps | Duration | Distance | None, lexicon: Lexicon) -> Line:
    until_tired = isinstance(of, Reps) and of.amount is None
    form = lexicon.sets_alone if of is None or until_tired else lexicon.sets_of
    words = form.format(sets=plural(lexicon.sets, sets, lexicon))
    gap = " " if until_tired else ""
    return figure(sets, lexicon), Run(words + gap), *(times_runs(of, lexicon) if of else ())


@functools.lru_cache(maxsize=512)
def times_runs(of: Reps | Duration | Distance, lexicon: Lexicon) -> Line:
    """How many times, for how long or how far: "8–12 times", "until tired"."""
    if isinstance(of, Duration):
        return time_runs(of, "{unit}", lexicon)
    if isinstance(of, Distance):
        words = plural(lexicon.distances[of.unit], of.amount, lexicon)
        return figure(of.amount, lexicon), unit_run(words)
    if of.amount is None:
        return (Run(lexicon.until_tired, "word"),)
    limit = (Run(lexicon.up_to),) if of.up_to else ()
    unit = plural(lexicon.times, of.amount, lexicon)
    return *limit, figure(of.amount, lexicon), unit_run(unit)


def say_sides(lines: list[Line], dose: PlainDose, side: Side | None, lexicon: Lexicon) -> None:
    """Where the strip says that both sides are worked, or that the times follow one another."""
    if side in {"each", "alternate"}:
        if dose.sets is None:
            lines[-1] = ending(lines[-1], lexicon.each_side)
        else:
            lines.append((Run(lexicon.each_side, "word"),))
        if side == "alternate":
            lines.append((Run(lexicon.in_turn, "word"),))
    elif _follow_one_another(dose):
        lines[-1] = (*lines[-1], Run(lexicon.in_a_row))


def ending(line: Line, words: str) -> Line:
    """The line, and these words in the voice of its end."""
    return *line, Run(f" {words}", "word" if line[-1].voice == "word" else "plain")


def _follow_one_another(dose: PlainDose) -> bool:
    """Several holds without sets: "4 times" alone could be read as 4 times a day."""
    if dose.hold is None or dose.sets is not None or dose.reps is None:
        return False
    amount = dose.reps.amount
    return amount is not None and not (isinstance(amount, Range) and amount.is_one)


@functools.lru_cache(maxsize=1024)
def _in_words(value: object, lexicon: Lexicon) -> str:
    """A value in a sentence; "" where a number of it is filled in by hand. A bare range is that of
    the sets.
    """
    if has_blank(value):
        return ""
    match value:
        case Range():
            return counted(value, lexicon.sets, lexicon)
        case tuple():
            kinds = (
                _sets(kind.count, kind.of, lexicon) for kind in value if isinstance(kind, SetsOf)
            )
            return f", {lexicon.then}".join(text_of(in_a_sentence(kind)) for kind in kinds)
        case Reps() | Duration() | Distance():
            return text_of(in_a_sentence(times_runs(value, lexicon)))
        case Load(amount=Range() as amount, unit=str() as unit):
            return unbroken(f"{range_in_words(amount, lexicon)} {lexicon.weights[unit]}")
        case Load():
            return value.words
        case Effort():
            return text_of(uncapitalised(in_a_sentence(effort_runs(value, lexicon))))
        case Frequency():
            return ", ".join(map(text_of, often_in_words(value, lexicon)))
        case _:
            raise TypeError(value)


@functools.lru_cache(maxsize=512)
def time_runs(duration: Duration, form: str, lexicon: Lexicon) -> Line:
    """A time on the strip, its number first: "30 seconds hold"."""
    unit = plural(_time_unit(duration, lexicon), duration.amount, lexicon)
    return figure(duration.amount, lexicon), unit_run(form.format(unit=unit))


def _timed(duration: Duration, form: str, lexicon: Lexicon) -> Line:
    """A time in a sentence: "hold 30 seconds"."""
    return tuple(around(form, "time", time_runs(duration, "{unit}", lexicon)))


def _time_unit(duration: Duration, lexicon: Lexicon) -> Plural:
    return {"s": lexicon.seconds, "min": lexicon.minutes, "breaths": lexicon.breaths}[duration.unit]


def load_runs(load: Load, lexicon: Lexicon) -> Line:
    """A weight, or the words for a load: "2 kg", "Red band"."""
    if load.amount is None or load.unit is None:
        return (Run(load.words[:1].upper() + load.words[1:], "word"),)
    return figure(load.amount, lexicon), unit_run(lexicon.weights[load.unit])


def effort_runs(effort: Effort, lexicon: Lexicon) -> Line:
    """How hard: "Effort 4–5 out of 10", "Light effort"."""
    if effort.word is not None:
        return (Run(lexicon.effort_words[effort.word], "word"),)
    form = lexicon.effort_out_of_ten if effort.scale == "rpe" else lexicon.effort_percent
    return tuple(around(form, "amount", (figure(effort.amount or BLANK, lexicon),)))
