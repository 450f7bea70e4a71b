"""Prescription files → PDFs in memory: what `handouts make` does between reading and writing.

Every Problem of every file is found before anything is written.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import Fonts, load_fonts
from handouts.layout.legibility import unprintable_texts
from handouts.load.clinic import current_clinic_folder, find_clinic_folder, load_clinic
from handouts.load.library import read_library
from handouts.load.prescription import load_prescription
from handouts.load.programme import read_programmes
from handouts.load.validation import validate
from handouts.merge.plan import exercises_of, planned
from handouts.model.clinic import Clinic, PrintFormat, PrintOptions
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.model.programme import Programmes
from handouts.naming import SUMMARY, Names
from handouts.pipeline import make_handout, make_summary
from handouts.units import PaperName


class Made(Struct, frozen=True):
    """A finished sheet: `stem` is its file's name without ending. `summary` is the clinician's
    record of it, where that was asked for: text and PDF.
    """

    stem: str
    pdf: bytes
    summary: tuple[str, bytes] | None = None


def make_all(
    files: Sequence[Path], clinic_folder: Path | None = None, paper: PaperName | None = None,
    since: Path | None = None, *, in_format: PrintFormat | None = None,
    with_summaries: bool = False,
) -> list[Made]:  # fmt: skip
    """The sheets of all files, with the clinician's record of each where that is wanted.

    Raises HandoutError with every Problem of all of them.
    `since`: an earlier prescription of the patient; the sheet says what is new.
    """
    problems: list[Problem] = []
    by_clinic: dict[Path, list[Prescription]] = {}
    for file in files:
        prescription: Prescription | None = None
        with _collected(problems):
            prescription = _printed(load_prescription(file), paper, in_format)
        if not file.exists():
            continue
        with _collected(problems):
            # Also where the prescription is wrong: the clinic's Problems come in the same run.
            part = by_clinic.setdefault(clinic_folder or find_clinic_folder(file), [])
            if prescription:
                part.append(prescription)
    return _sheets(by_clinic, _earlier(since, problems), problems, with_summaries=with_summaries)


def make_quick(
    words: Sequence[str], about: Mapping[str, str | Sequence[str]],
    clinic_folder: Path | None = None, paper: PaperName | None = None, since: Path | None = None,
    *, in_format: PrintFormat | None = None, with_summaries: bool = False,
) -> tuple[Made, str]:  # fmt: skip
    """The sheet of a prescription that stands in the command, and the YAML of a file that holds it.

    Its clinic is that of the current folder. `words` and `about`: see load/quick_line.py.
    """
    from handouts.load.quick_line import as_typed, read_quick_line, yaml_text

    problems: list[Problem] = []
    by_clinic: dict[Path, list[Prescription]] = {}
    document, wrong = read_quick_line(words, about)
    problems += wrong
    with _collected(problems):
        by_clinic[clinic_folder or current_clinic_folder()] = []
    with _collected(problems):
        prescription = _printed(validate(Prescription, document), paper, in_format)
        for part in by_clinic.values() if not wrong else ():
            part.append(prescription)
    try:
        (made,) = _sheets(
            by_clinic, _earlier(since, problems), problems, with_summaries=with_summaries
        )
    except HandoutError as error:
        raise HandoutError(as_typed(problem, document) for problem in error.problems) from None
    return made, yaml_text(document)


def _earlier(since: Path | None, problems: list[Problem]) -> Prescription | None:
    with _collected(problems):
        return load_prescription(since) if since else None
    return None


def _sheets(
    by_clinic: dict[Path, list[Prescription]], earlier: Prescription | None,
    problems: list[Problem], *, with_summaries: bool,
) -> list[Made]:  # fmt: skip
    made: list[Made] = []
    fonts = _fonts()
    for folder, part in by_clinic.items():
        known = [*part, *([earlier] if earlier else [])]
        clinic: Clinic | None = None
        library: Library | None = None
        with _collected(problems):
            clinic = load_clinic(folder)
        with _collected(problems):
            named = {prescription.programme for prescription in known if prescription.programme}
            programmes, unread = read_programmes(folder, named)
            library, wrong = read_library(folder, _exercises_of(known, programmes))
            library = replace(library, programmes=programmes)
            problems += (*unread, *wrong)
        if clinic is None or library is None:
            continue
        for prescription in part:
            if prescription.programme in programmes.known - set(programmes.read):
                continue  # what is wrong with its programme is told already
            try:
                given = (prescription, library, clinic, fonts, earlier)
                pdf = make_handout(*given)
                summary = make_summary(*given) if with_summaries else None
                made.append(Made(prescription.file_stem, pdf, summary))
            except HandoutError as error:
                problems += all_wrong(error, prescription, library, fonts)
    if problems:
        raise HandoutError(problems)
    return _named_apart(made, Names(("", SUMMARY) if with_summaries else ("",)))


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


def all_wrong(
    error: HandoutError, prescription: Prescription, library: Library, fonts: Fonts
) -> list[Problem]:
    """What kept a sheet from being made, and letters of its words that no font has."""
    told = {problem.source for problem in error.problems}
    letters = unprintable_texts(_authored(prescription, library), fonts)
    return [*error.problems, *(problem for problem in letters if problem.source not in told)]


def _exercises_of(part: Iterable[Prescription], programmes: Programmes) -> set[str]:
    return {name for prescription in part for name in exercises_of(prescription, programmes)}


def _authored(prescription: Prescription, library: Library) -> Iterator[tuple[str, Source]]:
    """The words of a sheet that could not be merged, so that their letters are checked as well."""
    yield prescription.patient.name or "", prescription.source("patient", "name")
    yield prescription.clinician or "", prescription.source("clinician")
    yield prescription.goal or "", prescription.source("goal")
    prescription = planned(prescription, library).prescription
    for at, entry in enumerate(prescription.exercises):
        yield entry.note or "", prescription.source("exercises", at, "note")
        if exercise := library.exercises.get(entry.exercise):
            yield exercise.words.title, exercise.source("words", "title")
            for key in ("steps", "steps_short", "cautions"):
                for number, text in enumerate(getattr(exercise.words, key) or ()):
                    yield text, exercise.source("words", key, number)


def _printed(
    prescription: Prescription, paper: PaperName | None, in_format: PrintFormat | None
) -> Prescription:
    """The command line's paper and format win over the file's."""
    options = PrintOptions.model_construct(paper=paper, format=in_format).over(prescription.print)
    return prescription.model_copy(update={"print": options})


def _named_apart(made: Sequence[Made], names: Names) -> list[Made]:
    """Two sheets of one patient and day in one run: the second is `-2`."""
    has_own = [names.claim(sheet.stem) for sheet in made]
    return [
        sheet if own else replace(sheet, stem=names.beside(sheet.stem))
        for sheet, own in zip(made, has_own, strict=True)
    ]
