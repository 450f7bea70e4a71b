"""What the rows of one patient say → the Job of one sheet: a new prescription, or a saved one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.errors import CellSource, HandoutError, Problem, Source
from handouts.load.clinic_content import ClinicContent, as_id
from handouts.load.header import said
from handouts.load.job import Job
from handouts.load.patient_rows import Entry, PatientRows, Said
from handouts.load.validation import validate
from handouts.load.yaml_source import Document, read_yaml
from handouts.model.authored import Sources, Step
from handouts.model.prescription import Prescription

NO_CONDITIONS = "none"
_PATIENT_KEYS = ("id", "name", "language")
_SHEET_KEYS = ("date", "next_visit", "clinician", "site", "goal", "programme", "frequency")
Places = dict[tuple[Step, ...], Source]


@dataclass(frozen=True, slots=True)
class JobMaker:
    """Makes jobs with a clinic's content. `date` is that of rows which have none."""

    content: ClinicContent
    date: dt.date | None

    def job(self, patient: PatientRows) -> Job:
        """The job of one patient. What is wrong with the rows stands in it, and is not raised."""
        _compose_name(patient)
        _compose_visit(patient)
        if "programme" in patient.whole or patient.entries:
            written: Document | Path | None = self._prescribed(patient)
        else:
            written = self._saved(patient)
        if not patient.problems:
            return Job(patient.place, written)
        also = _also_wrong(written, patient.problems) if isinstance(written, Document) else ()
        return Job(patient.place, None, tuple(sorted({*patient.problems, *also}, key=_by_place)))

    def _prescribed(self, patient: PatientRows) -> Document:
        """What a file of this prescription would hold."""
        whole = patient.whole
        if "date" not in whole:
            if self.date:
                whole["date"] = Said(self.date.isoformat(), Source("--date"))
            else:
                patient.wrong(patient.place, "Date is missing", "add a column Date, or give --date")
        if "programme" in whole:
            named = whole["programme"]
            whole["programme"] = Said(as_id(named.text, self.content.programmes), named.place)
        tree: dict[str, Any] = {"schema": "1", "patient": {}}
        places: Places = {(): patient.place, ("patient",): patient.place}
        _overlay(whole, tree, places)
        entries = [*patient.entries, *self._sided(patient)]
        for index, entry in enumerate(entries):
            named = entry["exercise"]
            entry["exercise"] = Said(as_id(named.text, self.content.exercises), named.place)
            cells = {name: cell for name, cell in entry.items() if cell.text}
            tree.setdefault("exercises", []).append(
                {name: cell.text for name, cell in cells.items()}
            )
            places["exercises", index] = named.place
            places |= {("exercises", index, name): cell.place for name, cell in cells.items()}
        sources = Sources(patient.place.file, places)
        return Document(tree, sources, sources)

    def _sided(self, patient: PatientRows) -> Iterator[Entry]:
        """The side that a row says of a programme, for each exercise that leaves it open."""
        side = patient.whole.get("side")
        if side is None:
            return
        programme = patient.whole.get("programme")
        listed = self.content.without_side(programme.text) if programme else ()
        own = {entry["exercise"].text for entry in patient.entries}
        dropped = _items(patient.whole.get("drop"), r"[;,\n]")
        wanting = [name for name in listed if name not in own and name not in dropped]
        if not wanting:
            if programme is None or programme.text in self.content.programmes:
                patient.wrong(
                    side.place, "Side stands in a row without an exercise, and no programme of the "
                    "patient leaves a side open", "name the exercise, or empty the cell",
                )  # fmt: skip
            return
        for name in wanting:
            yield {"exercise": Said(name, side.place), "side": side}

    def _saved(self, patient: PatientRows) -> Document | Path | None:
        """The patient's saved prescription, with what the rows say in place of what it says."""
        number = patient.whole.get("id")
        if number is None:
            return None
        files = self.content.saved.files.get(number.text, ())
        if len(files) > 1:
            patient.wrong(
                number.place, "names no programme and no exercise, and there are several saved "
                "prescriptions of this patient: " + ", ".join(map(str, files)), "keep one of them",
            )  # fmt: skip
        elif not files:
            unread = self.content.saved.unread
            also = f"; {unread[0]} cannot be read" if unread else ""
            patient.wrong(
                number.place, "names no programme and no exercise, and there is no saved "
                f"prescription of this patient{also}", "fill in Programme or Exercise",
            )  # fmt: skip
        for name in ("frequency", "side", "drop"):
            if name in patient.whole:
                patient.wrong(
                    patient.whole[name].place, f"{said(name)} cannot change a saved prescription",
                    "change its file, or empty the cell",
                )  # fmt: skip
        if len(files) != 1 or patient.problems:
            return None
        if self.date and "date" not in patient.whole:
            patient.whole["date"] = Said(self.date.isoformat(), Source("--date"))
        return files[0] if patient.whole.keys() == {"id"} else _changed(files[0], patient)


