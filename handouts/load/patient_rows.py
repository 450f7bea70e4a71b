"""The rows of one patient → what they say of the sheet, and of each exercise, with the cells."""

from __future__ import annotations

from msgspec import Struct, field

from handouts.errors import InvalidValueError, Problem, Source
from handouts.load.cell_text import text_of
from handouts.load.column_names import said
from handouts.load.day_text import DateOrder
from handouts.load.header import Header
from handouts.load.table import Table, is_empty
from handouts.model.import_map import ENTRY_COLUMNS

OF_ALL = ("side", "frequency")
"""What a row without an exercise may say of all the exercises of its programme."""


class Said(Struct, frozen=True):
    """What a cell says, as a prescription's file would, and where; "" where it cannot be read."""

    text: str
    place: Source


Entry = dict[str, Said]
"""One exercise, by the names of its columns."""


class PatientRows(Struct, frozen=True):
    """What the rows with one patient's number say. `place` is the first of them."""

    place: Source
    whole: dict[str, Said] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Source, message: str, hint: str) -> None:
        """Note what is wrong with a cell; the next one is read all the same."""
        self.problems.append(Problem(place, message, hint))

    def of_all(self, name: str, cell: Said) -> None:
        """Note what holds for the whole sheet. Rows that contradict each other are a Problem."""
        before = self.whole.setdefault(name, cell)
        if before.text and cell.text and before.text != cell.text:
            self.wrong(
                cell.place, f"{said(name)} is another than in row {before.place.line}, which has "
                "the same patient's number", "write the same in both, or only in one",
            )  # fmt: skip


def read_rows(
    table: Table, header: Header, rows: tuple[int, ...], order: DateOrder | None
) -> PatientRows:
    """What these rows of a table say, counted from 0. `order` is that of the clinic's dates."""
    patient = PatientRows(table.place(rows[0] + 1))
    for row in rows:
        entry = _row(table, header, row, order, patient)
        if "exercise" in entry:
            patient.entries.append(entry)
            continue
        for name, cell in entry.items():
            if name in OF_ALL:
                patient.of_all(name, cell)
            else:
                patient.wrong(
                    cell.place, f"{said(name)} stands in a row without an exercise",
                    "name the exercise, or empty the cell",
                )  # fmt: skip
    return patient


def _row(
    table: Table, header: Header, row: int, order: DateOrder | None, patient: PatientRows
) -> Entry:
    """What one row says of an exercise; what it says of the whole goes to the patient's rows."""
    entry: Entry = {}
    cells = table.rows[row]
    for at in range(header.width, len(cells)):
        if not is_empty(cells[at]):
            patient.wrong(
                table.place(row + 1, at + 1), "a value stands in a column without a name",
                "name the column, or empty the cell; in a CSV file, a cell with a comma in it "
                "stands in quotation marks",
            )  # fmt: skip
    for name, found in header.columns.items():
        if name == "id" or found.at >= len(cells) or is_empty(cells[found.at]):
            continue
        place = table.place(row + 1, found.at + 1)
        try:
            text = text_of(cells[found.at], found.column.kind, found.bare, order)
        except InvalidValueError as error:
            patient.wrong(place, f"{said(name)} {error.message}", error.hint)
            text = ""
        if name in ENTRY_COLUMNS:
            entry[name] = Said(text, place)
        else:
            patient.of_all(name, Said(text, place))
    return _with_one_frequency(entry)


def _with_one_frequency(entry: Entry) -> Entry:
    """Times a day and days a week, each in a column of its own, are one frequency."""
    parts = [
        entry.pop(name) for name in ("times_a_day", "days_a_week", "times_a_week") if name in entry
    ]
    if parts:
        readable = all(part.text for part in parts)
        text = " ".join(part.text for part in parts) if readable else ""
        entry["frequency"] = Said(text, parts[0].place)
    return entry
