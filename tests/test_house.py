"""The promises of the house: what is documented, what is imported, what travels in the wheel."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import click
import pytest
from pdf_checks import assert_valid

from handouts.cli import main

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "content" / "prescriptions" / "example.yaml"

BUDGET = {
    "annotated_types", "click", "cython_runtime", "handouts", "isal", "msgspec", "pydantic",
    "pydantic_core", "svgelements", "typing_extensions", "typing_inspection",
    "uharfbuzz", "yaml", "zxingcpp",
}  # fmt: skip
"""The packages that `handouts make` of the example may load."""


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from handouts.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        "except SystemExit: pass\n"
        "names = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "names -= set(sys.stdlib_module_names)\n"
        "print('loaded', *sorted(name for name in names if name[0] != '_'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("loaded ")[2].split())


def test_make_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    loaded = loaded_by("make", str(EXAMPLE), "-o", str(tmp_path))
    assert loaded - BUDGET == set()
    assert {"pydantic", "uharfbuzz"} <= loaded  # the measurement sees what is loaded


def test_importing_builds_no_model_and_a_sheet_builds_only_those_of_its_files(
    tmp_path: Path,
) -> None:
    code = (
        "import handouts.session, sys, pathlib\n"
        "from handouts.model.authored import Authored\n"
        "def built(kind):\n"
        "    own = {kind.__name__} if kind.__pydantic_complete__ else set()\n"
        "    return own.union(*map(built, kind.__subclasses__()))\n"
        "print(*built(Authored))\n"
        "handouts.session.make_all([pathlib.Path(sys.argv[1])])\n"
        "print(*built(Authored))"
    )
    run = [sys.executable, "-c", code, str(EXAMPLE)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    imported, made = done.stdout.split("\n")[:2]
    assert imported == ""
    assert set(made.split()) <= {
        "Prescription",
        "Visit",
        "Clinic",
        "Vocabulary",
        "Exercise",
        "Words",
    }


def test_make_loads_no_module_that_another_command_needs(tmp_path: Path) -> None:
    code = (
        "import sys; from handouts.cli import main\n"
        f"try: main(['make', {str(EXAMPLE)!r}, '-o', {str(tmp_path)!r}])\n"
        "except SystemExit: pass\n"
        "print('loaded', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("loaded ")[2].split())
    assert "handouts.layout.paginate" in loaded
    assert not loaded & {
        "multiprocessing", "asyncio", "handouts.check.content", "handouts.figures",
        "handouts.studio", "handouts.merge.summary", "handouts.layout.summary_pages",
        "handouts.reprint", "handouts.schema", "handouts.catalogue",
    }  # fmt: skip


def test_a_command_of_its_own_process_does_not_look_for_garbage() -> None:
    code = (
        "import gc, sys; from handouts.cli import run\n"
        "sys.argv = ['handouts', '--version']\n"
        "try: run()\n"
        "except SystemExit: print(gc.isenabled())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


@pytest.mark.parametrize("code", [0, 2])
def test_a_command_ends_with_all_its_words_and_its_code_and_nothing_is_taken_down(
    code: int,
) -> None:
    program = (
        "import atexit, click, sys\n"
        "from handouts.cli import main, run\n"
        "class Kept:\n"
        "    def __del__(self): print('taken down')\n"
        "kept = Kept()\n"
        "@main.command()\n"
        "def leave():\n"
        "    atexit.register(print, 'others end')\n"
        "    print('said')\n"
        f"    sys.exit({code})\n"
        "sys.argv = ['handouts', 'leave']\n"
        "run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, "said\nothers end\n")


def test_a_bug_keeps_its_traceback_and_its_code() -> None:
    program = "from handouts import cli\ncli.main = lambda: 1 / 0\ncli.run()"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


def test_the_version_is_said_without_loading_the_program() -> None:
    assert loaded_by("--version") <= {"click", "handouts", "typing_extensions"}


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_an_example_in_its_help_and_stands_in_the_readme(name: str) -> None:
    help_text = main.commands[name].help or ""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"handouts {name}" in help_text.partition("Example:")[2]
    assert f"handouts {name}" in readme
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert any(flag in readme for flag in option.opts), option.opts


def test_the_library_is_used_as_the_readme_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    one, many = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(one, names)
    assert_valid(names["pdf"])
    exec(many, names)
    assert names["report"].exit_code == 0
    assert len(list((tmp_path / "output").glob("*.pdf"))) == 4


def test_the_readme_shows_a_picture_that_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_no_module_is_over_350_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "handouts").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert long == {}


def test_the_wheel_works_outside_the_checkout(tmp_path: Path) -> None:
    """Content and fonts travel in it: installed elsewhere, it makes the same sheet."""
    wheels = tmp_path / "wheels"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(wheels), str(ROOT)], check=True)
    elsewhere = tmp_path / "elsewhere"
    venv.create(elsewhere, with_pip=False, system_site_packages=False)
    site = next(elsewhere.glob("[Ll]ib/**/site-packages"))
    wheel = next(wheels.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    # The dependencies are those of this environment; the package itself is the wheel's.
    here = [path for path in sys.path if path.endswith("site-packages")]
    code = (
        f"import sys; sys.path += {here!r}\n"
        "import handouts; assert 'elsewhere' in handouts.__file__, handouts.__file__\n"
        "from handouts.cli import main; main()"
    )
    python = next(path for path in elsewhere.glob("*/python*") if path.stem == "python")
    clinic = tmp_path / "clinic"
    for command in (
        ["init", str(clinic)],
        ["make", str(clinic / "prescriptions" / "example.yaml")],
    ):
        subprocess.run([str(python), "-c", code, *command], check=True, cwd=tmp_path)
    made = (tmp_path / "output" / "2026-11-22-P-1042.pdf").read_bytes()
    subprocess.run(
        [sys.executable, "-m", "handouts.cli", "make", str(EXAMPLE), "-o", str(tmp_path / "a.pdf")],
        check=True,
    )
    assert made == (tmp_path / "a.pdf").read_bytes()
