"""How far a batch is, and what failed: a bar and a table on a terminal, else lines."""

from __future__ import annotations

import sys
import time
from collections import Counter
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from handouts.batch.outcome import Outcome, Report, Result
from handouts.batch.report import place, reason

MOST_SHOWN = 50
"""Failed sheets; the others stand in the report."""
REDRAW_S = 0.1
LINE_S = 10.0
"""How often a log hears of it."""


class Progress:
    """Is told of each outcome. Draws a bar on a terminal, writes a line now and then to a log.

    It starts no thread: a process that has others cannot be copied as it is.
    """

    def __init__(self, total: int, *, quiet: bool) -> None:
        self.count: Counter[Result] = Counter()
        self._total, self._quiet = total, quiet
        self._begin = self._said = time.monotonic()
        self._bar: Bar | None = None
        if sys.stderr.isatty() and not quiet:
            columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), auto_refresh=False)
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def __call__(self, outcome: Outcome) -> None:
        self.count[outcome.result] += 1
        now, done = time.monotonic(), self.count.total()
        if self._bar:
            self._bar.update(self._task, completed=done)
            if now - self._said >= REDRAW_S or done == self._total:
                self._said = now
                self._bar.refresh()
        elif not self._quiet and now - self._said >= LINE_S:
            self._said = now
            rate = done / (now - self._begin)
            click.echo(f"{done} of {self._total}, {rate:.0f} a second", err=True)


class _Rate(ProgressColumn):
    """Sheets a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


def counted(count: Counter[Result]) -> str:
    """How many sheets ended in which way."""
    return ", ".join(f"{count[result]} {result}" for result in Result) + "."


def failures(report: Report) -> None:
    """What is wrong with the rows that failed, then what is wrong with content that they use."""
    shown = report.failed[:MOST_SHOWN]
    if sys.stderr.isatty():
        Console(stderr=True).print(_table(shown)) if shown else None
    else:
        for outcome in shown:
            for problem in outcome.problems:
                named = f" ({outcome.patient})" if outcome.patient else ""
                hint = f"\n  hint: {problem.hint}" if problem.hint else ""
                where, said = place(problem, outcome), reason(problem, outcome)
                click.echo(f"{where}{named}: {said}{hint}", err=True)
    if left := len(report.failed) - len(shown):
        click.echo(f"… and {left} more failed; the report says why.", err=True)
    for problem in report.content:
        click.echo(str(problem), err=True)
    for trace in dict.fromkeys(outcome.trace for outcome in shown if outcome.trace):
        click.echo(trace, err=True)


def _table(failed: tuple[Outcome, ...]) -> Table:
    table = Table("Where", "Patient", "What is wrong")
    for outcome in failed:
        for problem in outcome.problems:
            hint = f"\nhint: {problem.hint}" if problem.hint else ""
            where = place(problem, outcome)
            cell = str(where).removeprefix(f"{where.file}, ")
            cells = (cell, outcome.patient, reason(problem, outcome) + hint)
            table.add_row(*map(Text, cells))
    return table
