"""A sheet that carries its provenance → the same sheet, made again: what `handouts reprint` does.

The same version of handouts gives the same bytes, or says that it cannot; another version says
which one made the sheet.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import load_fonts
from handouts.load.attached_source import attached_source, read_pdf
from handouts.pipeline import make_handout
from handouts.provenance import (
    SOURCE_FILE,
    DamagedProvenanceError,
    Provenance,
    program_version,
    provenance_from,
)

CHANGED = "was changed since handouts made it, or made with other versions of its libraries"
ANYWAY = "write --anyway to make it although it may look different"


class Reprinted(Struct, frozen=True):
    """A sheet made again. `note` says, where it is not the same byte for byte, why."""

    pdf: bytes
    note: str = ""


def reprint_sheet(file: Path, *, anyway: bool = False) -> Reprinted:
    """Make the sheet of a PDF again from what it carries.

    Raises HandoutError where it carries nothing that can be read and, unless `anyway`, where the
    result would not be the same bytes.
    """
    original = read_pdf(file)
    made = _provenance(attached_source(original, SOURCE_FILE, file), file)
    another = made.version != program_version()
    if another and not anyway:
        hint = f"{_install(made.version)}, or {ANYWAY}"
        raise _refused(file, _made_by(made.version), hint)
    what = made.ingredients
    pdf = make_handout(what.prescription, what.library, what.clinic, load_fonts(), what.earlier)
    if pdf == original:
        return Reprinted(pdf)
    note = _made_by(made.version) if another else CHANGED
    if not anyway:
        raise _refused(file, note, ANYWAY)
    return Reprinted(pdf, f"{file}: {note}")


def place_for(file: Path, output: Path, pdf: bytes) -> Path:
    """Where the sheet of `file` goes: to `output` if that names a PDF, else into it, as a folder.

    Raises HandoutError where another file would be lost, be it the sheet itself.
    """
    is_file = output.suffix.lower() == ".pdf"
    place = output if is_file else output / file.with_suffix(".pdf").name
    if place.is_file() and place.read_bytes() != pdf:
        message = "is there already, and is not the same sheet byte for byte"
        raise _refused(place, message, "name another file with -o")
    return place


def _provenance(data: bytes, file: Path) -> Provenance:
    try:
        return provenance_from(data, str(file))
    except DamagedProvenanceError as error:
        if error.version and error.version != program_version():
            message = f"{_made_by(error.version)}, which cannot read it"
            raise _refused(file, message, _install(error.version)) from None
        message = "carries what it was made from, but that is damaged"
        hint = "copy it again from where it was kept, or make it from its prescription"
        raise _refused(file, message, hint) from None


def _made_by(version: str) -> str:
    return f"was made by handouts {version}; this is {program_version()}"


def _install(version: str) -> str:
    return f"for the same bytes install handouts {version}"


def _refused(file: Path, message: str, hint: str) -> HandoutError:
    return HandoutError([Problem(Source(str(file)), message, hint)])
