"""One task → its sheet, in memory: what a batch asks of a prescription before and after `make`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from handouts.batch.manifest import Row
from handouts.batch.outcome import Outcome, Result
from handouts.batch.refusals import not_the_rosters, unnamed
from handouts.batch.stock import Stock, stock_in_state
from handouts.batch.task import Done, Order, Task, failed
from handouts.errors import HandoutError, Problem
from handouts.load.validation import validate
from handouts.model.prescription import Prescription
from handouts.pipeline import make_handout
from handouts.session import all_wrong


class Asked(Struct, frozen=True):
    """What a task asks for, once it is read. `made_from`: see Row. Where there are `problems`, or
    mistakes in the `content` that it uses, nothing is made, and what else is wrong is said too.
    """

    task: Task
    prescription: Prescription
    made_from: str
    is_draft: bool
    problems: tuple[Problem, ...]
    content: tuple[Problem, ...]


class Sheet(Struct, frozen=True):
    """A sheet that is to be written to `path`, and how its task ends when it is there."""

    asked: Asked
    path: Path
    pdf: bytes
    outcome: Outcome

    def done(self) -> Done:
        """The end of the task; only for a sheet that is on the disk."""
        asked = self.asked
        row = Row(
            self.path.name, self.outcome.patient, asked.prescription.date.isoformat(),
            asked.made_from, digest(self.pdf), asked.is_draft,
        )  # fmt: skip
        return Done(asked.task.number, self.outcome, row)


def read_task(order: Order, task: Task) -> Asked | Done:
    """What a task asks for; or its end, where it cannot be read or its sheet is there already.

    Raises HandoutError for what fails it before it can be read.
    """
    stock = stock_in_state(order.clinic_folder, order.state)
    try:
        document = task.written.document()
        prescription = validate(Prescription, document)
    except HandoutError as error:
        return failed(order, task, (*task.problems, *error.problems))
    problems = (*task.problems, *not_the_rosters(prescription, task.place))
    used = stock.used_by(prescription)
    made_from = stock.made_from(document.tree, used)
    drafts = stock.drafts_in(used)
    if drafts and not order.allow_draft:
        problems += (_draft(drafts, task),)
    if not problems and _is_there(task.earlier, made_from, order.output / task.file):
        return Done(task.number, _outcome(Result.UNCHANGED, prescription, task, stock))
    return Asked(task, prescription, made_from, bool(drafts), problems, used.mistakes)


def make_sheet(order: Order, asked: Asked) -> Sheet | Done:
    """The sheet that is asked for, still to be written; or the end of its task."""
    stock = stock_in_state(order.clinic_folder, order.state)
    task, prescription, problems = asked.task, asked.prescription, asked.problems
    pdf = b""
    try:
        pdf = make_handout(prescription, stock.library, stock.clinic, stock.fonts)
    except HandoutError as error:
        found = all_wrong(error, prescription, stock.library, stock.fonts)
        problems += unnamed(found, prescription, stock.library)
    if asked.content:
        problems += tuple(_unreadable(task, asked.content))
    if problems:
        return failed(order, task, problems, asked.content)
    outcome = _outcome(Result.WRITTEN, prescription, task, stock)
    return Sheet(asked, order.output / task.file, pdf, outcome)


def _is_there(earlier: Row | None, made_from: str, path: Path) -> bool:
    """The sheet was made from this very input, and is on the disk as it was written."""
    if earlier is None or earlier.made_from != made_from:
        return False
    try:
        return digest(path.read_bytes()) == earlier.digest
    except OSError:  # gone, or locked: whoever writes it says so
        return False


def digest(pdf: bytes) -> str:
    """What tells whether a sheet is still as it was written. A short one is enough for accidents,
    such as a note that somebody added: whoever can write there can write in the manifest too.
    """
    return f"{len(pdf)} {zlib.crc32(pdf):08x}"


def _outcome(result: Result, prescription: Prescription, task: Task, stock: Stock) -> Outcome:
    site = prescription.site or stock.clinic.sites[0].id
    clinician = prescription.clinician or ""
    return Outcome(task.place, result, prescription.patient.id, task.file, site, clinician)


def _draft(names: tuple[str, ...], task: Task) -> Problem:
    message = f"nobody here has signed off the words of {', '.join(names)}"
    hint = f"handouts review {names[0]} …, or --allow-draft for sheets that say Draft"
    return Problem(task.place, message, hint)


def _unreadable(task: Task, content: tuple[Problem, ...]) -> Iterator[Problem]:
    for file in dict.fromkeys(problem.source.file for problem in content):
        yield Problem(
            task.place, f"it uses {file}, which has mistakes of its own", "mend that file"
        )
