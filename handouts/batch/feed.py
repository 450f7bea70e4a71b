"""Jobs, in the order of their list → tasks with a name for each sheet, one by one.

What is held in memory is a name for each job, never the jobs: a list of 10,000 needs no more than
one of 100. Only a second sheet of one patient and day waits until all others have their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from handouts.batch.manifest import Manifest
from handouts.batch.outcome import Outcome, Result
from handouts.batch.task import Done, Task
from handouts.errors import HandoutError, Problem
from handouts.load.job import Job
from handouts.load.yaml_source import Document
from handouts.load.yaml_text import YamlText, yaml_text
from handouts.model.prescription import PATIENT_ID
from handouts.naming import Names


def feed(jobs: Iterable[Job], manifest: Manifest) -> Iterator[Task | Done]:
    """A task for each job, or its end where it cannot be read.

    Names depend on the list alone, not on what becomes of its jobs: a second run gives the same.
    """
    names = Names()
    later: list[tuple[str, Task]] = []
    for number, job in enumerate(jobs):
        written, problems = _written(job)
        if written is None:
            patient = _checked(job.patient)
            outcome = Outcome(job.place, Result.FAILED, patient, problems=problems)
            yield Done(number, outcome)
            continue
        patient, date = written.values(("patient", "id"), ("date",))
        stem = f"{date}-{patient}" if patient and date else ""
        is_free = not stem or names.claim(stem)
        file = f"{stem}.pdf" if is_free else ""
        earlier = manifest.row(file) if is_free else None
        task = Task(number, job.place, written, _checked(patient), file, earlier, problems)
        if is_free:
            yield task
        else:
            later.append((stem, task))
    for stem, task in later:
        file = f"{names.beside(stem)}.pdf"
        yield replace(task, file=file, earlier=manifest.row(file))


def _written(job: Job) -> tuple[Document | YamlText | None, tuple[Problem, ...]]:
    """What its sheet is made from, None where there is nothing, and what is wrong with it."""
    if not isinstance(job.written, Path):
        return job.written, job.problems
    try:
        return yaml_text(job.written), job.problems
    except HandoutError as error:
        return None, (*job.problems, *error.problems)


def _checked(patient: str) -> str:
    """A patient's id, where it is one: anything else might be a name in the wrong column."""
    return patient if re.fullmatch(PATIENT_ID, patient) else ""
