"""A prescription in the command itself: read, refused with its argument, and saved as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinics import (
    EXERCISE_FILE,
    PRESCRIPTION_FILE,
    ClinicFolder,
    Outcome,
    run,
    run_in_shell,
    text_of,
)
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.errors import HandoutError
from handouts.load.prescription import load_prescription
from handouts.load.quick_line import read_quick_line, yaml_text
from handouts.load.validation import validate
from handouts.model.prescription import Entry, Prescription

ABOUT = {"patient.id": "P-7", "date": "2026-11-22"}


def entry(word: str) -> Entry:
    """The one entry that an argument says."""
    document, problems = read_quick_line([word], ABOUT)
    assert not problems
    return validate(Prescription, document).exercises[0]


def written(**keys: str) -> Entry:
    return Entry.model_validate(keys)


def quick(clinic: ClinicFolder, *words: str) -> Outcome:
    return run(
        "make", "--clinic", str(clinic.root), "--patient", "P-7", "--date", "2026-11-22", *words,
        "-o", str(clinic.path("sheets")),
    )  # fmt: skip


# ------------------------------------------------------------------ what can be typed


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("bridge", {}),
        ("bridge:", {}),
        ("bridge:3x8-12", {"sets": "3", "reps": "8-12"}),
        ("bridge:3x8-12,bd", {"sets": "3", "reps": "8-12", "frequency": "2/day"}),
        ("bridge:R", {"side": "right"}),
        ("bridge: left , 30s x 4", {"side": "left", "hold": "30 s", "reps": "4"}),
        (
            "bridge:right,hold=30s,reps=4,2/day",
            {"side": "right", "hold": "30 s", "reps": "4", "frequency": "2/day"},
        ),
        ("bridge:2/day,3/week", {"frequency": "2/day 3/week"}),
        ("bridge:load=red band", {"load": "red band"}),
        ("bridge:red band,reps=up to 10", {"load": "red band", "reps": "up to 10"}),
        ("bridge:pain=up to 3/10", {"pain": "up to 3/10"}),
        ("bridge:note=Slowly, please: 3x8", {"note": "Slowly, please: 3x8"}),
        ("bridge:3x8,note=x=y", {"sets": "3", "reps": "8", "note": "x=y"}),
    ],
)
def test_an_argument_says_the_same_as_an_entry(word: str, keys: dict[str, str]) -> None:
    assert entry(word) == written(exercise="bridge", **keys)


def test_several_values_are_accepted_one_by_one() -> None:
    assert entry("bridge:hold=90s,accept=hold,accept=reps").accept == ("hold", "reps")


def test_makes_a_sheet_without_a_file(clinic: ClinicFolder) -> None:
    outcome = quick(clinic, "knee-lift:left,hold=7s,reps=4,2/day", "squat:3x8-12")
    path = clinic.path("sheets/2026-11-22-P-7.pdf")
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, f"{path}\n", "")
    said = text_of(path.read_bytes())
    for words in ("Lift your left knee", "7 seconds hold", "4 times", "3 sets of 8", "12 times"):
        assert words in said


def test_the_options_stand_on_the_sheet(clinic: ClinicFolder) -> None:
    about = ["--name", "Sample Patient", "--clinician", "Alex Example"]
    quick(clinic, "nod", *about, "--next-visit", "2026-12-07 10:30")
    said = text_of(clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes())
    assert "Sample Patient" in said
    assert "Your physio: Alex Example. Next visit: Mon 7 Dec" in said


def test_a_programme_may_be_named_and_changed(clinic: ClinicFolder) -> None:
    exercises = "exercises:\n  - exercise: knee-lift\n  - exercise: nod\n"
    clinic.write("programmes/start.yaml", "title: Start\n" + exercises)
    assert quick(clinic, "--programme", "start", "knee-lift:right").exit_code == 0
    said = text_of(clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes())
    assert "Lift your right knee" in said
    assert "2 Small nod" in said


def test_a_programmes_exercise_may_be_dropped_and_the_rest_be_sorted(clinic: ClinicFolder) -> None:
    exercises = "exercises:\n  - exercise: nod\n  - exercise: squat\n  - exercise: knee-lift\n"
    clinic.write("programmes/start.yaml", "title: Start\n" + exercises)
    about = ("--programme", "start", "--drop", "squat", "--order", "position")
    assert quick(clinic, *about, "--frequency", "3/week", "knee-lift:right").exit_code == 0
    said = text_of(clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes())
    assert "1 Knee lift" in said
    assert "2 Small nod" in said
    assert said.count("3 days a week") == 2
    assert "squat" not in said


def test_site_and_goal_stand_on_the_sheet(clinic: ClinicFolder) -> None:
    sites = "  - id: main\n    phone: 01632 960 123\n"
    north = "  - id: north\n    phone: 01632 960 456\n"
    clinic.change("clinic.yaml", sites, sites + north)
    assert quick(clinic, "nod", "--site", "north", "--goal", "To look up.").exit_code == 0
    said = text_of(clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes())
    assert "01632 960 456" in said
    assert "To look up." in said


@pytest.mark.parametrize(
    ("options", "record", "known"),
    [
        ((), "Not screened for conditions", None),
        (("--no-conditions",), "Asked about conditions: none.", ()),
        (
            ("--condition", "hernia", "--condition", "epilepsy"),
            "Patient's conditions: hernia; epilepsy",
            ("hernia", "epilepsy"),
        ),
    ],
)
def test_conditions_are_named_or_none_or_nobody_asked(
    clinic: ClinicFolder, options: tuple[str, ...], record: str, known: tuple[str, ...] | None
) -> None:
    saved = clinic.path("new.yaml")
    assert quick(clinic, "nod", *options, "--summary", "--save", str(saved)).exit_code == 0
    text = clinic.path("sheets/2026-11-22-P-7-summary.txt").read_text(encoding="utf-8")
    assert record in text
    assert load_prescription(saved).patient.conditions == known


def test_a_condition_is_the_gate_that_it_is_in_a_file(clinic: ClinicFolder) -> None:
    pregnant = ("--condition", "pregnancy")
    assert "contraindicated: pregnancy" in quick(clinic, "knee-lift:R", *pregnant).err
    assert quick(clinic, "knee-lift:R,override=Cleared by B.", *pregnant).exit_code == 0


def test_a_misspelt_condition_is_told_at_its_option_and_not_repeated(clinic: ClinicFolder) -> None:
    (problem,) = quick(clinic, "nod", "--condition", "hernia", "--condition", "pregnant").problems
    assert problem.startswith("--condition: item 2 of conditions is not in the vocabulary")
    assert "did you mean pregnancy" in problem
    assert "pregnant" not in problem


def test_the_clinic_is_that_of_the_current_folder(clinic: ClinicFolder, tmp_path: Path) -> None:
    arguments = ("make", "--patient", "P-7", "--date", "2026-11-22", "nod")
    clinic.path("deep/down").mkdir(parents=True)
    assert run_in_shell(*arguments, cwd=clinic.path("deep/down")).exit_code == 0
    outcome = run_in_shell(*arguments, cwd=tmp_path)
    assert outcome.exit_code == 2
    assert outcome.err.startswith("the current folder: neither it nor a folder above it")
    assert "--clinic" in outcome.err


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("nod:3y8", 'argument 1, "nod": is no short form of a dose: "3y8"\n  hint: write such as'),
        ("nod:hodl=3", 'argument 1, "nod": unknown key "hodl"\n  hint: did you mean hold?'),
        ("nod:hold.x=3 s", 'argument 1, "nod": unknown key "hold.x"'),
        ("nod:hold=3", 'argument 1, "nod": hold must be a time with its unit'),
        ("nod:3x8,reps=9", 'argument 1, "nod": says the reps twice'),
        ("nod:reps=9,reps=9", 'argument 1, "nod": says the reps twice'),
        ("nod:2/day,3/day", 'argument 1, "nod": says the frequency twice'),
        ("nood", 'argument 1, "nood": there is no exercise "nood"\n  hint: did you mean nod?'),
        (":3x8", 'argument 1, "": exercise is empty'),
        ("nod:note=", 'argument 1, "nod": note is empty'),
        ("nod:note=a\u200bb", 'argument 1, "nod": holds an invisible character, U+200B'),
        ("nod:left", 'argument 1, "nod": nod has no sides, got side: left'),
        (
            "knee-lift:3x8",
            "write side=left, right, each or alternate in an entry of knee-lift",
        ),
        ("knee-lift:R,hold=60s", "write accept=hold to say that it is meant"),
    ],
)
def test_a_problem_names_the_argument_and_what_to_type(
    clinic: ClinicFolder, word: str, said: str
) -> None:
    outcome = quick(clinic, word)
    assert said in outcome.err
    assert len(outcome.problems) == 1
    assert outcome.exit_code == 2
    assert not clinic.sheets


def test_every_mistake_of_a_line_is_said_at_once(clinic: ClinicFolder) -> None:
    clinic.change("clinic.yaml", "name: Test", "nam: Test")
    outcome = run(
        "make", "--clinic", str(clinic.root), "--patient", "P/7", "--date", "soon",
        "--next-visit", "later", "--name", "n" * 61, "nod:x,y", "squat:hold=ten",
    )  # fmt: skip
    starts = [problem.partition(": ")[0] for problem in outcome.problems]
    assert starts.count('argument 1, "nod"') == 2
    assert {"--patient", "--date", "--next-visit", "--name", 'argument 2, "squat"'} < set(starts)
    assert "nnnn" not in outcome.err
    assert "nam" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--patient", "P-7", "nod"], "--patient needs --date"),
        (["--patient", "P-7", "--date", "2026-11-22"], "Name exercises, such as bridge:3x8-12"),
        (["--date", "2026-11-22", "nod"], "--date goes with --patient."),
        (["--next-visit", "2026-11-22", "nod"], "--next-visit goes with --patient."),
        (["--save", "p.yaml", "p.yaml"], "--save goes with --patient."),
        (["--condition", "hernia", "p.yaml"], "--condition goes with --patient."),
        (["--no-conditions", "p.yaml"], "--no-conditions goes with --patient."),
        (["--drop", "nod", "p.yaml"], "--drop goes with --patient."),
        (
            [
                "--patient",
                "P-7",
                "--date",
                "2026-11-22",
                "nod",
                "--condition",
                "hernia",
                "--no-conditions",
            ],
            "--condition names one, and --no-conditions says there are none.",
        ),
        (
            ["--patient", "P-7", "--date", "2026-11-22", "nod", "--save", "p.pdf"],
            "--save names a file that ends in .yaml.",
        ),
        ([], "Name a prescription's file, or the patient with --patient."),
    ],
)
def test_options_that_do_not_fit_together_are_refused(arguments: list[str], said: str) -> None:
    outcome = run("make", *arguments)
    assert outcome.exit_code == 2
    assert said in outcome.err


def test_hints_for_files_stay_as_files_are_written(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "steps: 1-2, side: right", "steps: 1-2")
    assert "write side: right (or left) beside its file" in quick(clinic, "knee-lift:L").err


# ------------------------------------------------------------------ saved


def test_a_saved_prescription_makes_the_same_sheet(clinic: ClinicFolder) -> None:
    saved = clinic.path("prescriptions/P-7.yaml")
    words = ("knee-lift:L,hold=7s,4/week,note=Slowly: no, not so fast #1", "squat:3x8-12")
    outcome = quick(clinic, *words, "--save", str(saved))
    assert outcome.out.splitlines()[-1] == str(saved)
    first = clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes()
    clinic.make("prescriptions/P-7.yaml")
    assert clinic.path("sheets/2026-11-22-P-7.pdf").read_bytes() == first


def test_a_saved_prescription_reads_as_one_that_was_typed(clinic: ClinicFolder) -> None:
    saved = clinic.path("new.yaml")
    note = "Slowly, " * 20 + "please."
    quick(clinic, f"squat:hold=30s,3x8-12,2/day,note={note}", "--name", "No", "--save", str(saved))
    assert saved.read_text(encoding="utf-8") == (
        "schema: 1\npatient:\n  id: P-7\n  name: No\ndate: 2026-11-22\nexercises:\n"
        "- exercise: squat\n  hold: 30s\n  sets: 3\n  reps: 8-12\n  frequency: 2/day\n"
        f"  note: {note}\n"
    )


def test_saving_never_replaces_a_file(clinic: ClinicFolder) -> None:
    before = clinic.path(PRESCRIPTION_FILE).read_bytes()
    outcome = quick(clinic, "nod", "--save", str(clinic.path(PRESCRIPTION_FILE)))
    assert outcome.exit_code == 2
    assert "is there already" in outcome.err
    assert clinic.path(PRESCRIPTION_FILE).read_bytes() == before
    assert not clinic.sheets


NOTES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@given(note=NOTES, name=NOTES)
@example(note="a\u2028b\u2029", name="\u00a0 \u00e9\u0301")
@example(note="two\n\nparagraphs\t", name="'\"- {{ x }} # & *")
@example(note="| ", name="? :")
def test_what_is_saved_loads_back_to_the_same(
    note: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is typed: read as the same words, or refused in the command already."""
    about = ABOUT | {"patient.name": name}
    document, problems = read_quick_line([f"bridge:3x8-12,2/day,note={note}"], about)
    if problems:
        return
    try:
        typed = validate(Prescription, document)
    except HandoutError:
        return
    file = tmp_path_factory.getbasetemp() / "saved.yaml"
    file.write_bytes(yaml_text(document).encode())
    assert load_prescription(file) == typed
