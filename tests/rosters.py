"""Rosters in a clinic's folder, and what is read from them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter
from clinics import CLINIC_FILE, ClinicFolder

from handouts.errors import HandoutError, InvalidValueError
from handouts.load.clinic import load_clinic
from handouts.load.job import Job
from handouts.load.roster import Roster, read_roster
from handouts.load.validation import validate
from handouts.load.yaml_source import Document
from handouts.model.prescription import Prescription

HEAD = "Patient ID,Name,Exercise,Side,Sets,Reps,Hold (s),Date\n"
ROW = "P-1,Sample Patient,knee-lift,left,2,8-12,10,2026-11-22\n"
PROGRAMME = """\
title: Knees
frequency: 1/day
exercises:
  - exercise: knee-lift
    reps: 8
  - exercise: squat
"""

Cell = str | float | bool | dt.date | dt.time | None
Rows = Sequence[Sequence[Cell]]


def roster(
    clinic: ClinicFolder, content: str | bytes, name: str = "roster.csv", **options: Any
) -> Roster:
    """What is read from a roster with this content, in a clinic's folder."""
    path = clinic.write(name, content)
    return read_roster(path, load_clinic(clinic.root), clinic.root, **options)


def jobs(
    clinic: ClinicFolder, content: str | bytes, name: str = "r.csv", **options: Any
) -> list[Job]:
    return list(roster(clinic, content, name, **options))


def job(clinic: ClinicFolder, content: str | bytes, name: str = "r.csv", **options: Any) -> Job:
    (one,) = roster(clinic, content, name, **options)
    return one


def prescribed(job: Job) -> Prescription:
    """The prescription of a job in which everything is right."""
    assert job.problems == ()
    assert isinstance(job.written, Document)
    return validate(Prescription, job.written)


def entry(job: Job) -> Mapping[str, str]:
    """What a job's only exercise says, as a file would."""
    assert job.problems == ()
    assert isinstance(job.written, Document)
    (only,) = job.written.tree["exercises"]
    said: Mapping[str, str] = only
    return said


def refused(read: Callable[[], object]) -> list[str]:
    """What is said of a roster that cannot be read, as the command prints it."""
    try:
        read()
    except HandoutError as error:
        return [str(problem) for problem in error.problems]
    raise AssertionError("nothing was refused")


def value_or_hints(read: Callable[[], Any]) -> Any:
    """What is read, or how each thing that was refused is to be written."""
    try:
        return read()
    except InvalidValueError as error:
        return [error.hint]
    except HandoutError as error:
        return [problem.hint for problem in error.problems]


def said(job: Job) -> list[str]:
    """What is said of a job, with the names of files without their folders."""
    return [
        str(replace(problem, source=replace(problem.source, file=Path(problem.source.file).name)))
        for problem in job.problems
    ]


def workbook(
    sheets: Mapping[str, Rows], hidden: Sequence[str] = (), far: tuple[int, int] | None = None
) -> bytes:
    """The bytes of an .xlsx. A cell that begins with = is a formula, which gave #REF!.

    `far`: row and column, from 0, of a remark in each sheet.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        shown = {dt.date: "d-mmm", dt.datetime: "yyyy-mm-dd hh:mm", dt.time: "hh:mm"}
        formats = {kind: book.add_format({"num_format": form}) for kind, form in shown.items()}
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            if far:
                sheet.write_string(*far, "called back")
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell, formats)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: Mapping[type, Any]) -> None:
    match cell:
        case dt.date() | dt.time():
            sheet.write_datetime(row, column, cell, formats[type(cell)])
        case str() if cell.startswith("="):
            sheet.write_formula(row, column, cell, None, "#REF!")
        case str() if cell:
            sheet.write_string(row, column, cell)
        case bool() | float() | int():
            sheet.write(row, column, cell)


def changed(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def clinic_says(clinic: ClinicFolder, imports: str) -> None:
    """Add `import:` to the clinic's file."""
    clinic.change(CLINIC_FILE, "colour:", f"import:\n{imports}\ncolour:")
