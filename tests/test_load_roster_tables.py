"""Files with tables: every encoding, delimiter and kind; sheets; files that are damaged or made to
harm.
"""

# ruff: noqa: E501  (one case on one line)

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from clinics import ClinicFolder
from hypothesis import given, settings
from hypothesis import strategies as st
from rosters import (
    HEAD,
    ROW,
    changed,
    entry,
    job,
    jobs,
    prescribed,
    refused,
    roster,
    said,
    value_or_hints,
    workbook,
)

from handouts.load.csv_table import read_csv
from handouts.load.table import Table

NAMED = "Patient ID;Name;Exercise;Reps\nP-1;Zoë Müller;nod;8-12\n"
SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["MRN", "Name", "Exercise", "Reps"], ["P-1", "Zoë Müller", "nod", "8-12"]]
DAY = [["MRN", "Exercise", "Date"], ["P-1", "nod", "2026-11-22"]]


def with_date(text: str) -> str:
    return text.replace("Reps\n", "Reps;Date\n").replace("8-12\n", "8-12;2026-11-22\n")


# ------------------------------------------------------------------ CSV


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_csv_as_programs_write_it(
    clinic: ClinicFolder, encoding: str, delimiter: str, end: str
) -> None:
    text = with_date(NAMED).replace(";", delimiter).replace("\n", end)
    read = prescribed(job(clinic, text.encode(encoding)))
    assert read.patient.name == "Zoë Müller"
    assert str(read.exercises[0].reps and read.exercises[0].reps.amount).count("12") == 1


def test_says_that_an_encoding_was_guessed(clinic: ClinicFolder) -> None:
    notes = roster(clinic, with_date(NAMED).encode("cp1252")).notes
    assert any("read as Windows-1252" in note for note in notes)
    assert roster(clinic, with_date(NAMED)).notes == ()


def test_a_delimiter_inside_of_quotes_parts_nothing(clinic: ClinicFolder) -> None:
    text = 'Patient ID,Exercise,Date,Note\nP-1,nod,2026-11-22,"Slowly; then, rest.\nSay ""ah""."\n'
    assert prescribed(job(clinic, text)).exercises[0].note == 'Slowly; then, rest. Say "ah".'


def test_the_delimiter_is_that_of_the_header_whatever_stands_in_cells(clinic: ClinicFolder) -> None:
    text = "Riverside, Mill Lane, Sampleton,,,,\nMRN;Exercise;Date;Note\nP-1;nod;2026-11-22;a, b, c, d, e, f\n"
    assert prescribed(job(clinic, text)).exercises[0].note == "a, b, c, d, e, f"


def test_rows_are_counted_as_a_spreadsheet_counts_them(clinic: ClinicFolder) -> None:
    text = f'Tomorrow\n\n{HEAD}"P-1","a\nname",nod,,,,,2026-11-22\n,,nod,,,,,2026-11-22\n'
    (_, second) = jobs(clinic, text)
    assert said(second)[0].startswith("r.csv, row 5, column A: Patient ID is missing")


def test_a_quotation_mark_that_is_not_closed_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, HEAD + ROW + 'P-2,"x,nod\n' + ROW))
    assert "row 3: has a quotation mark that is not closed" in problem


def test_a_comma_without_quotes_is_told_where_it_moves_cells(clinic: ClinicFolder) -> None:
    text = HEAD + ROW.replace("P-1,Sample Patient", "P-2,Patient, Sample") + ROW
    moved, right = jobs(clinic, text)
    assert any(
        "row 2, column I: a value stands in a column without a name" in each for each in said(moved)
    )
    assert right.problems == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "none of the first 40 rows names the columns"),
        (b"\n\n\n", "none of the first 40 rows"),
        (b"hello", "none of the first 40 rows"),
        (b"\x81\x8d\x90", "is not text"),
        (b"\xff\xfeabc", "is not text"),
        (b"PK\x03\x04 a workbook", "is no .csv and no .xlsx"),
    ],
)
def test_what_is_no_table_is_refused(clinic: ClinicFolder, content: bytes, says: str) -> None:
    (problem,) = refused(lambda: roster(clinic, content))
    assert says in problem
    assert "hint: " in problem


def test_a_file_that_is_not_there_or_a_folder_is_refused(clinic: ClinicFolder) -> None:
    from handouts.load.clinic import load_clinic
    from handouts.load.roster import read_roster

    known = load_clinic(clinic.root)
    for path, says in ((clinic.path("no.csv"), "no such file"), (clinic.root, "cannot be read")):
        (problem,) = refused(lambda path=path: read_roster(path, known, clinic.root))  # type: ignore[misc]
        assert says in problem


def test_a_file_of_more_than_20_mb_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, HEAD.encode() + b"\n" * 20_000_000))
    assert "is larger than 20 MB" in problem


def test_a_file_of_more_than_100000_rows_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, HEAD + "\n" * 100_000))
    assert "has more than 100000 rows" in problem


