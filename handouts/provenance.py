"""What a sheet was made from, as the bytes that travel in its PDF, and back again.

Left out are a patient's conditions and the reasons of overrides: they are the clinician's. With
them go the exercises' contraindications, among which the reader could look for the patient's.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import HandoutError, Problem
from handouts.model.as_json import from_json, to_json
from handouts.model.authored import Sources
from handouts.model.clinic import Clinic
from handouts.model.drawing import Artwork
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription

SOURCE_FILE = "handout-source.json"
FORMAT = 1
"""Raised when a field is renamed or means something else; a new one with a default is no reason."""
MOST_BYTES = 60_000_000
LEFT_OUT = frozenset({"conditions", "override", "contraindications", "import_map"})
"""What no sheet says: the clinician's own, and how the clinic's own system names things."""
_VERSION = re.compile(r"[0-9A-Za-z.+!-]{1,40}")


class Ingredients(Struct, frozen=True):
    """All that make_handout needs beside the fonts. `library` holds what the sheet uses."""

    prescription: Prescription
    library: Library
    clinic: Clinic
    logo: Artwork | None
    earlier: Prescription | None = None


class Provenance(Struct, frozen=True):
    """What a sheet was made from, and the version of handouts that made it."""

    version: str
    ingredients: Ingredients


class DamagedProvenanceError(ValueError):
    """It cannot be read. `version` made it, where that could be read."""

    def __init__(self, version: str = "") -> None:
        self.version = version
        super().__init__(version)


def program_version() -> str:
    """The version of handouts that runs."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("handouts")
    except PackageNotFoundError:
        return "unknown"


def provenance_bytes(
    prescription: Prescription, library: Library, clinic: Clinic,
    earlier: Prescription | None = None,
) -> bytes:  # fmt: skip
    """The file that says how this sheet was made; the same input gives the same bytes.

    The prescriptions are whole: no programme is to be merged in. Raises HandoutError where the
    pictures are too large to travel in a PDF.
    """
    whole = (prescription, earlier) if earlier else (prescription,)
    used = sorted({entry.exercise for one in whole for entry in one.exercises})
    of_sheet = Library(
        {name: library.exercises[name] for name in used},
        frozenset(used),
        {name: library.pictures[name] for name in used if name in library.pictures},
        library.reviewed.intersection(used),
    )
    made_from = Ingredients(prescription, of_sheet, clinic, clinic.artwork, earlier)
    sheet = to_json(made_from, LEFT_OUT)
    head = {"handouts": program_version(), "format": FORMAT, "sha256": _checksum(sheet)}
    data = _packed(head | {"sheet": sheet}) + b"\n"
    if len(data) > MOST_BYTES:
        message = "the pictures of this sheet are too large to travel in its PDF"
        hint = "print fewer exercises, or write provenance: false"
        raise HandoutError([Problem(clinic.source("provenance"), message, hint)])
    return data


def provenance_from(data: bytes, file: str) -> Provenance:
    """Reads what `provenance_bytes` wrote. `file` is the place of Problems that are found later.

    Raises DamagedProvenanceError for all else.
    """
    version = ""
    try:
        tree = json.loads(data)
        version = _version(tree["handouts"])
        if tree["format"] != FORMAT or tree["sha256"] != _checksum(tree["sheet"]):
            raise DamagedProvenanceError(version)
        read = from_json(Ingredients, tree["sheet"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DamagedProvenanceError(version) from None
    for authored in (
        read.prescription, read.clinic, *read.library.exercises.values(),
        *((read.earlier,) if read.earlier else ()),
    ):  # fmt: skip
        authored.located(Sources(file))
    return Provenance(version, replace(read, clinic=read.clinic.with_artwork(read.logo)))


def _version(written: str) -> str:
    if not _VERSION.fullmatch(written):
        raise ValueError("is no version")
    return written


def _checksum(sheet: Any) -> str:
    return hashlib.sha256(_packed(sheet)).hexdigest()


def _packed(tree: Any) -> bytes:
    return json.dumps(tree, separators=(",", ":")).encode("ascii")
