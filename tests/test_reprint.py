"""`handouts reprint`: a sheet that carries its source is made again, or it is said why not."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pypdfium2
import pytest
from clinics import (
    CLINIC_FILE,
    PRESCRIPTION_FILE,
    ROOT,
    ClinicFolder,
    Outcome,
    assert_refused,
    clinic_folder,
    run,
    text_of,
)
from clinics import Mistake as MistakeOf
from pdf_checks import assert_valid

from handouts import provenance, reprint
from handouts.fonts import load_fonts
from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.model.prescription import Entry
from handouts.pipeline import make_handout
from handouts.provenance import SOURCE_FILE, provenance_bytes, provenance_from

SHEET = "sheets/2026-11-22-P-1.pdf"
BOTH_SIDES = """\
  - exercise: knee-lift
    side: each
  - exercise: knee-lift
    side: right
    reps: 3
"""


@pytest.fixture
def kept(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic whose sheets carry what they were made from, and one such sheet."""
    turn_on(clinic)
    assert clinic.make().exit_code == 0
    return clinic


def turn_on(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, "colour:", "provenance: true\ncolour:")


def again(clinic: ClinicFolder, *options: str, file: str = SHEET) -> Outcome:
    return run("reprint", str(clinic.path(file)), "-o", str(clinic.path("again.pdf")), *options)


