"""`handouts check`: what it reads, what it finds there, how it says it."""

from __future__ import annotations

import json
from pathlib import Path

import PIL.Image
import pytest
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    FRAME_FILE,
    PRESCRIPTION_FILE,
    ROOT,
    SQUAT,
    ClinicFolder,
    run,
)

from handouts.check.content import check
from handouts.check.finding import LEVELS, Finding, Level, exit_code, found, in_order
from handouts.check.report import as_json, table
from handouts.errors import ExitCode, HandoutError, Source

HOME = "exercises/knee-lift"


@pytest.fixture
def whole(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic of which nothing is to be said."""
    for name in ("squat", "nod"):
        clinic.path(f"exercises/{name}/exercise.yaml").unlink()
    return clinic


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.name for finding in findings]


# ------------------------------------------------------------------ what is checked


def test_of_the_shipped_content_nothing_is_to_be_said() -> None:
    assert check(ROOT / "content") == ()


def test_of_a_clinic_that_was_just_started_nothing_is_to_be_said(tmp_path: Path) -> None:
    run("init", str(tmp_path / "mine"))
    assert check(tmp_path / "mine") == ()
    assert check(tmp_path / "mine" / "prescriptions" / "example.yaml") == ()


def test_of_a_whole_clinic_nothing_is_to_be_said(whole: ClinicFolder) -> None:
    assert check(whole.root) == ()


@pytest.mark.parametrize("path", ["", CLINIC_FILE, HOME, EXERCISE_FILE])
def test_a_clinic_or_an_exercise_is_named_by_its_folder_or_file(
    whole: ClinicFolder, path: str
) -> None:
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Stand supine.")
    (finding,) = check(whole.path(path))
    assert finding.name == "jargon"
    assert str(finding.problem.source) == whole.place(EXERCISE_FILE, "Stand supine.")


def test_an_exercise_is_checked_without_its_neighbours(clinic: ClinicFolder) -> None:
    clinic.write("exercises/squat/exercise.yaml", "broken: [")
    clinic.write(CLINIC_FILE, "name: broken")
    assert check(clinic.path(HOME)) == ()
    assert "invalid" in names(check(clinic.root))


def test_left_out_it_is_the_clinic_that_the_command_runs_in(
    whole: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Stand supine.")
    for place in (whole.root, whole.path(HOME)):
        monkeypatch.chdir(place)
        assert names(check()) == ["jargon"]


def test_in_a_checkout_it_is_the_shipped_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = run("check")
    assert (outcome.exit_code, outcome.out) == (0, "nothing is wrong or weak\n")


def test_where_nothing_is_to_be_checked_that_is_said(
    tmp_path: Path, clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stray = tmp_path / "stray"
    stray.mkdir()
    inside = clinic.write("elsewhere/knee/exercise.yaml", SQUAT)
    for arguments, says in (
        ([], "neither this folder nor one above it holds a clinic.yaml"),
        ([str(stray)], "holds neither clinic.yaml nor exercise.yaml"),
        (["nowhere.yaml"], "there is no such file"),
        ([str(inside)], "does not lie in"),
    ):
        outcome = run("check", *arguments)
        assert (outcome.exit_code, outcome.out) == (2, "")
        assert says in outcome.err


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "name", "says"),
    [
        (CLINIC_FILE, "phone:", "fone:", "fone:", "invalid", 'unknown key "fone"'),
        (CLINIC_FILE, '"#1f7a73"', '"#ffd500"', '"#ffd500"', "brand-darkened", "#856f00"),
        (CLINIC_FILE, "your calf swells", "your lumbar area swells", "your lumbar", "jargon",
         'the sign says "lumbar"'),
        (CLINIC_FILE, "Test Clinic", "Test ☃ Clinic", "Test ☃", "cannot-print", "U+2603"),
        (CLINIC_FILE, "exercise.code }}", "exercise.cod }}", "https://", "cannot-print",
         "exercise.cod }}, which does not exist"),
        (CLINIC_FILE, "org/v/", "org/" + "v" * 60 + "/", "https://", "qr-too-fine", "too fine"),
        (EXERCISE_FILE, "region: knee", "region: kne", "kne\n", "invalid", "vocabulary"),
        (EXERCISE_FILE, "code: kn22", "code: q27r", "q27r", "shared-code", "ql-stretch"),
        (EXERCISE_FILE, "{{ dose.hold }}", "{{ dose.rest }}", "Lift your {{ side }} knee. Hold",
         "cannot-print", "no rest is prescribed"),
        (EXERCISE_FILE, "{{ dose.hold }}", "6 seconds", "Lift your {{ side }} knee. Hold",
         "cannot-print", "but the dose says 5 seconds"),
        (EXERCISE_FILE, "Lift your {{ side }} knee\n", "Lift your left knee\n", "Lift your left",
         "cannot-print", 'says "left", whichever side'),
        (EXERCISE_FILE, "Stand behind a chair.", "Stand ☃.", "Stand ☃", "cannot-print", "U+2603"),
        (EXERCISE_FILE, "hold: 5 s", "hold: 50 s", "{hold: 50 s", "cannot-print", "limit"),
        (EXERCISE_FILE, "Stand behind a chair.",
         "Stand tall at a chair. Hold it. Put both feet on the floor, as wide as your hips.",
         "Stand tall", "long-step", "takes 3 lines on the sheet"),
        (EXERCISE_FILE, "file: frame.png", "file: gone.png", "gone.png", "picture", "gone.png"),
    ],
)  # fmt: skip
def test_each_mistake_is_found_where_it_stands(
    whole: ClinicFolder, file: str, old: str, new: str, at: str, name: str, says: str
) -> None:
    whole.change(file, old, new)
    findings = check(whole.root if file == CLINIC_FILE else whole.path(HOME))
    assert (name, whole.place(file, at)) in [
        (one.name, str(one.problem.source)) for one in findings
    ]
    assert set(names(findings)) == {name}
    assert any(says in one.problem.message for one in findings)


def test_a_step_of_two_lines_is_not_long(whole: ClinicFolder) -> None:
    step = "Stand tall at a chair. Hold it. Put your feet on the floor."
    whole.change(EXERCISE_FILE, "Stand behind a chair.", step)
    assert check(whole.path(HOME)) == ()


def test_short_steps_spare_the_long_ones(whole: ClinicFolder) -> None:
    step = "Stand tall at a chair. Hold it. Put your feet on the floor, as wide as both your hips."
    whole.change(EXERCISE_FILE, "Stand behind a chair.", step)
    (finding,) = check(whole.path(HOME))
    assert finding.problem.hint == "write it shorter, or write steps_short: for the sheet"
    whole.change(EXERCISE_FILE, "  adjustments:", "  steps_short:\n    - Stand.\n  adjustments:")
    assert check(whole.path(HOME)) == ()


def test_what_is_wrong_with_a_picture_does_not_hide_what_is_wrong_with_words(
    whole: ClinicFolder,
) -> None:
    whole.path(FRAME_FILE).unlink()
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Stand supine. {{ dose.rest }}")
    assert sorted(names(check(whole.path(HOME)))) == ["cannot-print", "jargon", "picture"]


def test_a_figure_that_is_missing_or_stale_is_found(whole: ClinicFolder) -> None:
    pictures = "pictures:\n  - {file: frame.png, steps: 1-2, side: right}"
    pose = "pose:\n  base: standing\n  frames:\n    - {hip: 45}"
    whole.change(EXERCISE_FILE, pictures, pose)
    (finding,) = check(whole.path(HOME))
    assert (finding.name, finding.level) == ("picture", Level.ERROR)
    assert "is not drawn yet" in finding.problem.message
    figure = (ROOT / "content/exercises/bridge/figure.json").read_bytes()
    whole.write(f"{HOME}/figure.json", figure)
    (finding,) = check(whole.path(HOME))
    assert "is older than its pose" in finding.problem.message
    assert finding.problem.hint.startswith("run: handouts figure knee-lift")


def test_a_prescription_is_checked_as_it_would_print(clinic: ClinicFolder) -> None:
    assert check(clinic.path(PRESCRIPTION_FILE)) == ()
    clinic.change(PRESCRIPTION_FILE, "Breathe slowly.", "Tighten your quadriceps.")
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 99 s")
    clinic.write("exercises/squat/exercise.yaml", "broken")  # it is not prescribed
    findings = check(clinic.path(PRESCRIPTION_FILE))
    assert names(findings) == ["cannot-print", "jargon"]
    clinic.change(PRESCRIPTION_FILE, "site: main", "sight: main")
    assert names(check(clinic.path(PRESCRIPTION_FILE))) == ["invalid"]


def test_pictures_of_a_clinic_are_looked_at(whole: ClinicFolder) -> None:
    PIL.Image.new("RGB", (4, 3), "white").save(whole.path(FRAME_FILE))
    assert check(whole.root) == ()
    whole.write(FRAME_FILE, "no picture")
    assert names(check(whole.path(HOME))) == ["picture"]


# ------------------------------------------------------------------ words of the field


def test_a_clinic_adds_words_of_the_field_and_says_others_otherwise(whole: ClinicFolder) -> None:
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Lie supine with the Theraband.")
    assert names(check(whole.path(HOME))) == ["jargon"]
    words = "plain_words:\n  TheraBand: elastic band\n  supine: flat on your back\n"
    whole.write("plain-words.yaml", words)
    for path in (whole.root, whole.path(HOME)):
        assert sorted(one.problem.hint for one in check(path)) == [
            "write: elastic band, or explain it in brackets",
            "write: flat on your back, or explain it in brackets",
        ]


def test_a_mistake_in_the_words_of_the_field_is_found_and_the_shipped_ones_stay(
    whole: ClinicFolder,
) -> None:
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Lie supine.")
    whole.write("plain-words.yaml", "words:\n  core: belly\n")
    assert sorted(names(check(whole.root))) == ["invalid", "jargon"]


def test_making_a_sheet_does_not_read_the_words_of_the_field(whole: ClinicFolder) -> None:
    whole.write("plain-words.yaml", "words:\n  core: belly\n")
    assert whole.make().exit_code == 0


# ------------------------------------------------------------------ how it is said

ERROR = found("invalid", Source("b.yaml", 3, 2), "is wrong", "mend it")
WARNING = found("jargon", Source("a.yaml", 10, 4), "is hard")
ADVICE = found("passive", Source("b.yaml"), "is “passive”", "say who")
ALL = (ERROR, WARNING, ADVICE)
TABLE = """\
a.yaml
     10:4  warning  jargon   is hard

b.yaml
           advice   passive  is “passive”
                             hint: say who
      3:2  error    invalid  is wrong
                             hint: mend it

1 error, 1 warning, 1 piece of advice"""


def test_findings_stand_in_order_and_are_told_once_by_their_first_name() -> None:
    again = Finding("cannot-print", ERROR.problem)
    assert list(in_order([*ALL, again])) == [WARNING, ADVICE, ERROR]


def test_the_table_goes_file_by_file() -> None:
    assert table(list(in_order(ALL))) == TABLE


def test_the_json_is_for_programs() -> None:
    told = json.loads(as_json([ERROR, ADVICE]))
    assert told["format"] == 1
    assert told["findings"] == [
        {"level": "error", "name": "invalid", "file": "b.yaml", "line": 3, "column": 2,
         "message": "is wrong", "hint": "mend it"},
        {"level": "advice", "name": "passive", "file": "b.yaml", "line": 0, "column": 0,
         "message": "is “passive”", "hint": "say who"},
    ]  # fmt: skip
    assert json.loads(as_json([])) == {"format": 1, "findings": []}


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ((), ExitCode.OK),
        ((ADVICE,), ExitCode.OK),
        ((ADVICE, WARNING), ExitCode.WEAK),
        (ALL, ExitCode.PROBLEM),
    ],
)
def test_the_exit_code_is_that_of_the_worst(findings: tuple[Finding, ...], code: ExitCode) -> None:
    assert exit_code(findings) == code


@pytest.mark.parametrize(
    ("level", "shown", "code"),
    [("advice", 3, 2), ("warning", 2, 2), ("error", 1, 2)],
)
def test_the_command_shows_one_level_and_worse(
    whole: ClinicFolder, level: str, shown: int, code: int
) -> None:
    steps = "Lift your leg and lower it. Stand supine. {{ dose.rest }}"
    whole.change(EXERCISE_FILE, "Stand behind a chair.", steps)
    outcome = run("check", str(whole.path(HOME)), "--level", level, "--json")
    assert len(json.loads(outcome.out)["findings"]) == shown
    assert outcome.exit_code == code
    assert run("check", str(whole.path(HOME)), "--level", level, "--json") == outcome


def test_warnings_that_are_not_shown_do_not_count(whole: ClinicFolder) -> None:
    whole.change(EXERCISE_FILE, "Stand behind a chair.", "Stand supine.")
    assert run("check", str(whole.path(HOME))).exit_code == 4
    outcome = run("check", str(whole.path(HOME)), "--level", "error")
    assert (outcome.exit_code, outcome.out) == (0, "nothing is wrong or weak\n")


def test_every_finding_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in LEVELS if f"`{name}`" not in readme] == []


def test_a_folder_without_a_clinic_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match="holds neither"):
        check(tmp_path)
