"""The clinician's record: what it says, how it is written, and that the sheet has none of it."""

from __future__ import annotations

import io
import os
import re
import stat
from typing import Any

import pikepdf
import pypdfium2
import pytest
import scenes
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    PRESCRIPTION,
    PRESCRIPTION_FILE,
    ClinicFolder,
    Outcome,
    run,
    text_of,
)
from golden_files import compare_text
from msgspec.structs import replace
from pdf_checks import assert_valid, structure_tree
from scenes import Entries

from handouts.layout.summary_pages import lay_out_summary
from handouts.layout.theme import theme_for
from handouts.merge.merge import merge
from handouts.merge.plan import planned
from handouts.merge.summary import summarise
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library
from handouts.pipeline import make_handout, make_summary
from handouts.session import make_all

LANGUAGE, NOTE = "  language: en", "note: Breathe slowly."
REASON = "Cleared by the surgeon on 20 November."
STEM = "2026-11-22-P-1"

RECORDED: Entries = (
    {"exercise": "ql-stretch", "side": "each", "hold": "30 s", "frequency": "1-2/day"},
    {
        "exercise": "bridge", "sets": "3-4", "reps": "20", "rest": "60 s", "pain": "up to 8/10",
        "accept": ["reps", "pain"], "override": REASON, "note": "Stop when your back arches.",
    },
    {"exercise": "resisted-shoulder-abduction", "side": "left", "load": "red band"},
    {"exercise": "heel-raise", "reps": "to fatigue", "accept": ["reps"], "load": "blank kg"},
    {"exercise": "single-leg-balance", "side": "alternate", "duration": "20-30 s", "hold": "blank"},
)  # fmt: skip


def summary(
    entries: Entries = RECORDED, of: Library | None = None, at: Clinic | None = None, **more: Any
) -> tuple[str, bytes]:
    """The record of a prescription of shipped exercises; its PDF is valid or the test fails."""
    wanted = scenes.prescription(entries, **more)
    text, pdf = make_summary(wanted, of or scenes.library(), at or scenes.clinic(), scenes.fonts())
    assert_valid(pdf)
    return text, pdf


def section(text: str, heading: str) -> str:
    """The lines under one heading."""
    return text.partition(f"\n{heading}")[2].partition("\n\n")[0]


ASKED = {"id": "P-1042", "name": "Sample Patient", "conditions": ["epilepsy", "cannot lie flat"]}


# ------------------------------------------------------------------ what it says


def test_the_text_is_as_it_was_read(pytestconfig: pytest.Config) -> None:
    text, _ = summary(patient=ASKED, goal="To walk up the stairs.", frequency="3/week")
    compare_text("summary.txt", text, pytestconfig)


def test_the_structure_is_as_it_was_read(pytestconfig: pytest.Config) -> None:
    _, pdf = summary(patient=ASKED, goal="To walk up the stairs.", frequency="3/week")
    compare_text("summary.tags.txt", structure_tree(pdf), pytestconfig)


def test_the_pdf_says_what_the_text_says_on_every_page() -> None:
    text, pdf = summary(scenes.SEVEN)
    said = text_of(pdf)
    for line in text.splitlines()[1:]:
        assert " ".join(line.split()) in said
    pages = pypdfium2.PdfDocument(pdf)
    assert len(pages) > 1
    for page in pages:
        words = " ".join(page.get_textpage().get_text_bounded().split())
        assert "Not for the patient" in words
        assert "Sample Patient · No. P-1042" in words


@pytest.mark.parametrize(
    ("conditions", "says"),
    [
        (
            None,
            "Not screened for conditions: no exercise was compared with the patient's conditions.",
        ),
        ([], "Asked about conditions: none."),
        (["hernia", "epilepsy", "hernia"], "Patient's conditions: hernia; epilepsy"),
    ],
)
def test_it_says_whether_the_patient_was_screened(conditions: list[str] | None, says: str) -> None:
    patient = {"id": "P-1", **({} if conditions is None else {"conditions": conditions})}
    text, _ = summary(scenes.ONE, patient=patient)
    (line,) = section(text, "Safety").strip().splitlines()
    assert line.strip() == says


