"""One sheet to be made: what the rows of a roster for one patient, or one file, ask for."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from handouts.errors import Problem, Source
from handouts.load.yaml_source import Document


class Job(Struct, frozen=True):
    """`written` holds a prescription as it was written, or is the file that does; it is not read
    further here, so that whoever makes the sheet can do so in a process of its own.

    `place` is where the job stands: its first row, or its file. `written` is None where `problems`
    keep it from being read; `patient` is then what stands where the patient's number should.
    """

    place: Source
    written: Document | Path | None
    problems: tuple[Problem, ...] = ()
    patient: str = ""
