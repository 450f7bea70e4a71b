"""An empty roster to fill in → the bytes of an .xlsx. The only module that knows xlsxwriter.

Its cells are text, so that 8-12 and 00123 stay what they are. `read_roster` reads it back.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from handouts.load.clinic_content import ClinicContent
from handouts.load.xlsx_table import EXPLANATION
from handouts.model.clinic import Clinic
from handouts.model.dose_values import Side

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROSTER, LISTS = "Roster", "Lists"
TEXT = 49
"""The number of the built-in format that keeps what is typed."""
LAST_ROW = 1_048_575
"""Of a sheet, from 0."""
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Of every template, so that the same content gives the same bytes."""
_LETTER = 1.1
"""The width of a letter, in that of a digit, by which spreadsheets measure columns."""


class _Shown(Struct, frozen=True):
    """One column: its name there, what to write into it, and an example."""

    name: str
    title: str
    explanation: str
    example: str


COLUMNS = tuple(
    _Shown(*column)
    for column in (
        ("id", "Patient ID", ("The patient's number, in every row. Several rows with one number "
         "make one sheet."), "P-1042"),
        ("name", "Name", "As it stands on the sheet.", "Sample Patient"),
        ("date", "Date", "The day of the prescription: year-month-day.", "2026-11-22"),
        ("next_visit", "Next visit", "Day and time. Empty: a line to fill in by hand.",
         "2026-12-07 10:30"),
        ("clinician", "Clinician", "Who prescribes.", "Alex Example"),
        ("site", "Site", "Where, as clinic.yaml names it. Empty: its first site.", "main"),
        ("programme", "Programme", ("The name of a programme. Programme and Exercise both empty: "
         "the patient's saved prescription."), "knee-strength"),
        ("drop", "Drop", ("Exercises to leave out of the programme; several with a semicolon "
         "between them."), "heel-raise"),
        ("exercise", "Exercise", ("One exercise. Write the next one into the next row, with the "
         "same Patient ID."), "straight-leg-raise"),
        ("side", "Side", ("left or right; each (one, then the other), alternate (in turn), both "
         "(together). Beside a programme: of all its exercises that have a side."), "left"),
        ("sets", "Sets", "How many sets.", "3"),
        ("reps", "Reps", "How many times, or a range.", "8-12"),
        ("hold", "Hold", "How long, with its unit.", "30 s"),
        ("rest", "Rest", "The rest between sets, with its unit.", "60 s"),
        ("frequency", "Frequency", "How often. Beside a programme: of all its exercises.",
         "2/day"),
        ("load", "Load", "A band or a weight.", "red band"),
        ("note", "Note", "Your own words, printed as a note from you.", "Breathe slowly."),
        ("dose", "Dose", "Several of the others in short, in place of them.", "3x8-12, bd"),
        ("duration", "Duration", "How long the exercise takes, with its unit.", "3 min"),
        ("distance", "Distance", "How far, with its unit.", "20 steps"),
        ("effort", "Effort", "RPE out of 10, a percentage, or light, moderate, hard.", "RPE 4-5"),
        ("tempo", "Tempo", "A count for each phase of the movement.", "3-1-1"),
        ("range", "Range", "Degrees, or pain-free.", "0-90 deg"),
        ("when", "When", "The time of day, or after what.", "morning"),
        ("for", "For", "For how long to go on.", "6 weeks"),
        ("start", "Start", "The first day, or the week to begin in.", "week 3"),
        ("pain", "Pain", "none, guide (as the pain guide says), or up to so much.", "up to 3/10"),
        ("easier", "Easier", "What to do when it is too hard.", "Use a chair."),
        ("progression", "Progression", "What to do when it is easy: words or a dose.", "3x12"),
        ("goal", "Goal", "What the patient wants to reach.", "To walk up the stairs."),
        ("language", "Language", "The code of the sheet's language.", "en"),
        ("conditions", "Conditions", ("Words of the vocabulary; several with a semicolon between "
         "them. none: asked, there are none. Empty: nobody asked."), "osteoporosis"),
    )
)  # fmt: skip


def roster_template(clinic: Clinic, clinic_folder: Path) -> bytes:
    """A workbook with a column for everything that a row can say, and the clinic's programmes,
    exercises and sites to choose from. The same content gives the same bytes.
    """
    from xlsxwriter import Workbook

    content = ClinicContent(clinic_folder)
    choices = {
        "programme": sorted(content.programmes),
        "exercise": sorted(content.exercises),
        "side": list(get_args(Side)),
        "site": [site.id for site in clinic.sites],
    }
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Roster", "created": _MADE})
        _roster(workbook, workbook.add_worksheet(ROSTER), choices)
        _explanation(workbook, workbook.add_worksheet(EXPLANATION))
        lists = workbook.add_worksheet(LISTS)
        lists.hide()
        for column, words in enumerate(choices.values()):
            lists.write_column(0, column, words)
    return file.getvalue()


def _roster(workbook: Workbook, sheet: Worksheet, choices: dict[str, list[str]]) -> None:
    text = workbook.add_format({"num_format": TEXT})
    head = workbook.add_format({"num_format": TEXT, "bold": True, "bottom": 1})
    for at, column in enumerate(COLUMNS):
        width = max(len(column.title), len(column.example), 6) * _LETTER + 2
        sheet.set_column(at, at, width, text)
        sheet.write_string(0, at, column.title, head)
        if words := choices.get(column.name):
            letter = chr(ord("A") + list(choices).index(column.name))
            source = f"={LISTS}!${letter}$1:${letter}${len(words)}"
            sheet.data_validation(1, at, LAST_ROW, at, {
                "validate": "list", "source": source, "error_title": column.title,
                "error_message": "Choose one of the list.",
            })  # fmt: skip
    sheet.freeze_panes(1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})


def _explanation(workbook: Workbook, sheet: Worksheet) -> None:
    head = workbook.add_format({"bold": True, "bottom": 1})
    words = workbook.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"})
    for at, (title, width) in enumerate((("Column", 14), ("What to write", 70), ("Example", 26))):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    for row, column in enumerate(COLUMNS, 1):
        for at, cell in enumerate((column.title, column.explanation, column.example)):
            sheet.write_string(row, at, cell, words)
    sheet.freeze_panes(1, 0)
