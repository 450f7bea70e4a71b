"""What a terminal shows of a batch: a bar while it runs, and a table of what failed.

Apart, because rich takes longer to load than a log takes to be written.
"""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TimeRemainingColumn,
)
from rich.progress import Task as Shown
from rich.table import Table
from rich.text import Text

from handouts.batch.outcome import Outcome
from handouts.batch.report import place, reason

REDRAW_S = 0.1


class Terminal:
    """A bar on standard error. It starts no thread: a process that has others cannot be copied as
    it is.
    """

    def __init__(self, total: int) -> None:
        self._total, self._drawn = total, time.monotonic()
        columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()

    def show(self, done: int) -> None:
        """Draw it anew, where that was not done just now."""
        self._bar.update(self._task, completed=done)
        now = time.monotonic()
        if now - self._drawn >= REDRAW_S or done == self._total:
            self._drawn = now
            self._bar.refresh()

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.stop()


class _Rate(ProgressColumn):
    """Sheets a second."""

    def render(self, task: Shown) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


def show_failures(failed: tuple[Outcome, ...]) -> None:
    """A table of where, whose and why."""
    table = Table("Where", "Patient", "What is wrong")
    for outcome in failed:
        for problem in outcome.problems:
            hint = f"\nhint: {problem.hint}" if problem.hint else ""
            where = place(problem, outcome)
            cell = str(where).removeprefix(f"{where.file}, ")
            cells = (cell, outcome.patient, reason(problem, outcome) + hint)
            table.add_row(*map(Text, cells))
    Console(stderr=True).print(table)
