"""`handouts list`, `show`, `review` and `schema`: what there is, and who has checked it."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Literal

import click

from handouts.commands.options import in_clinic
from handouts.errors import ExitCode, HandoutError


@click.command(name="list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--region", help="Exercises of this region, such as knee.")
@click.option("--equipment", help="Exercises that use this, such as mat.")
@click.option("--position", help="Exercises in this position, such as sitting.")
@click.option("--json", "for_programs", is_flag=True, help="Write JSON in place of a table.")
@in_clinic
def list_exercises(
    words: tuple[str, ...],
    region: str | None,
    equipment: str | None,
    position: str | None,
    clinic: Path | None,
    *,
    for_programs: bool,
) -> None:
    """List the exercises there are, the shipped ones and the clinic's.

    Each WORD is looked for in ids, titles, clinical names and muscles.

    \b
    Example:
      handouts list stretch --region neck
    """  # noqa: D301  # \b must reach click as one character
    from handouts.catalogue import Wanted, as_json, find, table
    from handouts.load.clinic import clinic_folder_here

    wanted = Wanted(words, region, equipment, position)
    found, problems = find(wanted, clinic_folder_here(clinic))
    if for_programs:
        click.echo(as_json(found))
    elif found:
        at_terminal = sys.stdout.isatty()
        click.echo(table(found, shutil.get_terminal_size().columns if at_terminal else None))
    if problems:
        raise HandoutError(problems)


@click.command()
@click.argument("exercise", metavar="ID")
@click.option(
    "--side", type=click.Choice(["right", "left"]),
    help="For exercises that have sides: right unless said.",
)  # fmt: skip
@in_clinic
def show(exercise: str, side: Literal["right", "left"] | None, clinic: Path | None) -> None:
    """Show one exercise as the patient reads it, then what clinicians need to know of it.

    \b
    Example:
      handouts show ql-stretch --side left
    """  # noqa: D301  # \b must reach click as one character
    from handouts.exercise_text import exercise_text
    from handouts.load.clinic import clinic_folder_here

    click.echo(exercise_text(exercise, side, clinic_folder_here(clinic)))


@click.command()
@click.argument("exercises", nargs=-1, required=True, metavar="ID...")
@click.option("--by", required=True, metavar="NAME", help="Who has read the words.")
@click.option("--profession", required=True, help="What they are: physiotherapist.")
@click.option("--language", default="en", show_default=True, help="The language of the words.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="The day of the signature. Left out: today.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Sign without being asked.")
@in_clinic
@click.pass_context
def review(
    context: click.Context,
    exercises: tuple[str, ...],
    by: str,
    profession: str,
    language: str,
    day: dt.datetime | None,
    clinic: Path | None,
    *,
    yes: bool,
) -> None:
    """Sign off the words of exercises as they are, in the clinic's reviews.yaml.

    The words are shown first. When they change later, they are unreviewed again.

    \b
    Example:
      handouts review ql-stretch --by "Alex Example" --profession physiotherapist
    """  # noqa: D301  # \b must reach click as one character
    from handouts.output import write_whole
    from handouts.review import Signature, prepare, words_of

    if not yes and not sys.stdin.isatty():
        raise click.UsageError(
            "Nobody is there to be asked: run it in a terminal, or write --yes for words that "
            "were read."
        )
    # A signature bears the day on which it is given; no sheet takes its date from the clock.
    date = day.date() if day else dt.date.today()  # noqa: DTZ011, TID251
    signing = prepare(exercises, Signature(by, profession, date, language), clinic)
    for exercise, words in signing.words.items():
        click.echo(words_of(exercise, words) + "\n")
    question = f"Does {by}, {profession}, sign these words?"
    if not yes and not click.confirm(question):
        click.echo("Nothing was signed.", err=True)
        context.exit(ExitCode.PROBLEM)
    write_whole(signing.file, signing.data, like=signing.like)
    click.echo(str(signing.file))


@click.command()
@click.argument("kind", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Write into this folder; without KIND, the schemas of all files.",
)  # fmt: skip
def schema(kind: str | None, output: Path | None) -> None:
    """Write the JSON Schema of a KIND of file, with which editors complete and check YAML.

    KIND is clinic, exercise, translation, prescription, programme, vocabulary, plain-words or
    reviews. With -o, the line is printed that a file begins with, so that an editor finds its
    schema.

    \b
    Example:
      handouts schema exercise
      handouts schema -o my-clinic/schemas
    """  # noqa: D301  # \b must reach click as one character
    from handouts.load.clinic import CLINIC_FILE
    from handouts.output import write_whole
    from handouts.places import shipped_content
    from handouts.schema import FILE_END, KINDS, modeline, path_from_home, schema_text

    if kind is not None and kind not in KINDS:
        raise click.UsageError(f"KIND is one of {', '.join(KINDS)}.")
    if output is None:
        if kind is None:
            raise click.UsageError(f"Name one of {', '.join(KINDS)}, or a folder with -o.")
        click.echo(schema_text(kind), nl=False)
        return
    output.mkdir(parents=True, exist_ok=True)  # for everybody to read, as the schemas are
    for each in [kind] if kind else KINDS:
        file = output / f"{each}{FILE_END}"
        write_whole(file, schema_text(each).encode(), like=shipped_content() / CLINIC_FILE)
        click.echo(f"{file}\n  in {KINDS[each].home}: {modeline(path_from_home(each, file))}")


COMMANDS = (list_exercises, show, review, schema)
