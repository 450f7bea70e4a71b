"""Prescription files → PDFs in memory: what `handouts make` does between reading and writing.

Every Problem of every file is found before anything is written.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import Fonts, load_fonts
from handouts.layout.legibility import unprintable_texts
from handouts.load.clinic import find_clinic_folder, load_clinic
from handouts.load.library import read_library
from handouts.load.prescription import load_prescription
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.pipeline import make_handout, make_summary
from handouts.units import PaperName

SUMMARY = "-summary"
"""After the name of a sheet, that of its clinician's record."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sheet: `stem` is its file's name without ending. `summary` is the clinician's
    record of it, where that was asked for: text and PDF.
    """

    stem: str
    pdf: bytes
    summary: tuple[str, bytes] | None = None

    @property
    def names(self) -> set[str]:
        """What its files would be called, capitals and endings left out."""
        stem = self.stem.casefold()
        return {stem, stem + SUMMARY} if self.summary else {stem}


def make_all(
    files: Sequence[Path], clinic_folder: Path | None = None, paper: PaperName | None = None,
    *, with_summaries: bool = False,
) -> list[Made]:  # fmt: skip
    """The sheets of all files, with the clinician's record of each where that is wanted.

    Raises HandoutError with every Problem of all of them.
    """
    problems: list[Problem] = []
    by_clinic: dict[Path, list[Prescription]] = {}
    for file in files:
        prescription: Prescription | None = None
        with _collected(problems):
            prescription = _on_paper(load_prescription(file), paper)
        if not file.exists():
            continue
        with _collected(problems):
            # Also where the prescription is wrong: the clinic's Problems come in the same run.
            part = by_clinic.setdefault(clinic_folder or find_clinic_folder(file), [])
            if prescription:
                part.append(prescription)
    made: list[Made] = []
    fonts = _fonts()
    for folder, part in by_clinic.items():
        clinic: Clinic | None = None
        library: Library | None = None
        with _collected(problems):
            clinic = load_clinic(folder)
        with _collected(problems):
            library, wrong = read_library(folder, _exercises_of(part))
            problems += wrong
        if clinic is None or library is None:
            continue
        for prescription in part:
            try:
                pdf = make_handout(prescription, library, clinic, fonts)
                known = (prescription, library, clinic, fonts)
                summary = make_summary(*known) if with_summaries else None
                made.append(Made(prescription.file_stem, pdf, summary))
            except HandoutError as error:
                told = {problem.source for problem in error.problems}
                letters = unprintable_texts(_authored(prescription, library), fonts)
                problems += error.problems
                problems += (problem for problem in letters if problem.source not in told)
    if problems:
        raise HandoutError(problems)
    return _named_apart(made)


@functools.cache
def _fonts() -> Fonts:
    """The shipped fonts, with the words that they have shaped: kept for the next run."""
    return load_fonts()


@contextlib.contextmanager
def _collected(problems: list[Problem]) -> Iterator[None]:
    """What is wrong is noted, and the next thing is tried."""
    try:
        yield
    except HandoutError as error:
        problems.extend(error.problems)


def _exercises_of(part: Iterable[Prescription]) -> set[str]:
    return {entry.exercise for prescription in part for entry in prescription.exercises}


def _authored(prescription: Prescription, library: Library) -> Iterator[tuple[str, Source]]:
    """The words of a sheet that could not be merged, so that their letters are checked as well."""
    yield prescription.patient.name or "", prescription.source("patient", "name")
    yield prescription.clinician or "", prescription.source("clinician")
    yield prescription.goal or "", prescription.source("goal")
    for at, entry in enumerate(prescription.exercises):
        yield entry.note or "", prescription.source("exercises", at, "note")
        if exercise := library.exercises.get(entry.exercise):
            yield exercise.words.title, exercise.source("words", "title")
            for key in ("steps", "steps_short", "cautions"):
                for number, text in enumerate(getattr(exercise.words, key) or ()):
                    yield text, exercise.source("words", key, number)


def _on_paper(prescription: Prescription, paper: PaperName | None) -> Prescription:
    """The command line's paper wins over the file's."""
    if paper is None:
        return prescription
    options = prescription.print.model_copy(update={"paper": paper})
    return prescription.model_copy(update={"print": options})


def _named_apart(made: Sequence[Made]) -> list[Made]:
    """Two sheets of one patient and day in one run: the second is `-2`.

    No sheet takes the name of another patient's; names that differ in capitals are one file on
    Windows and macOS.
    """
    own = {name for sheet in made for name in sheet.names}
    taken: set[str] = set()
    apart = []
    for sheet in made:
        named, count = sheet, 1
        while named.names & (taken | own if count > 1 else taken):
            count += 1
            named = replace(sheet, stem=f"{sheet.stem}-{count}")
        taken |= named.names
        apart.append(named)
    return apart
