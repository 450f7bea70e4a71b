"""What every sheet of a batch is made with, read once a process, and a digest of each part of it.

A digest covers whatever can change the bytes of a sheet: content, fonts, this program, and the
libraries that set and write.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.json import Encoder
from msgspec.structs import replace

from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import Fonts, load_fonts
from handouts.load.clinic import load_clinic
from handouts.load.library import EXERCISE_FILE, content_folders, exercise_homes, read_library
from handouts.load.programme import programme_files, read_programmes
from handouts.merge.exercise_block import prints_as_draft
from handouts.merge.plan import exercises_of
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.places import shipped_fonts
from handouts.provenance import program_version

_LIBRARIES = ("uharfbuzz", "uniseg", "zxing-cpp", "Pillow", "svgelements", "isal")
"""Those of other people that decide what a sheet looks like."""
_ENCODER = Encoder(order="sorted")


class Part(Struct, frozen=True):
    """An exercise or a programme: the digest of its files, and what is wrong with them."""

    digest: str
    mistakes: tuple[Problem, ...] = ()


class Used(Struct, frozen=True):
    """What a sheet uses beside what all share: the ids of its exercises, sorted; and what is known
    of its programme and of them.
    """

    exercises: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def mistakes(self) -> tuple[Problem, ...]:
        """What is wrong with any of it."""
        return tuple([one for part in self.parts for one in part.mistakes])


class Stock(Struct, frozen=True):
    """What sheets are made with. `common` is the digest of what all of them share; `exercises` and
    `programmes`, by id, are what only some use, readable or not. `state` says which content and
    program this is: two processes with one state make the same sheets.
    """

    clinic: Clinic
    library: Library
    fonts: Fonts
    common: str
    exercises: Mapping[str, Part]
    programmes: Mapping[str, Part]
    state: str

    def used_by(self, prescription: Prescription) -> Used:
        """What is unknown has no part."""
        names = sorted(exercises_of(prescription, self.library.programmes))
        found = [self.programmes.get(prescription.programme or ""), *map(self.exercises.get, names)]
        return Used(tuple(names), tuple([part for part in found if part]))

    def made_from(self, tree: Any, used: Used) -> str:
        """The digest of all that a sheet depends on; `tree` is the prescription as written."""
        parts = [part.digest for part in used.parts]
        signed = [name for name in used.exercises if name in self.library.reviewed]
        return _digest([self.common, tree, parts, signed])

    def drafts_in(self, used: Used) -> tuple[str, ...]:
        """The exercises of a sheet whose words nobody here has signed off, where that counts."""
        return tuple(
            [name for name in used.exercises if prints_as_draft(name, self.library, self.clinic)]
        )


_latest: dict[tuple[Path, str], Stock] = {}
"""The stock that this process works with, by its clinic's folder and state: one at most."""


def stock_in_state(clinic_folder: Path, state: str) -> Stock:
    """The stock that a batch began with, in any of its processes; read where this has another.

    Raises HandoutError where that finds something else, by now or on this machine.
    """
    stock = _latest.get((clinic_folder, state)) or load_stock(clinic_folder)
    if stock.state != state:
        message = "the content, or the version of handouts, is not what the batch started with"
        raise HandoutError([Problem(Source(str(clinic_folder)), message, "run the batch again")])
    return stock


def load_stock(clinic_folder: Path) -> Stock:
    """Read a clinic, the whole library and the fonts.

    An exercise or programme with mistakes fails nothing but the sheets that use it. Raises
    HandoutError for what all of them need.
    """
    roots = content_folders(clinic_folder)
    # Digests first: content that changes now is made once too often, never once too seldom.
    homes, listed = exercise_homes(*roots), programme_files(*roots)
    in_homes = {name: _of_files(sorted(home.rglob("*"))) for name, home in homes.items()}
    in_files = {name: _of_files([file]) for name, file in listed.items()}
    clinic = load_clinic(clinic_folder)
    library, problems = read_library(clinic_folder)
    readable, wrong = read_programmes(clinic_folder)
    mistakes = _by_file([*problems, *wrong])
    exercises = {
        name: Part(in_homes[name], mistakes[str(home / EXERCISE_FILE)])
        for name, home in homes.items()
    }
    faulty = {name for name, part in exercises.items() if part.mistakes}
    library = replace(
        library, programmes=readable, unreadable=library.unreadable | faulty,
        exercises={name: one for name, one in library.exercises.items() if name not in faulty},
    )  # fmt: skip
    programmes = {name: Part(in_files[name], mistakes[str(file)]) for name, file in listed.items()}
    common = _digest([_program(), repr(clinic), repr(clinic.artwork), library.positions,
                      sorted(library.conditions)])  # fmt: skip
    parts = [sorted((name, part.digest) for name, part in known.items())
             for known in (exercises, programmes)]  # fmt: skip
    state = _digest([common, sorted(library.reviewed), *parts])
    stock = Stock(clinic, library, load_fonts(), common, exercises, programmes, state)
    _latest.clear()
    _latest[clinic_folder, stock.state] = stock
    return stock


def _by_file(problems: Iterable[Problem]) -> defaultdict[str, tuple[Problem, ...]]:
    found = defaultdict[str, tuple[Problem, ...]](tuple)
    for problem in problems:
        found[problem.source.file] += (problem,)
    return found


@functools.cache
def _program() -> list[str]:
    """What runs: its version, its code (a checkout moves on under one version), the libraries."""
    from importlib.metadata import version

    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    faces = sorted(shipped_fonts().glob("*.ttf"))
    return [program_version(), _of_files(code), _of_files(faces), *map(version, _LIBRARIES)]


def _of_files(files: Iterable[Path]) -> str:
    """Of names and bytes. What cannot be read is told by who needs it."""
    whole = hashlib.sha256()
    for file in files:
        if file.is_file():
            data = file.read_bytes()
            whole.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _digest(of: object) -> str:
    return hashlib.sha256(_ENCODER.encode(of)).hexdigest()