@pytest.mark.parametrize(
    ("entry", "whole", "says"),
    [
        ({"hold": "30 s", "reps": "4", "frequency": "1/day", "pain": "none"}, None, None),
        ({"reps": "4", "frequency": "1/day", "pain": "none"}, None, "own: hold (30 seconds)\n"),
        ({"hold": "30 s", "reps": "4", "pain": "none"}, "3/week", "whole: frequency (3 days a w"),
        ({"frequency": "1/day"}, "3/week", "own: reps (4 times), hold (30 seconds), pain (stop"),
        ({"duration": "3 min", "hold": "5 s", "accept": ["hold"]}, None, "own: frequency (2 times"),
    ],
)
def test_values_that_the_entry_does_not_write_are_named_with_where_they_came_from(
    entry: dict[str, Any], whole: str | None, says: str | None
) -> None:
    more = {"frequency": whole} if whole else {}
    text, _ = summary([{"exercise": "ql-stretch", "side": "left", **entry}], **more)
    if says is None:
        assert "own:" not in text
        assert "as a whole" not in text
    else:
        assert says in text


def test_a_programmes_values_and_entries_are_named_as_such(clinic: ClinicFolder) -> None:
    listed = "title: Knees\nexercises:\n  - exercise: knee-lift\n    reps: 7\n    hold: 4 s\n"
    clinic.write("programmes/knees.yaml", listed + "  - exercise: squat\n")
    whole = "programme: knees\nfrequency: 3/week\nexercises:"
    clinic.change(PRESCRIPTION_FILE, "exercises:", whole)
    clinic.change(PRESCRIPTION_FILE, "    reps: 8\n", "")
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    first = section(record, "1 Knee lift")
    assert "From the programme: reps (7 times)\n" in first
    assert "as a whole: frequency (3 days a week)\n" in first
    assert "own: pain (stop at any pain)\n" in first
    assert "own: sets (2 sets), reps (10 times)\n" in section(record, "2 Small squat")


def test_values_of_either_side_are_named_with_where_they_came_from(clinic: ClinicFolder) -> None:
    clinic.write(
        "programmes/knees.yaml",
        "title: Knees\nexercises:\n  - exercise: knee-lift\n    hold: 4 s\n",
    )
    clinic.change(PRESCRIPTION_FILE, "exercises:", "programme: knees\nexercises:")
    clinic.change(
        PRESCRIPTION_FILE, "    side: left\n    hold: 10 s\n    reps: 8\n",
        "    left: {reps: 5}\n    right: {reps: 12}\n",
    )  # fmt: skip
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    for heading, side in (("1 Knee", "left"), ("2 Knee", "right")):
        said = section(record, heading)
        assert f"Side: {side}\n" in said
        assert "From the programme: hold (4 seconds)\n" in said


def test_left_alone_changes_that_of_a_programme_with_both(clinic: ClinicFolder) -> None:
    sides = "    left: {reps: 5}\n    right: {reps: 9}\n"
    clinic.write(
        "programmes/knees.yaml", f"title: Knees\nexercises:\n  - exercise: knee-lift\n{sides}"
    )
    clinic.change(PRESCRIPTION_FILE, "exercises:", "programme: knees\nexercises:")
    whole = "    side: left\n    hold: 10 s\n    reps: 8\n"
    clinic.change(PRESCRIPTION_FILE, whole, "    left: {reps: 8}\n")
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    assert "8 times" in section(record, "1 Knee lift")
    assert "9 times" in section(record, "2 Knee lift")


def test_a_value_that_every_phase_replaces_is_not_said_to_hold() -> None:
    phases = {"weeks 1-6": {"frequency": "3/day"}, "weeks 7-12": {"frequency": "1/day"}}
    entries: Entries = ({"exercise": "heel-raise", "phases": phases}, {"exercise": "bridge"})
    text, _ = summary(entries, frequency="3/week")
    lead = "From the prescription as a whole: frequency (3 days a week)"
    assert lead not in section(text, "1 Heel raise")
    assert lead in section(text, "2 Bridge")


