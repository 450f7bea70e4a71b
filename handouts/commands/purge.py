"""`handouts purge`: asking before patients' files are removed."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.commands.options import in_clinic
from handouts.errors import ExitCode, InvalidValueError
from handouts.places import OUTPUT_FOLDER

if TYPE_CHECKING:
    from handouts.purge import Found


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), default=OUTPUT_FOLDER, metavar="[FOLDER]"
)
@click.option(
    "--older-than", "age", required=True, metavar="AGE",
    help="How long files are kept: 90d, 12w, 6m or 2y.",
)  # fmt: skip
@in_clinic
@click.option("--dry-run", is_flag=True, help="List what would be removed; remove nothing.")
@click.option("--yes", is_flag=True, help="Remove without being asked.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="Count from this day instead.",
)  # fmt: skip
@click.pass_context
def purge(
    context: click.Context,
    folder: Path,
    age: str,
    clinic: Path | None,
    today: dt.datetime | None,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Remove old sheets from FOLDER (output), and old saved prescriptions of the clinic.

    Clinicians' records, combined files, reports and what a batch noted of the sheets go with them.
    How many there are is said first, then you are asked.

    \b
    Example:
      handouts purge --older-than 90d
    """  # noqa: D301  # \b must reach click as one character
    from handouts.load.clinic import clinic_folder_here
    from handouts.purge import day_before, find_old, remove

    if not (yes or dry_run or somebody_is_there()):
        raise click.UsageError(
            "Nobody is there to be asked: run it in a terminal, or write --yes to remove at once."
        )
    # What is kept depends on the day on which it is asked; no sheet takes its date from the clock.
    counted_from = today.date() if today else dt.date.today()  # noqa: DTZ011, TID251
    try:
        before = day_before(counted_from, age)
    except InvalidValueError as error:
        raise click.UsageError(f"--older-than {error.message}; {error.hint}.") from None
    clinic_folder = clinic_folder_here(clinic)
    found = find_old(folder, clinic_folder, before)
    _say_what_stays(found, folder, clinic_folder)
    if not found.files and not found.entries:
        click.echo(f"Nothing is older than {before}.")
        return
    if dry_run:
        for old in found.files:
            click.echo(str(old.file))
        click.echo(f"These would be removed: {_counts(found)}.")
        return
    click.echo(f"Older than {before}: {_counts(found)}.")
    if not yes and not click.confirm("Remove them for good?"):
        click.echo("Nothing was removed.", err=True)
        context.exit(ExitCode.PROBLEM)
    gone, failures = remove(found, folder)
    click.echo(f"Removed {gone} of {len(found.files)} files.")
    for problem in failures:
        click.echo(str(problem), err=True)
    if failures:
        context.exit(ExitCode.CANNOT_WRITE)


def somebody_is_there() -> bool:
    """Whether a question would reach a person."""
    return sys.stdin.isatty()


def _counts(found: Found) -> str:
    """How many of each kind, and from when to when; nobody's name or number."""
    kinds = Counter(old.kind.value for old in found.files)
    counts = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.items()]
    if found.entries:
        entries = "entry" if len(found.entries) == 1 else "entries"
        counts.append(f"{len(found.entries)} {entries} of the manifest")
    days = sorted(old.day for old in found.files)
    span = f", from {days[0]} to {days[-1]}" if days else ""
    return ", ".join(counts) + span


def _say_what_stays(found: Found, folder: Path, clinic_folder: Path | None) -> None:
    for problem in found.problems:
        click.echo(str(problem), err=True)
    if found.undated:
        files = "1 file" if found.undated == 1 else f"{found.undated} files"
        click.echo(f"{folder}: {files} left that no sheet's day can be read of", err=True)
    if clinic_folder is None:
        click.echo("No clinic's folder here: saved prescriptions are left (see --clinic)", err=True)


COMMANDS = (purge,)
