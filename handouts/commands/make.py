"""`handouts make` and `reprint`: prescriptions become sheets, and a sheet is made again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.places import OUTPUT_FOLDER
from handouts.units import PaperName

if TYPE_CHECKING:
    from handouts.model.clinic import PrintFormat


@click.command()
@click.argument("prescriptions", nargs=-1, metavar="[PRESCRIPTION | EXERCISE:DOSE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=OUTPUT_FOLDER, show_default=True,
    help="A folder for the sheets, or the name of the one PDF.",
)  # fmt: skip
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper to print on.")
@click.option(
    "--format", "in_format", type=click.Choice(["sheet", "booklet"]),
    help="A sheet for up to four exercises, or a booklet with one or two exercises a page.",
)  # fmt: skip
@click.option(
    "--clinic", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The clinic's folder. Left out: the nearest folder above with a clinic.yaml.",
)  # fmt: skip
@click.option(
    "--since", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="The patient's earlier prescription: page 1 says what is new, changed and dropped.",
)  # fmt: skip
@click.option("--patient", metavar="ID", help="Without a file: the patient's number.")
@click.option("--date", metavar="DAY", help="With --patient: the day, as 2026-11-22.")
@click.option("--name", metavar="NAME", help="With --patient: the patient's name.")
@click.option("--clinician", metavar="NAME", help="With --patient: who prescribes.")
@click.option("--next-visit", metavar="DAY", help="With --patient: as 2026-12-06 10:30.")
@click.option("--site", metavar="ID", help="With --patient: the clinic's site.")
@click.option("--goal", metavar="TEXT", help="With --patient: what the exercises are for.")
@click.option(
    "--condition", multiple=True, metavar="WORDS",
    help="With --patient: what may speak against an exercise; once for each.",
)  # fmt: skip
@click.option(
    "--no-conditions", is_flag=True, help="With --patient: the patient was asked, and has none."
)
@click.option("--frequency", metavar="F", help="With --patient: how often, as 2/day, for all.")
@click.option("--programme", metavar="ID", help="With --patient: the programme to begin with.")
@click.option(
    "--drop", multiple=True, metavar="ID",
    help="With --programme: an exercise of it to leave out; once for each.",
)  # fmt: skip
@click.option(
    "--order", metavar="ORDER", help="With --patient: position sorts by position of the body."
)
@click.option(
    "--save", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="With --patient: write the prescription to this .yaml as well.",
)  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open each sheet when it is written.")
@click.option(
    "--summary", is_flag=True,
    help="Write the clinician's record beside each sheet, as text and as a PDF.",
)  # fmt: skip
def make(
    prescriptions: tuple[str, ...],
    output: Path,
    paper: PaperName | None,
    in_format: PrintFormat | None,
    clinic: Path | None,
    since: Path | None,
    save: Path | None,
    *,
    show: bool,
    summary: bool,
    no_conditions: bool,
    **about: str | tuple[str, ...] | None,
) -> None:
    """Make the sheet of each PRESCRIPTION file and print where it is.

    Everything that is wrong with the files is said at once, and then nothing is written.
    With --patient the exercises stand in the command itself, and no file is needed.

    \b
    Example:
      handouts make prescriptions/P-1042.yaml --paper letter --open
      handouts make --patient P-1042 --date 2026-11-22 ql-stretch:right,hold=30s bridge:3x8-12
    """  # noqa: D301  # \b must reach click as one character
    from handouts.naming import SUMMARY
    from handouts.output import write_new, write_whole
    from handouts.session import make_all, make_quick

    said = {key: value for key, value in about.items() if value not in {None, ()}}
    said |= {"no_conditions": ()} if no_conditions else {}
    one_file = output.suffix.lower() == ".pdf"
    _check_make(prescriptions, said, save, since, one_file=one_file)
    if "patient" in said:
        named = {QUICK_KEYS.get(key, key): value for key, value in said.items()}
        sheet, text = make_quick(
            prescriptions, named, clinic, paper, since, in_format=in_format, with_summaries=summary
        )
        if save:
            write_new(save, text.encode())
        sheets = [sheet]
    else:
        sheets = make_all(
            [Path(file) for file in prescriptions], clinic, paper, since,
            in_format=in_format, with_summaries=summary,
        )  # fmt: skip
    for sheet in sheets:
        path = output if one_file else output / f"{sheet.stem}.pdf"
        write_whole(path, sheet.pdf)
        click.echo(str(path))
        if sheet.summary:
            text, pdf = sheet.summary
            for ending, record in ((".txt", text.encode()), (".pdf", pdf)):
                beside = path.with_name(f"{path.stem}{SUMMARY}{ending}")
                write_whole(beside, record)
                click.echo(str(beside))
        if show:
            click.launch(str(path))
    if save:
        click.echo(str(save))


QUICK_KEYS = {
    "patient": "patient.id", "name": "patient.name",
    "condition": "patient.conditions", "no_conditions": "patient.conditions",
}  # fmt: skip
"""Options whose value stands elsewhere in a prescription's file."""


def _check_make(
    prescriptions: tuple[str, ...], said: Collection[str], save: Path | None, since: Path | None,
    *, one_file: bool,
) -> None:  # fmt: skip
    """What can be seen of the arguments alone."""
    if "patient" not in said:
        if said or save:
            option = "--" + next(iter(said), "save").replace("_", "-")
            raise click.UsageError(f"{option} goes with --patient.")
        if not prescriptions:
            raise click.UsageError("Name a prescription's file, or the patient with --patient.")
        if one_file and len(prescriptions) > 1:
            raise click.UsageError("-o names one PDF, but there are several prescriptions.")
        if since and len(prescriptions) > 1:
            raise click.UsageError("--since goes with one prescription.")
        return
    if "date" not in said:
        raise click.UsageError("--patient needs --date, as in --date 2026-11-22.")
    if not prescriptions and "programme" not in said:
        raise click.UsageError("Name exercises, such as bridge:3x8-12, or a --programme.")
    if {"condition", "no_conditions"} <= set(said):
        raise click.UsageError("--condition names one, and --no-conditions says there are none.")
    if save and save.suffix.lower() not in {".yaml", ".yml"}:
        raise click.UsageError("--save names a file that ends in .yaml.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=OUTPUT_FOLDER, show_default=True,
    help="A folder for the sheet, or the name of its PDF.",
)  # fmt: skip
@click.option(
    "--anyway", is_flag=True,
    help="Make it also where it will not be the same bytes, as with another version of handouts.",
)  # fmt: skip
def reprint(file: Path, output: Path, *, anyway: bool) -> None:
    """Make the sheet of FILE again, a PDF that carries what it was made from.

    Sheets carry it if clinic.yaml says provenance: true. The same version of handouts makes the
    same bytes; another one says which version made the sheet.

    \b
    Example:
      handouts reprint 2026-11-22-P-1042.pdf -o again.pdf
    """  # noqa: D301  # \b must reach click as one character
    from handouts.output import write_whole
    from handouts.reprint import place_for, reprint_sheet

    sheet = reprint_sheet(file, anyway=anyway)
    path = place_for(file, output, sheet.pdf)
    write_whole(path, sheet.pdf)
    if sheet.note:
        click.echo(sheet.note, err=True)
    click.echo(str(path))


COMMANDS = (make, reprint)
