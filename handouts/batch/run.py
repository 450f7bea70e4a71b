"""Jobs → sheets in a folder, its manifest, and a report: read this first.

    jobs ── feed ──▶ Task      one sheet to be made, with its name
            crew ──▶ Batch     made by other processes, any number at once
            here ──▶ manifest, Report

Each sheet is written whole, then its row in the manifest. So a batch may be stopped at any moment:
a second one finds what is made from the same input, and makes the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from operator import length_hint
from pathlib import Path

from handouts.batch.crew import Crew, core_count
from handouts.batch.feed import feed
from handouts.batch.manifest import TEMPORARY, Manifest
from handouts.batch.outcome import Outcome, Report
from handouts.batch.report import REPORT_FILE, remove_report, report_csv
from handouts.batch.stock import load_stock
from handouts.batch.task import Done, Order, Task
from handouts.errors import DiskFullError
from handouts.load.job import Job
from handouts.output import remove_unfinished, write_whole

Told = Callable[[Outcome], object]


def run_batch(
    jobs: Iterable[Job], clinic_folder: Path, output: Path, *, executor: Executor | None = None,
    workers: int | None = None, allow_draft: bool = False, told: Told = lambda _: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Report:  # fmt: skip
    """Make the sheet of each job in `output`, and report.csv beside them.

    `executor`: any of `concurrent.futures`, and `workers` how many processes it has; left out,
    `workers` processes of this machine, or one for each core. Executors on other machines find
    both folders by the same absolute names. `allow_draft`: also sheets whose words nobody has
    signed off. `told` hears of each outcome as it comes. Once `stopping` says so, what is on its
    way is finished and the report is not `complete`.
    Raises HandoutError for a mistake that no sheet can be made with, CannotWriteError where the
    folder cannot be written or another batch is writing there, DiskFullError when nothing more can
    be written.
    """
    output = output.absolute()
    folder = clinic_folder.absolute() if executor else clinic_folder
    stock = load_stock(folder)
    order = Order(folder, stock.state, output, allow_draft)
    ended: list[tuple[int, Outcome]] = []
    stopped = False

    def stops() -> bool:
        nonlocal stopped
        stopped = stopped or stopping()
        return stopped

    def end(one: Done) -> None:
        ended.append((one.number, one.outcome))
        told(one.outcome)

    def tasks() -> Iterator[Task]:
        for one in feed(jobs, manifest):
            if isinstance(one, Task):
                yield one
            else:
                end(one)

    with ExitStack() as stack:
        # Its processes begin before the manifest is open: SQLite must not be carried into them.
        crew = stack.enter_context(Crew(executor, workers or core_count()))
        manifest = stack.enter_context(Manifest(output))
        stack.callback(remove_unfinished, output, TEMPORARY)
        stack.callback(crew.close)
        remove_unfinished(output, TEMPORARY)
        remove_report(output / REPORT_FILE)
        for batch in crew.make(order, tasks(), length_hint(jobs) or None, stops):
            manifest.put(one.row for one in batch.done if one.row)
            for one in batch.done:
                end(one)
            if batch.full:
                raise DiskFullError(batch.full)
        report = Report(tuple(outcome for _, outcome in sorted(ended, key=_number)), not stopped)
        if report.complete:
            write_whole(output / REPORT_FILE, report_csv(report))
    return report


def _number(one: tuple[int, Outcome]) -> int:
    return one[0]
