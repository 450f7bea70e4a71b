"""Tasks → sheets on the disk: what runs in a process of its own, any number of them at once.

A sheet is written whole under a name that is its own, so that doing a task twice is doing it once.
"""

from __future__ import annotations

import traceback
from concurrent.futures import Future, ThreadPoolExecutor

from handouts.batch.manifest import TEMPORARY
from handouts.batch.sheet import Sheet, make_sheet
from handouts.batch.task import Batch, Done, Order, Task, failed
from handouts.errors import CannotWriteError, DiskFullError, HandoutError, Problem
from handouts.output import keep_names, write_whole

WRITERS = 2
"""Threads that wait for the disk while the next sheets are made."""


def make_sheets(order: Order, tasks: tuple[Task, ...]) -> Batch:
    """Make the sheets of these tasks, each whole or not at all. Nothing is raised for any of them:
    a mistake fails its own task.
    """
    with ThreadPoolExecutor(WRITERS) as disk:
        begun = [_begun(order, task, disk) for task in tasks]
    done: list[Done] = []
    for end in begun:
        try:
            done.append(end.result() if isinstance(end, Future) else end)
        except DiskFullError as error:
            return Batch(_kept(order, done), error.problems)
    try:
        return Batch(_kept(order, done))
    except DiskFullError as error:
        return Batch((), error.problems)


def _begun(order: Order, task: Task, disk: ThreadPoolExecutor) -> Future[Done] | Done:
    try:
        sheet = make_sheet(order, task)
    except HandoutError as error:
        return failed(order, task, error.problems)
    except Exception as error:  # noqa: BLE001  # a bug: the row fails, and the others go on
        return _broken(order, task, error)
    return disk.submit(_written, order, sheet) if isinstance(sheet, Sheet) else sheet


def _written(order: Order, sheet: Sheet) -> Done:
    """Raises DiskFullError."""
    try:
        write_whole(sheet.path, sheet.pdf, temporary_start=TEMPORARY)
    except DiskFullError:
        raise
    except CannotWriteError as error:
        return failed(order, sheet.task, error.problems)
    return sheet.done()


def _kept(order: Order, done: list[Done]) -> tuple[Done, ...]:
    """The same, when the names of new sheets are on the disk. Raises DiskFullError."""
    if any(one.row for one in done):
        keep_names(order.output)
    return tuple(done)


def _broken(order: Order, task: Task, error: Exception) -> Done:
    """The lines of code are told, and never the values: they are a patient's."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = (f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    name = type(error).__name__
    message = f"the program failed here ({name}): that is a mistake of ours"
    problem = Problem(task.place, message, "report it, with the lines of code that are shown")
    return failed(order, task, (problem,), trace="\n".join([name, *lines]))
