"""What a warm process keeps for all is right for each: it names the files of whoever asks, and says
a number as it is said without others before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clinics import CLINIC_FILE, EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, clinic_folder

from handouts.errors import HandoutError, Source
from handouts.fonts import load_fonts
from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.merge.contradictions import contradiction
from handouts.merge.merge import merge
from handouts.merge.plan import planned
from handouts.model.dose import PlainDose
from handouts.model.handout import Handout
from handouts.model.phrases import phrases
from handouts.pipeline import laid_out


def places_of_the_clinic(folder: ClinicFolder) -> Iterator[Source]:
    """The places of all that a sheet says in the clinic's words."""
    library, clinic = load_library(folder.root), load_clinic(folder.root)
    handout = merge(load_prescription(folder.path(PRESCRIPTION_FILE)), library, clinic)
    for box in (handout.call_us, handout.emergency, handout.information):
        yield from (phrase.source for phrase in phrases(box) if phrase.source.file)
    (block,) = handout.exercises
    assert block.code
    yield block.code.source


@pytest.mark.parametrize("first", [0, 1])
def test_boxes_of_two_clinics_that_say_the_same_have_each_their_own_places(
    clinic: ClinicFolder, tmp_path: Path, first: int
) -> None:
    other = clinic_folder(tmp_path / "other")
    other.change(CLINIC_FILE, "name: Test Clinic", "# A line more.\nname: Test Clinic")
    folders = [clinic, other][:: 1 - 2 * first]
    places = [list(places_of_the_clinic(folder)) for folder in folders]
    for folder, own in zip(folders, places, strict=True):
        assert {place.file for place in own} == {str(folder.path(CLINIC_FILE))}
    assert {one.line - two.line for one, two in zip(*places, strict=True)} == {2 * first - 1}


