"""`handouts init`, `figure` and `check`: a clinic's content, its pictures, what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from handouts.studio import ShownSide, Style


@click.command()
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


@click.command()
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


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--level", type=click.Choice(["error", "warning", "advice"]), default="advice",
    show_default=True, help="Only findings of this level or worse.",
)  # fmt: skip
@click.option("--online", is_flag=True, help="Also open each video's address.")
@click.option("--json", "for_programs", is_flag=True, help="As JSON, for other programs.")
def check(path: Path | None, level: str, *, online: bool, for_programs: bool) -> None:
    """Say what is wrong or weak in content before a patient sees it.

    PATH is a clinic's folder, an exercise, a programme or a prescription. Left out: the clinic's
    folder that the command runs in.

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


COMMANDS = (init, figure, check)