def _changed(file: Path, patient: PatientRows) -> Document | None:
    """The saved prescription with what the patient's rows say. Its places are those of its file."""
    try:
        saved = read_yaml(file)
    except HandoutError as error:
        patient.problems.extend(error.problems)
        return None
    tree: dict[str, Any] = {**saved.tree, "patient": dict(saved.tree["patient"])}
    places: Places = dict(saved.sources.places)
    known = tree["patient"].get("conditions")
    _overlay(patient.whole, tree, places)
    said_now = tree["patient"].get("conditions")
    if isinstance(known, list) and isinstance(said_now, list):
        # A row may add a condition, and never take one away that was written down.
        added = [word for word in said_now if word not in known]
        tree["patient"]["conditions"] = [*known, *added]
        for at in range(len(known)):
            places["patient", "conditions", at] = saved.sources.at("patient", "conditions", at)
        for at in range(len(known), len(known) + len(added)):
            places["patient", "conditions", at] = patient.whole["conditions"].place
    return Document(tree, Sources(str(file), places), saved.keys)


def _overlay(whole: dict[str, Said], tree: dict[str, Any], places: Places) -> None:
    """What is said of the whole, put into the tree of a prescription."""
    for name in (*_PATIENT_KEYS, *_SHEET_KEYS):
        cell = whole.get(name)
        if cell and cell.text:
            path: tuple[Step, ...] = ("patient", name) if name in _PATIENT_KEYS else (name,)
            (tree["patient"] if name in _PATIENT_KEYS else tree)[name] = cell.text
            places[path] = cell.place
    lists: tuple[tuple[str, str, dict[str, Any], tuple[Step, ...]], ...] = (
        ("conditions", r"[;\n]", tree["patient"], ("patient", "conditions")),
        ("drop", r"[;,\n]", tree, ("drop",)),
    )
    for name, separator, holder, path in lists:
        cell = whole.get(name)
        if cell and cell.text:
            items = _items(cell, separator)
            holder[name] = [] if [item.casefold() for item in items] == [NO_CONDITIONS] else items
            places |= {path: cell.place, **{(*path, at): cell.place for at in range(len(items))}}


def _items(cell: Said | None, separator: str) -> list[str]:
    parts = re.split(separator, cell.text) if cell else []
    return [" ".join(part.split()) for part in parts if part.strip()]


def _compose_name(patient: PatientRows) -> None:
    """The name that the patient goes by: the preferred one, then the full name, then its parts."""
    first, last, preferred = (
        patient.whole.pop(name, None) for name in ("first_name", "last_name", "preferred_name")
    )
    surname = last.text if last else ""
    given = preferred if preferred and preferred.text else first
    if (preferred is None or not preferred.text) and "name" in patient.whole:
        return
    cell = given if given and given.text else last
    if cell is None or not cell.text:
        return
    words = [given.text] if given and given.text else []
    if surname and not (words and words[0].casefold().endswith(surname.casefold())):
        words.append(surname)
    patient.whole["name"] = Said(" ".join(words), cell.place)


def _compose_visit(patient: PatientRows) -> None:
    """The next visit's time, where it has a column of its own."""
    time = patient.whole.pop("next_visit_time", None)
    if time is None or not time.text:
        return
    day = patient.whole.get("next_visit")
    if day is None:
        patient.wrong(time.place, "Next visit time has no day beside it", "write the day as well")
    elif day.text.partition(" ")[2] not in {"", time.text}:
        patient.wrong(time.place, "Next visit time is another than beside the day", "keep one")
    elif day.text:
        patient.whole["next_visit"] = Said(f"{day.text[:10]} {time.text}", day.place)


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.source
    return place.file, place.line, place.column, problem.message


def _also_wrong(written: Document, told: list[Problem]) -> list[Problem]:
    """What else is wrong with cells that can be read."""
    places = {problem.source for problem in told}
    try:
        validate(Prescription, written)
    except HandoutError as error:
        return [
            problem for problem in error.problems
            if isinstance(problem.source, CellSource) and problem.source.column
            and problem.source not in places
        ]  # fmt: skip
    return []
