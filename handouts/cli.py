"""The command line: arguments, exit codes, printing. No logic.

What a command does not need is not imported: that is most of the time that a cold start takes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.commands import batch, lookup, purge
from handouts.errors import CannotWriteError, ExitCode, HandoutError
from handouts.places import OUTPUT_FOLDER
from handouts.units import PaperName

if TYPE_CHECKING:
    from handouts.studio import ShownSide, Style


class _Command(click.Group):
    """Turns Problems into lines and an exit code; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:  # the disk's answer to a path that a person gave, not a bug
            click.echo(f"{error.filename or 'a file'}: {error.strerror or error}", err=True)
            ctx.exit(ExitCode.CANNOT_WRITE)
        except HandoutError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            cannot_write = isinstance(error, CannotWriteError)
            ctx.exit(ExitCode.CANNOT_WRITE if cannot_write else ExitCode.PROBLEM)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="handouts", message="%(prog)s %(version)s")
def main() -> None:
    """Print home-exercise sheets for patients.

    \b
    Example:
      handouts make content/prescriptions/example.yaml
    """  # noqa: D301  # \b must reach click as one character
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter of a message; it must not fail for that.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("prescriptions", nargs=-1, metavar="[PRESCRIPTION | EXERCISE:DOSE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=OUTPUT_FOLDER, show_default=True,
    help="A folder for the sheets, or the name of the one PDF.",
)  # fmt: skip
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The paper to print on.")
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
@click.option("--programme", metavar="ID", help="With --patient: the programme to begin with.")
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
    clinic: Path | None,
    since: Path | None,
    save: Path | None,
    *,
    show: bool,
    summary: bool,
    **about: str | None,
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

    said = {key: value for key, value in about.items() if value is not None}
    one_file = output.suffix.lower() == ".pdf"
    _check_make(prescriptions, said, save, since, one_file=one_file)
    if "patient" in said:
        named = {QUICK_KEYS.get(key, key): value for key, value in said.items()}
        sheet, text = make_quick(prescriptions, named, clinic, paper, since, with_summaries=summary)
        if save:
            write_new(save, text.encode())
        sheets = [sheet]
    else:
        sheets = make_all(
            [Path(file) for file in prescriptions], clinic, paper, since, with_summaries=summary
        )
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


QUICK_KEYS = {"patient": "patient.id", "name": "patient.name"}
"""Options whose value stands elsewhere in a prescription's file."""


def _check_make(
    prescriptions: tuple[str, ...], said: dict[str, str], save: Path | None, since: Path | None,
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
    if save and save.suffix.lower() not in {".yaml", ".yml"}:
        raise click.UsageError("--save names a file that ends in .yaml.")


@main.command()
@click.argument("exercises", nargs=-1, metavar="[ID]...")
@click.option(
    "--all", "every", is_flag=True,
    help="Every exercise with a pose: the clinic's own, or the shipped ones without --clinic.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Draw into this .svg, .png or .pdf to look at; nothing else is written.",
)  # fmt: skip
@click.option("--style", type=click.Choice(["colour", "mono"]), help="For -o: colour unless said.")
@click.option(
    "--side", type=click.Choice(["right", "left"]),
    help="For -o: the side that exercises with a side show; right unless said.",
)  # fmt: skip
@click.option(
    "--clinic", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The clinic's folder, for its exercises and its colour.",
)  # fmt: skip
def figure(
    exercises: tuple[str, ...],
    output: Path | None,
    style: Style | None,
    side: ShownSide | None,
    clinic: Path | None,
    *,
    every: bool,
) -> None:
    """Draw the pictures of exercises from their poses.

    Without -o each is drawn into the exercise's own folder, where sheets take it from, and its path
    is printed.

    \b
    Example:
      handouts figure knee-lift --clinic my-clinic
      handouts figure --all -o all.png
    """  # noqa: D301  # \b must reach click as one character
    from handouts.output import write_whole
    from handouts.studio import PICTURE_KINDS, draw_poses, picture

    if every == bool(exercises):
        raise click.UsageError("Name the exercises to draw, or write --all.")
    if output is None and (style or side):
        raise click.UsageError("--style and --side go with -o.")
    kind = output.suffix.lower() if output else ""
    if output and kind not in PICTURE_KINDS:
        raise click.UsageError("-o names a file that ends in .svg, .png or .pdf.")
    posed = draw_poses(exercises, clinic)
    if output:
        write_whole(output, picture(posed, kind, style or "colour", side or "right", clinic))
        click.echo(str(output))
        return
    for one in posed:
        write_whole(one.file, one.data, like=one.source_file)
        click.echo(str(one.file))


@main.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--level", type=click.Choice(["error", "warning", "advice"]), default="advice",
    show_default=True, help="Only findings of this level or worse.",
)  # fmt: skip
@click.option("--online", is_flag=True, help="Also open each video's address.")
@click.option("--json", "for_programs", is_flag=True, help="As JSON, for other programs.")
def check(path: Path | None, level: str, *, online: bool, for_programs: bool) -> None:
    """Say what is wrong or weak in content before a patient sees it.

    PATH is a clinic's folder, an exercise or a prescription. Left out: the clinic's folder that the
    command runs in.

    \b
    Example:
      handouts check my-clinic --level warning
    """  # noqa: D301  # \b must reach click as one character
    from handouts.check.content import check as findings_of
    from handouts.check.finding import Level, exit_code
    from handouts.check.report import as_json, table

    findings = [
        finding for finding in findings_of(path, online=online)
        if finding.level >= Level[level.upper()]
    ]  # fmt: skip
    click.echo(as_json(findings) if for_programs else table(findings))
    click.get_current_context().exit(exit_code(findings))


@main.command()
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


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a clinic's FOLDER: its name and colours, a logo, a prescription to copy.

    \b
    Example:
      handouts init my-clinic
    """  # noqa: D301  # \b must reach click as one character
    from handouts.starter import start_clinic

    for file in start_clinic(folder):
        click.echo(str(file))


for command in (*lookup.COMMANDS, *batch.COMMANDS, *purge.COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
