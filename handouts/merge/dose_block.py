"""What a block of the sheet says of its dose: the strip's two boxes, the line and the table under
them, and what to do when it is too hard or too easy.
"""

from __future__ import annotations

import operator

from handouts.errors import Source
from handouts.merge.counting import Line
from handouts.merge.dose_cells import cells_of_how_much, cells_of_how_often
from handouts.merge.overlay import HOW_MUCH, differing, shared_by_all, varied
from handouts.merge.saying import Saying
from handouts.merge.wording import (
    change_runs,
    dose_runs,
    how_much,
    stage_in_words,
    under_strip,
)
from handouts.model.dose import DOSE_FIELDS, Dose, Side
from handouts.model.exercise import Words
from handouts.model.handout import DoseBox, DoseTable, ListItem, PhaseRow, Phrase, Run
from handouts.model.prescription import Prescription

_counted = operator.attrgetter(*HOW_MUCH, "hold", "rest", "load", "effort")
"""All that the first box says of a dose."""


def strip(
    dose: Dose, side: Side | None, source: Source, saying: Saying, *, in_cells: bool
) -> tuple[DoseBox, DoseBox]:
    """How much and how often, of what holds in every phase; what a phase says needs no box here.
    `in_cells`: for the strip of a booklet, where each line of a box is a cell.

    Equal doses share their boxes, whichever exercise they are of.
    """
    shared, differ, lexicon = shared_by_all(dose), varied(dose), saying.lexicon
    to_fill = differ.isdisjoint((*HOW_MUCH, "hold"))
    in_turn = side if side in {"each", "alternate"} else None
    often_differs = "frequency" in differ
    days_too = in_cells and all(getattr(dose, name) is None for name in DOSE_FIELDS)

    def much() -> DoseBox:
        """No phase says how much: a strip without it is one `to_fill` in."""
        said = cells_of_how_much if in_cells else how_much
        lines = said(shared, in_turn, lexicon, to_fill=to_fill)
        return _box("much", lexicon.how_much, lines, source)

    def often() -> DoseBox:
        lines = cells_of_how_often(shared.frequency, lexicon, days_too=days_too)
        return _box("often", lexicon.how_often, () if often_differs else lines, source)

    boxes, of = saying.before.boxes, (lexicon,)
    return (
        boxes.once(of, ("much", in_cells, to_fill, in_turn, *_counted(shared)), much),
        boxes.once(of, ("often", often_differs, days_too, shared.frequency), often),
    )


def line_under(dose: Dose, words: Words, source: Source, saying: Saying) -> Phrase | None:
    """Tempo, range, when, for how long and from when, as short sentences."""
    runs = under_strip(shared_by_all(dose), words, saying.lexicon)
    return Phrase("under", runs, source) if runs else None


def table_of_phases(
    dose: Dose, side: Side | None, words: Words, source: Source, saying: Saying
) -> DoseTable | None:
    """For each phase all that differs between them."""
    if not dose.phases:
        return None
    rows = tuple(
        PhaseRow(
            row,
            Phrase(f"{row}.when", (Run(stage_in_words(stage, saying.lexicon)),), source),
            Phrase(
                f"{row}.dose",
                dose_runs(then, saying.lexicon, side=side, words=words),
                source,
            ),
        )
        for number, (stage, then) in enumerate(differing(dose), 1)
        for row in [f"phase{number}"]
    )
    return DoseTable("phases", saying.lexicon.phases, rows)


def changes(
    dose: Dose, words: Words, prescription: Prescription, index: int, saying: Saying
) -> tuple[Phrase, ...]:
    """What to do later: "When this is too hard: …", "When this is easy: …"."""
    lexicon = saying.lexicon
    return tuple(
        Phrase(
            name,
            (Run(lead, "strong"), *change_runs(change, lexicon, words)),
            prescription.source("exercises", index, name),
        )
        for name, lead, change in (
            ("easier", lexicon.easier, dose.easier),
            ("progression", lexicon.progression, dose.progression),
        )
        if change is not None
    )


def _box(node: str, name: str, lines: tuple[Line, ...], source: Source) -> DoseBox:
    items = tuple(
        ListItem(
            f"{node}{at}", Phrase(f"{node}{at}.label", ()), Phrase(f"{node}{at}.body", line, source)
        )
        for at, line in enumerate(lines, 1)
    )
    return DoseBox(node, name, items)
