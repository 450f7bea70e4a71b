"""What became of each job of a batch, and of the batch as a whole.

Patients are named by their ids alone: no name and no condition stands in an outcome.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from msgspec import Struct

from handouts.errors import ExitCode, Problem, Source


class Result(StrEnum):
    """How a job ended."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Outcome(Struct, frozen=True):
    """How one job ended. `place` is where it stands: its first row, or its file.

    `patient` is the id, "" where none can be read. `file` is the name of the sheet in the output
    folder, and "" where none was made. `site` is the id of the clinic's site whose phone is on the
    sheet, `clinician` who prescribed it, where that was written. `content`: what is wrong in files
    of the library that it uses, `trace`: of a bug of ours, the lines of code that it came through.
    """

    place: Source
    result: Result
    patient: str = ""
    file: str = ""
    site: str = ""
    clinician: str = ""
    problems: tuple[Problem, ...] = ()
    content: tuple[Problem, ...] = ()
    trace: str = ""


class Report(Struct, frozen=True):
    """The outcomes of a batch in the order of its jobs.

    Not `complete`: it was asked to stop, and what is not in `outcomes` is still to be made.
    """

    outcomes: tuple[Outcome, ...]
    complete: bool = True

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.result is Result.FAILED)

    @property
    def content(self) -> tuple[Problem, ...]:
        """What is wrong in files of the library that failed jobs use, each once."""
        return tuple(dict.fromkeys(problem for one in self.failed for problem in one.content))

    def count(self) -> Counter[Result]:
        """How many jobs ended in which way."""
        return Counter(one.result for one in self.outcomes)

    @property
    def exit_code(self) -> ExitCode:
        """All, some or none of the sheets are there; or it was stopped."""
        if not self.complete:
            return ExitCode.INTERRUPTED
        failed = self.count()[Result.FAILED]
        if failed and failed == len(self.outcomes):
            return ExitCode.NONE_MADE
        return ExitCode.SOME_MADE if failed else ExitCode.OK
