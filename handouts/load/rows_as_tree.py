"""What a patient's rows say of the whole sheet → the keys of a prescription's file."""

from __future__ import annotations

import re
from typing import Any

from handouts.errors import Source
from handouts.load.patient_rows import PatientRows, Said
from handouts.model.authored import Step

NO_CONDITIONS = "none"
"""Asked, and there are none."""
_OF_THE_PATIENT = ("id", "name", "language")
_OF_THE_SHEET = ("date", "next_visit", "clinician", "site", "goal", "programme", "frequency")
Places = dict[tuple[Step, ...], Source]


def write_whole(whole: dict[str, Said], tree: dict[str, Any], places: Places) -> None:
    """Put what is said of the whole into the tree of a prescription, and where each is said."""
    for name in (*_OF_THE_PATIENT, *_OF_THE_SHEET):
        cell = whole.get(name)
        if cell and cell.text:
            path: tuple[Step, ...] = ("patient", name) if name in _OF_THE_PATIENT else (name,)
            (tree["patient"] if name in _OF_THE_PATIENT else tree)[name] = cell.text
            places[path] = cell.place
    if conditions := items_of(whole.get("conditions"), r"[;\n]"):
        is_none = [item.casefold() for item in conditions] == [NO_CONDITIONS]
        tree["patient"]["conditions"] = [] if is_none else conditions
        _place_items(("patient", "conditions"), whole["conditions"], len(conditions), places)
    if dropped := items_of(whole.get("drop"), r"[;,\n]"):
        tree["drop"] = dropped
        _place_items(("drop",), whole["drop"], len(dropped), places)


def items_of(cell: Said | None, separator: str) -> list[str]:
    """What stands in a cell between the separators, a regular expression."""
    parts = re.split(separator, cell.text) if cell else []
    return [" ".join(part.split()) for part in parts if part.strip()]


def join_names(patient: PatientRows) -> None:
    """The name that the patient goes by: the preferred one; else the full name, or its parts."""
    said = {name: patient.whole.pop(name, None) for name in
            ("preferred_name", "first_name", "last_name")}  # fmt: skip
    preferred, first, last = (cell if cell and cell.text else None for cell in said.values())
    given = preferred or first
    if (preferred is None and "name" in patient.whole) or not (given or last):
        return
    parts = [cell for cell in (given, last) if cell]
    is_whole = preferred and last and f" {preferred.text}".endswith(f" {last.text}")
    words = [cell.text for cell in (parts[:1] if is_whole else parts)]
    patient.whole["name"] = Said(" ".join(words), parts[0].place)


def join_visit(patient: PatientRows) -> None:
    """The next visit's time, where it has a column of its own."""
    time, day = patient.whole.pop("next_visit_time", None), patient.whole.get("next_visit")
    if time is None or not time.text:
        return
    if day is None:
        patient.wrong(time.place, "Next visit time has no day beside it", "write the day as well")
    elif day.text.partition(" ")[2] not in {"", time.text}:
        patient.wrong(time.place, "Next visit time is another than beside the day", "keep one")
    elif day.text:
        patient.whole["next_visit"] = Said(f"{day.text.partition(' ')[0]} {time.text}", day.place)


def _place_items(path: tuple[Step, ...], cell: Said, count: int, places: Places) -> None:
    places[path] = cell.place
    places |= {(*path, at): cell.place for at in range(count)}
