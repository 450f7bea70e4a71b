"""How far a batch is, and what failed: a bar and a table on a terminal, else lines."""

from __future__ import annotations

import sys
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from handouts.batch.outcome import Outcome, Report, Result
from handouts.batch.report import place, reason

if TYPE_CHECKING:
    from handouts.commands.batch_terminal import Terminal

MOST_SHOWN = 50
"""Failed sheets; the others stand in the report."""
LINE_S = 10.0
"""How often a log hears of it."""


class Progress:
    """Is told of each outcome. Draws a bar on a terminal, writes a line now and then to a log."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self.count: Counter[Result] = Counter()
        self._total, self._quiet = total, quiet
        self._begin = self._said = time.monotonic()
        self._terminal: Terminal | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from handouts.commands.batch_terminal import Terminal

            self._terminal = Terminal(self._total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._terminal:
            self._terminal.close()
            self._terminal = None

    def __call__(self, outcome: Outcome) -> None:
        self.count[outcome.result] += 1
        if self._quiet:
            return
        now, done = time.monotonic(), self.count.total()
        if self._terminal:
            self._terminal.show(done)
        elif now - self._said >= LINE_S:
            self._said = now
            rate = done / (now - self._begin)
            click.echo(f"{done} of {self._total}, {rate:.0f} a second", err=True)


def counted(count: Counter[Result]) -> str:
    """How many sheets ended in which way."""
    return ", ".join(f"{count[result]} {result}" for result in Result) + "."


def failures(report: Report) -> None:
    """What is wrong with the rows that failed, then what is wrong with content that they use."""
    shown = report.failed[:MOST_SHOWN]
    if sys.stderr.isatty():
        from handouts.commands.batch_terminal import show_failures

        show_failures(shown) if shown else None
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
