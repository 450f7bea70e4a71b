"""`handouts list` finds exercises; `handouts show` says one as its sheet does."""

from __future__ import annotations

import json

import pytest
from clinics import CLINIC_FILE, EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, Outcome, run

from handouts.catalogue import HEADINGS, Found, Wanted, find, table


def list_of(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run("list", *arguments, "--clinic", str(clinic.root))


def show(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run("show", *arguments, "--clinic", str(clinic.root))


def ids(outcome: Outcome) -> list[str]:
    return [line.split()[0] for line in outcome.out.splitlines()[1:]]


def shown(clinic: ClinicFolder, *arguments: str) -> str:
    outcome = show(clinic, *arguments)
    assert (outcome.exit_code, outcome.err) == (0, "")
    return outcome.out


# ------------------------------------------------------------------ list


def test_a_row_says_what_a_clinician_chooses_by(clinic: ClinicFolder) -> None:
    outcome = list_of(clinic, "knee-lift")
    heading, row = outcome.out.splitlines()
    assert heading.split() == list(HEADINGS)
    cells = ["knee-lift", "Knee lift", "knee", "standing", "chair", "one", "draft"]
    assert row.split("  ") == cells or [cell.strip() for cell in row.split("  ") if cell] == cells
    assert (outcome.exit_code, outcome.err) == (0, "")


def test_the_clinics_exercises_stand_beside_the_shipped_ones(clinic: ClinicFolder) -> None:
    everything = ids(list_of(clinic))
    assert {"knee-lift", "nod", "squat", "bridge", "ql-stretch"} <= set(everything)
    assert everything == sorted(everything)


def test_a_clinics_own_exercise_stands_in_place_of_the_shipped_one(clinic: ClinicFolder) -> None:
    nod = clinic.path("exercises/nod/exercise.yaml").read_text(encoding="utf-8")
    clinic.write("exercises/bridge/exercise.yaml", nod.replace("id: nod", "id: bridge"))
    clinic.change("exercises/nod/exercise.yaml", "code: nd44", "code: nd45")
    rows = json.loads(list_of(clinic, "--json").out)
    (row,) = (row for row in rows if row["id"] == "bridge")
    assert row["title"] == "Small nod"
    assert row["file"] == str(clinic.path("exercises/bridge/exercise.yaml"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["squat"], ["squat"]),
        (["KNEE LIFT"], ["knee-lift"]),
        (["flexion in stand"], ["knee-lift"]),
        (["lumborum", "ql"], ["ql-stretch"]),
        (["stretch", "trapezius"], ["upper-trapezius-stretch"]),
        (["--region", "neck", "nod"], ["deep-neck-flexor-activation", "nod"]),
        (["--region", "Neck", "nod"], ["deep-neck-flexor-activation", "nod"]),
        (["--equipment", "chair", "knee"], ["knee-lift", "seated-knee-extension"]),
        (["--position", "standing", "knee"], ["knee-lift"]),
    ],
)
def test_words_and_options_narrow_it(
    clinic: ClinicFolder, words: list[str], found: list[str]
) -> None:
    assert ids(list_of(clinic, *words)) == found


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["brigde"], 'no exercise is named "brigde"', "did you mean bridge"),
        (["quadratu lumborun"], 'no exercise is named "quadratu lumborun"', ""),
        (["squat", "bridge"], "no exercise has all of this", "ask for less"),
        (["squat", "--region", "neck"], "no exercise has all of this", "ask for less"),
        (["--region", "kne"], '"kne" is not in the vocabulary\'s regions', "did you mean knee"),
        (["--equipment", "matt"], "vocabulary's equipment", "did you mean mat"),
        (["--position", "sit"], "vocabulary's positions", "did you mean sitting"),
    ],
)
def test_what_is_not_there_is_a_problem_with_the_nearest(
    clinic: ClinicFolder, arguments: list[str], says: str, hint: str
) -> None:
    outcome = list_of(clinic, *arguments)
    (problem,) = outcome.problems
    assert outcome.exit_code == 2
    assert outcome.out == ""
    assert says in problem
    assert hint in problem


def test_nothing_found_is_an_empty_list_for_programs(clinic: ClinicFolder) -> None:
    outcome = list_of(clinic, "brigde", "--json")
    assert (outcome.exit_code, json.loads(outcome.out)) == (2, [])


def test_json_holds_lists_as_lists(clinic: ClinicFolder) -> None:
    (row,) = json.loads(list_of(clinic, "knee-lift", "--json").out)
    assert row == {
        "id": "knee-lift",
        "title": "Knee lift",
        "clinical_name": "Hip flexion in standing",
        "region": "knee",
        "position": "standing",
        "equipment": ["chair"],
        "sides": "one",
        "muscles": [],
        "reviewed": False,
        "file": str(clinic.path(EXERCISE_FILE)),
    }


def test_an_exercise_that_cannot_be_read_is_a_problem_and_the_others_are_listed(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "sides: one", "sides: two")
    outcome = list_of(clinic)
    assert outcome.exit_code == 2
    assert clinic.place(EXERCISE_FILE, "two") in outcome.err
    assert "squat" in ids(outcome)
    assert "knee-lift" not in ids(outcome)