def test_phases_of_a_programme_do_not_change_what_the_entry_says(clinic: ClinicFolder) -> None:
    phases = "    phases: {weeks 1-6: {reps: 3}, weeks 7-12: {reps: 6}}\n"
    programme = f"title: Knees\nexercises:\n  - exercise: knee-lift\n{phases}"
    clinic.write("programmes/knees.yaml", programme)
    clinic.change(PRESCRIPTION_FILE, "exercises:", "programme: knees\nexercises:")
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    assert "8 times" in section(record, "1 Knee lift")
    assert "eeks" not in record


def test_the_version_is_that_of_the_sheet_that_says_what_is_new(clinic: ClinicFolder) -> None:
    earlier = clinic.write("prescriptions/old.yaml", PRESCRIPTION.replace("-11-22", "-11-01"))
    make(clinic, "--summary", "--since", str(earlier))
    sheet = text_of(clinic.path(f"sheets/{STEM}.pdf").read_bytes())
    version = sheet.partition("Version ")[2].split()[0]
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    assert f"Sheet: Version {version}\n" in record


def test_accepted_values_stand_with_what_the_exercise_allows() -> None:
    entry = {"exercise": "bridge", "hold": "50 s", "pain": "up to 8/10", "accept": ["hold", "pain"]}
    said = section(summary([entry])[0], "1 Bridge")
    assert "hold (the exercise's limit: 1 to 30 seconds)" in said
    assert "pain (the exercise's limit: as the pain guide says)" in said


def test_words_that_nobody_signed_off_are_named_whether_or_not_the_sheet_says_draft() -> None:
    at = scenes.clinic()
    off = at.model_copy(update={"review": "off"})
    assert "Draft on the sheet" in summary(scenes.ONE)[0]
    assert "prints no Draft line" in summary(scenes.ONE, at=off)[0]
    signed, _ = summary(scenes.ONE, scenes.reviewed(scenes.library()))
    assert "signed off" not in signed


def test_it_names_the_version_of_the_sheet() -> None:
    wanted = scenes.prescription(scenes.ONE)
    sheet = make_handout(wanted, scenes.library(), scenes.clinic(), scenes.fonts())
    version = text_of(sheet).partition("Version ")[2].split()[0]
    assert f"Sheet: Version {version}\n" in summary(scenes.ONE)[0]


def test_times_that_are_unknown_are_not_counted_as_none() -> None:
    stretch = {"exercise": "ql-stretch", "side": "left", "hold": "blank s"}
    text, _ = summary([stretch])
    assert "On a day with all of them: not known\n" in text
    text, _ = summary([stretch, {"exercise": "bridge", "sets": "1", "reps": "10"}])
    assert "all of them: about 2 minutes, without no. 1, whose time is not known\n" in text


def test_without_name_clinician_or_equipment_it_says_so() -> None:
    of = scenes.library_of(scenes.exercise())
    entry: Entries = ({"exercise": "made-up", "reps": "3"},)
    text, _ = summary(entry, of, patient={"id": "P-7"}, clinician=None, next_visit=None)
    assert "Patient: No. P-7\n" in text
    assert "Clinician: not written in the prescription\n" in text
    assert "Equipment: none\n" in text
    assert "Bands" not in text


def test_the_site_is_named_where_there_are_several() -> None:
    at = scenes.clinic()
    (site,) = at.sites[:1]
    two = at.model_copy(update={"sites": (site, site.model_copy(update={"id": "north"}))})
    assert "Site: north\n" in summary(scenes.ONE, at=two, site="north")[0]
    assert f"Site: {site.id}\n" in summary(scenes.ONE, at=two)[0]


def test_different_doses_left_and_right_are_two_entries_under_one_reason() -> None:
    of = scenes.library_of(scenes.exercise(sides="one", contraindications=["hernia"]))
    of = replace(of, conditions=frozenset({"hernia"}))
    both = {"left": {"reps": "5"}, "right": {"reps": "10"}, "override": REASON}
    text, _ = summary(
        [{"exercise": "made-up", **both}], of, patient={"id": "P-7", "conditions": ["hernia"]}
    )
    assert "Dose: 5 times" in section(text, "1 Made-up stretch (")
    assert "Dose: 10 times" in section(text, "2 Made-up stretch (")
    assert section(text, "Safety").count(REASON) == 2


