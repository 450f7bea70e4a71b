"""A clinic's saved prescriptions: which files there are, and whose each is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source
from handouts.load.job import Job
from handouts.load.yaml_source import read_yaml

PRESCRIPTIONS_FOLDER = "prescriptions"
ENDINGS = (".yaml", ".yml")


class Saved(Struct, frozen=True):
    """The files of each patient's number, and the files that do not say whose they are."""

    files: dict[str, tuple[Path, ...]]
    unread: tuple[Path, ...]


def read_folder(folder: Path) -> Iterator[Job]:
    """A job for each prescription in a folder, by their names. Raises HandoutError at once where
    there is none.
    """
    files = _files(folder) if folder.is_dir() else []
    if not files:
        message = "holds no prescription" if folder.is_dir() else "is not a folder"
        raise HandoutError([Problem(Source(str(folder)), message, "name a folder of .yaml files")])
    return (Job(Source(str(file)), file) for file in files)


def saved_prescriptions(clinic_folder: Path) -> Saved:
    """Whose each file in the clinic's folder of prescriptions is. What else is wrong with a file is
    told when its sheet is made.
    """
    found: dict[str, tuple[Path, ...]] = {}
    unread: list[Path] = []
    for file in _files(clinic_folder / PRESCRIPTIONS_FOLDER):
        try:
            patient = read_yaml(file).tree.get("patient")
        except HandoutError:
            patient = None
        if isinstance(patient, dict) and isinstance(patient.get("id"), str):
            found[patient["id"]] = (*found.get(patient["id"], ()), file)
        else:
            unread.append(file)
    return Saved(found, tuple(unread))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        file for file in folder.iterdir() if file.suffix.lower() in ENDINGS and file.is_file()
    )
