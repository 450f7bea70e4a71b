"""Jobs, rosters and runs of `handouts batch` for tests; names that no output may hold."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from clinics import ROOT, ClinicFolder

from handouts.batch.manifest import MANIFEST_FILE, Manifest
from handouts.batch.outcome import Outcome
from handouts.batch.sheet import digest
from handouts.errors import CellSource
from handouts.load.job import Job
from handouts.load.yaml_source import parse_yaml
from handouts.model.authored import Sources

NAME = "Zebedee Quux"
"""Of every patient; it may stand on sheets and nowhere else."""
CONDITION = "pregnancy"
ROSTER = "roster.csv"


def job(row: int, text: str) -> Job:
    """What a row of a roster asks for. Its places are cells of that row."""
    document = parse_yaml(text, Path(ROSTER))
    places = {
        path: CellSource(ROSTER, row, at) for at, path in enumerate(document.sources.places, 1)
    }
    sources = Sources(ROSTER, places)
    return Job(CellSource(ROSTER, row), type(document)(document.tree, sources, sources))


def prescribed(patient: str, reps: object = 5, more: str = "", exercise: str = "nod") -> str:
    """A prescription of one exercise, as its file would say it."""
    return (
        f"patient: {{id: {patient}, name: {NAME}}}\ndate: 2026-11-22\n{more}"
        f"exercises:\n  - exercise: {exercise}\n    reps: {reps}\n"
    )


def jobs(count: int, reps: object = 5) -> Iterator[Job]:
    """So many patients, one a row below the headings, each made when it is asked for."""
    return (job(at + 2, prescribed(f"P-{at}", reps)) for at in range(count))


def in_order(outcomes: Iterable[Outcome]) -> list[str]:
    return [f"{one.patient} {one.result} {one.file}".strip() for one in outcomes]


def sheets_in(folder: Path) -> dict[str, str]:
    """The digest of every sheet, by name."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.pdf")
    }


def assert_kept(folder: Path) -> None:
    """No half file, and no row of the manifest that is ahead of its sheet."""
    for file in folder.glob("*.pdf"):
        assert file.read_bytes().rstrip().endswith(b"%%EOF"), file.name
    if (folder / MANIFEST_FILE).exists():
        with Manifest(folder) as manifest:
            for row in manifest.rows():
                assert row.digest == digest((folder / row.file).read_bytes())


def without_reviews(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic that takes the words as checked."""
    clinic.change("clinic.yaml", "name: Test Clinic", "name: Test Clinic\nreview: off")
    return clinic


def write_roster(clinic: ClinicFolder, rows: Iterable[str], name: str = ROSTER) -> Path:
    """A roster of patients' numbers, exercises and repeats: `rows` are its lines."""
    return clinic.write(name, "\n".join(["Patient ID,Name,Date,Exercise,Reps", *rows]) + "\n")


def rows(count: int, reps: object = 5) -> list[str]:
    return [f"P-{at},{NAME},2026-11-22,nod,{reps}" for at in range(count)]


def command(*arguments: str | Path) -> subprocess.Popen[str]:
    """`handouts batch` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "handouts.cli", "batch", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        cwd=ROOT,
    )  # fmt: skip