def test_each_condition_stands_with_its_own_reason() -> None:
    against = ["hernia", "osteoporosis"]
    of = scenes.library_of(scenes.exercise(contraindications=against))
    of = replace(of, conditions=frozenset(against))
    entry = {"exercise": "made-up", "override": {"osteoporosis": "Small.", "hernia": "Mended."}}
    text, _ = summary([entry], of, patient={"id": "P-7", "conditions": against})
    safety = section(text, "Safety")
    for condition, reason in (("hernia", "Mended."), ("osteoporosis", "Small.")):
        assert f"contraindicated ({condition}), prescribed all the same. Reason: {reason}" in safety


def test_the_whole_dose_is_told() -> None:
    entry = {
        "exercise": "bridge", "sets": ["2 x 10", "1 x to fatigue"], "when": "morning",
        "accept": ["reps"], "easier": {"reps": "5"},
        "phases": {"weeks 1-6": {"frequency": "3/day"}},
    }  # fmt: skip
    said = section(summary([entry])[0], "1 Bridge")
    for part in ("2 sets of 10", "until tired", "morning", "eeks 1 to 6", "3 times a day"):
        assert part in said
    assert "it is done: not known" in said


def test_a_default_that_every_phase_says_anew_is_not_told() -> None:
    entry = {
        "exercise": "bridge",
        "phases": {"weeks 1-6": {"frequency": "3/day"}, "from week 7": {"frequency": "2/day"}},
    }
    (default,) = re.findall("own: (.*)", section(summary([entry])[0], "1 Bridge"))
    assert "sets (2 sets)" in default
    assert "frequency" not in default


def test_its_text_has_plain_spaces_only() -> None:
    text, _ = summary(patient=ASKED)
    assert "\u00a0" not in text
    assert text.endswith("\n")
    assert text.startswith("CLINICIAN'S RECORD: NOT FOR THE PATIENT\n")


def test_its_metadata_hold_nothing_of_the_patient() -> None:
    _, pdf = summary(patient=ASKED)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        known = document.Root.Metadata.read_bytes().decode() + str(document.docinfo)
    assert "Clinician&#x27;s record" in known
    for private in ("Sample", "P-1042", "epilepsy", "surgeon"):
        assert private not in known


# ------------------------------------------------------------------ how it is written


def make(clinic: ClinicFolder, *options: str) -> Outcome:
    file, folder = clinic.path(PRESCRIPTION_FILE), clinic.path("sheets")
    return run("make", str(file), "-o", str(folder), *options)


def guarded(clinic: ClinicFolder, reason: str = REASON) -> None:
    """A pregnant patient, and a reason."""
    clinic.change(PRESCRIPTION_FILE, LANGUAGE, f"{LANGUAGE}\n  conditions: [pregnancy]")
    clinic.change(PRESCRIPTION_FILE, NOTE, f"{NOTE}\n    override: {reason}")


def test_it_is_written_beside_the_sheet_where_it_is_asked_for(clinic: ClinicFolder) -> None:
    assert make(clinic).exit_code == 0
    assert clinic.sheets == [f"{STEM}.pdf"]
    sheet = clinic.path(f"sheets/{STEM}.pdf").read_bytes()
    outcome = make(clinic, "--summary")
    assert clinic.sheets == [f"{STEM}-summary.pdf", f"{STEM}-summary.txt", f"{STEM}.pdf"]
    assert [line.rpartition(STEM)[2] for line in outcome.out.splitlines()] == [
        ".pdf", "-summary.txt", "-summary.pdf",
    ]  # fmt: skip
    assert clinic.path(f"sheets/{STEM}.pdf").read_bytes() == sheet


