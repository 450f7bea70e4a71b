"""The empty roster: what is typed into it stays what it is, and is read back."""

# ruff: noqa: E501  (one case on one line)

from __future__ import annotations

import io
from pathlib import Path

import pytest
from clinics import CLINIC_FILE, ClinicFolder
from openpyxl import load_workbook
from rosters import PROGRAMME, changed, entry, job, prescribed, roster, workbook

from handouts.load.clinic import load_clinic
from handouts.load.column_names import KNOWN, words_of
from handouts.load.header import HeaderReader
from handouts.load.roster_template import COLUMNS, roster_template
from handouts.load.table import Table
from handouts.load.xlsx_table import read_xlsx
from handouts.model.import_map import ROSTER_COLUMNS, ImportMap

IN_ANOTHER_COLUMN = {"first_name", "last_name", "preferred_name", "next_visit_time",
                     "times_a_day", "days_a_week", "times_a_week"}  # fmt: skip


def template(clinic: ClinicFolder) -> bytes:
    return roster_template(load_clinic(clinic.root), clinic.root)


def test_it_has_a_column_for_everything_that_a_row_can_say() -> None:
    assert {column.name for column in COLUMNS} == set(ROSTER_COLUMNS) - IN_ANOTHER_COLUMN
    assert [KNOWN[words_of(column.title)][0].name for column in COLUMNS] == [
        column.name for column in COLUMNS
    ]


def test_it_is_read_back_as_a_roster_without_rows(clinic: ClinicFolder) -> None:
    read = roster(clinic, template(clinic), "r.xlsx")
    assert len(read) == 0
    assert read.notes == ()


def test_the_same_content_gives_the_same_bytes_and_other_content_others(
    clinic: ClinicFolder,
) -> None:
    first = template(clinic)
    assert template(clinic) == first
    clinic.write("programmes/knee-plan.yaml", PROGRAMME)
    assert template(clinic) != first


def test_its_examples_are_what_a_roster_takes(clinic: ClinicFolder) -> None:
    """Each example beside the least that a row needs is read and makes a prescription."""
    for column in COLUMNS:
        if column.name in {"id", "programme", "drop", "side"}:
            continue
        cells = {
            "Patient ID": "P-1",
            "Exercise": "squat",
            "Date": "2026-11-22",
            column.title: column.example,
        }
        rows = [[*cells], [*cells.values()]]
        sheet = prescribed(job(clinic, workbook({"Roster": rows}), "r.xlsx"))
        assert sheet.exercises[0].exercise in {"squat", "straight-leg-raise"}


def test_the_whole_columns_are_text_so_that_nothing_is_changed(clinic: ClinicFolder) -> None:
    sheet = load_workbook(io.BytesIO(template(clinic)))["Roster"]
    groups = sheet.column_dimensions.values()
    assert {group.number_format for group in groups} == {"@"}
    covered = sorted(at for group in groups for at in range(group.min, group.max + 1))
    assert covered == list(range(1, len(COLUMNS) + 1))
    widths = {at: group.width for group in groups for at in range(group.min, group.max + 1)}
    assert all(widths[cell.column] > len(str(cell.value)) for cell in sheet[1])
    assert sheet.freeze_panes == "C2"


def test_what_may_be_chosen_is_the_clinics(clinic: ClinicFolder) -> None:
    clinic.write("programmes/knee-plan.yaml", PROGRAMME)
    clinic.change(CLINIC_FILE, "sites:", "sites:\n  - {id: north, phone: 01632 960 999}")
    book = load_workbook(io.BytesIO(template(clinic)))
    title = {cell.value: cell.column_letter for cell in book["Roster"][1]}
    offered = {}
    for rule in book["Roster"].data_validations.dataValidation:
        letter = str(rule.sqref).partition("2:")[0]
        assert str(rule.sqref) == f"{letter}2:{letter}1048576"
        assert rule.showErrorMessage
        cells = book["Lists"][rule.formula1.removeprefix("=").partition("!")[2].replace("$", "")]
        offered[letter] = [cell.value for (cell,) in cells]
    assert offered[title["Site"]] == ["north", "main"]
    assert offered[title["Side"]] == ["left", "right", "both", "each", "alternate"]
    assert "knee-plan" in offered[title["Programme"]]
    assert {"knee-lift", "squat", "bridge"} <= set(offered[title["Exercise"]])
    assert book["Lists"].sheet_state == "hidden"


def test_a_second_sheet_explains_each_column_with_an_example(clinic: ClinicFolder) -> None:
    rows = list(load_workbook(io.BytesIO(template(clinic)))["How to fill in"].values)
    assert [row[0] for row in rows[1:]] == [column.title for column in COLUMNS]
    assert all(all(row) for row in rows)


def test_it_is_filled_in_and_read(clinic: ClinicFolder, tmp_path: Path) -> None:
    """As a spreadsheet program saves it: the sheets of the template, and rows as they were typed."""
    book = load_workbook(io.BytesIO(template(clinic)))
    sheet = book["Roster"]
    for cell in sheet[1]:
        typed = {"id": "00123", "exercise": "squat", "reps": "8-12", "date": "2026-11-22"}
        name = KNOWN[words_of(str(cell.value))][0].name
        if name in typed:
            sheet.cell(2, cell.column, typed[name]).number_format = "@"
    book.save(tmp_path / "filled.xlsx")
    one = job(clinic, (tmp_path / "filled.xlsx").read_bytes(), "r.xlsx")
    assert prescribed(one).patient.id == "00123"
    assert entry(one)["reps"] == "8-12"


@pytest.mark.parametrize("sheet", ["How to fill in", "Lists"])
def test_its_other_sheets_are_no_rosters_unless_named(clinic: ClinicFolder, sheet: str) -> None:
    data = template(clinic)
    assert read_xlsx(Path("r.xlsx"), data, None).sheet == "Roster"
    assert isinstance(read_xlsx(Path("r.xlsx"), data, sheet), Table)


def test_a_clinic_that_names_its_columns_otherwise_still_reads_it(clinic: ClinicFolder) -> None:
    names = HeaderReader(ImportMap.model_validate({"columns": {"Case": "id"}}))
    table = read_xlsx(Path("r.xlsx"), changed(template(clinic), "docProps/app.xml", bytes), None)
    assert names.read(table).columns.keys() >= {"id", "exercise"}
