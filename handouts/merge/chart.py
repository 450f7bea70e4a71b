"""The booklet's chart: fourteen days, a row for each exercise, and the worst pain of each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from handouts.merge.booklet_words import BookletWords
from handouts.merge.chart_days import boxes, first_day, is_shorter, stages_shown
from handouts.merge.counting import Line, blank, capitalised, joined
from handouts.merge.dates import in_form
from handouts.merge.frequency_wording import TO_FILL, names_of_days, often_on_chosen_days
from handouts.merge.lexicon import Lexicon
from handouts.merge.overlay import shared_by_all
from handouts.merge.saying import Saying
from handouts.merge.under_strip import sentences_under
from handouts.merge.wording import has_blank, stage_in_words, unbroken
from handouts.model.booklet import CHART_DAYS, WEEK, Chart, ChartCell, ChartRow, ChartWeek
from handouts.model.dose import Dose, Frequency, PlainDose
from handouts.model.handout import ExerciseBlock, Numbered, Phrase, Run

NODE = "chart"


def chart(
    sheet: dt.date, prescribed: Sequence[tuple[Numbered, Dose]], words: BookletWords,
    saying: Saying,
) -> Chart:  # fmt: skip
    """Two weeks from the day of the `sheet`, or from a later start."""
    first = first_day(sheet, [dose for _, dose in prescribed])
    rows = tuple(
        _row(exercise, dose, first, words, saying.lexicon) for exercise, dose in prescribed
    )
    days = [cell.boxes for row in rows for cell in row.cells]
    lead = [words.tick]
    lead += [words.dot] if 0 in days else []
    lead += [words.write] if None in days else []
    return Chart(
        id=NODE,
        heading=saying.fixed(f"{NODE}.heading", words.chart),
        lead=saying.fixed(f"{NODE}.lead", " ".join([*lead, words.worst])),
        weeks=tuple(_week(number, first, words, saying.lexicon) for number in (1, 2)),
        rows=rows,
        worst_pain=_worst_pain(words, saying),
    )


def _week(number: int, first: dt.date | None, words: BookletWords, lexicon: Lexicon) -> ChartWeek:
    """Its heading and its days; without a first day a place to write it, and days without dates."""
    node = f"{NODE}.week{number}"
    short, full = (names_of_days(lexicon, width) for width in ("abbreviated", "wide"))
    begins = first + dt.timedelta(WEEK * (number - 1)) if first else None
    heading: Line = (Run(words.week_of), blank(lexicon))
    if begins:
        from_day = in_form(begins, words.day_format, lexicon)
        heading = (Run(words.week.format(number=number, day=unbroken(from_day))),)
    days = []
    for at in range(WEEK):
        date = begins + dt.timedelta(at) if begins else None
        name = date.weekday() if date else at
        said = (Run(f"{short[name]} ", spoken=f"{full[name]} "),)
        dated = (*said, Run(str(date.day), "strong")) if date else said
        days.append(Phrase(f"{node}.day{at + 1}", dated))
    return ChartWeek(node, Phrase(f"{node}.heading", heading), tuple(days))


def _row(
    exercise: Numbered, dose: Dose, first: dt.date | None, words: BookletWords, lexicon: Lexicon
) -> ChartRow:
    block, node = exercise.block, f"{NODE}.{exercise.id}"
    days = boxes(dose, first)
    sentences = _sides_and_how_often(block, dose, first, words, lexicon)
    if None in days:
        sentences[-1].append([Run(words.write_how_many)])
    detail = _sentences(sentences)
    now = shared_by_all(dose)
    if is_shorter(dose, first) or (first and has_blank(now.start)):
        when = PlainDose.model_construct(for_=now.for_, start=now.start)
        for at, sentence in enumerate(sentences_under(when, None, lexicon)):
            detail += [Run(" " if at else ". "), *sentence]
    return ChartRow(
        node,
        Phrase(f"{node}.number", (Run(f"{exercise.number} "),)),
        Phrase(f"{node}.name", block.title.runs, block.title.source),
        Phrase(f"{node}.detail", tuple(detail), block.title.source),
        _cells(node, days),
    )


def _sentences(sentences: list[list[list[Run]]]) -> list[Run]:
    """Sentences, each a list of its parts, with full stops between them."""
    runs: list[Run] = []
    for parts in sentences:
        runs += [*([Run(". ")] if runs else []), *capitalised(joined(parts))]
    return runs


def _sides_and_how_often(
    block: ExerciseBlock, dose: Dose, first: dt.date | None, words: BookletWords, lexicon: Lexicon
) -> list[list[list[Run]]]:
    """The side and how often; in a chart over several phases, how often in each of them."""
    side = [list(block.side.runs)] if block.side else []
    stages = stages_shown(dose, first)
    if not stages:
        return [side + _often(shared_by_all(dose).frequency, words, lexicon)]
    said = [side] if side else []
    for stage, frequency in stages:
        lead = Run(words.in_phase.format(stage=stage_in_words(stage, lexicon)))
        first_part, *more = _often(frequency, words, lexicon)
        said.append([[lead, *first_part], *more])
    return said


def _often(frequency: Frequency | None, words: BookletWords, lexicon: Lexicon) -> list[list[Run]]:
    return often_on_chosen_days(frequency or TO_FILL, words.chosen_days, lexicon)


def _worst_pain(words: BookletWords, saying: Saying) -> ChartRow:
    node = f"{NODE}.pain"
    return ChartRow(
        node, None, saying.fixed(f"{node}.name", words.worst_pain),
        saying.fixed(f"{node}.detail", words.write_pain), _cells(node, (1,) * CHART_DAYS),
    )  # fmt: skip


def _cells(node: str, days: Sequence[int | None]) -> tuple[ChartCell, ...]:
    return tuple(ChartCell(f"{node}.day{at}", boxes) for at, boxes in enumerate(days, 1))