def test_beside_a_sheet_with_a_name_of_its_own(clinic: ClinicFolder) -> None:
    file, sheet = clinic.path(PRESCRIPTION_FILE), clinic.path("sheets/today.pdf")
    assert run("make", str(file), "-o", str(sheet), "--summary").exit_code == 0
    assert clinic.sheets == ["today-summary.pdf", "today-summary.txt", "today.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_it_is_for_its_owner_only(clinic: ClinicFolder) -> None:
    make(clinic, "--summary")
    for name in clinic.sheets:
        assert stat.S_IMODE(clinic.path(f"sheets/{name}").stat().st_mode) == 0o600


def test_reason_and_conditions_are_in_the_record_and_not_on_the_sheet(
    clinic: ClinicFolder,
) -> None:
    guarded(clinic)
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    in_pdf = text_of(clinic.path(f"sheets/{STEM}-summary.pdf").read_bytes())
    lead = "1 Knee lift: contraindicated (pregnancy), prescribed all the same. Reason: "
    for said in (record, in_pdf):
        assert lead + REASON in said
    sheet = clinic.path(f"sheets/{STEM}.pdf").read_bytes()
    with pikepdf.open(clinic.path(f"sheets/{STEM}.pdf")) as document:
        streams = [one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)]
        known = str(list(document.objects)) + structure_tree(sheet) + text_of(sheet)
    for private in ("pregnan", "surgeon", "contraindicat", "screened", "inician's record"):
        assert private not in known
        assert not any(private.encode() in stream for stream in streams)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_it_is_on_the_paper_of_the_sheet(clinic: ClinicFolder, paper: str, width: int) -> None:
    make(clinic, "--summary", "--paper", paper)
    document = pypdfium2.PdfDocument(clinic.path(f"sheets/{STEM}-summary.pdf"))
    assert round(document[0].get_size()[0]) == width


@pytest.mark.parametrize(
    ("reason", "says"),
    [("סיבה", "Hebrew text is not supported yet"), ("Seen. " * 1000, "more than a page"),
     ("B" * 300, "a word is too long")],
)  # fmt: skip
def test_a_reason_that_cannot_be_printed_is_a_problem_and_nothing_is_written(
    clinic: ClinicFolder, reason: str, says: str
) -> None:
    guarded(clinic, reason.strip())
    (problem,) = make(clinic, "--summary").problems
    assert problem.startswith(clinic.place(PRESCRIPTION_FILE, reason.strip()))
    assert says in problem
    assert not clinic.sheets


def test_a_problem_of_the_sheet_is_told_once(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 1 min")
    assert len(make(clinic, "--summary").problems) == 1
    assert not clinic.sheets


def test_no_record_takes_the_name_of_another_patients_sheet(clinic: ClinicFolder) -> None:
    patients = ["P-1", "P-1-summary", "P-1"]
    files = [
        clinic.write(f"prescriptions/{at}.yaml", PRESCRIPTION.replace("P-1", patient))
        for at, patient in enumerate(patients)
    ]
    names = [made.stem.removeprefix("2026-11-22-") for made in make_all(files, with_summaries=True)]
    written = [*names, *(f"{name}-summary" for name in names)]
    assert len(set(written)) == len(written)
    without = [made.stem.removeprefix("2026-11-22-") for made in make_all(files)]
    assert without == ["P-1", "P-1-summary", "P-1-2"]


def test_the_record_is_in_the_clinics_language(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, "name: Test Clinic", "name: Test Clinic\nlanguage: en-GB")
    make(clinic, "--summary")
    with pikepdf.open(clinic.path(f"sheets/{STEM}-summary.pdf")) as document:
        assert str(document.Root.Lang) == "en-GB"


def test_contraindications_stay_out_of_it_where_the_patient_has_none(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "- pregnancy", "- hernia")
    make(clinic, "--summary")
    record = clinic.path(f"sheets/{STEM}-summary.txt").read_text(encoding="utf-8")
    assert "hernia" not in record


def test_its_margin_is_on_the_side_of_the_holes() -> None:
    clinic, wanted = scenes.clinic(), scenes.prescription(scenes.SEVEN, print={"hole_punch": True})
    handout = merge(wanted, scenes.library(), clinic)
    record = summarise(planned(wanted, scenes.library()), scenes.library(), clinic, handout)
    theme = theme_for(clinic, wanted)
    pages = lay_out_summary(record, theme, scenes.fonts())
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        said = [one.x for one in page.placed if any(item.node for item in one.block.items)]
        assert set(said) == {theme.left(number)}
