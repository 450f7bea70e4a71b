"""programmes/<id>.yaml → Programme. A clinic's own wins over the shipped one of the same id."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.errors import HandoutError, Problem
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.programme import Programme, Programmes
from handouts.places import shipped_content

PROGRAMMES_FOLDER = "programmes"


def read_programmes(
    folder: Path | str | None = None, only: Iterable[str] | None = None
) -> tuple[Programmes, tuple[Problem, ...]]:
    """The shipped programmes and those of a clinic's folder, and what is wrong with the rest.

    `only`: the ids to read; left out, all are read.
    """
    files = programme_files(shipped_content(), *([Path(folder)] if folder else []))
    read: dict[str, Programme] = {}
    problems: list[Problem] = []
    for name in sorted(files) if only is None else sorted(set(only) & set(files)):
        try:
            read[name] = validate(Programme, read_yaml(files[name]))
        except HandoutError as error:
            problems += error.problems
    return Programmes(read, frozenset(files)), tuple(problems)


def programme_files(*folders: Path) -> dict[str, Path]:
    """The file of each programme, by id; that of a later folder wins."""
    return {
        file.stem: file
        for folder in folders
        for file in sorted((folder / PROGRAMMES_FOLDER).glob("*.yaml"))
    }
