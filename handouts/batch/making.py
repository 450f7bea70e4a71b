"""Tasks → sheets on the disk: what runs in a process of its own, any number of them at once.

A sheet is written whole under a name that is its own, so that doing a task twice is doing it once.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.manifest import TEMPORARY, Row
from handouts.batch.outcome import Outcome, Result
from handouts.batch.refusals import not_the_rosters, unnamed
from handouts.batch.stock import Stock, stock_in_state
from handouts.errors import CannotWriteError, DiskFullError, HandoutError, Problem, Source
from handouts.load.validation import validate
from handouts.load.yaml_source import Document
from handouts.model.prescription import Prescription
from handouts.output import keep_names, write_whole
from handouts.pipeline import make_handout
from handouts.session import all_wrong


@dataclass(frozen=True, slots=True)
class Order:
    """What all tasks of a batch share. `state` is that of the stock that it began with."""

    clinic_folder: Path
    state: str
    output: Path
    allow_draft: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One sheet to be made. `number` counts the jobs of the batch, from 0.

    `patient` is its id as far as it can be read, `suffix` what tells its name from that of another
    sheet of the patient and day, `earlier` what the manifest says of that name. Where there are
    `problems` nothing is made, and what else is wrong is said too.
    """

    number: int
    place: Source
    written: Document
    patient: str
    suffix: str
    earlier: Row | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """How a task ended. `row` is for the manifest, of a sheet that is on the disk."""

    number: int
    outcome: Outcome
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """How the tasks that were given together ended. `full`: the disk takes no more; the tasks that
    are not in `done` are not made.
    """

    done: tuple[Done, ...]
    full: tuple[Problem, ...] = ()


def make_sheets(order: Order, tasks: tuple[Task, ...]) -> Batch:
    """Make the sheets of these tasks, each whole or not at all. Nothing is raised for any of them:
    a mistake fails its own task.
    """
    done: list[Done] = []
    full: tuple[Problem, ...] = ()
    for task in tasks:
        try:
            done.append(_make(order, task))
        except DiskFullError as error:
            full = error.problems
            break
        except HandoutError as error:
            done.append(_failed(task, error.problems))
        except Exception as error:  # noqa: BLE001  # a bug: the row fails, and the others go on
            done.append(_broken(task, error))
    try:
        if any(one.row for one in done):
            keep_names(order.output)
    except CannotWriteError as error:
        return Batch((), error.problems)
    return Batch(tuple(done), full)


def crashed(task: Task) -> Done:
    """The end of a task that took its whole process with it, more than once."""
    message = "the program ended on this row, more than once"
    return _failed(task, (Problem(task.place, message, "report it, with this prescription"),))


def _failed(task: Task, problems: tuple[Problem, ...], content: tuple[Problem, ...] = ()) -> Done:
    """The end of a task that made nothing."""
    outcome = Outcome(
        task.place, Result.FAILED, task.patient, problems=tuple(dict.fromkeys(problems)),
        content=content,
    )  # fmt: skip
    return Done(task.number, outcome)


def _make(order: Order, task: Task) -> Done:
    stock = stock_in_state(order.clinic_folder, order.state)
    prescription, problems = _prescription(task)
    if prescription is None:
        return _failed(task, problems)
    file = f"{prescription.file_stem}{task.suffix}.pdf"
    path = order.output / file
    made_from = stock.made_from(task.written.tree, prescription)
    drafts = () if order.allow_draft else stock.drafts_of(prescription)
    if not problems and not drafts and _is_there(task.earlier, made_from, path):
        return Done(task.number, _outcome(Result.UNCHANGED, file, prescription, task, stock))
    if drafts:
        problems += (_draft(drafts, task),)
    pdf = b""
    try:
        pdf = make_handout(prescription, stock.library, stock.clinic, stock.fonts)
    except HandoutError as error:
        found = all_wrong(error, prescription, stock.library, stock.fonts)
        problems += unnamed(found, prescription, stock.library)
    content = tuple(one for part in stock.parts_of(prescription) for one in part.mistakes)
    if content:
        problems += tuple(_unreadable(task, content))
    if problems:
        return _failed(task, (*problems, *_still_there(path, task)), content)
    write_whole(path, pdf, temporary_start=TEMPORARY)
    row = Row(
        file, prescription.patient.id, prescription.date.isoformat(), made_from,
        hashlib.sha256(pdf).hexdigest(), draft=bool(stock.drafts_of(prescription)),
    )  # fmt: skip
    return Done(task.number, _outcome(Result.WRITTEN, file, prescription, task, stock), row)


def _prescription(task: Task) -> tuple[Prescription | None, tuple[Problem, ...]]:
    """What was written, where it can be read, and everything that is wrong with it."""
    try:
        prescription = validate(Prescription, task.written)
    except HandoutError as error:
        return None, (*task.problems, *error.problems)
    return prescription, (*task.problems, *not_the_rosters(prescription, task.place))


def _is_there(earlier: Row | None, made_from: str, path: Path) -> bool:
    """The sheet was made from this very input, and is on the disk as it was written."""
    if earlier is None or earlier.made_from != made_from or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == earlier.digest


def _outcome(
    result: Result, file: str, prescription: Prescription, task: Task, stock: Stock
) -> Outcome:
    site = prescription.site or stock.clinic.sites[0].id
    clinician = prescription.clinician or ""
    return Outcome(task.place, result, prescription.patient.id, file, site, clinician)


def _draft(names: tuple[str, ...], task: Task) -> Problem:
    message = f"nobody here has signed off the words of {', '.join(names)}"
    hint = f"handouts review {names[0]} …, or --allow-draft for sheets that say Draft"
    return Problem(task.place, message, hint)


def _unreadable(task: Task, content: tuple[Problem, ...]) -> Iterator[Problem]:
    for file in dict.fromkeys(problem.source.file for problem in content):
        yield Problem(
            task.place, f"it uses {file}, which has mistakes of its own", "mend that file"
        )


def _still_there(path: Path, task: Task) -> Iterator[Problem]:
    """Whoever prints the folder would print what is no longer prescribed."""
    if path.exists():
        message = f"{path.name} in the folder is of an earlier run"
        yield Problem(task.place, message, "do not hand it out")


def _broken(task: Task, error: Exception) -> Done:
    """The lines of code are told, and never the values: they are a patient's."""
    frames = traceback.extract_tb(error.__traceback__)
    trace = "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    message = f"the program failed here ({type(error).__name__}): that is a mistake of ours"
    problem = Problem(task.place, message, "report it, with the lines of code that are shown")
    outcome = Outcome(
        task.place, Result.FAILED, task.patient, problems=(problem,),
        trace=f"{type(error).__name__}\n{trace}",
    )  # fmt: skip
    return Done(task.number, outcome)