def test_the_clinic_is_the_nearest_from_here_up(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clinic.path("exercises/squat"))
    assert "squat" in ids(run("list"))
    monkeypatch.chdir(clinic.root.parent)
    assert "squat" not in ids(run("list"))


@pytest.mark.parametrize("command", [["list"], ["show", "squat"]])
def test_a_folder_that_is_no_clinics_is_refused(clinic: ClinicFolder, command: list[str]) -> None:
    outcome = run(*command, "--clinic", str(clinic.path("exercises")))
    assert outcome.exit_code == 2
    assert f"{clinic.path('exercises')}: holds no {CLINIC_FILE}" in outcome.err


def found_in(clinic: ClinicFolder) -> list[Found]:
    found, problems = find(Wanted(), clinic.root)
    assert not problems
    return found


@pytest.mark.parametrize("width", [90, 110, 200])
def test_a_table_keeps_to_the_width_of_the_terminal(clinic: ClinicFolder, width: int) -> None:
    lines = table(found_in(clinic), width).splitlines()
    assert max(map(len, lines)) <= width
    words = " ".join(table(found_in(clinic)).split())
    assert sorted(" ".join(lines).split()) == sorted(words.split())


def test_in_a_pipe_each_exercise_is_one_line(clinic: ClinicFolder) -> None:
    found = found_in(clinic)
    assert len(table(found).splitlines()) == len(found) + 1
    assert len(table(found, 60).splitlines()) > len(found) + 1


# ------------------------------------------------------------------ show


def test_an_exercise_is_shown_as_its_sheet_says_it(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "    hold: 10 s\n    reps: 8\n    note: Breathe slowly.\n", "")
    printed = clinic.text().replace("\u00a0", " ")
    patients = shown(clinic, "knee-lift", "--side", "left").partition("\n\nid ")[0]
    for line in patients.splitlines():
        words = line.removeprefix("How much: ").removeprefix("How often: ").strip()
        if words and words != "Hip flexion in standing" and ", " not in words:
            assert words in printed, words
    assert "Lift your left knee. Hold for 5 seconds." in patients
    assert "How much: 5 seconds hold, 10 times in a row" in patients
    assert "How often: 2 times a day" in patients


@pytest.mark.parametrize(
    ("arguments", "side", "other"),
    [
        ([], "right", "left"),
        (["--side", "right"], "right", "left"),
        (["--side", "left"], "left", "right"),
    ],
)
def test_placeholders_are_filled_for_the_side(
    clinic: ClinicFolder, arguments: list[str], side: str, other: str
) -> None:
    out = shown(clinic, "knee-lift", *arguments)
    assert f"Lift your {side} knee" in out
    assert f"your {other}" not in out
    assert "{{" not in out


def test_what_clinicians_need_to_know_stands_below(clinic: ClinicFolder) -> None:
    facts = shown(clinic, "knee-lift").partition("\n\nid")[2].splitlines()[1:]
    assert facts == [
        "code       kn22",
        "region     knee",
        "position   standing",
        "equipment  chair",
        "sides      one",
        "muscles    not said",
        "limits     reps: 1 to 20 times",
        "           hold: 1 to 30 seconds",
        "not with   pregnancy",
        "video      https://example.org/v/kn22",
        "pictures   1, of its own",
        "words      draft: signed off by nobody here",
        "source     not said",
        f"file       {clinic.path(EXERCISE_FILE)}",
    ]


@pytest.mark.parametrize(
    ("name", "says"), [("squat", "pictures   none"), ("bridge", "pictures   2, drawn from its")]
)
def test_the_state_of_the_pictures_is_said(clinic: ClinicFolder, name: str, says: str) -> None:
    assert says in shown(clinic, name)


def test_a_value_that_the_words_need_and_nothing_prescribes_is_a_place_to_write(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "dose: {hold: 5 s, ", "dose: {")
    out = shown(clinic, "knee-lift")
    assert "Hold for the time in the box." in out
    assert "____ seconds hold" in out


def test_no_address_of_the_invented_clinic_is_shown(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("nowhere"))
    outcome = run("show", "ql-stretch")
    assert "example.org" not in outcome.out
    assert "code       q27r" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["brige"], 'there is no exercise "brige"', "did you mean bridge"),
        (["squat", "--side", "left"], "squat is not done on one side", "leave --side out"),
    ],
)
def test_what_cannot_be_shown_is_a_problem(
    clinic: ClinicFolder, arguments: list[str], says: str, hint: str
) -> None:
    outcome = show(clinic, *arguments)
    (problem,) = outcome.problems
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert says in problem
    assert hint in problem


def test_a_mistake_in_the_exercise_is_told_with_its_place(clinic: ClinicFolder) -> None:
    clinic.change(
        EXERCISE_FILE, "Lift your {{ side }} knee. Hold", "Lift your {{ sde }} knee. Hold"
    )
    outcome = show(clinic, "knee-lift")
    assert outcome.exit_code == 2
    assert clinic.place(EXERCISE_FILE, "Lift your {{ sde }}") in outcome.err
