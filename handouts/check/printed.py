"""An exercise taken through merge and layout with its own dose, on each side: what would not print.

Also what only the page shows: codes too fine to scan, steps of too many lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.check.finding import Finding, found
from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts
from handouts.layout.sheet_slot import code_symbol, lines_of_steps
from handouts.layout.theme import FOUR
from handouts.merge.merge import merge
from handouts.model.clinic import Clinic, PrintFormat
from handouts.model.dose import Side
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import Code, ExerciseBlock
from handouts.model.prescription import Prescription
from handouts.pipeline import laid_out

EVERY_SIDE: tuple[Side, ...] = ("right", "left", "each", "alternate")
MOST_LINES = 2
"""Of one step on a sheet with four exercises."""


def of_exercise(
    exercise: Exercise, library: Library, clinic: Clinic, fonts: Fonts, sides: Sequence[Side]
) -> Iterator[Finding]:
    """What keeps a sheet of this one exercise from being made, or makes it hard to use.

    `sides` are those that it is printed for, if it has sides.
    """
    formats: set[PrintFormat] = {"sheet", clinic.print.format or "sheet"}
    wrong: dict[Problem, None] = {}
    for side in sides if exercise.sides == "one" else (None,):
        for in_format in sorted(formats, reverse=True):
            prescription = _of_one(exercise, side, in_format)
            try:
                handout = merge(prescription, library, clinic)
                (block,) = handout.exercises
                if side in {"right", None} and in_format == "sheet":
                    yield from _too_fine(block.code)
                    yield from _long_steps(block, exercise, fonts)
                laid_out(prescription, library, clinic, fonts)
            except HandoutError as error:
                wrong |= dict.fromkeys(error.problems)
    for problem in wrong:
        yield Finding("cannot-print", _placed(problem, exercise))


def problems_of(
    prescription: Prescription, library: Library, clinic: Clinic, fonts: Fonts
) -> tuple[Problem, ...]:
    """What keeps the sheet of a prescription from being made."""
    try:
        laid_out(prescription, library, clinic, fonts)
    except HandoutError as error:
        return error.problems
    return ()


def _of_one(exercise: Exercise, side: Side | None, in_format: PrintFormat) -> Prescription:
    entry = {"exercise": exercise.id} | ({"side": side} if side else {})
    return Prescription.model_validate(
        {
            "patient": {"id": "check"},
            "date": "2026-01-01",
            "exercises": [entry],
            "print": {"format": in_format},
        }
    )


def _placed(problem: Problem, exercise: Exercise) -> Problem:
    """What merge says of the prescription is of the exercise's own dose here."""
    return (
        problem
        if problem.source.file
        else Problem(exercise.source("dose"), problem.message, problem.hint)
    )


def _too_fine(code: Code | None) -> Iterator[Finding]:
    try:
        if code:
            code_symbol(code)
    except HandoutError as error:
        yield from (Finding("qr-too-fine", problem) for problem in error.problems)


def _long_steps(block: ExerciseBlock, exercise: Exercise, fonts: Fonts) -> Iterator[Finding]:
    shorter = "write it shorter"
    if exercise.words.steps_short is None:
        shorter = "write it shorter, or write steps_short: for the sheet"
    for step, lines in lines_of_steps(block, FOUR, fonts):
        if lines > MOST_LINES:
            message = f"takes {lines} lines on the sheet: {step.body.text}"
            yield found("long-step", step.body.source, message, shorter)
