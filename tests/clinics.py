"""Clinics' folders in tmp_path, and what `handouts make` says about them.

The files are small, whole and right; a test changes one thing in them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pypdfium2
from click.testing import CliRunner

from handouts.cli import main
from handouts.session import Made, make_all

ROOT = Path(__file__).parent.parent

CLINIC = """\
name: Test Clinic
colour: "#1f7a73"
logo: logo.svg
sites:
  - id: main
    phone: 01632 960 123
emergency_number: "999"
out_of_hours: Call 111, day or night.
video: https://example.org/v/{{ exercise.code }}
disclaimer:
  short: Only for the person named on this sheet.
  full: Your physiotherapist chose these exercises for you.
call_us_if:
  - you are not sure how to do an exercise
emergency_if:
  - you have chest pain
emergency_if_by_region:
  knee:
    - your calf swells
pain_guide: {keep_going: 0-3, do_less: 4-5, stop: 6-10}
print:
  paper: a4
"""

KNEE_LIFT = """\
id: knee-lift
code: kn22
region: knee
position: standing
equipment:
  - chair
sides: one
dose: {hold: 5 s, reps: 10, frequency: 2/day}
limits: {hold: 1-30 s, reps: 1-20}
pain: none
contraindications:
  - pregnancy
pictures:
  - {file: frame.png, steps: 1-2, side: right}
words:
  title: Knee lift
  clinical_name: Hip flexion in standing
  side_label: Lift your {{ side }} knee
  purpose: Makes your hip stronger.
  feel: The front of your {{ side }} hip.
  steps:
    - Stand behind a chair.
    - Lift your {{ side }} knee. Hold for {{ dose.hold }}.
  adjustments:
    - question: Wobbly?
      answer: Hold the chair.
  cautions:
    - your {{ side }} hip hurts
  alt:
    - A person stands on the {{ side.other }} leg.
"""

SQUAT = """\
id: squat
code: sq33
region: knee
sides: both
dose: {sets: 2, reps: 10}
words:
  title: Small squat
  steps:
    - Bend both knees a little.
"""

NOD = """\
id: nod
code: nd44
region: neck
sides: none
dose: {reps: 5}
words:
  title: Small nod
  steps:
    - Nod slowly.
"""

PRESCRIPTION = """\
patient:
  id: P-1
  name: Sample Patient
  language: en
clinician: Alex Example
site: main
date: 2026-11-22
next_visit: 2026-12-07 10:30
goal: To walk up the stairs.
exercises:
  - exercise: knee-lift
    side: left
    hold: 10 s
    reps: 8
    note: Breathe slowly.
"""

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'

CLINIC_FILE = "clinic.yaml"
EXERCISE_FILE = "exercises/knee-lift/exercise.yaml"
PRESCRIPTION_FILE = "prescriptions/p.yaml"
FRAME_FILE = "exercises/knee-lift/frame.png"
OUTPUT = "sheets"


@dataclass(frozen=True)
class Outcome:
    """What one run of the command did."""

    exit_code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """Each Problem as it was printed, with its hint."""
        found: list[str] = []
        for line in self.err.splitlines():
            if line.startswith("  hint: "):
                found[-1] += "\n" + line
            else:
                found.append(line)
        return found


@dataclass(frozen=True)
class ClinicFolder:
    """A clinic's folder on the disk."""

    root: Path

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def place(self, name: str, written: str) -> str:
        """`file:line:column` of the first `written` in a file, counted here by other means."""
        text = self.path(name).read_text(encoding="utf-8")
        before = text[: text.index(written)]
        column = len(before) - (before.rfind("\n") + 1) + 1
        return f"{self.path(name)}:{before.count(chr(10)) + 1}:{column}"

    def make(self, *names: str) -> Outcome:
        """`handouts make` of this folder's prescriptions, into its folder for sheets."""
        files = [str(self.path(name)) for name in names or (PRESCRIPTION_FILE,)]
        return run("make", *files, "-o", str(self.path(OUTPUT)))

    def sheet(self, name: str = PRESCRIPTION_FILE) -> Made:
        """The sheet of one prescription, in memory."""
        (made,) = make_all([self.path(name)])
        return made

    def text(self, name: str = PRESCRIPTION_FILE) -> str:
        """What the sheet of one prescription says, on one line."""
        return text_of(self.sheet(name).pdf)

    @property
    def sheets(self) -> list[str]:
        """Everything that was written into the folder for sheets."""
        output = self.path(OUTPUT)
        return sorted(path.name for path in output.rglob("*")) if output.exists() else []


def clinic_folder(root: Path) -> ClinicFolder:
    """A clinic with three exercises of its own and one prescription."""
    clinic = ClinicFolder(root)
    clinic.write(CLINIC_FILE, CLINIC)
    clinic.write("logo.svg", LOGO)
    clinic.write(EXERCISE_FILE, KNEE_LIFT)
    clinic.write("exercises/squat/exercise.yaml", SQUAT)
    clinic.write("exercises/nod/exercise.yaml", NOD)
    clinic.write(PRESCRIPTION_FILE, PRESCRIPTION)
    picture = PIL.Image.new("RGB", (40, 30), "white")
    picture.paste((0, 0, 0), (0, 0, 20, 30))
    picture.save(clinic.path(FRAME_FILE))
    return clinic


def run(*arguments: str) -> Outcome:
    """The command in this process. A bug shows its traceback."""
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def run_in_shell(
    *arguments: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> Outcome:
    """The command as a process of its own."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from handouts.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, cwd=cwd, env=environment, timeout=60, check=False,
    )  # fmt: skip
    return Outcome(result.returncode, result.stdout.decode(), result.stderr.decode())


def text_of(pdf: bytes) -> str:
    """What the pages say, white space made one space. U+0002 is a hyphen at the end of a line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\x02", "-").split())


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong in one file, and what the command must say of it.

    `new` stands in place of `old`; the Problem points at `at`, its message holds `says` and its
    hint `hint` ("": it has none). `at` is "" for the file as a whole.
    """

    file: str
    old: str
    new: str
    at: str
    says: str
    hint: str


def assert_refused(clinic: ClinicFolder, mistake: Mistake) -> None:
    """The one Problem of a run, its place, its words, its exit code; and no sheet is written."""
    clinic.change(mistake.file, mistake.old, mistake.new)
    place = clinic.place(mistake.file, mistake.at) if mistake.at else clinic.path(mistake.file)
    outcome = clinic.make()
    (problem,) = outcome.problems
    message, _, hint = problem.partition("\n  hint: ")
    assert message.startswith(f"{place}: ")
    assert mistake.says in message
    assert mistake.hint in hint
    assert bool(mistake.hint) == bool(hint)
    assert outcome.exit_code == 2
    assert outcome.out == ""
    assert not clinic.sheets
