"""What travels to the processes that make sheets, and what comes back."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from handouts.batch.manifest import Row
from handouts.batch.outcome import Outcome, Result
from handouts.errors import Problem, Source
from handouts.load.yaml_source import Document
from handouts.load.yaml_text import YamlText


class Order(Struct, frozen=True):
    """What all tasks of a batch share. `state` is that of the stock that it began with."""

    clinic_folder: Path
    state: str
    output: Path
    allow_draft: bool


class Task(Struct, frozen=True):
    """One sheet to be made. `number` counts the jobs of the batch, from 0.

    `patient` is its id and `file` the name of the sheet, as far as they can be read; `earlier` is
    what the manifest says of that name. Where there are `problems` nothing is made, and what else
    is wrong is said too.
    """

    number: int
    place: Source
    written: Document | YamlText
    patient: str
    file: str
    earlier: Row | None
    problems: tuple[Problem, ...]


class Done(Struct, frozen=True):
    """How a task ended. `row` is for the manifest, of a sheet that is on the disk."""

    number: int
    outcome: Outcome
    row: Row | None = None


class Batch(Struct, frozen=True):
    """How the tasks that were given together ended. `full`: the disk takes no more; the tasks that
    are not in `done` are not made.
    """

    done: tuple[Done, ...]
    full: tuple[Problem, ...] = ()


def failed(
    order: Order, task: Task, problems: tuple[Problem, ...], content: tuple[Problem, ...] = (),
    trace: str = "",
) -> Done:  # fmt: skip
    """The end of a task that made nothing, for these reasons; see Outcome for the rest.

    An earlier sheet that is still there is told of: whoever prints the folder would print what is
    no longer prescribed.
    """
    if task.earlier and (order.output / task.earlier.file).exists():
        message = f"{task.earlier.file} in the folder is of an earlier run"
        problems += (Problem(task.place, message, "do not hand it out"),)
    told = tuple(dict.fromkeys(problems))
    outcome = Outcome(
        task.place, Result.FAILED, task.patient, problems=told, content=content, trace=trace
    )
    return Done(task.number, outcome)


def crashed(order: Order, task: Task) -> Done:
    """The end of a task that took its whole process with it, more than once."""
    message = "the program ended on this row, more than once"
    problem = Problem(task.place, message, "report it, with this prescription")
    return failed(order, task, (problem,))