MISTAKES = {
    "limit": ("reps: 8", "reps: 25", "25", "reps is outside its limit"),
    "note": ("note: Breathe slowly.", "note: Do it 9 times.", "Do it", 'says "9 times"'),
    "side": ("side: left", "side: both", "both", "one side at a time"),
    "tempo": ("reps: 8", "reps: 8\n    tempo: 1-1", "1-1", "no names for the phases"),
    "pain": ("reps: 8", "reps: 8\n    pain: guide", "guide", "pain is above"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_in_two_prescriptions_is_told_at_both_places(
    clinic: ClinicFolder, mistake: str
) -> None:
    old, new, at, says = MISTAKES[mistake]
    clinic.change(PRESCRIPTION_FILE, old, new)
    again = "prescriptions/again.yaml"
    text = clinic.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    clinic.write(again, text.replace("patient:", "# The same.\npatient:").replace("P-1", "P-2"))
    told = clinic.make(PRESCRIPTION_FILE, again).problems
    for name, problem in zip((PRESCRIPTION_FILE, again), told, strict=True):
        assert problem.startswith(f"{clinic.place(name, at)}: ")
        assert says in problem


def test_what_only_layout_refuses_is_told_at_both_places(clinic: ClinicFolder) -> None:
    """A word that is too long: the second sheet would have the words of the first."""
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 8\n    easier: Do " + 40 * "less")
    again = "prescriptions/again.yaml"
    text = clinic.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    clinic.write(again, text.replace("patient:", "# The same.\npatient:").replace("P-1", "P-2"))
    told = clinic.make(PRESCRIPTION_FILE, again).problems
    for name, problem in zip((PRESCRIPTION_FILE, again), told, strict=True):
        assert problem.startswith(f"{clinic.place(name, 'Do less')}: a word is too long")


def test_what_only_layout_refuses_is_told_of_each_entry_that_says_it(clinic: ClinicFolder) -> None:
    """Letters that no font has, in two entries that would share their words."""
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 8\n    easier: Do \u0915")
    text = clinic.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    start, end = text.index("  - exercise:"), text.index("    note:")
    clinic.write(PRESCRIPTION_FILE, text[:end] + text[start:end] + text[end:])
    lines = [problem.split(":")[1] for problem in clinic.make().problems]
    assert len(lines) == len(set(lines)) == 2


def test_it_is_told_at_its_own_place_while_another_thread_makes_such_a_sheet(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with threads at their worst: the other's words are merged just before each of ours."""
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 8\n    easier: Do " + 40 * "less")
    text = clinic.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    again = clinic.write("prescriptions/again.yaml", text.replace("P-1", "P-2"))
    known = load_library(clinic.root), load_clinic(clinic.root)
    other = load_prescription(again)

    def merged_after_the_other(*given: Any) -> Handout:
        merge(other, *known)
        return merge(*given)

    monkeypatch.setattr("handouts.pipeline.merge", merged_after_the_other)
    with pytest.raises(HandoutError) as refused:
        laid_out(load_prescription(clinic.path(PRESCRIPTION_FILE)), *known, load_fonts())
    (problem,) = refused.value.problems
    assert str(problem.source) == clinic.place(PRESCRIPTION_FILE, "Do less")


def test_a_sentence_is_compared_with_each_dose_anew(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "Hold for {{ dose.hold }}.", "Hold for 5 seconds.")
    wrong = clinic.make()
    (problem,) = wrong.problems
    assert 'step 2 says "5 seconds", but the dose says 10 seconds' in problem
    assert clinic.make().problems == wrong.problems
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 5 s")
    assert clinic.make().exit_code == 0
    clinic.change(PRESCRIPTION_FILE, "hold: 5 s", "hold: 10 s")
    assert clinic.make().problems == wrong.problems


@pytest.mark.parametrize("written", [("11", "11.0"), ("12.00", "12")])
def test_equal_numbers_are_said_alike_however_they_were_written(written: tuple[str, ...]) -> None:
    for load in written:
        dose = PlainDose.model_validate({"load": f"{load} kg"})
        found = contradiction("Use 5 kg.", dose)
        assert found
        assert found.prescribed == f"{written[0][:2]} kg"


def test_equal_limits_are_said_alike_however_they_were_written(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 40 s")
    for limit in ("1.0-29.00 s", "1-29 s", "1-29.0 s"):
        exercise = clinic.path(EXERCISE_FILE).read_text(encoding="utf-8")
        known = exercise[exercise.index("limits: {hold: ") + 15 : exercise.index(", reps: 1-20")]
        clinic.change(EXERCISE_FILE, f"limits: {{hold: {known}", f"limits: {{hold: {limit}")
        (problem,) = clinic.make().problems
        assert "knee-lift allows 1 to 29 seconds" in problem


@pytest.mark.parametrize("order", ["", "order: position\n"])
def test_what_stays_as_it_was_written_keeps_its_places(clinic: ClinicFolder, order: str) -> None:
    clinic.change(PRESCRIPTION_FILE, "goal:", f"{order}goal:")
    written = load_prescription(clinic.path(PRESCRIPTION_FILE))
    whole = planned(written, load_library(clinic.root)).prescription
    assert whole.exercises[0] is written.exercises[0]
    assert whole.places() == written.places()
    assert whole.order is None


def test_what_a_programme_says_has_its_place_in_the_programmes_file(clinic: ClinicFolder) -> None:
    programme = "programmes/start.yaml"
    entries = "exercises:\n  - exercise: squat\n    sets: 3\n  - exercise: knee-lift\n    reps: 6\n"
    clinic.write(programme, f"title: Start\nfrequency: 3/day\n{entries}")
    clinic.change(PRESCRIPTION_FILE, "goal:", "programme: start\ngoal:")
    written = load_prescription(clinic.path(PRESCRIPTION_FILE))
    whole = planned(written, load_library(clinic.root)).prescription
    assert str(whole.source("exercises", 0, "sets")) == clinic.place(programme, "3\n")
    assert str(whole.source("exercises", 0)) == clinic.place(programme, "exercise: squat")
    assert str(whole.source("exercises", 1, "frequency")) == clinic.place(programme, "3/day")
    assert str(whole.source("exercises", 1, "reps")) == clinic.place(PRESCRIPTION_FILE, "8\n")
    assert str(whole.source("goal")) == clinic.place(PRESCRIPTION_FILE, "To walk")


def test_what_an_entry_says_in_short_has_its_place_there(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "dose: 3x25")
    (problem,) = clinic.make().problems
    assert problem.startswith(f"{clinic.place(PRESCRIPTION_FILE, '3x25')}: reps is outside")


def test_a_frequency_for_all_has_its_own_place_in_each_entry(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "goal:", "frequency: 3/day\ngoal:")
    whole = planned(
        load_prescription(clinic.path(PRESCRIPTION_FILE)), load_library(clinic.root)
    ).prescription
    place = clinic.place(PRESCRIPTION_FILE, "3/day")
    assert str(whole.source("exercises", 0, "frequency")) == place
    assert str(whole.source("exercises", 0, "reps")) == clinic.place(PRESCRIPTION_FILE, "8\n")