@settings(deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_is_a_table_or_refused_in_words(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="replace")
    match value_or_hints(lambda: read_csv(Path("x.csv"), data, len)):
        case Table() as table:
            assert all(isinstance(cell, str) for row in table.rows for cell in row)
        case hints:
            assert all(hints)


@settings(deadline=None)
@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1),
                         min_size=3, max_size=3), min_size=1), st.sampled_from(",;\t"))  # fmt: skip
def test_every_cell_comes_back_as_it_was_written(rows: list[list[str]], delimiter: str) -> None:
    import csv

    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [["Patient ID", "Name", "Date"], *rows]
    )
    table = read_csv(Path("x.csv"), file.getvalue().encode("utf-8-sig"),
                     lambda row: int(list(row) == ["Patient ID", "Name", "Date"]))  # fmt: skip
    assert [list(row) for row in table.rows[1:]] == rows


# ------------------------------------------------------------------ workbooks


@pytest.mark.parametrize("name", ["r.xlsx", "r.xlsm", "R.XLSX"])
def test_reads_a_workbook(clinic: ClinicFolder, name: str) -> None:
    rows = [
        [],
        ["", "Tomorrow"],
        [],
        *(["", *row] for row in DAY),
        [],
        ["", "P-2", "squat", "2026-11-23"],
    ]
    one, two = jobs(clinic, workbook({"Mon": rows}), name)
    assert prescribed(one).patient.id == "P-1"
    assert str(one.place).endswith(f"{name}, sheet Mon, row 5")
    assert str(two.place).endswith("row 7")


def test_several_sheets_with_data_are_listed_and_one_is_to_be_named(clinic: ClinicFolder) -> None:
    book = workbook(
        {"Mon": DAY, "Tue": [["Nr", "Exercise", "Date"], ["P-9", "nod", "2026-11-22"]], "Empty": []}
    )
    (problem,) = refused(lambda: roster(clinic, book, "r.xlsx"))
    assert 'holds several sheets: "Mon", "Tue"' in problem
    assert "--sheet" in problem
    assert prescribed(job(clinic, book, "r.xlsx", sheet="tue")).patient.id == "P-9"
    (problem,) = refused(lambda: roster(clinic, book, "r.xlsx", sheet="Tues"))
    assert 'has no sheet "Tues"' in problem
    assert "did you mean Tue?" in problem


def test_empty_and_hidden_sheets_are_passed_over(clinic: ClinicFolder) -> None:
    book = workbook({"Mon": DAY, "Lists": [["nod"]], "Empty": []}, hidden=["Lists"])
    assert job(clinic, book, "r.xlsx").problems == ()
    (problem,) = refused(lambda: roster(clinic, workbook({"Empty": []}), "r.xlsx"))
    assert "is empty" in problem


def test_a_csv_file_has_no_sheets(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, HEAD + ROW, sheet="Mon"))
    assert "has no sheets" in problem


def test_hidden_rows_are_read_and_told(clinic: ClinicFolder) -> None:
    book = changed(
        workbook({"Mon": DAY}),
        SHEET,
        lambda xml: xml.replace(b'<row r="2"', b'<row hidden="1" r="2"'),
    )
    read = roster(clinic, book, "r.xlsx")
    assert len(read) == 1
    assert any("rows that are hidden and were read as well: 1" in note for note in read.notes)


def test_a_formula_gives_the_value_that_it_had(clinic: ClinicFolder) -> None:
    book = changed(workbook({"Mon": [["MRN", "Exercise", "Date", "Reps"], ["P-1", "nod", "2026-11-22", 1]]}),
                   SHEET, lambda xml: xml.replace(b"<v>1</v></c></row></sheetData>", b"<f>4+4</f><v>8</v></c></row></sheetData>"))  # fmt: skip
    assert entry(job(clinic, book, "r.xlsx"))["reps"] == "8"


def test_a_formula_that_failed_is_a_problem_of_its_row(clinic: ClinicFolder) -> None:
    rows = [
        ["MRN", "Exercise", "Date", "Reps"],
        ["P-1", "nod", "2026-11-22", "=A99"],
        ["P-2", "nod", "2026-11-22", 5],
    ]
    wrong, right = jobs(clinic, workbook({"Mon": rows}), "r.xlsx")
    assert said(wrong) == [("r.xlsx, sheet Mon, row 2, column D: Reps holds #REF! in place of a value\n"
                           "  hint: type the value as text, or mend the formula")]  # fmt: skip
    assert right.problems == ()


def test_a_formula_that_was_never_worked_out_is_a_problem_of_its_row(clinic: ClinicFolder) -> None:
    rows = [["MRN", "Exercise", "Date", "Reps"], ["P-1", "nod", "2026-11-22", "=A99"]]
    book = changed(workbook({"Mon": rows}), SHEET,
                   lambda xml: xml.replace(b"<v>#REF!</v>", b"").replace(b' t="e"', b""))  # fmt: skip
    (problem,) = said(job(clinic, book, "r.xlsx"))
    assert "Reps holds a formula that was never worked out" in problem


