"""The command as a person uses it: its arguments, what it prints, its exit codes."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner
from clinics import (
    CLINIC_FILE,
    PRESCRIPTION,
    PRESCRIPTION_FILE,
    ROOT,
    ClinicFolder,
    clinic_folder,
    run,
    run_in_shell,
    text_of,
)

from handouts.cli import main

COMMANDS = ["", *sorted(main.commands)]
A4, LETTER = (595, 842), (612, 792)


def size_of(pdf: Path) -> tuple[int, int]:
    width, height = pypdfium2.PdfDocument(pdf.read_bytes())[0].get_size()
    return round(width), round(height)


# ------------------------------------------------------------------ make


def test_makes_a_sheet_and_prints_where_it_is(clinic: ClinicFolder) -> None:
    outcome = clinic.make()
    path = clinic.path("sheets/2026-11-22-P-1.pdf")
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, f"{path}\n", "")
    assert path.read_bytes().startswith(b"%PDF")


def test_writes_into_output_where_the_command_runs(clinic: ClinicFolder) -> None:
    outcome = run_in_shell("make", "prescriptions/p.yaml", cwd=clinic.root)
    sheet = Path("output/2026-11-22-P-1.pdf")
    assert outcome.out.strip() == str(sheet)
    assert (clinic.root / sheet).exists()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_a_sheet_is_for_its_owner_only(clinic: ClinicFolder) -> None:
    clinic.make()
    sheet = clinic.path("sheets/2026-11-22-P-1.pdf")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600


def test_a_sheet_that_is_made_again_is_replaced(clinic: ClinicFolder) -> None:
    clinic.make()
    first = clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes()
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 9")
    clinic.make()
    assert clinic.sheets == ["2026-11-22-P-1.pdf"]
    assert clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes() != first


def test_two_sheets_of_one_patient_and_day_are_both_there(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/q.yaml", PRESCRIPTION)
    outcome = clinic.make(PRESCRIPTION_FILE, "prescriptions/q.yaml")
    assert clinic.sheets == ["2026-11-22-P-1-2.pdf", "2026-11-22-P-1.pdf"]
    assert len(outcome.out.splitlines()) == 2


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.PDF", "a new folder/sheet.pdf"])
def test_the_sheet_may_be_named(clinic: ClinicFolder, name: str) -> None:
    named = clinic.path(name)
    outcome = run("make", str(clinic.path(PRESCRIPTION_FILE)), "-o", str(named))
    assert outcome.out == f"{named}\n"
    assert named.read_bytes().startswith(b"%PDF")


def test_one_name_is_not_enough_for_two_sheets(clinic: ClinicFolder) -> None:
    file, named = str(clinic.path(PRESCRIPTION_FILE)), clinic.path("sheet.pdf")
    outcome = run("make", file, file, "-o", str(named))
    assert outcome.exit_code == 2
    assert "-o names one PDF, but there are several prescriptions." in outcome.err
    assert not named.exists()


def test_the_output_may_be_a_folder_with_any_name(clinic: ClinicFolder) -> None:
    folder = clinic.path("a folder")
    run("make", str(clinic.path(PRESCRIPTION_FILE)), "--output", str(folder))
    assert [path.name for path in folder.iterdir()] == ["2026-11-22-P-1.pdf"]


def test_the_paper_may_be_chosen(clinic: ClinicFolder) -> None:
    file, named = str(clinic.path(PRESCRIPTION_FILE)), clinic.path("sheet.pdf")
    run("make", file, "-o", str(named))
    assert size_of(named) == A4
    run("make", file, "-o", str(named), "--paper", "letter")
    assert size_of(named) == LETTER
    clinic.change(CLINIC_FILE, "paper: a4", "paper: letter")
    run("make", file, "-o", str(named))
    assert size_of(named) == LETTER
    clinic.change(PRESCRIPTION_FILE, "goal:", "print: {paper: a4}\ngoal:")
    run("make", file, "-o", str(named))
    assert size_of(named) == A4


def test_a_booklet_may_be_chosen(clinic: ClinicFolder) -> None:
    file, named = str(clinic.path(PRESCRIPTION_FILE)), clinic.path("booklet.pdf")
    assert run("make", file, "-o", str(named), "--format", "booklet").exit_code == 0
    assert "Your two-week chart" in text_of(named.read_bytes())
    assert run("make", file, "--format", "large-print").exit_code == 2


def test_an_unknown_paper_is_refused(clinic: ClinicFolder) -> None:
    outcome = run("make", str(clinic.path(PRESCRIPTION_FILE)), "--paper", "a5")
    assert outcome.exit_code == 2
    assert "'a5' is not one of 'a4', 'letter'" in outcome.err


def test_the_clinic_may_be_chosen(clinic: ClinicFolder, tmp_path: Path) -> None:
    other = clinic_folder(tmp_path / "other")
    other.change(CLINIC_FILE, "name: Test Clinic", "nam: Other Clinic")
    outcome = run("make", str(clinic.path(PRESCRIPTION_FILE)), "--clinic", str(other.root))
    assert outcome.exit_code == 2
    assert all(problem.startswith(str(other.root)) for problem in outcome.problems)


def test_a_clinic_that_is_not_there_is_a_problem(clinic: ClinicFolder) -> None:
    outcome = run("make", str(clinic.path(PRESCRIPTION_FILE)), "--clinic", str(clinic.path("x")))
    assert outcome.exit_code == 2
    assert f"{clinic.path('x/clinic.yaml')}: there is no such file" in outcome.problems[0]


def test_problems_go_to_standard_error_with_exit_code_2(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: ten")
    outcome = run_in_shell("make", "prescriptions/p.yaml", cwd=clinic.root)
    assert outcome.exit_code == 2
    assert outcome.out == ""
    assert outcome.err == (
        "prescriptions/p.yaml:13:11: hold must be a time with its unit such as 30 s, 1 min or "
        '3 breaths, got "ten"\n'
        "  hint: write 30 s\n"
    )
    assert not clinic.path("output").exists()


def test_a_sheet_that_cannot_be_written_is_exit_code_3(clinic: ClinicFolder) -> None:
    clinic.write("blocked", "a file")
    outcome = run("make", str(clinic.path(PRESCRIPTION_FILE)), "-o", str(clinic.path("blocked")))
    assert outcome.exit_code == 3
    assert outcome.out == ""
    assert "cannot be written" in outcome.err


def test_an_open_sheet_is_exit_code_3_and_stays(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.make()
    before = clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes()
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 9")

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    outcome = clinic.make()
    assert outcome.exit_code == 3
    assert "close it in the other program" in outcome.err
    assert clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes() == before
    assert clinic.sheets == ["2026-11-22-P-1.pdf"]


def test_a_bug_keeps_its_traceback(clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("os.fsync", bug)
    result = CliRunner().invoke(main, ["make", str(clinic.path(PRESCRIPTION_FILE))])
    assert isinstance(result.exception, ZeroDivisionError)
    assert result.exit_code == 1


def test_a_console_that_knows_few_letters_does_not_stop_a_message(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: Ж💥")
    outcome = run_in_shell(
        "make", "prescriptions/p.yaml", cwd=clinic.root, environment={"PYTHONIOENCODING": "ascii"}
    )
    assert outcome.exit_code == 2
    assert 'got "Ж💥"' in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="names of other bytes are a matter of POSIX")
def test_a_file_name_that_is_no_text_is_a_problem(clinic: ClinicFolder) -> None:
    outcome = run_in_shell("make", os.fsdecode(b"pr\xff.yaml"), cwd=clinic.root)
    assert outcome.exit_code == 2
    assert "there is no such file" in outcome.err
    assert "Traceback" not in outcome.err


# ------------------------------------------------------------------ init


def test_init_makes_a_folder_that_make_works_in(tmp_path: Path) -> None:
    started = run_in_shell("init", "my-clinic", cwd=tmp_path)
    assert started.exit_code == 0
    written = started.out.splitlines()
    assert all((tmp_path / file).is_file() for file in written)
    assert str(Path("my-clinic/clinic.yaml")) in written
    made = run_in_shell("make", "my-clinic/prescriptions/example.yaml", cwd=tmp_path)
    assert (made.exit_code, made.err) == (0, "")
    assert (tmp_path / made.out.strip()).exists()


def test_the_patients_of_a_new_clinic_are_not_put_into_git(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    rules = (tmp_path / "new/.gitignore").read_text(encoding="utf-8").splitlines()
    assert rules.index("prescriptions/*") < rules.index("!prescriptions/example.yaml")


@pytest.mark.parametrize("there", ["clinic.yaml", "prescriptions/example.yaml", ".gitignore"])
def test_init_changes_nothing_that_is_there(tmp_path: Path, there: str) -> None:
    mine = tmp_path / "clinic" / there
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    outcome = run("init", str(tmp_path / "clinic"))
    assert outcome.exit_code == 2
    expected = f"{mine}: is there already\n  hint: choose a new folder, or take these files away"
    assert outcome.problems == [expected]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [path for path in (tmp_path / "clinic").rglob("*") if path.is_file()] == [mine]


def test_init_into_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("init", str(tmp_path)).exit_code == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_init_onto_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    outcome = run("init", str(tmp_path / "taken"))
    assert outcome.exit_code == 3
    assert outcome.problems[0].startswith(f"{tmp_path / 'taken'}: cannot be made")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_new_clinic_can_have_exercises_of_its_own(tmp_path: Path) -> None:
    run("init", str(tmp_path / "new"))
    source = (ROOT / "content/exercises/chin-tuck-head-lift/exercise.yaml").read_text("utf-8")
    own = tmp_path / "new/exercises/chin-lift/exercise.yaml"
    own.parent.mkdir()
    text = source.replace("id: chin-tuck-head-lift", "id: chin-lift").replace("ctk4", "xx99")
    pose = text[text.index("pose:") : text.index("source:")]
    own.write_text(text.replace(pose, ""), encoding="utf-8")
    file = tmp_path / "new/prescriptions/p.yaml"
    file.write_text(
        "patient: {id: P-1}\ndate: 2026-11-22\nexercises:\n  - exercise: chin-lift\n", "utf-8"
    )
    assert run("make", str(file), "-o", str(tmp_path / "sheets")).exit_code == 0


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    outcome = run(*command.split(), "--help")
    assert outcome.exit_code == 0
    assert re.search(r"\n  Example:\n    handouts \S", outcome.out)
    assert outcome.out == run(*command.split(), "-h").out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_the_help_can_be_typed(command: str) -> None:
    (example,) = re.findall(
        r"\n  Example:\n    handouts (.*)\n", run(*command.split(), "--help").out
    )
    name, *arguments = shlex.split(example)
    main.commands[name].make_context(name, arguments)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    options = [item for item in main.commands[name].params if isinstance(item, click.Option)]
    assert all(option.help for option in options)


def test_prints_its_version() -> None:
    try:
        expected = f"handouts {version('handouts')}\n"
    except PackageNotFoundError:
        pytest.skip("is not installed")
    outcome = run_in_shell("--version")
    assert outcome.exit_code == 0
    assert outcome.out.endswith(expected.split(" ")[1])


@pytest.mark.parametrize("arguments", [["make"], ["init"], ["bake"], ["make", "--bake", "x"]])
def test_a_command_that_cannot_be_understood_is_exit_code_2(arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert outcome.exit_code == 2
    assert "Try '" in outcome.err


def test_no_plugin_of_another_program_is_shown_a_patient(
    clinic: ClinicFolder, tmp_path: Path
) -> None:
    """Whoever installs a monitor's plugin for pydantic would send every prescription to it."""
    seen = tmp_path / "seen"
    (tmp_path / "monitor-1.dist-info").mkdir()
    (tmp_path / "monitor-1.dist-info/METADATA").write_text("Name: monitor\nVersion: 1\n")
    (tmp_path / "monitor-1.dist-info/entry_points.txt").write_text("[pydantic]\nm = monitor:m\n")
    (tmp_path / "monitor.py").write_text(f"open({str(seen)!r}, 'w')\nm = None\n")
    made = str(clinic.path("prescriptions/p.yaml"))
    command = [sys.executable, "-m", "handouts.cli", "make", made]
    path = os.pathsep.join([str(tmp_path), *sys.path])
    subprocess.run(command, check=True, cwd=tmp_path, env={"PYTHONPATH": path})
    assert not seen.exists()
