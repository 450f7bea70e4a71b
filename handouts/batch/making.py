"""Tasks → sheets on the disk: what runs in a process of its own, any number of them at once.

A sheet is written whole under a name that is its own, so that doing a task twice is doing it once.
All that is given together goes the same way, step by step: the bytes of each sheet are on the disk,
then it takes its name, then the folder's names are on the disk, and then only its row is given
back. A power cut between any two of these leaves a sheet whole or not there, and no row ahead.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from handouts.batch.manifest import TEMPORARY
from handouts.batch.sheet import Asked, make_sheet, read_task
from handouts.batch.task import Batch, Done, Order, Task, failed
from handouts.errors import CannotWriteError, DiskFullError, HandoutError, Problem
from handouts.output import Unnamed, keep_names

MOST_WAITING = 4
"""Threads that wait for the disk while the next sheets are made. They do nothing else, for whatever
they do they take from that; and a quick disk needs but one of them.
"""

TOGETHER = 8
"""Sheets that one of them brings to the disk in a row: each time that a thread wakes, the one that
makes sheets has to step aside.
"""

ResultT = TypeVar("ResultT")


class _OnTheWay(Struct, frozen=True):
    """A sheet whose bytes go to the disk, and how its task ends when they are there."""

    task: Task
    file: Unnamed
    done: Done


class _Disk:
    """Files on their way to the disk, while the next are written."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._waiting: list[Unnamed] = []
        self._begun: list[Future[list[CannotWriteError | None]]] = []

    def add(self, file: Unnamed) -> None:
        self._waiting.append(file)
        if len(self._waiting) == TOGETHER:
            self._begun.append(self._threads.submit(_on_disk, self._waiting))
            self._waiting = []

    def ends(self) -> Iterator[CannotWriteError | None]:
        """What went wrong with each file, in their order; it waits for all of them."""
        last = _on_disk(self._waiting)  # nothing else is left to do meanwhile
        return chain(*[begun.result() for begun in self._begun], last)


def _on_disk(files: list[Unnamed]) -> list[CannotWriteError | None]:
    ends: list[CannotWriteError | None] = []
    for file in files:
        try:
            file.bring_to_disk()
            ends.append(None)
        except CannotWriteError as error:
            ends.append(error)
    return ends


def make_sheets(order: Order, tasks: tuple[Task, ...]) -> Batch:
    """Make the sheets of these tasks, each whole or not at all. Nothing is raised for any of them:
    a mistake fails its own task.
    """
    # All are read first: the code that reads is slow after the code that draws, and quick after
    # itself.
    asked = [_or_failed(order, task, partial(read_task, order, task)) for task in tasks]
    begun: list[_OnTheWay | Done] = []
    done: list[Done] = []
    full: tuple[Problem, ...] = ()
    with ThreadPoolExecutor(MOST_WAITING) as threads:
        disk = _Disk(threads)
        for read in asked:
            try:
                begun.append(
                    read if isinstance(read, Done)
                    else _or_failed(order, read.task, partial(_begun, order, read, disk))
                )  # fmt: skip
            except DiskFullError as error:
                full = error.problems
                break
        ends = disk.ends()
    for one in begun:
        try:
            done.append(one if isinstance(one, Done) else _named(order, one, next(ends)))
        except DiskFullError as error:
            full = error.problems
    try:
        if any(one.row for one in done):
            keep_names(order.output)
    except DiskFullError as error:
        return Batch((), error.problems)
    return Batch(tuple(done), full)


def _or_failed(order: Order, task: Task, step: Callable[[], ResultT]) -> ResultT | Done:
    """What a step of a task comes to, or the end of the task where it fails.

    Raises DiskFullError.
    """
    try:
        return step()
    except DiskFullError:
        raise
    except HandoutError as error:
        return failed(order, task, error.problems)
    except Exception as error:  # noqa: BLE001  # a bug: the row fails, and the others go on
        return _broken(order, task, error)


def _begun(order: Order, asked: Asked, disk: _Disk) -> _OnTheWay | Done:
    """Raises DiskFullError."""
    sheet = make_sheet(order, asked)
    if isinstance(sheet, Done):
        return sheet
    file = Unnamed(sheet.path, TEMPORARY)
    file.write(sheet.pdf)
    begun = _OnTheWay(asked.task, file, sheet.done())
    disk.add(file)
    return begun


def _named(order: Order, one: _OnTheWay, error_of_disk: CannotWriteError | None) -> Done:
    """Raises DiskFullError."""
    try:
        if error_of_disk:
            raise error_of_disk
        one.file.take_name()
    except DiskFullError:
        raise
    except CannotWriteError as error:
        return failed(order, one.task, error.problems)
    return one.done


def _broken(order: Order, task: Task, error: Exception) -> Done:
    """The lines of code are told, and never the values: they are a patient's."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = (f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    name = type(error).__name__
    message = f"the program failed here ({name}): that is a mistake of ours"
    problem = Problem(task.place, message, "report it, with the lines of code that are shown")
    return failed(order, task, (problem,), trace="\n".join([name, *lines]))
