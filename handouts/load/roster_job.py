"""What the rows of one patient say → the Job of one sheet: a new prescription, or a saved one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.errors import CellSource, HandoutError, Problem, Source
from handouts.load.clinic_content import ClinicContent, as_id
from handouts.load.job import Job
from handouts.load.patient_rows import Entry, PatientRows, Said
from handouts.load.rows_and_saved import saved_of
from handouts.load.rows_as_tree import Places, items_of, join_names, join_visit, write_whole
from handouts.load.validation import validate
from handouts.load.yaml_source import Document
from handouts.model.authored import Sources
from handouts.model.prescription import Prescription


class JobMaker(Struct, frozen=True):
    """Makes jobs with a clinic's content. `date` is that of rows which have none."""

    content: ClinicContent
    date: dt.date | None

    def job(self, patient: PatientRows) -> Job:
        """The job of one patient. What is wrong with the rows stands in it, and is not raised."""
        join_names(patient)
        join_visit(patient)
        written: Document | Path | None
        if "programme" in patient.whole or patient.entries:
            written = self._prescribed(patient)
        else:
            written = saved_of(patient, self.content.saved, self.date)
        _refuse_visit_of_today(patient)
        if not patient.problems:
            return Job(patient.place, written)
        also = _also_wrong(written, patient.problems) if isinstance(written, Document) else ()
        wrong = tuple(sorted({*patient.problems, *also}, key=_by_place))
        number = patient.whole.get("id")
        return Job(patient.place, None, wrong, number.text if number else "")

    def _prescribed(self, patient: PatientRows) -> Document:
        """What a file of this prescription would hold."""
        self._complete(patient)
        tree: dict[str, Any] = {"schema": "1", "patient": {}}
        places: Places = {(): patient.place, ("patient",): patient.place}
        write_whole(patient.whole, tree, places)
        for index, entry in enumerate([*patient.entries, *self._sided(patient)]):
            cells = {name: cell for name, cell in entry.items() if cell.text}
            tree.setdefault("exercises", []).append(
                {name: cell.text for name, cell in cells.items()}
            )
            places["exercises", index] = entry["exercise"].place
            places |= {("exercises", index, name): cell.place for name, cell in cells.items()}
        sources = Sources(patient.place.file, places)
        return Document(tree, sources, sources)

    def _complete(self, patient: PatientRows) -> None:
        """The date where the rows have none, and ids as they are spelt."""
        whole = patient.whole
        if "date" not in whole and self.date:
            whole["date"] = Said(self.date.isoformat(), Source("--date"))
        elif "date" not in whole:
            patient.wrong(patient.place, "Date is missing", "add a column Date, or give --date")
        if named := whole.get("programme"):
            whole["programme"] = Said(as_id(named.text, self.content.programmes), named.place)
        if dropped := whole.get("drop"):
            ids = (as_id(item, self.content.exercises) for item in items_of(dropped, r"[;,\n]"))
            whole["drop"] = Said(";".join(ids), dropped.place)
        for entry in patient.entries:
            named = entry["exercise"]
            entry["exercise"] = Said(as_id(named.text, self.content.exercises), named.place)

    def _sided(self, patient: PatientRows) -> Iterator[Entry]:
        """The side that a row says of a programme, for each exercise that leaves it open."""
        side, programme = patient.whole.get("side"), patient.whole.get("programme")
        if side is None or (programme and programme.text not in self.content.programmes):
            return  # an unknown programme is told by itself
        told = {entry["exercise"].text for entry in patient.entries}
        told |= set(items_of(patient.whole.get("drop"), ";"))
        listed = self.content.without_side(programme.text) if programme else ()
        wanting = [name for name in listed if name not in told]
        if not wanting:
            patient.wrong(
                side.place, "Side stands in a row without an exercise, and there is no programme "
                "that leaves a side open", "name the exercise, or empty the cell",
            )  # fmt: skip
        for name in wanting:
            yield {"exercise": Said(name, side.place), "side": side}


def _refuse_visit_of_today(patient: PatientRows) -> None:
    """A list of a day's appointments has that day in a column of this name."""
    date, visit = patient.whole.get("date"), patient.whole.get("next_visit")
    if date and visit and date.text and visit.text.startswith(date.text):
        patient.wrong(
            visit.place, "Next visit is on the day of the sheet",
            "write the visit after it; if this is the day's own appointment, name the column Date, "
            "or say what it means under import: columns: in clinic.yaml",
        )  # fmt: skip


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
