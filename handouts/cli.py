"""The command line: what all commands share. Each stands in commands/, by its subject.

What a command does not need is not imported: that is most of the time that a cold start takes.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import Any

import click

from handouts.commands import batch, content, lookup, make, purge
from handouts.errors import CannotWriteError, ExitCode, HandoutError


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


for subject in (make, batch, purge, lookup, content):
    for command in subject.COMMANDS:
        main.add_command(command)


def run() -> None:
    """The command as a process of its own.

    What one sheet needs lives to its end, and a sheet leaves no cycles behind: looking for garbage
    on the way, or taking everything down piece by piece at the end, would take an eighth of the
    whole time.
    """
    gc.disable()
    # A plugin of pydantic's, which another program may have installed, would be shown each patient;
    # and each start would wait while they are looked for.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # noqa: TID251  # pydantic reads it
    ended: list[int] = []
    atexit.register(_leave, ended)  # first, so that it runs last: others end in their own way
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            ended.append(end.code)
        raise


def _leave(ended: list[int]) -> None:
    """End the process at once, where a command came to its end and all its words are out."""
    with contextlib.suppress(OSError, ValueError):  # a closed pipe: Python says what it does then
        sys.stdout.flush()
        sys.stderr.flush()
        for code in ended:
            os._exit(code)


if __name__ == "__main__":
    run()
