"""A Report → report.csv, for a spreadsheet: one line for each sheet, or for each reason of a row
that failed. Patients stand there by their ids.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from handouts.batch.outcome import Outcome, Report
from handouts.errors import CannotWriteError, CellSource, Problem, Source, column_letters
from handouts.output import remove

REPORT_FILE = "report.csv"
HEADINGS = ("file", "sheet", "row", "column", "patient", "outcome", "output", "reason", "hint")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def report_csv(report: Report) -> bytes:
    """The file as spreadsheets read it: UTF-8 with a mark. No cell of it can run as a formula."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    for outcome in report.outcomes:
        for cells in _lines(outcome):
            lines.writerow([neutral(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def remove_report(file: Path) -> None:
    """Remove that of an earlier batch: it must not be taken for one of this batch.

    Raises CannotWriteError, also where the file is something else, such as a roster.
    """
    if file.exists() and not file.read_bytes().startswith(report_csv(Report(())).rstrip()):
        message = "is there already, and is no report of a batch"
        hint = "give it another name, or choose another folder with -o"
        raise CannotWriteError([Problem(Source(str(file)), message, hint)])
    remove(file)


def neutral(cell: str) -> str:
    """What a spreadsheet would take for a formula becomes text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def reason(problem: Problem, outcome: Outcome) -> str:
    """What is wrong; and where, if that is not the table in which the row stands."""
    if problem.source.file == outcome.place.file:
        return problem.message
    return f"{problem.source}: {problem.message}"


def place(problem: Problem, outcome: Outcome) -> Source:
    """The cell or line that a reason is about, or the row."""
    return problem.source if problem.source.file == outcome.place.file else outcome.place


def _lines(outcome: Outcome) -> Iterator[list[str]]:
    known = outcome.patient, str(outcome.result), outcome.file
    if not outcome.problems:
        yield [*_cells(outcome.place), *known, "", ""]
    for problem in outcome.problems:
        yield [*_cells(place(problem, outcome)), *known, reason(problem, outcome), problem.hint]


def _cells(where: Source) -> list[str]:
    column = str(where.column or "")
    sheet = ""
    if isinstance(where, CellSource):
        sheet, column = where.sheet, column_letters(where.column)
    return [where.file, sheet, str(where.line or ""), column]
