"""A second run makes only what changed: the manifest, and what a sheet depends on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from batches import NAME, job, jobs, prescribed, sheets_in, without_reviews
from clinics import CLINIC_FILE, FRAME_FILE, LOGO, OUTPUT, ClinicFolder

from handouts.batch import stock
from handouts.batch.manifest import MANIFEST_FILE, Manifest, Row
from handouts.batch.outcome import Report, Result
from handouts.batch.run import run_batch
from handouts.batch.sheet import digest
from handouts.errors import CannotWriteError, HandoutError
from handouts.load.job import Job

PROGRAMME = """\
title: Knees
exercises:
  - exercise: squat
    reps: 6
"""
USES_ALL = (
    f"patient: {{id: P-1, name: {NAME}}}\ndate: 2026-11-22\nprogramme: knees\n"
    "exercises:\n  - exercise: knee-lift\n    side: left\n    reps: 5\n"
)


@pytest.fixture
def clinic(clinic: ClinicFolder) -> ClinicFolder:
    clinic.write("programmes/knees.yaml", PROGRAMME)
    return without_reviews(clinic)


def made(clinic: ClinicFolder, *asked: Job) -> Report:
    return run_batch(asked, clinic.root, clinic.path(OUTPUT), workers=1)


def results(report: Report) -> list[str]:
    return [str(one.result) for one in report.outcomes]


def test_nothing_is_made_when_nothing_changed(clinic: ClinicFolder) -> None:
    folder = clinic.path(OUTPUT)
    assert run_batch(jobs(20), clinic.root, folder).count() == {Result.WRITTEN: 20}
    before = {file: file.stat().st_mtime_ns for file in folder.glob("*.pdf")}
    assert run_batch(jobs(20), clinic.root, folder).count() == {Result.UNCHANGED: 20}
    assert {file: file.stat().st_mtime_ns for file in folder.glob("*.pdf")} == before


def test_a_changed_row_alone_is_made(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")), job(3, prescribed("P-2")))
    again = made(clinic, job(2, prescribed("P-1")), job(3, prescribed("P-2", 6)))
    assert results(again) == ["unchanged", "written"]


def test_the_order_of_rows_is_no_change(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")), job(3, prescribed("P-2")))
    assert results(made(clinic, job(2, prescribed("P-2")), job(9, prescribed("P-1")))) == [
        "unchanged", "unchanged",
    ]  # fmt: skip


CHANGES: dict[str, Callable[[ClinicFolder], object]] = {
    "the disclaimer": lambda c: c.change(CLINIC_FILE, "named on this sheet", "named here"),
    "the colour": lambda c: c.change(CLINIC_FILE, "1f7a73", "1f7a74"),
    "the logo": lambda c: c.write("logo.svg", LOGO.replace("h9v9", "h9v8")),
    "words of an exercise": lambda c: c.change(
        "exercises/squat/exercise.yaml", "a little", "a bit"
    ),
    "the picture of an exercise": lambda c: c.write(
        FRAME_FILE, c.path(FRAME_FILE).read_bytes() + b"\0"
    ),
    "the dose of a programme": lambda c: c.change("programmes/knees.yaml", "reps: 6", "reps: 7"),
    "an exercise of a programme": lambda c: c.change(
        "programmes/knees.yaml", "exercise: squat", "exercise: nod"
    ),
    "the vocabulary": lambda c: c.write("vocabulary.yaml", "positions:\n  - hanging\n"),
    "whether words must be signed": lambda c: c.change(
        CLINIC_FILE, "review: off", "review: required"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_sheet_is_made_from_is_in_its_digest(clinic: ClinicFolder, change: str) -> None:
    made(clinic, job(2, USES_ALL))
    assert results(made(clinic, job(2, USES_ALL))) == ["unchanged"]
    CHANGES[change](clinic)
    report = run_batch([job(2, USES_ALL)], clinic.root, clinic.path(OUTPUT), workers=1,
                       allow_draft=True)  # fmt: skip
    assert results(report) == ["written"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NAME, "Someone Else"), ("date: 2026-11-22\n", "date: 2026-11-22\ngoal: To walk.\n"),
        ("reps: 5", "reps: 6"), ("side: left", "side: right"),
        ("reps: 5", "reps: 5\n    note: Yes."),
        ("programme: knees\n", "programme: knees\norder: position\n"),
        ("programme: knees\n", "programme: knees\nsite: main\n"),
    ],
)  # fmt: skip
def test_so_is_all_that_was_prescribed(clinic: ClinicFolder, old: str, new: str) -> None:
    made(clinic, job(2, USES_ALL))
    assert old in USES_ALL
    assert results(made(clinic, job(2, USES_ALL.replace(old, new)))) == ["written"]


def test_what_a_sheet_does_not_use_is_no_reason_to_make_it(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")))
    clinic.change("exercises/squat/exercise.yaml", "a little", "a bit")
    clinic.change("programmes/knees.yaml", "reps: 6", "reps: 7")
    assert results(made(clinic, job(2, prescribed("P-1")))) == ["unchanged"]


@pytest.mark.parametrize("kind", ["_program", "fonts"])
def test_another_program_or_font_makes_all_sheets_again(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch, kind: str, tmp_path: Path
) -> None:
    made(clinic, job(2, prescribed("P-1")))
    if kind == "fonts":
        stock._program.cache_clear()
        (tmp_path / "Other.ttf").write_bytes(b"another face")
        monkeypatch.setattr(stock, "shipped_fonts", lambda: tmp_path)
    else:
        monkeypatch.setattr(stock, "_program", lambda: ["another version"])
    assert results(made(clinic, job(2, prescribed("P-1")))) == ["written"]
    if kind == "fonts":
        stock._program.cache_clear()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet.unlink(),
        lambda sheet: sheet.write_bytes(sheet.read_bytes() + b" "),
        lambda sheet: sheet.write_bytes(b""),
        lambda sheet: sheet.write_bytes(sheet.read_bytes().replace(b"endobj", b"endobJ", 1)),
    ],
    ids=["deleted", "longer", "emptied", "changed in place"],
)
def test_a_sheet_that_is_not_as_it_was_written_is_made_again(
    clinic: ClinicFolder, spoil: Callable[[Path], object]
) -> None:
    made(clinic, job(2, prescribed("P-1")))
    before = sheets_in(clinic.path(OUTPUT))
    spoil(clinic.path(f"{OUTPUT}/2026-11-22-P-1.pdf"))
    assert results(made(clinic, job(2, prescribed("P-1")))) == ["written"]
    assert sheets_in(clinic.path(OUTPUT)) == before


def test_a_row_that_is_wrong_now_says_that_its_earlier_sheet_is_still_there(
    clinic: ClinicFolder,
) -> None:
    made(clinic, job(2, prescribed("P-1")))
    (failed,) = made(clinic, job(2, prescribed("P-1", 5, "site: nowhere\n"))).failed
    assert "2026-11-22-P-1.pdf in the folder is of an earlier run" in failed.problems[-1].message


def test_the_manifest_says_what_was_made_from_what(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")))
    with Manifest(clinic.path(OUTPUT)) as manifest:
        (row,) = manifest.rows()
        (sheet,) = clinic.path(OUTPUT).glob("*.pdf")
        assert (row.file, row.digest) == (sheet.name, digest(sheet.read_bytes()))
        assert (row.patient, row.date, row.draft) == ("P-1", "2026-11-22", False)
        manifest.forget([sheet.name])
        assert manifest.rows() == ()
    assert results(made(clinic, job(2, prescribed("P-1")))) == ["written"]


def test_rows_are_put_all_or_none(tmp_path: Path) -> None:
    row = Row("a.pdf", "P-1", "2026-11-22", "x", "y", draft=False)
    with Manifest(tmp_path) as manifest:
        with pytest.raises(CannotWriteError):
            manifest.put([row, Row("b.pdf", None, "2026-11-22", "x", "y", draft=False)])  # type: ignore[arg-type]
        assert manifest.rows() == ()


@pytest.mark.parametrize("junk", [b"no database" * 500, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_manifest_is_told_in_words(clinic: ClinicFolder, junk: bytes) -> None:
    clinic.write(f"{OUTPUT}/{MANIFEST_FILE}", junk)
    with pytest.raises(CannotWriteError, match="damaged") as refused:
        made(clinic, job(2, prescribed("P-1")))
    assert "delete it" in str(refused.value)


def test_a_manifest_of_another_form_is_left_alone(clinic: ClinicFolder) -> None:
    made(clinic, job(2, prescribed("P-1")))
    rows = sqlite3.connect(clinic.path(f"{OUTPUT}/{MANIFEST_FILE}"))
    rows.execute("PRAGMA user_version = 7")
    rows.close()
    with pytest.raises(CannotWriteError, match="another version of handouts wrote it"):
        made(clinic, job(2, prescribed("P-1")))


def test_a_process_with_other_content_than_the_batch_refuses(clinic: ClinicFolder) -> None:
    begun = stock.load_stock(clinic.root)
    assert stock.stock_in_state(clinic.root, begun.state) is begun
    clinic.change(CLINIC_FILE, "named on this sheet", "named here")
    stock._latest.clear()
    with pytest.raises(HandoutError, match="is not what the batch started with"):
        stock.stock_in_state(clinic.root, begun.state)


def test_a_folder_that_is_no_folder_is_told(clinic: ClinicFolder) -> None:
    clinic.write(OUTPUT, "a file")
    with pytest.raises(CannotWriteError):
        made(clinic, job(2, prescribed("P-1")))
