"""Tasks, spread over any `concurrent.futures.Executor`, and each of them done all the same.

A process may die: killed, out of memory, or by a bug in a library. What was on its way then is done
again one task at a time, so that a task which kills its process is found, and fails alone.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from typing import Self

from handouts.batch.making import make_sheets
from handouts.batch.task import Batch, Order, Task, crashed

MOST_TOGETHER = 32
"""Tasks that travel together: they pay the way there and back, and what reads them, once."""
AHEAD = 3
"""Such parcels that are on their way for each process: it never waits, and few are held."""
LONE_TRIES = 2
"""How often a task may end its process while nothing else is on its way."""
LOOK_S = 0.2
"""How often it is asked whether to stop."""
MOST_PROCESSES = 61
"""As many as Windows can wait for."""


def core_count() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """The caller's executor, or `workers` processes of our own, which are replaced when one dies.

    To be used in a `with`, and made before threads are started: then the processes begin with all
    that this one has loaded.
    """

    def __init__(self, executor: Executor | None, workers: int) -> None:
        self._workers = min(workers, MOST_PROCESSES)
        self._is_own = executor is None
        self._executor = executor or _processes(self._workers)
        if self._is_own:
            self._executor.submit(core_count)  # any task: with the first one the processes start

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let what is on its way come to its end, and begin nothing more."""
        if self._is_own:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def make(
        self, order: Order, tasks: Iterator[Task], count: int | None, stopping: Callable[[], bool]
    ) -> Iterator[Batch]:
        """The ends of all tasks, as they come. Once `stopping` says so, no more are begun.

        `count`: how many there are, as far as that is known.

        Raises BrokenExecutor if the caller's executor is beyond use.
        """
        on_the_way: dict[Future[Batch], tuple[Task, ...]] = {}
        suspects: list[Task] = []
        parcels = self._parcels(tasks, count)
        while not stopping():
            while not suspects and len(on_the_way) < AHEAD * self._workers:
                if not (parcel := next(parcels, ())):
                    break
                on_the_way[self._begun(order, parcel)] = parcel
            if not on_the_way and not suspects:
                return
            yield from _ended(on_the_way, suspects)
            if not on_the_way:
                yield from self._one_by_one(order, suspects, stopping)
                suspects.clear()
        for future in on_the_way:
            future.cancel()
        while on_the_way:
            yield from _ended(on_the_way, suspects)

    def _parcels(self, tasks: Iterator[Task], count: int | None) -> Iterator[tuple[Task, ...]]:
        """Small ones at the end, so that all processes come to it together, and of a short list
        each has some. Where nobody knows the end, as many are expected as have come.
        """
        sent, share = 0, 2 * self._workers
        while True:
            left = sent if count is None else max(count - sent, 0)
            parcel = tuple(itertools.islice(tasks, min(MOST_TOGETHER, 1 + left // share)))
            if not parcel:
                return
            yield parcel
            sent += len(parcel)

    def _one_by_one(
        self, order: Order, tasks: list[Task], stopping: Callable[[], bool]
    ) -> Iterator[Batch]:
        for task in tasks:
            ended: list[Batch] = []
            for _ in range(LONE_TRIES):
                if stopping():
                    return
                on_the_way: dict[Future[Batch], tuple[Task, ...]] = {}
                on_the_way[self._begun(order, (task,))] = (task,)
                while on_the_way:
                    ended += _ended(on_the_way, [])
                if ended:
                    break
            yield from ended or [Batch((crashed(order, task),))]

    def _begun(self, order: Order, parcel: tuple[Task, ...]) -> Future[Batch]:
        try:
            return self._executor.submit(make_sheets, order, parcel)
        except BrokenExecutor:
            if not self._is_own:
                raise
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = _processes(self._workers)
        return self._executor.submit(make_sheets, order, parcel)


def _ended(
    on_the_way: dict[Future[Batch], tuple[Task, ...]], suspects: list[Task]
) -> Iterator[Batch]:
    """What has come to its end by now; the tasks of a process that was lost become suspects."""
    for future in wait(on_the_way, LOOK_S, FIRST_COMPLETED).done:
        parcel = on_the_way.pop(future)
        try:
            batch = future.result()
        except CancelledError:
            continue
        except Exception:  # noqa: BLE001  # each executor has its own for a process that was lost
            suspects += parcel
        else:
            yield batch


def _processes(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork" if _is_alone() else "spawn")
    return ProcessPoolExecutor(count, context, _begin)


def _is_alone() -> bool:
    """A fork has at once all that is loaded, but is safe only where no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin() -> None:
    """In a new process: Ctrl-C is for the one that leads, and without that one there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_leader, daemon=True).start()


def _end_with_the_leader() -> None:
    if leader := multiprocessing.parent_process():
        leader.join()
        os._exit(1)
