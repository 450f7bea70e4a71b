"""An empty roster to fill in, as the bytes of an .xlsx."""

from __future__ import annotations

from pathlib import Path

from handouts.model.clinic import Clinic


def roster_template(clinic: Clinic, clinic_folder: Path) -> bytes:
    """A workbook whose cells keep what is typed, with the clinic's programmes, exercises and sites
    to choose from. The same content gives the same bytes.
    """
    raise NotImplementedError
