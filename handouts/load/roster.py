"""A roster, the table of many patients → a Job for each patient with a sheet to be made.

Rows of one patient's number make one job: a programme, exercises one a row, or, where they name
neither, the patient's saved prescription. What is wrong with a row is a Problem of its job alone;
what is wrong with the table as a whole is raised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from handouts.load.clinic_content import ClinicContent
from handouts.load.header import Header, HeaderReader
from handouts.load.job import Job
from handouts.load.patient_ids import PatientIds, read_ids
from handouts.load.patient_rows import Said, read_rows
from handouts.load.roster_job import JobMaker
from handouts.load.table import Table
from handouts.load.table_file import read_table
from handouts.model.clinic import Clinic
from handouts.model.import_map import ImportMap


class Roster(Struct, frozen=True):
    """The jobs of a table in its order, each made when it is asked for: memory stays flat.

    `skipped`: how many rows the clinic's status filter took out. `notes`: what a person should know
    who looks for something that is not there, such as the columns that were not used.
    """

    skipped: int
    notes: tuple[str, ...]
    _table: Table
    _header: Header
    _patients: Sequence[PatientIds]
    _imports: ImportMap
    _maker: JobMaker

    def __len__(self) -> int:
        return len(self._patients)

    def __iter__(self) -> Iterator[Job]:
        for patient in self._patients:
            said = read_rows(self._table, self._header, patient.rows, self._imports.dates)
            said.problems.extend(patient.problems)
            if patient.id is not None:
                column = self._header.columns["id"].at + 1
                place = self._table.place(patient.rows[0] + 1, column)
                said.whole["id"] = Said(patient.id, place)
            yield self._maker.job(said)


def read_roster(
    path: Path, clinic: Clinic, clinic_folder: Path, sheet: str | None = None,
    date: dt.date | None = None,
) -> Roster:  # fmt: skip
    """Read a .csv, .xlsx or .xlsm, and tell its patients apart.

    `sheet`: which sheet of a workbook. `date`: of prescriptions whose row has none. Raises
    HandoutError for what is wrong with the table as a whole.
    """
    names = HeaderReader(clinic.import_map)
    table = read_table(path, sheet, names.recognised)
    header = names.read(table)
    content = ClinicContent(clinic_folder)
    patients, skipped = read_ids(table, header, clinic.import_map, content)
    unused = ", ".join(f'"{name}"' for name in header.unused)
    said = (*table.notes, *([f"columns that were not used: {unused}"] if unused else []))
    notes = tuple(f"{table.place(0)}: {note}" for note in said)
    return Roster(
        skipped, notes, table, header, patients, clinic.import_map,
        JobMaker(content, date),
    )  # fmt: skip
