"""prescription file → Prescription."""

from __future__ import annotations

from pathlib import Path

from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.prescription import Prescription


def load_prescription(path: Path | str) -> Prescription:
    """Read one prescription. Raises HandoutError with everything that is wrong with it."""
    return validate(Prescription, read_yaml(Path(path)))
