"""The combined file of a batch: its order, its groups and their separator pages, and its name."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from clinics import CLINIC_FILE, PRESCRIPTION, ClinicFolder, clinic_folder
from pdf_checks import assert_valid

from handouts.batch.combined import Separators, write_combined
from handouts.batch.combined_file import (
    combined_name,
    day_of_sheet,
    make_way,
    newest_day,
    note_for,
)
from handouts.batch.outcome import Outcome, Result
from handouts.errors import CannotWriteError, CellSource, HandoutError, Source
from handouts.load.clinic import load_clinic
from handouts.session import make_all

SITES = "  - {id: north, address: 4 North Road, phone: 01632 960 124}\n"
ROSTER = (
    ("P-10", "north", "Bo Sample"),
    ("P-11", "main", "Kim Model"),
    ("P-12", "main", "alex Example"),
    ("P-13", "main", ""),
    ("P-14", "north", "Bo Sample"),
    ("P-15", "main", "alex Example"),
)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    """Two sites, and a sheet of every patient of the roster; their names are all the same."""
    clinic = clinic_folder(tmp_path_factory.mktemp("clinic"))
    clinic.change(CLINIC_FILE, "emergency_number", SITES + "emergency_number")
    for patient, site, clinician in ROSTER:
        text = PRESCRIPTION.replace("id: P-1", f"id: {patient}").replace(
            "site: main", f"site: {site}"
        )
        said = f"clinician: {clinician}\n" if clinician else ""
        clinic.write(
            f"prescriptions/{patient}.yaml", text.replace("clinician: Alex Example\n", said)
        )
    for made in make_all([clinic.path(f"prescriptions/{row[0]}.yaml") for row in ROSTER]):
        clinic.write(f"sheets/{made.stem}.pdf", made.pdf)
    return clinic


def outcomes() -> Iterator[Outcome]:
    for number, (patient, site, clinician) in enumerate(ROSTER, 2):
        place = CellSource("roster.csv", number)
        result = Result.UNCHANGED if number % 2 else Result.WRITTEN
        yield Outcome(place, result, patient, f"2026-11-22-{patient}.pdf", site, clinician)


FAILED = (
    Outcome(CellSource("roster.csv", 9), Result.FAILED, "P-16"),
    Outcome(Source("prescriptions/p.yaml"), Result.FAILED),
)


def combined(
    clinic: ClinicFolder, *more: Outcome, order: Any = "clinician", separators: bool = False
) -> bytes:
    known = load_clinic(clinic.root)
    file = clinic.path("out/r-combined.pdf")
    pages = Separators.of(known) if separators else None
    made = write_combined(file, [*more, *outcomes()], clinic.path("sheets"), known, order, pages)
    assert made
    assert made.sheets == len(ROSTER)
    return file.read_bytes()


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def bookmarks(pdf: bytes) -> list[tuple[str, list[str]]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return [(item.title, [under.title for under in item.children]) for item in outline.root]


def patients_in_order(pdf: bytes) -> list[str]:
    """By what stands on the fronts."""
    numbers = [row[0] for row in ROSTER]
    return [
        next(number for number in numbers if f"No. {number} " in text)
        for text in texts(pdf)
        if "Page 1 of" in text
    ]


def test_sheets_stand_by_site_and_clinician_and_then_as_in_the_roster(clinic: ClinicFolder) -> None:
    """Sites as clinic.yaml lists them; who has no clinician, last."""
    pdf = combined(clinic)
    assert patients_in_order(pdf) == ["P-12", "P-15", "P-11", "P-13", "P-10", "P-14"]
    assert bookmarks(pdf) == [
        ("main · alex Example", ["P-12", "P-15"]),
        ("main · Kim Model", ["P-11"]),
        ("main · No clinician named", ["P-13"]),
        ("north · Bo Sample", ["P-10", "P-14"]),
    ]


def test_a_clinic_with_one_site_does_not_name_it(clinic: ClinicFolder, tmp_path: Path) -> None:
    one_site = clinic_folder(tmp_path / "one")
    known = load_clinic(one_site.root)
    file = tmp_path / "c.pdf"
    write_combined(file, [*outcomes()][1:3], clinic.path("sheets"), known, "clinician",
                   Separators.of(known))  # fmt: skip
    assert [title for title, _ in bookmarks(file.read_bytes())] == ["alex Example", "Kim Model"]


def test_or_in_the_order_of_the_roster(clinic: ClinicFolder) -> None:
    pdf = combined(clinic, order="roster")
    numbers = [row[0] for row in ROSTER]
    assert patients_in_order(pdf) == numbers
    assert bookmarks(pdf) == [(number, []) for number in numbers]


def test_a_separator_stands_on_top_of_each_group_on_a_sheet_of_its_own(
    clinic: ClinicFolder,
) -> None:
    pdf = combined(clinic, separators=True)
    assert_valid(pdf)
    pages = texts(pdf)
    tops = [at for at, text in enumerate(pages) if "For the front desk" in text]
    assert [at % 2 for at in tops] == [0] * 4
    assert all(pages[at + 1] == "" for at in tops)
    first, *_, last = (pages[at] for at in tops)
    for said in ("Test Clinic", "alex Example", "2 patients", "P-12", "P-15"):
        assert said in first
    assert "4 North Road" in last
    assert not any("Sample Patient" in pages[at] or "Page 1" in pages[at] for at in tops)
    assert patients_in_order(pdf) == patients_in_order(combined(clinic))


def test_what_was_not_made_is_said_on_top_of_the_pile(clinic: ClinicFolder) -> None:
    pdf = combined(clinic, *FAILED, separators=True)
    first = texts(pdf)[0]
    for said in ("Not in this pile", "2 sheets were not made", "1 of them has no patient number",
                 "P-16"):  # fmt: skip
        assert said in first
    assert "P-16" not in " ".join(texts(pdf)[1:])
    assert bookmarks(pdf)[0] == ("Not in this pile", [])
    assert "Not in this pile" not in texts(combined(clinic, separators=True))[0]


def test_the_file_is_its_owners_and_says_no_patients_name_of_itself(clinic: ClinicFolder) -> None:
    pdf = combined(clinic, separators=True)
    file = clinic.path("out/r-combined.pdf")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        said = opened.Root.Metadata.read_bytes() + repr(dict(opened.docinfo)).encode()
        assert opened.Root.Lang == "en"
    assert b"Home exercise sheets for the printer, Test Clinic" in said
    assert b"Sample Patient" not in said + pdf[:300] + repr(bookmarks(pdf)).encode()


def test_it_is_written_whole_or_not_at_all(clinic: ClinicFolder, tmp_path: Path) -> None:
    """A sheet that has gone, in the middle: no file, and nothing of one."""
    known, file = load_clinic(clinic.root), tmp_path / "out" / "c.pdf"
    gone = Outcome(Source("x"), Result.WRITTEN, "P-99", "2026-11-22-P-99.pdf", "north", "Bo Sample")
    with pytest.raises(HandoutError, match=r"2026-11-22-P-99\.pdf: cannot be read"):
        write_combined(file, [*outcomes(), gone], clinic.path("sheets"), known, "clinician")
    assert list(file.parent.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a folder that cannot be written, as POSIX has it")
def test_a_place_that_cannot_be_written_is_a_problem(clinic: ClinicFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    known, file = load_clinic(clinic.root), tmp_path / "file" / "c.pdf"
    with pytest.raises(CannotWriteError, match="cannot be written"):
        write_combined(file, [*outcomes()], clinic.path("sheets"), known, "roster")


def test_of_nothing_there_is_no_file(clinic: ClinicFolder, tmp_path: Path) -> None:
    known, file = load_clinic(clinic.root), tmp_path / "c.pdf"
    assert write_combined(file, FAILED, clinic.path("sheets"), known, "clinician") is None
    assert not file.exists()


def test_it_is_called_after_the_roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert combined_name(Path("lists/tomorrow.csv")) == "tomorrow-combined.pdf"
    monkeypatch.chdir(tmp_path)
    assert combined_name(Path()) == f"{tmp_path.name}-combined.pdf"


def test_the_newest_day_of_its_sheets_stands_at_its_top(clinic: ClinicFolder) -> None:
    combined(clinic)
    assert newest_day(clinic.path("out/r-combined.pdf")) == dt.date(2026, 11, 22)
    assert newest_day(clinic.path("sheets/2026-11-22-P-10.pdf")) is None
    days = ("2026-01-31-P-1.pdf", "2026-02-01-P-1-2.pdf", "2025-12-31-P-2.pdf")
    assert note_for(days).endswith(" 2026-02-01")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11-22-P-1.pdf", dt.date(2026, 11, 22)),
        ("2026-02-30-P-1.pdf", None),
        ("2026-11-22.pdf", None),
        ("20261122-P-1.pdf", None),
        ("scan 2026-11-22-P-1.pdf", None),
        ("٢٠٢٦-11-22-P-1.pdf", None),
        ("", None),
    ],
)
def test_the_name_of_a_sheet_says_its_day(name: str, day: dt.date | None) -> None:
    assert day_of_sheet(name) == day


def test_an_earlier_pile_makes_way_and_nothing_else_does(
    clinic: ClinicFolder, tmp_path: Path
) -> None:
    pile = tmp_path / "pile.pdf"
    make_way(pile)
    pile.write_bytes(combined(clinic))
    make_way(pile)
    assert not pile.exists()
    sheet = clinic.path("sheets/2026-11-22-P-10.pdf")
    for taken in (sheet, tmp_path):
        with pytest.raises(HandoutError, match="is no combined file"):
            make_way(taken)
        assert taken.exists()
