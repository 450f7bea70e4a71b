"""What can be wrong with a file that a person wrote, and how it is said.

A `Problem` names the place, what is wrong and what to write instead. A `HandoutError` carries all
of them at once. Anything else that is raised is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the shell. 1 is Python's own, for a bug."""

    OK = 0
    PROBLEM = 2
    CANNOT_WRITE = 3
    WEAK = 4
    SOME_MADE = 5
    NONE_MADE = 6
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file. Line and column count from 1; line 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class CellSource(Source):
    """A cell of a table: `line` is its row and `column` its column, both from 1; 0 is all of them.

    `sheet` is empty for a CSV file, which has one.
    """

    sheet: str = ""

    def __str__(self) -> str:
        sheet = [f"sheet {self.sheet}"] if self.sheet else []
        row = [f"row {self.line}"] if self.line else []
        column = [f"column {column_letters(self.column)}"] if self.column else []
        return ", ".join([self.file, *sheet, *row, *column])


def column_letters(number: int) -> str:
    """The name that spreadsheets give to a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words for the person who wrote the file."""

    source: Source
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.source}: {self.message}{hint}"


class HandoutError(Exception):
    """The input cannot become a handout; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))


class CannotWriteError(HandoutError):
    """The input is fine, but the sheet could not be written."""


class DiskFullError(CannotWriteError):
    """Nothing more can be written there, whichever file it is."""


class InvalidValueError(ValueError):
    """A value that a person wrote cannot be read; the caller knows where it stands."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that offers the known words most like `word`, or some of them when none is."""
    import difflib  # here, for only a mistake needs it

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(close) + "?"
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"known: {listed}" if names else ""
