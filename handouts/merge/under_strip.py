"""The short sentences under the dose strip: tempo, range, when, for how long, from when."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.merge.cldr import format_date
from handouts.merge.counting import (
    Line,
    around,
    blank,
    capitalised,
    figure,
    in_a_sentence,
    listed,
    plural,
    unit_run,
)
from handouts.merge.lexicon import Lexicon
from handouts.model.dose import Motion, PlainDose, Span, Start, Tempo, When
from handouts.model.exercise import Words
from handouts.model.handout import Run


def sentences_under(dose: PlainDose, words: Words | None, lexicon: Lexicon) -> list[Line]:
    """One sentence for each of the fields that is prescribed, in the order of the page design.

    `words` are the exercise's: they name the phases of its movement, and the movement.
    """
    said: list[list[Run]] = []
    if dose.tempo is not None:
        said.append(_tempo(dose.tempo, words.tempo if words else (), lexicon))
    if dose.range is not None:
        said.append(_motion(dose.range, (words and words.motion) or lexicon.move, lexicon))
    if dose.when is not None:
        said.append(_when(dose.when, lexicon))
    if dose.for_ is not None:
        said.append(_span(dose.for_, lexicon))
    if dose.start is not None:
        said.append(_start(dose.start, lexicon))
    return [(*capitalised(runs), Run(".")) for runs in said]


def _tempo(tempo: Tempo, phases: Sequence[str], lexicon: Lexicon) -> list[Run]:
    """Such as "lift for 3, pause 1, lower for 1"; without names of the phases, "tempo 3-1-1"."""
    runs: list[Run] = []
    if len(phases) != len(tempo.counts):
        return [Run(lexicon.tempo.format(counts="-".join(map(str, tempo.counts))))]
    for phase, count in zip(phases, tempo.counts, strict=True):
        runs += [Run(", ")] if runs else []
        form = lexicon.tempo_pause if phase in lexicon.pauses else lexicon.tempo_phase
        if count == 0:
            runs.append(Run(lexicon.no_phase.format(phase=phase)))
        else:
            runs += around(form, "count", (_count(count, lexicon),), phase=phase)
    return runs


def _count(count: int | str, lexicon: Lexicon) -> Run:
    return Run(str(count)) if isinstance(count, int) else blank(lexicon)


def _motion(motion: Motion, verb: str, lexicon: Lexicon) -> list[Run]:
    pain_free = lexicon.pain_free if motion.pain_free else ""
    if motion.high is None:
        return [Run(f"{verb} {pain_free}")]
    high = (_count(motion.high, lexicon),)
    if motion.low is None:
        said = around(lexicon.up_to_degrees, "high", high, verb=verb)
    else:
        start, end = lexicon.from_to_degrees.split("{low}")
        said = [Run(start.format(verb=verb)), _count(motion.low, lexicon)]
        said += around(end, "high", high, verb=verb)
    return [*said, Run(f", {pain_free}")] if pain_free else said


def _when(when: When, lexicon: Lexicon) -> list[Run]:
    said = [lexicon.moments.get(moment, moment) for moment in when.moments]
    return [Run(listed(said, lexicon))]


def _span(span: Span, lexicon: Lexicon) -> list[Run]:
    unit = plural(lexicon.spans[span.unit], span.amount, lexicon)
    counted = in_a_sentence((figure(span.amount, lexicon), unit_run(unit)))
    return around(lexicon.for_span, "span", tuple(counted))


def _start(start: Start, lexicon: Lexicon) -> list[Run]:
    if start.week is not None:
        return [Run(lexicon.start_in_week.format(week=start.week))]
    if start.day is None:
        return around(lexicon.start_on, "day", (blank(lexicon),))
    day = format_date(start.day, lexicon.day_format, locale=lexicon.locale)
    return [Run(lexicon.start_on.format(day=day.replace(" ", "\u00a0")))]
