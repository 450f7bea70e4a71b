"""The reference workload on the disk, and who draws it: ours and the peers, behind one interface.

<folder>/clinic/                   the clinic's folder
<folder>/clinic/prescriptions/     one file a patient: what ours reads
<folder>/sheets/                   the same sheets as JSON: what peers read
<folder>/pictures/                 their figures and codes, as SVG
"""

from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEERS = {
    "typst": ("typst", "PDF/UA-1"),
    "platypus": ("reportlab", "untagged"),
    "fpdf2": ("fpdf", "untagged"),
    "weasyprint": ("weasyprint", "PDF/UA-1"),
}
"""For each peer the package that it is, and what kind of PDF it makes."""
OURS = "ours"
TYPST_TEMPLATE = Path(__file__).parent / "peers" / "sheet.typ"
"""Typst reads files under one root, so it lies among the pictures."""


def patient_number(at: int) -> str:
    """The number of a patient, counted from 0."""
    return f"P-{at + 1:05}"


@dataclass(frozen=True)
class Engine:
    """`read` takes a patient's number, `draw` what was read, and gives the PDF."""

    read: Callable[[str], Any]
    draw: Callable[[Any], bytes]


def write_workload(folder: Path, patients: int) -> None:
    """So many patients, as prescriptions and as sheets for peers."""
    from benchmarks.peer_sheet import PeerSheets
    from benchmarks.reference import write_clinic, write_prescriptions

    from handouts import load_clinic, load_fonts, load_library, load_prescription

    clinic_folder = write_clinic(folder / "clinic")
    files = write_prescriptions(clinic_folder / "prescriptions", patients)
    known = load_library(clinic_folder), load_clinic(clinic_folder), load_fonts()
    sheets = PeerSheets(*known, folder / "pictures")
    shutil.copy(TYPST_TEMPLATE, folder / "pictures")
    (folder / "sheets").mkdir()
    for file in files:
        sheet = json.dumps(sheets.sheet_of(load_prescription(file)))
        (folder / "sheets" / f"{file.stem}.json").write_text(sheet, encoding="utf-8")


def engine(name: str, folder: Path) -> Engine:
    """Raises ImportError for a peer that is not installed."""
    return _ours(folder) if name == OURS else _peer(name, folder)


def missing_peers(peers: Iterable[str] = tuple(PEERS)) -> dict[str, str]:
    """The peers that cannot be imported, each with what Python says of it."""
    missing = {}
    for name in peers:
        try:
            importlib.import_module(PEERS[name][0])
        except (ImportError, OSError) as error:  # OSError: WeasyPrint without Pango
            missing[name] = str(error).splitlines()[0]
    return missing


def _ours(folder: Path) -> Engine:
    from handouts import load_clinic, load_fonts, load_library, load_prescription, make_handout

    clinic_folder = folder / "clinic"
    library, clinic, fonts = load_library(clinic_folder), load_clinic(clinic_folder), load_fonts()
    return Engine(
        lambda patient: load_prescription(clinic_folder / "prescriptions" / f"{patient}.yaml"),
        lambda prescription: make_handout(prescription, library, clinic, fonts),
    )


def _peer(name: str, folder: Path) -> Engine:
    from handouts.places import shipped_fonts

    peer = importlib.import_module(f"benchmarks.peers.{name}_peer")
    return Engine(
        lambda patient: json.loads((folder / "sheets" / f"{patient}.json").read_bytes()),
        peer.drawer(folder / "pictures", shipped_fonts()),
    )
