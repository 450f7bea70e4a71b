"""Prescription files → PDFs in memory: what `handouts make` does between reading and writing.

Every Problem of every file is found before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts, load_fonts
from handouts.load.clinic import find_clinic_folder, load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.pipeline import make_handout
from handouts.units import PaperName


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sheet: `stem` is its file's name without ending."""

    prescription: Path
    stem: str
    pdf: bytes


def make_all(
    files: Sequence[Path], clinic_folder: Path | None = None, paper: PaperName | None = None
) -> list[Made]:
    """The sheets of all files. Raises HandoutError with every Problem of all of them."""
    problems: list[Problem] = []
    read: list[tuple[Path, Prescription]] = []
    for file in files:
        try:
            prescription = load_prescription(file)
        except HandoutError as error:
            problems += error.problems
            continue
        read.append((file, _on_paper(prescription, paper)))
    made: list[Made] = []
    fonts = load_fonts()
    for folder, part in _by_clinic(read, files, clinic_folder):
        try:
            clinic, library = _load_folder(folder, part)
        except HandoutError as error:
            problems += error.problems
            continue
        for file, prescription in part:
            try:
                made.append(_make(file, prescription, library, clinic, fonts))
            except HandoutError as error:
                problems += error.problems
    if problems:
        raise HandoutError(problems)
    return _named_apart(made)


def _by_clinic(
    read: Iterable[tuple[Path, Prescription]], files: Iterable[Path], clinic_folder: Path | None
) -> list[tuple[Path, list[tuple[Path, Prescription]]]]:
    """(clinic's folder, its prescriptions); a folder is read even where none of its files could be,
    so that its Problems come in the same run.
    """
    folders: dict[Path, list[tuple[Path, Prescription]]] = {}
    for file in files:
        if file.exists():
            folders.setdefault(clinic_folder or find_clinic_folder(file), [])
    for file, prescription in read:
        folders[clinic_folder or find_clinic_folder(file)].append((file, prescription))
    return list(folders.items())


def _load_folder(folder: Path, part: Iterable[tuple[Path, Prescription]]) -> tuple[Clinic, Library]:
    wanted = {entry.exercise for _, prescription in part for entry in prescription.exercises}
    problems: list[Problem] = []
    clinic = library = None
    try:
        clinic = load_clinic(folder)
    except HandoutError as error:
        problems += error.problems
    try:
        library = load_library(folder, wanted)
    except HandoutError as error:
        problems += error.problems
    if clinic is None or library is None:
        raise HandoutError(problems)
    return clinic, library


def _make(
    file: Path, prescription: Prescription, library: Library, clinic: Clinic, fonts: Fonts
) -> Made:
    pdf = make_handout(prescription, library, clinic, fonts)
    return Made(file, prescription.file_stem, pdf)


def _on_paper(prescription: Prescription, paper: PaperName | None) -> Prescription:
    """The command line's paper wins over the file's."""
    if paper is None:
        return prescription
    options = prescription.print.model_copy(update={"paper": paper})
    return prescription.model_copy(update={"print": options})


def _named_apart(made: Iterable[Made]) -> list[Made]:
    """Two sheets of one patient and day in one run: the second is `-2`."""
    seen: dict[str, int] = {}
    apart = []
    for sheet in made:
        count = seen[sheet.stem] = seen.get(sheet.stem, 0) + 1
        stem = sheet.stem if count == 1 else f"{sheet.stem}-{count}"
        apart.append(Made(sheet.prescription, stem, sheet.pdf))
    return apart