def test_zeros_that_are_only_shown_are_a_problem_of_their_row(clinic: ClinicFolder) -> None:
    """A format such as 00000 shows 123 as 00123."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Mon")
        for row, cells in enumerate(
            (["MRN", "Exercise", "Date"], [123, "nod", "2026-11-22"], [456, "nod", "2026-11-22"])
        ):
            sheet.write_row(row, 0, cells)
        sheet.write_number(1, 0, 123, book.add_format({"num_format": "00000"}))
    shown, plain = jobs(clinic, file.getvalue(), "r.xlsx")
    assert "column A: Patient ID is a number, and only shown with zeros before it" in said(shown)[0]
    assert plain.problems == ()


@pytest.mark.parametrize(
    "text",
    ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "########", "=A1+1", '=HYPERLINK("x")'],
)
def test_a_formula_or_its_failure_in_a_csv_file_is_refused(clinic: ClinicFolder, text: str) -> None:
    quoted = text.replace('"', '""')
    (problem,) = said(job(clinic, f'MRN,Exercise,Date,Note\nP-1,nod,2026-11-22,"{quoted}"\n'))
    assert "column D: Note holds" in problem


# ------------------------------------------------------------------ damaged, or made to harm


def zip_of(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def lying_about_its_size(book: bytes) -> bytes:
    """The same, with the sheet said to be of 100 bytes in the zip's directory."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        size = file.getinfo(SHEET).file_size
    return book.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def blown_up(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b"</sheetData>" + b" " * 200_000_000)


@pytest.mark.parametrize("lies", [False, True])
def test_a_workbook_of_200_mb_is_refused_before_it_eats_memory(
    clinic: ClinicFolder, *, lies: bool
) -> None:
    book = changed(workbook({"Mon": DAY}), SHEET, blown_up)
    assert len(book) < 1_000_000
    book = lying_about_its_size(book) if lies else book
    tracemalloc.start()
    (problem,) = refused(lambda: roster(clinic, book, "r.xlsx"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to more than 50 MB" in problem
    assert most < 120_000_000


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 2), (99_999, 900)])
def test_a_cell_far_from_the_others_is_refused(clinic: ClinicFolder, row: int, column: int) -> None:
    book = workbook({"Mon": DAY}, far=(row, column))
    (problem,) = refused(lambda: roster(clinic, book, "r.xlsx"))
    assert f"reaches down to row {row + 1} and over {column + 1} columns" in problem


def test_a_remark_in_the_last_column_is_a_problem_of_its_row(clinic: ClinicFolder) -> None:
    (problem,) = said(job(clinic, workbook({"Mon": DAY}, far=(1, 16_383)), "r.xlsx"))
    assert "row 2, column XFD: a value stands in a column without a name" in problem


def test_one_long_text_in_many_cells_is_refused(clinic: ClinicFolder) -> None:
    rows = [["MRN", "Note"], *[[f"P-{number}", "x" * 30_000] for number in range(2000)]]
    (problem,) = refused(lambda: roster(clinic, workbook({"Mon": rows}), "r.xlsx"))
    assert "unpacks to more than 50 MB" in problem


DAMAGED = {
    "no zip": b"PK\x03\x04" + b"x" * 400,
    "cut off": workbook({"Mon": DAY})[:3000],
    "another kind of zip": zip_of({"a.txt": b"x"}),
    "no sheet": zip_of({"xl/workbook.xml": b"<workbook/>", "xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
    "broken xml": changed(workbook({"Mon": DAY}), SHEET, lambda xml: xml[:-60]),
    "utf-16": changed(workbook({"Mon": DAY}), SHEET, lambda xml: xml.decode().encode("utf-16")),
    "a count of gigabytes": changed(
        workbook({"Mon": DAY}), "xl/sharedStrings.xml",
        lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_workbook_is_refused_in_words(clinic: ClinicFolder, content: bytes) -> None:
    (problem,) = refused(lambda: roster(clinic, content, "r.xlsx"))
    assert "hint: " in problem


def test_a_workbook_with_a_password_is_refused(clinic: ClinicFolder) -> None:
    (problem,) = refused(lambda: roster(clinic, b"\xd0\xcf\x11\xe0" + b"\0" * 600, "r.xlsx"))
    assert "is locked with a password" in problem


@pytest.mark.parametrize("name", ["r.xls", "r.ods", "r.xlsb", "r.pdf"])
def test_other_kinds_of_files_are_refused_with_what_to_save(
    clinic: ClinicFolder, name: str
) -> None:
    (problem,) = refused(lambda: roster(clinic, b"x", name))
    assert "is no .csv and no .xlsx" in problem
    assert "save it as .xlsx" in problem
