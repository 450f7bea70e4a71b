"""What became of each job of a batch, and of the batch as a whole.

Patients are named by their ids alone: no name and no condition stands in an outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handouts.errors import ExitCode, Problem, Source


class Result(StrEnum):
    """How a job ended."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one job ended. `place` is where it stands: its first row, or its file.

    `patient` is the id, "" where none can be read. `file` is the name of the sheet in the output
    folder, and "" where none was made. `site` is the id of the clinic's site whose phone is on the
    sheet, `clinician` who prescribed it, where that was written. `trace`: of a bug of ours, the
    lines of code that it came through.
    """

    place: Source
    result: Result
    patient: str = ""
    file: str = ""
    site: str = ""
    clinician: str = ""
    problems: tuple[Problem, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a batch in the order of its jobs.

    `mistakes`: by id, those of the exercises and programmes that rows failed for. Not `complete`:
    it was asked to stop, and what is not in `outcomes` is still to be made.
    """

    outcomes: tuple[Outcome, ...]
    mistakes: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    complete: bool = True

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.result is Result.FAILED)

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
