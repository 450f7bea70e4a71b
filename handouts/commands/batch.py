"""`handouts batch`: the sheets of a roster, or of a folder of prescriptions, in one run."""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.commands.batch_combined import pdf_name, pile_for
from handouts.errors import DiskFullError
from handouts.places import OUTPUT_FOLDER

if TYPE_CHECKING:
    from types import FrameType

    from handouts.batch.combined import Order
    from handouts.load.job import Job
    from handouts.load.roster import Roster
    from handouts.model.clinic import Clinic

_AGAIN = "Run the same command again for the rest."


@click.command()
@click.argument("roster", required=False, type=click.Path(path_type=Path), metavar="ROSTER|FOLDER")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=OUTPUT_FOLDER,
    show_default=True, metavar="DIR", help="The folder for the sheets and report.csv.",
)  # fmt: skip
@click.option(
    "--clinic", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The clinic's folder. Left out: the nearest folder above with a clinic.yaml.",
)  # fmt: skip
@click.option("--sheet", metavar="NAME", help="Of a workbook: the sheet that holds the roster.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="The day of sheets whose row has none.",
)  # fmt: skip
@click.option("--allow-draft", is_flag=True, help="Also sheets with words that nobody has checked.")
@click.option(
    "--workers", type=click.IntRange(1), metavar="N",
    help="How many processes make sheets. Left out: one for each core.",
)  # fmt: skip
@click.option(
    "--combined", is_flag=False, flag_value="", callback=pdf_name, metavar="[FILE]",
    help="Also one PDF of all sheets for the printer, in DIR or as FILE.",
)  # fmt: skip
@click.option(
    "--order", type=click.Choice(["clinician", "roster"]),
    help="Of --combined: by site and clinician, or as in ROSTER. Left out: clinician.",
)  # fmt: skip
@click.option("--separators", is_flag=True, help="Of --combined: a page on top of each group.")
@click.option("--quiet", is_flag=True, help="Do not show how far it is.")
@click.option(
    "--template", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Without ROSTER: write an empty roster to fill in to this .xlsx.",
)  # fmt: skip
@click.pass_context
def batch(
    context: click.Context,
    roster: Path | None,
    output: Path,
    clinic: Path | None,
    sheet: str | None,
    day: dt.datetime | None,
    workers: int | None,
    template: Path | None,
    combined: str | None,
    order: Order | None,
    *,
    separators: bool,
    allow_draft: bool,
    quiet: bool,
) -> None:
    """Make the sheets of a ROSTER (.csv or .xlsx), or of a FOLDER of prescriptions.

    A row that is wrong fails alone; the report says why. Run again, it makes only what changed.
    Stopped at any moment, it makes the rest when it is run again.

    \b
    Example:
      handouts batch tomorrow.csv --date 2026-11-22
      handouts batch tomorrow.csv --combined --separators
      handouts batch --template roster.xlsx
    """  # noqa: D301  # \b must reach click as one character
    from handouts.batch.report import REPORT_FILE
    from handouts.batch.run import run_batch
    from handouts.commands.batch_progress import Progress, counted, failures
    from handouts.load.clinic import clinic_folder_here, find_clinic_folder, load_clinic

    if (roster is None) == (template is None):
        raise click.UsageError("Name a roster or a folder, or a file with --template.")
    if template is not None:
        _write_template(template, clinic)
        return
    if roster is None:
        return
    above = roster / "*.yaml" if roster.is_dir() else roster
    folder = (clinic_folder_here(clinic) if clinic else None) or find_clinic_folder(above)
    known = load_clinic(folder)
    jobs = _jobs(roster, known, folder, sheet, day.date() if day else None)
    pile = pile_for(roster, output, combined, order, separators=separators)
    with Progress(len(jobs), quiet=quiet) as progress, _until_interrupted() as interrupted:
        try:
            report = run_batch(
                jobs, folder, output, workers=workers, allow_draft=allow_draft,
                told=progress, stopping=interrupted.is_set,
            )  # fmt: skip
        except DiskFullError:
            progress.close()
            click.echo(f"{counted(progress.count)} {_AGAIN}", err=True)
            raise
    failures(report)
    end = f"{output / REPORT_FILE} says what became of each." if report.complete else _AGAIN
    click.echo(f"{counted(report.count())} {end}")
    if pile:
        pile.write(report, known)
    context.exit(report.exit_code)


def _jobs(
    roster: Path, clinic: Clinic, folder: Path, sheet: str | None, date: dt.date | None
) -> Roster | list[Job]:
    """As many as the bar shows. A roster makes each when it is asked for."""
    if roster.is_dir():
        from handouts.load.saved_prescriptions import read_folder

        if sheet or date:
            raise click.UsageError("--sheet and --date go with a roster.")
        return list(read_folder(roster))
    from handouts.load.roster import read_roster

    read = read_roster(roster, clinic, folder, sheet, date)
    for note in read.notes:
        click.echo(note, err=True)
    if read.skipped:
        click.echo(f"rows skipped for their status: {read.skipped}", err=True)
    return read


def _write_template(file: Path, clinic: Path | None) -> None:
    from handouts.load.clinic import clinic_folder_here, current_clinic_folder, load_clinic
    from handouts.load.roster_template import roster_template
    from handouts.output import write_new

    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("--template names a file that ends in .xlsx.")
    folder = (clinic_folder_here(clinic) if clinic else None) or current_clinic_folder()
    write_new(file, roster_template(load_clinic(folder), folder))
    click.echo(str(file))


@contextlib.contextmanager
def _until_interrupted() -> Iterator[threading.Event]:
    """Set by Ctrl-C; a second one ends the program at once."""
    interrupted = threading.Event()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        interrupted.set()
        sys.stderr.write("\nStopping: sheets that are begun are finished first.\n")

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


COMMANDS = (batch,)
