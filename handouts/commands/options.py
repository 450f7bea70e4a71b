"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

CommandT = TypeVar("CommandT", bound=Callable[..., object])


def in_clinic(command: CommandT) -> CommandT:
    """The clinic whose content a command is about."""
    return click.option(
        "--clinic", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="The clinic's folder. Left out: the nearest folder from here up with a clinic.yaml.",
    )(command)  # fmt: skip
