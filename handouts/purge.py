"""`handouts purge`: patients' files that are older than a clinic wants to keep them.

How old a file is says its day: that in the name of a sheet or record, of the newest sheet in a
combined file or a report, in the `date:` of a prescription. Never the clock of the disk, which a
copy or a backup sets anew. What has no such day, or is not ours, is left and said.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from handouts.batch.combined_file import day_in, day_of_sheet, newest_day
from handouts.batch.manifest import MANIFEST_FILE, TEMPORARY, Manifest
from handouts.batch.report import HEADINGS
from handouts.errors import HandoutError, InvalidValueError, Problem, Source
from handouts.load.yaml_source import read_yaml
from handouts.naming import SUMMARY
from handouts.output import remove_unfinished
from handouts.pdf.metadata import PRODUCER

PRESCRIPTIONS = "prescriptions"
_EXAMPLE = "example.yaml"
_OWN_MARK = f"<pdf:Producer>{PRODUCER}</pdf:Producer>".encode("ascii")
_OUTPUT = HEADINGS.index("output")
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}


class Kind(StrEnum):
    """What a file is, in the singular."""

    SHEET = "sheet"
    RECORD = "clinician's record"
    REPORT = "report"
    COMBINED = "combined file"
    PRESCRIPTION = "saved prescription"


class Old(Struct, frozen=True):
    """A file to be removed, and its day."""

    file: Path
    kind: Kind
    day: dt.date


class Found(Struct, frozen=True):
    """What a purge would remove: `files`, and manifest entries by their sheet's name.

    `undated` counts files of the output folder that have no day or are not ours; `problems` tell of
    what cannot be read. They are left.
    """

    files: tuple[Old, ...]
    entries: tuple[str, ...]
    undated: int
    problems: tuple[Problem, ...]


def day_before(today: dt.date, age: str) -> dt.date:
    """The first day that is kept: `age` before `today`, as in 90d, 12w, 6m or 2y.

    A month or a year ago is the same day of that month, or its last. Raises InvalidValueError.
    """
    match = re.fullmatch(r"([1-9]\d{0,4})([dwmy])", age.strip().lower(), re.ASCII)
    if match is None:
        raise InvalidValueError(f'must be a length of time such as 90d, got "{age}"', "write 90d")
    count, unit = int(match[1]), match[2]
    try:
        if unit in _DAYS:
            return today - dt.timedelta(days=count * _DAYS[unit])
        year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTHS[unit], 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(today.day, last))
    except (ValueError, OverflowError):
        raise InvalidValueError(f"{age} ago is before the calendar begins", "write 2y") from None


def find_old(folder: Path, clinic_folder: Path | None, before: dt.date) -> Found:
    """What stands in an output folder, and in a clinic's prescriptions, of days before `before`.

    Raises HandoutError where there is no such folder, or a batch is writing into it.
    """
    if not folder.is_dir():
        hint = "name the folder that the sheets are in"
        raise HandoutError([Problem(Source(str(folder)), "is not there, or no folder", hint)])
    with _manifest_of(folder) as manifest:
        entries = [row.file for row in manifest.rows()] if manifest else []
    problems: list[Problem] = []
    in_folder = _in_folder(folder, frozenset(entries), before, problems)
    prescribed = _prescriptions(clinic_folder, problems) if clinic_folder else []
    return Found(
        files=tuple(old for old in (*in_folder.dated, *prescribed) if old.day < before),
        entries=tuple(name for name in entries if (day := day_of_sheet(name)) and day < before),
        undated=in_folder.undated,
        problems=tuple(problems),
    )


def remove(found: Found, folder: Path) -> tuple[int, tuple[Problem, ...]]:
    """Remove it. Returns how many files are gone, and what could not be removed, which keeps its
    entry. Raises CannotWriteError where a batch is writing into the folder, and removes nothing.
    """
    with _manifest_of(folder) as manifest:
        if manifest:
            remove_unfinished(folder, TEMPORARY)
        problems = []
        for old in found.files:
            try:
                old.file.unlink(missing_ok=True)
            except OSError as error:
                message = f"cannot be removed: {error.strerror or type(error).__name__}"
                hint = "close it in the other program, or remove it by hand"
                problems.append(Problem(Source(str(old.file)), message, hint))
        if manifest:
            kept = (name for name in found.entries if not (folder / name).exists())
            manifest.forget(kept)
    return len(found.files) - len(problems), tuple(problems)


def _manifest_of(folder: Path) -> Manifest | nullcontext[None]:
    """A folder of which no batch knows has none, and gets none."""
    return Manifest(folder) if (folder / MANIFEST_FILE).exists() else nullcontext()


class _InFolder(Struct, frozen=True):
    dated: tuple[Old, ...]
    undated: int


def _in_folder(
    folder: Path, entries: frozenset[str], before: dt.date, problems: list[Problem]
) -> _InFolder:
    dated, undated = [], 0
    for file in sorted(folder.iterdir()):
        if not file.is_file() or file.name.startswith((".", MANIFEST_FILE)):
            continue
        try:
            old = _dated(file, entries, before)
        except OSError as error:
            message = f"is left, for it cannot be read: {error.strerror or type(error).__name__}"
            problems.append(Problem(Source(str(file)), message))
            continue
        if old is None:
            undated += 1
        else:
            dated.append(old)
    return _InFolder(tuple(dated), undated)


def _dated(file: Path, entries: frozenset[str], before: dt.date) -> Old | None:
    """None for what has no day, or is not ours."""
    day, ending = day_of_sheet(file.name), file.suffix.lower()
    if ending == ".pdf" and (newest := newest_day(file)):
        return Old(file, Kind.COMBINED, newest)
    if ending == ".csv" and (newest := _newest_in_report(file)):
        return Old(file, Kind.REPORT, newest)
    is_record = file.stem.endswith(SUMMARY)
    if day and ending == ".txt" and is_record:
        return Old(file, Kind.RECORD, day)
    # What is new enough is kept anyway, and need not be read.
    if day and ending == ".pdf" and (day >= before or file.name in entries or _is_ours(file)):
        return Old(file, Kind.RECORD if is_record else Kind.SHEET, day)
    return None


def _is_ours(file: Path) -> bool:
    return _OWN_MARK in file.read_bytes()


def _prescriptions(clinic_folder: Path, problems: list[Problem]) -> Iterator[Old]:
    home = clinic_folder / PRESCRIPTIONS
    for file in sorted(home.rglob("*")):
        if file.suffix.lower() not in {".yaml", ".yml"} or file == home / _EXAMPLE:
            continue
        try:
            written = read_yaml(file).tree
        except HandoutError as error:
            problems += error.problems
            continue
        date = written.get("date") if isinstance(written, dict) else None
        if day := day_in(str(date)):
            yield Old(file, Kind.PRESCRIPTION, day)
        else:
            problems.append(Problem(Source(str(file)), "is left, for its date cannot be read"))


def _newest_in_report(file: Path) -> dt.date | None:
    """None for a table that is no report of a batch, or one of which no sheet was made."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        lines = csv.reader(opened)
        if tuple(next(lines, ())) != HEADINGS:
            return None
        sheets = (line[_OUTPUT] for line in lines if len(line) > _OUTPUT)
        return max(filter(None, map(day_of_sheet, sheets)), default=None)