def source_in(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.attachments[SOURCE_FILE].get_file().read_bytes()


def pixels(pdf: bytes) -> list[bytes]:
    return [page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(pdf)]


# ------------------------------------------------------------------ the same sheet


def test_the_same_bytes_although_the_clinic_has_changed(kept: ClinicFolder) -> None:
    made = kept.path(SHEET).read_bytes()
    kept.change(CLINIC_FILE, "Test Clinic", "New Name")
    kept.path("exercises/knee-lift/exercise.yaml").unlink()
    kept.path(PRESCRIPTION_FILE).unlink()
    outcome = again(kept)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out == f"{kept.path('again.pdf')}\n"
    assert kept.path("again.pdf").read_bytes() == made
    assert_valid(made)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_example_with_its_figures(tmp_path: Path, paper: str) -> None:
    run("init", str(tmp_path / "clinic"))
    clinic = ClinicFolder(tmp_path / "clinic")
    clinic.change(CLINIC_FILE, "review: required", "provenance: true\nreview: required")
    made = str(clinic.path("made.pdf"))
    example = str(clinic.path("prescriptions/example.yaml"))
    assert run("make", example, "-o", made, "--paper", paper).exit_code == 0
    assert again(clinic, file="made.pdf").err == ""
    assert clinic.path("again.pdf").read_bytes() == clinic.path("made.pdf").read_bytes()


def test_pictures_sides_and_words_that_are_not_reviewed(clinic: ClinicFolder) -> None:
    turn_on(clinic)
    clinic.write(PRESCRIPTION_FILE, clinic.path(PRESCRIPTION_FILE).read_text("utf-8") + BOTH_SIDES)
    assert clinic.make().err == ""
    assert again(clinic).err == ""
    assert clinic.path("again.pdf").read_bytes() == clinic.path(SHEET).read_bytes()


def test_words_that_were_reviewed_stay_so(clinic: ClinicFolder) -> None:
    turn_on(clinic)
    digest = load_library(clinic.root, ["knee-lift"]).exercises["knee-lift"].words.digest
    review = f'exercise: knee-lift, words: "{digest}", by: A, profession: PT, date: 2026-11-22'
    clinic.write("reviews.yaml", f"reviews:\n  - {{{review}}}\n")
    assert clinic.make().err == ""
    clinic.path("reviews.yaml").unlink()
    assert again(clinic).err == ""
    assert clinic.path("again.pdf").read_bytes() == clinic.path(SHEET).read_bytes()
    assert "Draft" not in text_of(clinic.path("again.pdf").read_bytes())


def test_a_sheet_carries_nothing_of_the_other_sheets_of_its_run(kept: ClinicFolder) -> None:
    alone = kept.path(SHEET).read_bytes()
    other = kept.path(PRESCRIPTION_FILE).read_text("utf-8")
    other = other.replace("P-1", "P-2").replace("knee-lift\n    side: left", "squat")
    kept.write("prescriptions/q.yaml", other.replace("    hold: 10 s\n", ""))
    assert kept.make(PRESCRIPTION_FILE, "prescriptions/q.yaml").err == ""
    assert kept.path(SHEET).read_bytes() == alone
    assert b"Small squat" not in source_in(alone)


def test_a_programme_travels_merged_in(clinic: ClinicFolder) -> None:
    turn_on(clinic)
    listed = "title: Knee\nexercises:\n  - exercise: squat\n  - exercise: nod\n"
    clinic.write("programmes/knee.yaml", listed)
    clinic.change(PRESCRIPTION_FILE, "exercises:\n", "programme: knee\ndrop: [nod]\nexercises:\n")
    assert clinic.make().err == ""
    clinic.path("programmes/knee.yaml").unlink()
    assert again(clinic).err == ""
    assert clinic.path("again.pdf").read_bytes() == clinic.path(SHEET).read_bytes()
    assert b"Small nod" not in source_in(clinic.path(SHEET).read_bytes())


def test_what_is_new_since_an_earlier_sheet_is_said_again(clinic: ClinicFolder) -> None:
    turn_on(clinic)
    new = clinic.path(PRESCRIPTION_FILE)
    earlier = new.read_text("utf-8").replace("11-22", "11-01") + "  - exercise: squat\n"
    old = clinic.write("prescriptions/old.yaml", earlier)
    sheet = clinic.path(SHEET)
    assert run("make", str(new), "--since", str(old), "-o", str(sheet)).err == ""
    assert "Small squat" in text_of(sheet.read_bytes())
    assert again(clinic).err == ""
    assert clinic.path("again.pdf").read_bytes() == sheet.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_the_sheet_made_again_is_for_its_owner_only(kept: ClinicFolder) -> None:
    again(kept)
    assert stat.S_IMODE(kept.path("again.pdf").stat().st_mode) == 0o600


def test_goes_into_a_folder_under_its_own_name(kept: ClinicFolder) -> None:
    kept.path(SHEET).rename(kept.path("Sheet of today.pdf"))
    outcome = run("reprint", str(kept.path("Sheet of today.pdf")), "-o", str(kept.path("new")))
    assert outcome.out == f"{kept.path('new/Sheet of today.pdf')}\n"


# ------------------------------------------------------------------ what it carries


def test_without_provenance_the_sheet_looks_and_says_the_same(clinic: ClinicFolder) -> None:
    off = clinic.sheet().pdf
    turn_on(clinic)
    on = clinic.sheet().pdf
    assert pixels(off) == pixels(on)
    assert b"EmbeddedFile" in on
    assert b"EmbeddedFile" not in off


def test_no_is_as_leaving_it_out(clinic: ClinicFolder) -> None:
    off = clinic.sheet().pdf
    clinic.change(CLINIC_FILE, "colour:", "provenance: false\ncolour:")
    assert clinic.sheet().pdf == off


def test_provenance_is_yes_or_no(clinic: ClinicFolder) -> None:
    written = "provenance: maybe\ncolour:"
    says = "provenance must be true or false"
    assert_refused(clinic, MistakeOf(CLINIC_FILE, "colour:", written, "maybe", says, "true"))


def test_says_which_version_made_it(kept: ClinicFolder) -> None:
    written = json.loads(source_in(kept.path(SHEET).read_bytes()))
    assert written["handouts"] == provenance.program_version()
    assert written["format"] == 1


def test_conditions_and_reasons_of_overrides_stand_nowhere_in_the_pdf(clinic: ClinicFolder) -> None:
    """They are put in past the file, so that this holds with and without a gate that reads them."""
    turn_on(clinic)
    prescription = load_prescription(clinic.path(PRESCRIPTION_FILE))
    reason = {"override": "Cleared"} if "override" in Entry.model_fields else {}
    entries = tuple(entry.model_copy(update=reason) for entry in prescription.exercises)
    patient = prescription.patient.model_copy(update={"conditions": ("pregnancy",)})
    screened = prescription.model_copy(update={"patient": patient, "exercises": entries})
    known = (load_library(clinic.root, ["knee-lift"]), load_clinic(clinic.root))
    pdf = make_handout(screened, *known, load_fonts())
    assert pdf == make_handout(prescription, *known, load_fonts())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        held = [thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
    assert any(b"Sample Patient" in stream for stream in held)
    for secret in (b"pregnancy", b"Cleared", b"conditions", b"override", b"contraindications"):
        assert not any(secret in stream for stream in held)


def test_how_the_clinics_own_system_names_things_stands_in_no_pdf(clinic: ClinicFolder) -> None:
    turn_on(clinic)
    before = clinic.sheet().pdf
    clinic.change(CLINIC_FILE, "colour:", "import:\n  columns: {Case: id}\ncolour:")
    assert clinic.sheet().pdf == before


def test_what_is_read_back_is_what_was_written(clinic: ClinicFolder) -> None:
    known = (
        load_prescription(clinic.path(PRESCRIPTION_FILE)),
        load_library(clinic.root, ["knee-lift"]),
        load_clinic(clinic.root),
    )
    data = provenance_bytes(*known)
    read = provenance_from(data, "x.pdf").ingredients
    assert read.prescription == known[0]
    assert read.clinic == known[2]
    assert read.library.pictures == known[1].pictures
    assert provenance_bytes(read.prescription, read.library, read.clinic) == data
    assert read.prescription.source("goal").file == "x.pdf"


def test_pictures_too_large_to_travel_are_refused(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(clinic)
    monkeypatch.setattr(provenance, "MOST_BYTES", 1000)
    outcome = clinic.make()
    assert "too large to travel in its PDF\n  hint: print fewer" in outcome.problems[0]
    assert outcome.problems[0].startswith(clinic.place(CLINIC_FILE, "true"))


# ------------------------------------------------------------------ another version


def of_version(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    for module in (provenance, reprint):
        monkeypatch.setattr(module, "program_version", lambda: version)


def test_another_version_says_which_one_made_it(
    kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by = provenance.program_version()
    of_version(monkeypatch, "99.0")
    outcome = again(kept)
    assert outcome.exit_code == 2
    assert not kept.path("again.pdf").exists()
    (problem,) = outcome.problems
    message, hint = problem.split("\n  hint: ")
    assert message == f"{kept.path(SHEET)}: was made by handouts {made_by}; this is 99.0"
    assert hint.startswith(f"for the same bytes install handouts {made_by}, or write --anyway")


def test_another_version_makes_it_when_told_to(
    kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_version(monkeypatch, "99.0")
    outcome = again(kept, "--anyway")
    assert outcome.exit_code == 0
    assert "was made by handouts" in outcome.err
    made = kept.path("again.pdf").read_bytes()
    assert pixels(made) == pixels(kept.path(SHEET).read_bytes())
    assert json.loads(source_in(made))["handouts"] == "99.0"


def test_another_file_is_never_lost(kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.path(SHEET).read_bytes()
    of_version(monkeypatch, "99.0")
    outcome = run("reprint", str(kept.path(SHEET)), "--anyway", "-o", str(kept.path("sheets")))
    assert outcome.exit_code == 2
    assert "is there already" in outcome.problems[0]
    assert kept.path(SHEET).read_bytes() == before


def rewritten(kept: ClinicFolder, change: Callable[[dict[str, Any]], object]) -> None:
    """The sheet with another source in it."""
    with pikepdf.open(kept.path(SHEET), allow_overwriting_input=True) as pdf:
        stream = pdf.Root.AF[0].EF.F
        tree = json.loads(stream.read_bytes())
        change(tree)
        stream.write(json.dumps(tree, separators=(",", ":")).encode())
        pdf.save()


def test_a_sheet_that_was_saved_by_another_program(kept: ClinicFolder) -> None:
    made = kept.path(SHEET).read_bytes()
    rewritten(kept, lambda tree: None)
    outcome = again(kept)
    assert outcome.exit_code == 2
    assert "was changed since handouts made it" in outcome.problems[0]
    assert again(kept, "--anyway").exit_code == 0
    assert kept.path("again.pdf").read_bytes() == made


DAMAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a word was changed": lambda tree: tree["sheet"]["prescription"].update(goal="Another"),
    "no checksum": lambda tree: tree.pop("sha256"),
    "no sheet": lambda tree: tree.pop("sheet"),
    "no version": lambda tree: tree.update(handouts="0\n1"),
    "not its own form": lambda tree: tree.update(sheet={}, sha256=provenance._checksum({})),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_source_that_was_changed_is_refused(kept: ClinicFolder, damage: str) -> None:
    rewritten(kept, DAMAGES[damage])
    outcome = again(kept, "--anyway")
    assert outcome.exit_code == 2
    assert "but that is damaged\n  hint: copy it again" in outcome.problems[0]
    assert "Sample" not in outcome.err


def test_a_source_that_only_a_later_version_can_read(kept: ClinicFolder) -> None:
    rewritten(kept, lambda tree: tree.update(handouts="99.0", format=2))
    outcome = again(kept, "--anyway")
    assert outcome.exit_code == 2
    assert "was made by handouts 99.0; this is" in outcome.problems[0]
    assert "which cannot read it\n  hint: for the same bytes install handouts 99.0" in outcome.err


# ------------------------------------------------------------------ not a sheet


def blank_pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def protected(data: bytes, revision: Literal[4, 6]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="u", R=revision))
    return written.getvalue()


NO_SHEETS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a foreign PDF": (lambda made: blank_pdf(), "was not made by handouts"),
    "a protected one": (lambda made: protected(made, 6), "is protected with a password"),
    "an older protection": (lambda made: protected(made, 4), "is protected with a password"),
    "half of one": (lambda made: made[: len(made) // 2], "is a damaged PDF"),
    "its beginning": (lambda made: made[:40], "is a damaged PDF"),
    "a text": (lambda made: b"patient: {id: P-1}\n", "is not a PDF"),
    "nothing": (lambda made: b"", "is not a PDF"),
}


@pytest.mark.parametrize("case", NO_SHEETS)
def test_what_is_no_sheet_is_refused(kept: ClinicFolder, case: str) -> None:
    broken, says = NO_SHEETS[case]
    kept.write("other.pdf", broken(kept.path(SHEET).read_bytes()))
    outcome = again(kept, file="other.pdf")
    assert outcome.exit_code == 2
    (problem,) = outcome.problems
    assert problem.startswith(f"{kept.path('other.pdf')}: {says}\n  hint: ")
    assert not kept.path("again.pdf").exists()


def test_a_sheet_without_provenance_says_how_to_turn_it_on(clinic: ClinicFolder) -> None:
    clinic.make()
    (problem,) = again(clinic).problems
    assert "does not carry what it was made from" in problem
    assert "provenance: true" in problem


def test_a_huge_file_is_refused_unread(kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.load.attached_source.MAX_FILE_BYTES", 1000)
    assert "is larger than 200 MB" in again(kept).problems[0]


@pytest.mark.parametrize("name", ["nowhere.pdf", "sheets"])
def test_no_such_file(kept: ClinicFolder, name: str) -> None:
    outcome = again(kept, file=name)
    assert outcome.exit_code == 2
    assert "hint: check" in outcome.err


def test_no_byte_less_is_read_as_a_sheet(kept: ClinicFolder) -> None:
    """Cut anywhere, a sheet is refused, and never with a traceback."""
    made = kept.path(SHEET).read_bytes()
    for end in range(0, len(made) - 8, len(made) // 23):
        kept.write("cut.pdf", made[:end])
        assert again(kept, file="cut.pdf").exit_code == 2


def test_clinic_of_the_readme_is_the_shipped_one() -> None:
    assert load_clinic(ROOT / "content").provenance is False


def test_two_folders_make_the_same_source(tmp_path: Path) -> None:
    one, other = clinic_folder(tmp_path / "a"), clinic_folder(tmp_path / "b")
    for folder in (one, other):
        turn_on(folder)
    assert one.sheet().pdf == other.sheet().pdf
