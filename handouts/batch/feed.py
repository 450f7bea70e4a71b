"""Jobs, in the order of their list → tasks with a name for each sheet, one by one.

What is held in memory is a name for each job, never the jobs: a list of 10,000 needs no more than
one of 100. Only a second sheet of one patient and day waits until all others have their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from handouts.batch.manifest import Manifest
from handouts.batch.outcome import Outcome, Result
from handouts.batch.task import Done, Task
from handouts.errors import HandoutError
from handouts.load.job import Job
from handouts.load.yaml_source import read_yaml
from handouts.model.prescription import PatientId
from handouts.naming import Names

_ID: TypeAdapter[str] = TypeAdapter(PatientId)


def feed(jobs: Iterable[Job], manifest: Manifest) -> Iterator[Task | Done]:
    """A task for each job, or its end where it cannot be read.

    Names depend on the list alone, not on what becomes of its jobs: a second run gives the same.
    """
    names = Names()
    later: list[tuple[str, Task]] = []
    for number, job in enumerate(jobs):
        read = _read(number, job)
        if isinstance(read, Done):
            yield read
            continue
        stem = _stem(read.written.tree)
        if stem and not names.claim(stem):
            later.append((stem, read))
            continue
        yield _named(read, stem, manifest)
    for stem, task in later:
        yield _named(task, names.beside(stem), manifest)


def _named(task: Task, stem: str, manifest: Manifest) -> Task:
    file = f"{stem}.pdf"
    return replace(task, file=file, earlier=manifest.row(file))


def _read(number: int, job: Job) -> Task | Done:
    problems, written = job.problems, job.written
    try:
        document = read_yaml(written) if isinstance(written, Path) else written
    except HandoutError as error:
        problems, document = (*problems, *error.problems), None
    if document is None:
        patient = _checked(job.patient)
        return Done(number, Outcome(job.place, Result.FAILED, patient, problems=problems))
    patient = _checked(_written(document.tree, "patient", "id"))
    return Task(number, job.place, document, patient, "", None, problems)


def _stem(tree: Any) -> str:
    """What a prescription's sheet will be called, if it can be made; "" for what cannot be."""
    patient, date = _written(tree, "patient", "id"), _written(tree, "date")
    return f"{date}-{patient}" if patient and date else ""


def _checked(patient: str) -> str:
    """A patient's id, where it is one: anything else might be a name in the wrong column."""
    try:
        return _ID.validate_python(patient)
    except ValidationError:
        return ""


def _written(tree: Any, *path: str) -> str:
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, str) else ""
