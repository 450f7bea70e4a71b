"""Rows without programme and exercise → the patient's saved prescription, with what they say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from handouts.errors import HandoutError, Source
from handouts.load.column_names import said
from handouts.load.patient_rows import PatientRows, Said
from handouts.load.rows_as_tree import Places, write_whole
from handouts.load.saved_prescriptions import Saved
from handouts.load.yaml_source import Document, read_yaml
from handouts.model.authored import Sources

NOTHING = "names no programme and no exercise, and there"
_NOT_HERE = ("frequency", "side", "drop")
"""What a row cannot change: the entries of the file have it too, and would win."""


def saved_of(patient: PatientRows, saved: Saved, date: dt.date | None) -> Document | Path | None:
    """The file of the patient's saved prescription, or what it holds where the rows, or `date`, say
    something else. None where there is not one file; the patient's problems say why.
    """
    number = patient.whole.get("id")
    if number is None or any(problem.source == number.place for problem in patient.problems):
        return None
    files = saved.files.get(number.text, ())
    if len(files) > 1:
        listed = ", ".join(map(str, files))
        message = f"{NOTHING} are several saved prescriptions of this patient: {listed}"
        patient.wrong(number.place, message, "keep one of them")
    elif not files:
        also = f" ({saved.unread[0]} cannot be read)" if saved.unread else ""
        message = f"{NOTHING} is no saved prescription of this patient{also}"
        patient.wrong(number.place, message, "fill in Programme or Exercise")
    for name in _NOT_HERE:
        if name in patient.whole:
            message = f"{said(name)} cannot change a saved prescription"
            patient.wrong(patient.whole[name].place, message, "change its file, or empty the cell")
    if patient.problems:
        return None
    if date and "date" not in patient.whole:
        patient.whole["date"] = Said(date.isoformat(), Source("--date"))
    return files[0] if patient.whole.keys() == {"id"} else _changed(files[0], patient)


def _changed(file: Path, patient: PatientRows) -> Document | None:
    try:
        saved = read_yaml(file)
    except HandoutError as error:
        patient.problems.extend(error.problems)
        return None
    tree: dict[str, Any] = {**saved.tree, "patient": dict(saved.tree["patient"])}
    places: Places = dict(saved.sources.places)
    written = tree["patient"].get("conditions")
    write_whole(patient.whole, tree, places)
    if written is not None:
        _keep_conditions(written, tree["patient"], places, saved)
    return Document(tree, Sources(str(file), places), saved.keys)


def _keep_conditions(
    written: object, patient: dict[str, Any], places: Places, saved: Document
) -> None:
    """A row may add a condition. It never takes away one that was written down."""
    added: list[str] = []
    if isinstance(written, list):
        added = [word for word in patient["conditions"] if word not in written]
        patient["conditions"] = [*written, *added]
    else:
        patient["conditions"] = written
    place = places["patient", "conditions"]
    kept = len(written) if isinstance(written, list) else 0
    for at in range(kept):
        places["patient", "conditions", at] = saved.sources.at("patient", "conditions", at)
    for at in range(kept, kept + len(added)):
        places["patient", "conditions", at] = place
