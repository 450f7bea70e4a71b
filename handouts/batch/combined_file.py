"""What a combined file is called, and how old it is: the newest day of its sheets stands in its
second comment line, so that `handouts purge` finds it under any name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from handouts.errors import HandoutError, Problem, Source
from handouts.output import remove

ENDING = "-combined.pdf"
_NOTE = "handouts combined, newest sheet "
_HEAD_BYTES = 200


def combined_name(roster: Path) -> str:
    """The name for what is made of a roster, or of a folder of prescriptions."""
    return f"{roster.resolve().stem}{ENDING}"


def day_in(text: str) -> dt.date | None:
    """A day as files say it, 2026-11-22; None for any other text."""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def day_of_sheet(name: str) -> dt.date | None:
    """The day with which the name of a sheet's file begins; None for any other name."""
    return day_in(name[:10]) if re.match(r"-[A-Za-z0-9]", name[10:]) else None


def note_for(sheets: Iterable[str]) -> str:
    """The line for a file that is made of sheets of these names."""
    days = [day for name in sheets if (day := day_of_sheet(name))]
    return _NOTE + max(days).isoformat()


def newest_day(file: Path) -> dt.date | None:
    """The newest day of a combined file's sheets; None for any other file. Raises OSError."""
    with file.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    found = re.search(rb"^%" + _NOTE.encode("ascii") + rb"([\d-]+)$", head, re.MULTILINE)
    return day_in(found[1].decode("ascii")) if found else None


def make_way(file: Path) -> None:
    """Remove what an earlier run left at `file`: an old pile must not be printed for the new one.

    Raises HandoutError where another kind of file stands there, which is nobody's to replace.
    """
    if not remove_earlier(file):
        message = "is there already, and is no combined file of an earlier batch"
        raise HandoutError([Problem(Source(str(file)), message, "name another file")])


def remove_earlier(file: Path) -> bool:
    """Remove it if it is a combined file. Whether nothing stands there now.

    Raises CannotWriteError where it is open in another program.
    """
    if not file.exists():
        return True
    if not file.is_file() or newest_day(file) is None:
        return False
    remove(file)
    return True
