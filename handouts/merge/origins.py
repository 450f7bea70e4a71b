"""Where each value of a dose came from, for the clinician's summary. See dosing.py for who wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from handouts.merge.dosing import prescribed_dose
from handouts.model.dose import DOSE_FIELDS
from handouts.model.exercise import Exercise
from handouts.model.prescription import Entry, Prescription

Origin = Literal["entry", "prescription", "exercise"]


def origins(entry: Entry, prescription: Prescription, exercise: Exercise) -> Mapping[str, Origin]:
    """For each field of the prescribed dose that has a value, who wrote it."""
    dose = prescribed_dose(entry, prescription, exercise)
    found: dict[str, Origin] = {}
    for name in DOSE_FIELDS:
        if getattr(dose, name) is None:
            continue
        if getattr(entry, name) is not None:
            found[name] = "entry"
        elif getattr(prescription, name, None) is not None:
            found[name] = "prescription"
        else:
            found[name] = "exercise"
    return found
