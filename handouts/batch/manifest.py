"""The manifest of an output folder: which sheet was made from what, so that only changes are made.

It is an SQLite file, for three promises that plain lines would need code for: what was committed is
whole after a kill or a power cut, one row is found without reading all, and while one batch has it
open nobody else can. A row says a sheet's name, the patient's id and the day, and two hashes: no
name of a person, no condition. The sheet comes first, then its row.
"""

from __future__ import annotations

import contextlib
import operator
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from msgspec import Struct

from handouts.errors import CannotWriteError, DiskFullError, Problem, Source

MANIFEST_FILE = "manifest.sqlite"
TEMPORARY = ".batch-"
"""How files begin that a batch is writing; what a kill leaves of them, the next that has the
manifest open removes.
"""
_FORM = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS sheets (
    file TEXT PRIMARY KEY, patient TEXT NOT NULL, date TEXT NOT NULL,
    made_from TEXT NOT NULL, digest TEXT NOT NULL, draft INTEGER NOT NULL
) WITHOUT ROWID
"""
_SETTINGS = (
    "locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL",
    "secure_delete = ON",  # what is forgotten is gone from the file too
)  # fmt: skip
_COLUMNS = "file, patient, date, made_from, digest, draft"
_values = operator.attrgetter(*_COLUMNS.split(", "))


class Row(Struct, frozen=True):
    """One sheet: `file` is its name in the folder, `date` its day (2026-11-22).

    `made_from` is a digest of all that it depends on, `digest` one of its bytes. `draft`: some of
    its words were not signed off.
    """

    file: str
    patient: str
    date: str
    made_from: str
    digest: str
    draft: bool


class Manifest:
    """The open manifest of a folder, which is also its lock: use it in a `with`.

    Raises CannotWriteError where another batch has it open, or it cannot be kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / MANIFEST_FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made here first, so that it is never anybody else's to read; SQLite's own files beside
            # it take their permissions from it. One that is there must not be opened by any other
            # means: on POSIX, closing it would end the lock that another batch here may have.
            if not self._file.exists():
                os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise self._cannot(error.strerror or type(error).__name__) from None
        with self._telling():
            self._rows = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        try:
            with self._telling():
                self._prepare()
        except CannotWriteError:
            self._rows.close()
            raise

    def _prepare(self) -> None:
        for setting in _SETTINGS:
            self._rows.execute(f"PRAGMA {setting}")
        self._rows.execute("BEGIN EXCLUSIVE")
        (form,) = self._rows.execute("PRAGMA user_version").fetchone()
        if form not in {0, _FORM}:
            hint = "use that version, or another folder"
            raise self._cannot("another version of handouts wrote it", hint)
        self._rows.execute(_TABLE)
        self._rows.execute(f"PRAGMA user_version = {_FORM}")
        self._rows.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def row(self, file: str) -> Row | None:
        """What is known of the sheet of that name."""
        query = f"SELECT {_COLUMNS} FROM sheets WHERE file = ?"  # noqa: S608  # our own words
        with self._telling():
            found = self._rows.execute(query, (file,)).fetchone()
        return _row(found) if found else None

    def rows(self) -> tuple[Row, ...]:
        """All that is known, by name."""
        query = f"SELECT {_COLUMNS} FROM sheets ORDER BY file"  # noqa: S608  # our own words
        with self._telling():
            return tuple(map(_row, self._rows.execute(query)))

    def put(self, rows: Iterable[Row]) -> None:
        """Note sheets that are on the disk, all or none of them. Raises CannotWriteError."""
        statement = "INSERT OR REPLACE INTO sheets VALUES (?, ?, ?, ?, ?, ?)"
        self._change(statement, [_values(row) for row in rows])

    def forget(self, files: Iterable[str]) -> None:
        """The same for sheets that are no longer there."""
        self._change("DELETE FROM sheets WHERE file = ?", [(file,) for file in files])

    def _change(self, statement: str, values: list[tuple[object, ...]]) -> None:
        with self._telling():
            self._rows.execute("BEGIN")
            try:
                self._rows.executemany(statement, values)
                self._rows.execute("COMMIT")
            finally:
                if self._rows.in_transaction:
                    self._rows.execute("ROLLBACK")

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """What SQLite finds wrong is said in words."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._said(error) from None

    def _said(self, error: sqlite3.DatabaseError) -> CannotWriteError:
        match error.sqlite_errorcode & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                message = "another batch is writing into this folder"
                hint = "wait until it is done, or choose another folder with -o"
                return CannotWriteError([Problem(Source(str(self._file.parent)), message, hint)])
            case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
                problem = Problem(Source(str(self._file)), "the disk is full, or failing")
                return DiskFullError([problem])
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                return self._cannot("it is damaged", "delete it: all sheets are made again")
            case _:
                return self._cannot(str(error))

    def _cannot(self, reason: str, hint: str = "the sheets are as they were") -> CannotWriteError:
        problem = Problem(Source(str(self._file)), f"cannot be written: {reason}", hint)
        return CannotWriteError([problem])


def _row(found: tuple[str, str, str, str, str, int]) -> Row:
    return Row(*found[:5], draft=bool(found[5]))
