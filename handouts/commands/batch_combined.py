"""`handouts batch --combined`: the one file for the printer, from what was typed to its end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from handouts.batch.combined import Order
    from handouts.batch.outcome import Report
    from handouts.model.clinic import Clinic


@dataclass(frozen=True, slots=True)
class Pile:
    """The combined file that the command asks for."""

    file: Path
    output: Path
    order: Order
    separators: bool

    def write(self, report: Report, clinic: Clinic) -> None:
        """Write it, and say what is in it and what is not."""
        from handouts.batch.combined import Separators, write_combined

        if not report.complete:
            click.echo("No combined file: the batch was stopped.", err=True)
            return
        pages = Separators.of(clinic) if self.separators else None
        made = write_combined(self.file, report.outcomes, self.output, clinic, self.order, pages)
        if made is None:
            click.echo("No combined file: no sheet was made.", err=True)
            return
        failed = len(report.failed)
        missing = f"; failed, so not in it: {failed}" if failed else ""
        click.echo(f"{self.file}: sheets {made.sheets}, pages {made.pages}{missing}.")


def pdf_name(_context: click.Context, _option: click.Parameter, combined: str | None) -> str | None:
    """What follows --combined: a PDF's name or nothing; a roster there is a slip."""
    if combined and not combined.lower().endswith(".pdf"):
        raise click.BadParameter(
            f'it names a file that ends in .pdf, not "{combined}". Write the roster before it.'
        )
    return combined


def pile_for(
    roster: Path, output: Path, combined: str | None, order: Order | None, *, separators: bool
) -> Pile | None:
    """What is asked for: `combined` is None where it is not, and "" for the usual name.

    What an earlier batch of the roster made is removed in any case: its sheets may be others now.
    Raises click.UsageError, and HandoutError where a file of another kind has the name.
    """
    from handouts.batch.combined_file import combined_name, make_way, remove_earlier

    usual = output / combined_name(roster)
    if combined is None:
        if order or separators:
            raise click.UsageError("--order and --separators go with --combined.")
        remove_earlier(usual)
        return None
    if separators and order == "roster":
        raise click.UsageError("--separators stand between clinicians: not with --order roster.")
    file = Path(combined) if combined else usual
    make_way(file)
    return Pile(file, output, order or "clinician", separators)
